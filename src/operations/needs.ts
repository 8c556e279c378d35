import { sameData } from '../schema/equal.ts'
import type { Constraint, Exclusion, Index, SqlExpression, Table } from '../schema/model.ts'
import { renameColumnInExpression } from '../source/sql-rename-column.ts'

/** The parts of a table besides its columns. */
type Parts = Pick<
  Table,
  'primaryKey' | 'uniques' | 'foreignKeys' | 'checks' | 'exclusions' | 'indexes'
>

/**
 * The constraints and indexes that PostgreSQL drops with a column, those over several columns included. SQLite
 * refuses instead.
 *
 * @see https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-DROP-COLUMN
 */
export function needsColumn(table: Table, column: string): Parts {
  const lists = (...columns: readonly (readonly string[] | undefined)[]): boolean =>
    columns.some((list) => list?.includes(column) === true)
  const mentions = (expression: SqlExpression | undefined): boolean =>
    expression !== undefined && mentionsColumn(table, column, expression)
  const indexed = ({ elements, include, where }: Index | Exclusion): boolean =>
    lists(include) ||
    mentions(where) ||
    elements.some((element) => element.column === column || mentions(element.expression))
  const key = table.primaryKey
  return {
    ...(key !== undefined && lists(key.columns, key.include) && { primaryKey: key }),
    uniques: table.uniques.filter((one) => lists(one.columns, one.include)),
    foreignKeys: table.foreignKeys.filter((one) => lists(one.columns, one.onDeleteColumns)),
    checks: table.checks.filter((one) => mentions(one.expression)),
    exclusions: table.exclusions.filter(indexed),
    indexes: table.indexes.filter(indexed),
  }
}

/** Each constraint as one value that says its kind; foreign keys first, keys they may refer to last. */
export const constraintsOf = (parts: Parts): Constraint[] => [
  ...parts.foreignKeys.map((one) => ({ kind: 'foreignKey' as const, ...one })),
  ...parts.checks.map((one) => ({ kind: 'check' as const, ...one })),
  ...parts.exclusions.map((one) => ({ kind: 'exclusion' as const, ...one })),
  ...parts.uniques.map((one) => ({ kind: 'unique' as const, ...one })),
  ...(parts.primaryKey === undefined ? [] : [{ kind: 'primaryKey' as const, ...parts.primaryKey }]),
]

/** The table without a column, and without what needs it. */
export function withoutColumn(table: Table, column: string): Table {
  const gone = needsColumn(table, column)
  const { primaryKey, ...rest } = table
  const without = <T>(all: readonly T[], some: readonly T[]): readonly T[] =>
    all.filter((one) => !some.includes(one))
  return {
    ...rest,
    columns: table.columns.filter(({ name }) => name !== column),
    ...(primaryKey !== undefined && gone.primaryKey === undefined && { primaryKey }),
    uniques: without(table.uniques, gone.uniques),
    foreignKeys: without(table.foreignKeys, gone.foreignKeys),
    checks: without(table.checks, gone.checks),
    exclusions: without(table.exclusions, gone.exclusions),
    indexes: without(table.indexes, gone.indexes),
  }
}

/** Whether an expression over a row of the table speaks of the column. */
export function mentionsColumn(
  table: Table,
  column: string,
  { sql, dialects = {} }: SqlExpression,
): boolean {
  const names = table.columns.map(({ name }) => name)
  const rename = { table, from: column, to: `${column}'`, columnsOf: () => names }
  return [sql, ...Object.values(dialects)].some(
    (wording) => renameColumnInExpression(wording, rename) !== wording,
  )
}

/** What the key over these columns carries along: PostgreSQL makes the key anew when that changes its type. */
export function carriedColumns(
  { primaryKey, uniques }: Pick<Table, 'primaryKey' | 'uniques'>,
  columns: readonly string[],
): readonly string[] {
  const key = [primaryKey, ...uniques].find((one) => sameData(one?.columns, columns))
  return key?.include ?? []
}
