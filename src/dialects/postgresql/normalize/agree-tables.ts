import { findColumn, findTable } from '../../../schema/lookup.ts'
import type { Column, Schema, Table, TableOptions } from '../../../schema/model.ts'
import { wording } from '../expression.ts'
import { expressionsOf, rewording, vocabulary } from './expressions.ts'

/** What differs in layout alone is worded as found. */
export const agreeing = (wanted: Schema, found: Schema): Schema => ({
  ...wanted,
  tables: wanted.tables.map((table) => {
    const counterpart = findTable(found, table)
    return counterpart === undefined ? table : agreeingTable(table, counterpart)
  }),
})

/** @param also more wordings that mean what the table found says, each with how it says it */
export function agreeingTable(
  wanted: Table,
  found: Table,
  also: ReadonlyMap<string, string> = new Map(),
): Table {
  const words = vocabulary(expressionsOf(found))
  const exact = new Set(expressionsOf(found))
  const say = (sql: string): string => {
    if (exact.has(sql)) return sql
    const key = wording(sql)
    return words.get(key) ?? also.get(key) ?? sql
  }
  const table = rewording(wanted, say)
  return {
    ...table,
    ...(table.options && { options: samePartitioning(table.options, found.options) }),
    columns: table.columns.map((column) => {
      const counterpart = findColumn(found, column.name)
      return sameSequence(sameDefault(column, counterpart), counterpart)
    }),
  }
}

const samePartitioning = (options: TableOptions, found: TableOptions = {}): TableOptions =>
  options.partitionBy !== undefined &&
  found.partitionBy !== undefined &&
  wording(options.partitionBy) === wording(found.partitionBy)
    ? { ...options, partitionBy: found.partitionBy }
    : options

/** Its own counterpart's words come before those of other columns. */
const sameDefault = (column: Column, found: Column | undefined): Column =>
  column.default &&
  found?.default &&
  'sql' in column.default &&
  'sql' in found.default &&
  wording(column.default.sql) === wording(found.default.sql)
    ? { ...column, default: found.default }
    : column

/** A sequence that the model does not name may be called as it likes. */
const sameSequence = (column: Column, found: Column | undefined): Column => {
  const isNumbered =
    column.autoincrement === found?.autoincrement && !column.identity === !found?.identity
  return isNumbered && column.sequenceName === undefined && found?.sequenceName !== undefined
    ? { ...column, sequenceName: found.sequenceName }
    : column
}
