import type { Operation } from '../operations/model.ts'
import { sameData } from '../schema/equal.ts'
import { findColumn, findTable } from '../schema/lookup.ts'
import type { Schema, Table } from '../schema/model.ts'

/** Whether rows may have to be converted to other values of an enum type. */
export const changesEnum = ({ kind }: Operation): boolean =>
  kind === 'addEnumValue' || kind === 'renameEnumValue' || kind === 'alterEnum'

/**
 * What was found in a database without enum types, with those that only the history knows of: a column whose type is
 * what the history's enum column comes to there (`canonical`) is that column.
 */
export function enumsFrom(found: Schema, history: Schema, canonical: Schema): Schema {
  const withEnums = (table: Table): Table => {
    const said = findTable(history, table)
    const meant = findTable(canonical, table)
    if (said === undefined || meant === undefined) return table
    return {
      ...table,
      columns: table.columns.map((column) => {
        const type = findColumn(said, column.name)?.type
        const isThat = sameData(findColumn(meant, column.name)?.type, column.type)
        return type !== undefined && isThat ? { ...column, type } : column
      }),
    }
  }
  return { ...found, tables: found.tables.map(withEnums), enums: history.enums }
}
