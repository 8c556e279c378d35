import type { Column, ColumnType, DialectName, Schema, Table } from '../../src/schema/model.ts'
import { emptySchema } from '../../src/schema/model.ts'

/** What the schema is generated for. */
export interface Ground {
  readonly dialect: DialectName
  readonly version: readonly [major: number, minor: number]
}

/** One random edit: a kind, and numbers that choose among what there is when it is made. */
export interface Edit {
  readonly kind: string
  readonly picks: readonly number[]
}

/** A stream of choices drawn from an edit's numbers; it never runs dry. */
export class Picks {
  readonly #numbers: readonly number[]
  #at = 0

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers
  }

  number(below: number): number {
    const at = this.#at++
    const base = this.#numbers[at % this.#numbers.length] ?? 0
    return below <= 0 ? 0 : (base + Math.floor(at / this.#numbers.length)) % below
  }

  of<T>(items: readonly T[]): T | undefined {
    return items.length === 0 ? undefined : items[this.number(items.length)]
  }

  /** True once in `times`. */
  chance(times = 2): boolean {
    return this.number(times) === 0
  }

  some<T>(items: readonly T[], most: number): readonly T[] {
    const start = this.number(items.length)
    const count = 1 + this.number(Math.min(most, items.length))
    return [...items.slice(start), ...items.slice(0, start)].slice(0, count)
  }
}

export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Whether SQL text written by these generators speaks of the name; they quote every name. */
export const speaksOf = (sql: string, name: string): boolean => sql.includes(quote(name))

const NAMES = [
  'user',
  'order',
  'Group',
  'na me',
  'quo"te',
  "apos'trophe",
  'sémantique',
  'select',
  'a.b',
  'back\\slash',
  'semi;colon--',
  'UPPER',
  '名前',
  'per%cent',
  'dollar$1',
  'new\tline',
  'x'.repeat(50),
  'key',
  'name',
  'type',
  'columns',
]

/** A name nothing else in the list has: hostile as it comes, numbered where it is taken. */
export function freshName(picks: Picks, taken: readonly string[], prefix = ''): string {
  const base = `${prefix}${picks.of(NAMES)}`
  const used = new Set(taken.map((name) => name.toLowerCase()))
  if (!used.has(base.toLowerCase())) return base
  for (let n = 2; ; n++) if (!used.has(`${base}${n}`.toLowerCase())) return `${base}${n}`
}

/** Every name that tables, indexes, sequences, views and types share (PostgreSQL has one space for them). */
export const relationNames = (schema: Schema): string[] => [
  ...schema.tables.flatMap((table) => [
    table.name,
    ...table.indexes.map((index) => index.name),
    ...[
      table.primaryKey,
      ...table.uniques,
      ...table.foreignKeys,
      ...table.checks,
      ...table.exclusions,
    ].flatMap((constraint) => constraint?.name ?? []),
  ]),
  ...schema.enums.map(({ name }) => name),
  ...schema.sequences.map(({ name }) => name),
  ...schema.objects.map(({ name }) => name),
]

export const editTable = (schema: Schema, at: Table, change: (table: Table) => Table): Schema => ({
  ...schema,
  tables: schema.tables.map((table) => (table === at ? change(table) : table)),
})

export const isText = ({ kind }: ColumnType): boolean =>
  kind === 'text' || kind === 'varchar' || kind === 'char'

export const isInteger = ({ kind }: ColumnType): boolean =>
  kind === 'integer' || kind === 'bigint' || kind === 'smallint'

/** Types whose generated values differ from row to row, so that a key may stand on them. */
export const isDistinct = (column: Column): boolean =>
  column.generated === undefined &&
  column.default === undefined &&
  (isInteger(column.type) || isText(column.type) || column.type.kind === 'uuid')

export { emptySchema }
