/** Random tables as models describe them, rows for them, and changes to them. */
import fc from 'fast-check'
import { mentions } from '../../src/dialects/sqlite/expressions.ts'
import { applyFor } from '../../src/operations/apply.ts'
import type { Operation } from '../../src/operations/model.ts'
import { constraintsOf } from '../../src/operations/needs.ts'
import type { Check, Column, ColumnType, Index, Schema, Table } from '../../src/schema/model.ts'

type Draw = fc.GeneratorValue

const TYPES: readonly ColumnType[] = [
  { kind: 'integer' },
  { kind: 'bigint' },
  { kind: 'smallint' },
  { kind: 'text' },
  { kind: 'varchar', length: 20 },
  { kind: 'char', length: 3 },
  { kind: 'real' },
  { kind: 'double' },
  { kind: 'numeric', precision: 10, scale: 2 },
  { kind: 'boolean' },
  { kind: 'date' },
  { kind: 'timestamp', withTimeZone: true },
  { kind: 'json' },
  { kind: 'jsonb' },
  { kind: 'uuid' },
  { kind: 'bytes' },
  { kind: 'interval' },
  { kind: 'array', of: { kind: 'text' } },
  { kind: 'enum', name: 'mood', values: ['ok', 'happy'] },
  { kind: 'native', sql: 'INT' },
  { kind: 'native', sql: '' },
  { kind: 'native', sql: 'UNSIGNED BIG INT' },
  { kind: 'variant', base: { kind: 'text' }, dialects: { sqlite: { kind: 'integer' } } },
]

export const NAMES = [
  'id',
  'a',
  'B',
  'c d',
  'order',
  'é',
  'q"q',
  "it's",
  'rowid',
  'oid',
  'key',
  'x[y',
  '_athanor_a',
]

const pick = <T>(g: Draw, from: readonly T[]): T => g(() => fc.constantFrom(...from))
const chance = (g: Draw, percent: number): boolean => g(fc.integer, { min: 0, max: 99 }) < percent
const some = <T>(g: Draw, from: readonly T[], maxLength: number): T[] =>
  g(() => fc.shuffledSubarray([...from], { maxLength: Math.min(maxLength, from.length) }))

const named = (g: Draw, name: string): { name?: string } => (chance(g, 50) ? { name } : {})
const ref = (name: string): string => `"${name.replaceAll('"', '""')}"`

export function drawType(g: Draw): ColumnType {
  return pick(g, TYPES)
}

export function drawColumn(g: Draw, name: string, others: readonly string[]): Column {
  const type = drawType(g)
  if (others.length > 0 && chance(g, 15)) {
    const stored = chance(g, 50)
    return {
      name,
      type,
      nullable: true,
      generated: { expression: { sql: `coalesce(${ref(others[0]!)}, 'none') || 1` }, stored },
    }
  }
  return {
    name,
    type,
    nullable: chance(g, 60),
    ...(chance(g, 40) && { default: drawDefault(g) }),
    ...(chance(g, 15) && { collation: pick(g, ['NOCASE', 'RTRIM', 'nocase']) }),
  }
}

const drawDefault = (g: Draw): NonNullable<Column['default']> =>
  pick<NonNullable<Column['default']>>(g, [
    { literal: 0 },
    { literal: "it's" },
    { literal: '0' },
    { literal: false },
    { literal: true },
    { literal: -1.5 },
    { literal: 9007199254740993n },
    { sql: 'now()' },
    { sql: '1 + 1' },
    { sql: "(lower('X'))" },
    { sql: 'CURRENT_DATE' },
  ])

const drawCheck = (g: Draw, table: string, columns: readonly string[], i: number): Check => ({
  ...named(g, `check ${i}`),
  expression: {
    sql: `${chance(g, 20) ? `${ref(table)}.` : ''}${ref(pick(g, columns))} IS NOT 'zz${i} --'`,
  },
})

