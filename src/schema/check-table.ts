import type { DraftTable } from './draft.ts'
import {
  ColumnContradictionError,
  DuplicateNameError,
  EmptyNameError,
  InvalidModelError,
  ReferenceCountError,
  UnknownColumnError,
} from './errors.ts'
import { spell } from './lookup.ts'
import type { Check, Column, ColumnType, DialectName, Table } from './model.ts'

/** What is wrong with a table by itself, whatever the others are. */
export function checkDraft(table: DraftTable): void {
  const name = spell(table)
  if (table.name === '')
    throw new EmptyNameError('a table', `columns ${columnNames(table).join(', ')}`)
  if (table.schema === '') throw new EmptyNameError('a schema', `of table "${name}"`)
  const twice = firstTwice(columnNames(table))
  if (twice !== undefined)
    throw new DuplicateNameError(
      twice,
      'a column',
      `another column of table "${name}"`,
      'Rename one of them.',
    )
  for (const column of table.columns) checkColumn(name, column)
  for (const list of columnLists(table)) checkColumnList(table, list)
  for (const { columns, references } of table.foreignKeys)
    if (references.columns.length > 0 && references.columns.length !== columns.length)
      throw new ReferenceCountError(
        `a foreign key of table "${name}"`,
        columns,
        spell(references),
        references.columns,
      )
}

/** No two constraints of one name in the table, no two indexes either. */
export function checkTableNames(table: Table): void {
  const constraints = [
    ...named('the primary key', table.primaryKey === undefined ? [] : [table.primaryKey]),
    ...named('a unique constraint', table.uniques),
    ...named('a foreign key', table.foreignKeys),
    ...named('a check', table.checks),
    ...named('an exclusion constraint', table.exclusions),
  ]
  checkUnique(constraints, `of table "${spell(table)}"`, 'Give each constraint a name of its own.')
  checkUnique(
    named('an index', table.indexes),
    `of table "${spell(table)}"`,
    "Give one a name of its own: index([…], { name: 'ix_…' })",
  )
}

/** Something with a name, and what to call it in a message. */
export interface Named {
  readonly what: string
  readonly name: string
  readonly dialects?: readonly DialectName[]
}

/** Throws at the first two that have one name on one database. */
export function checkUnique(things: readonly Named[], where: string, hint: string): void {
  for (const [name, same] of Map.groupBy(things, (thing) => thing.name)) {
    if (name === '') throw new EmptyNameError(same[0]!.what, where)
    for (const [i, thing] of same.entries()) {
      const earlier = same.slice(0, i).find((other) => meet(other.dialects, thing.dialects))
      if (earlier !== undefined)
        throw new DuplicateNameError(name, earlier.what, `${thing.what} ${where}`.trim(), hint)
    }
  }
}

const meet = (
  a: readonly DialectName[] | undefined,
  b: readonly DialectName[] | undefined,
): boolean => a === undefined || b === undefined || a.some((name) => b.includes(name))

const named = (
  what: string,
  things: readonly (Pick<Check, 'name' | 'dialects'> & { readonly columns?: readonly string[] })[],
): Named[] =>
  things.flatMap(({ name, dialects, columns }) =>
    name === undefined
      ? []
      : [
          {
            what: columns === undefined ? what : `${what} (${columns.join(', ')})`,
            name,
            ...(dialects && { dialects }),
          },
        ],
  )

/** What no column can be at once. */
export function checkColumn(table: string, column: Column): void {
  if (column.name === '') throw new EmptyNameError('a column', `of table "${table}"`)
  const contradiction = CONTRADICTIONS.find(([applies]) => applies(column))
  if (contradiction === undefined) return
  throw new ColumnContradictionError(table, column.name, contradiction[1], contradiction[2])
}

const CONTRADICTIONS: readonly (readonly [(column: Column) => boolean, string, string])[] = [
  [
    (c) => c.generated !== undefined && c.default !== undefined,
    'is generated and has a default',
    'A generated column is always computed: drop .default(…).',
  ],
  [
    (c) => c.generated !== undefined && (c.identity !== undefined || c.autoincrement === true),
    'is generated and numbers itself',
    'Keep .generatedAs(…), or .identity() or .autoincrement().',
  ],
  [
    (c) => c.identity !== undefined && c.default !== undefined,
    'is an identity column and has a default',
    'The identity is its default: drop .default(…).',
  ],
  [
    (c) => c.identity !== undefined && c.autoincrement === true,
    'is an identity column and autoincrement',
    'Both number the rows: keep one.',
  ],
  [
    (c) => c.autoincrement === true && c.default !== undefined,
    'is autoincrement and has a default',
    'Drop .default(…) or .autoincrement().',
  ],
  [
    (c) => (c.autoincrement === true || c.identity !== undefined) && !numbers(c.type),
    'is to number the rows, and is not of an integer type',
    'Use smallint(), integer() or bigint().',
  ],
  [
    (c) => c.identity !== undefined && c.nullable,
    'is an identity column and nullable',
    'An identity column is never null: drop .nullable().',
  ],
  [
    (c) =>
      c.type.kind === 'enum' &&
      c.default !== undefined &&
      'literal' in c.default &&
      typeof c.default.literal === 'string' &&
      !c.type.values.includes(c.default.literal),
    'has a default that is not a value of its enum',
    'Use one of the values, or add it to the enum.',
  ],
]

/** Whether a database can number rows by a column of the type. */
export const numbers = (type: ColumnType): boolean =>
  type.kind === 'variant'
    ? [type.base, ...Object.values(type.dialects)].some(numbers)
    : type.kind === 'smallint' || type.kind === 'integer' || type.kind === 'bigint'

interface ColumnList {
  readonly what: string
  readonly columns: readonly string[]
  /** A key cannot hold a column twice; an index may. */
  readonly once?: boolean
}

function columnLists(table: DraftTable): ColumnList[] {
  const key = table.primaryKey
  return [
    ...(key === undefined
      ? []
      : [
          { what: 'the primary key', columns: key.columns, once: true },
          { what: 'the primary key', columns: [...(key.include ?? []), ...(key.descending ?? [])] },
        ]),
    ...table.uniques.flatMap(({ columns, include = [] }) => [
      { what: 'a unique constraint', columns, once: true },
      { what: 'a unique constraint', columns: include },
    ]),
    ...table.foreignKeys.flatMap(({ columns, onDeleteColumns = [] }) => [
      { what: 'a foreign key', columns, once: true },
      { what: 'a foreign key', columns: onDeleteColumns },
    ]),
    ...[...table.exclusions, ...table.indexes].map(({ elements, include = [] }) => ({
      what: 'an index or exclusion constraint',
      columns: [...elements.flatMap((element) => element.column ?? []), ...include],
    })),
  ]
}

function checkColumnList(table: DraftTable, { what, columns, once = false }: ColumnList): void {
  const known = columnNames(table)
  const where = `${what} of table "${spell(table)}"`
  for (const column of columns)
    if (!known.includes(column)) throw new UnknownColumnError(spell(table), column, where, known)
  const twice = once ? firstTwice(columns) : undefined
  if (twice !== undefined)
    throw new InvalidModelError(`${where} names column "${twice}" twice`, {
      hint: 'Name each column once.',
    })
}

const columnNames = (table: DraftTable): string[] => table.columns.map((column) => column.name)

const firstTwice = (names: readonly string[]): string | undefined =>
  new Set(names).size === names.length
    ? undefined
    : names.find((name, i) => names.indexOf(name) !== i)