export const drawIndex = (g: Draw, name: string, columns: readonly string[]): Index => ({
  name,
  elements: some(g, columns, 2)
    .concat(columns[0]!)
    .slice(0, 2)
    .map((column) =>
      chance(g, 25)
        ? { expression: { sql: `lower(${ref(column)})` } }
        : {
            column,
            ...(chance(g, 30) && { descending: true }),
            ...(chance(g, 20) && { collation: 'NOCASE' }),
          },
    ),
  ...(chance(g, 30) && { where: { sql: `${ref(pick(g, columns))} IS NOT NULL` } }),
})

export function drawTable(g: Draw, name: string): Table {
  const names = g(() => fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 6 }))
  const columns = names.map((one, i) => drawColumn(g, one, names.slice(0, i)))
  const plain = columns
    .filter(({ generated }) => generated === undefined)
    .map((column) => column.name)
  const keyed = chance(g, 75)
  const [first, ...rest] = columns as [Column, ...Column[]]
  const integer = chance(g, 50)
  const key: Column = {
    ...first,
    nullable: false,
    ...(integer && {
      type: { kind: 'integer' as const },
      collation: undefined,
      default: undefined,
    }),
  }
  const composite = plain.length > 1 && chance(g, 25)
  // Not on the key itself: SQLite cannot rename a column that is both in a WITHOUT ROWID table.
  const unique = plain.find((one) => one !== first.name)
  const options = {
    ...(keyed && chance(g, 25) && { withoutRowid: true }),
    ...(keyed && integer && chance(g, 40) && { autoincrement: true }),
  }
  return {
    name,
    columns: keyed ? [key, ...rest] : columns,
    ...(keyed && {
      primaryKey: { ...named(g, 'pk'), columns: composite ? plain.slice(0, 2) : [first.name] },
    }),
    uniques:
      unique !== undefined && chance(g, 30) ? [{ ...named(g, 'uq'), columns: [unique] }] : [],
    foreignKeys: chance(g, 30)
      ? [
          {
            ...named(g, 'fk'),
            columns: [pick(g, plain)],
            references: { name: pick(g, [name, 'parent']), columns: chance(g, 50) ? ['id'] : [] },
            onDelete: pick(g, ['cascade', 'set null', 'no action'] as const),
          },
        ]
      : [],
    checks: chance(g, 40) ? [drawCheck(g, name, names, 1)] : [],
    exclusions: [],
    indexes: chance(g, 50) ? [drawIndex(g, `ix ${name}`, plain)] : [],
    ...(Object.keys(options).length > 0 && {
      options: options.withoutRowid ? { withoutRowid: true } : options,
    }),
  }
}

/** A change that the rows of `rowsFor` allow: no NULL in what becomes NOT NULL, no two rows alike. */
export function drawChange(g: Draw, table: Table, i: number): Operation | undefined {
  const name = { name: table.name }
  const plain = table.columns.filter(({ generated }) => generated === undefined)
  const names = plain.map((column) => column.name)
  const all = table.columns.map((column) => column.name)
  const column = pick(g, plain)
  const free = NAMES.filter(
    (one) => !all.some((other) => other.toLowerCase() === one.toLowerCase()),
  )
  const isKey = table.primaryKey?.columns.includes(column.name) === true
  switch (g(fc.integer, { min: 0, max: 14 })) {
    case 0: {
      if (free.length === 0) return undefined
      const added = drawColumn(g, pick(g, free), names)
      return {
        kind: 'addColumn',
        table: name,
        column: { ...added, nullable: added.default === undefined || added.nullable },
      }
    }
    case 1: {
      const needed = table.columns.some(
        ({ generated }) =>
          generated !== undefined && mentions(generated.expression.sql, column.name),
      )
      return names.length < 2 || needed || isKey
        ? undefined
        : { kind: 'dropColumn', table: name, column }
    }
    case 2:
      return free.length === 0
        ? undefined
        : { kind: 'renameColumn', table: name, from: column.name, to: pick(g, free) }
    case 3:
      return isKey
        ? undefined
        : {
            kind: 'alterColumn',
            table: name,
            column: column.name,
            from: { type: column.type },
            to: { type: drawType(g) },
          }
    case 4:
      return isKey
        ? undefined
        : {
            kind: 'alterColumn',
            table: name,
            column: column.name,
            from: { nullable: column.nullable },
            to: { nullable: !column.nullable },
          }
    case 5:
      return isKey
        ? undefined
        : {
            kind: 'alterColumn',
            table: name,
            column: column.name,
            from: { default: column.default ?? null },
            to: { default: drawDefault(g) },
          }
    case 6:
      return {
        kind: 'addConstraint',
        table: name,
        constraint: { kind: 'check', ...drawCheck(g, table.name, all, 10 + i) },
      }
    case 7:
      return {
        kind: 'addConstraint',
        table: name,
        constraint: {
          kind: 'foreignKey',
          columns: [column.name],
          references: { name: 'parent', columns: ['id'] },
        },
      }
    case 8: {
      const constraints = constraintsOf(table).filter(({ kind }) => kind !== 'primaryKey')
      return constraints.length === 0
        ? undefined
        : { kind: 'dropConstraint', table: name, constraint: pick(g, constraints) }
    }
    case 9:
      return { kind: 'createIndex', table: name, index: drawIndex(g, `ix ${i}`, names) }
    case 10:
      return table.indexes.length === 0
        ? undefined
        : { kind: 'dropIndex', table: name, index: table.indexes[0]! }
    case 11: {
      const key = table.primaryKey
      const rest = names.filter((one) =>
        table.uniques.every(({ columns }) => !columns.includes(one)),
      )
      if (key !== undefined)
        return { kind: 'dropConstraint', table: name, constraint: { kind: 'primaryKey', ...key } }
      if (rest.length === 0 || table.options?.withoutRowid) return undefined
      return {
        kind: 'addConstraint',
        table: name,
        constraint: { kind: 'primaryKey', columns: some(g, rest, 2).concat(rest[0]!).slice(0, 1) },
      }
    }
    case 12:
      return table.primaryKey === undefined
        ? undefined
        : {
            kind: 'alterTable',
            table: name,
            from: { withoutRowid: table.options?.withoutRowid },
            to: { withoutRowid: !table.options?.withoutRowid },
          }
    case 13:
      return {
        kind: 'alterTable',
        table: name,
        from: { autoincrement: table.options?.autoincrement },
        to: { autoincrement: !table.options?.autoincrement },
      }
    default:
      return isKey
        ? undefined
        : {
            kind: 'addConstraint',
            table: name,
            constraint: { kind: 'unique', name: `uq ${i}`, columns: [column.name] },
          }
  }
}

export interface Changed {
  readonly before: Schema
  readonly operations: readonly Operation[]
  readonly after: Schema
}

export function drawChanges(g: Draw, before: Schema, table: string, count: number): Changed {
  const operations: Operation[] = []
  let after = before
  for (let i = 0; i < count; i++) {
    const now = after.tables.find(({ name }) => name === table)!
    const op = drawChange(g, now, i)
    if (op === undefined) continue
    try {
      after = applyFor('sqlite')(after, op)
      operations.push(op)
    } catch {
      // A name is taken: no such change.
    }
  }
  return { before, operations, after }
}

/** Rows without a NULL, in which no value comes twice in a column. */
export const rowsFor = (table: Table, count: number): Record<string, unknown>[] =>
  Array.from({ length: count }, (_, i) =>
    Object.fromEntries(
      table.columns.flatMap((column, j) =>
        column.generated === undefined ? [[column.name, cell(column.type, 3 * i + 7, j)]] : [],
      ),
    ),
  )

function cell(type: ColumnType, i: number, j: number): unknown {
  switch (type.kind) {
    case 'integer':
    case 'bigint':
    case 'smallint':
    case 'boolean':
      return i * 10 + j
    case 'real':
    case 'double':
    case 'numeric':
      return i + 0.25
    case 'variant':
      return cell(type.dialects.sqlite ?? type.base, i, j)
    case 'bytes':
      return new Uint8Array([i, j, 0])
    default:
      return `r${i} '${j}`
  }
}
