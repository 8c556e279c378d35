import { sameData } from '../../../schema/equal.ts'
import { findColumn, findTable, sameName } from '../../../schema/lookup.ts'
import type { ColumnType, Default, ObjectName, Schema } from '../../../schema/model.ts'
import { defaultSql, isConstant } from '../defaults.ts'
import { typeSql } from '../types.ts'

/** Two defaults that are constants, told apart by their words alone. */
interface Pair {
  readonly table: ObjectName
  readonly column: string
  readonly found: Default
  /** Whether they are one value in that column. */
  readonly condition: string
}

/** Defaults on both sides that are constants and are not worded alike. */
export const constantPairs = (wanted: Schema, found: Schema): Pair[] =>
  wanted.tables.flatMap((table) => {
    const other = findTable(found, table)
    if (other === undefined) return []
    return table.columns.flatMap(({ name, type, default: value }): Pair[] => {
      const was = findColumn(other, name)
      if (value === undefined || was?.default === undefined || !sameData(type, was.type)) return []
      if (sameData(value, was.default) || !isConstant(value) || !isConstant(was.default)) return []
      return [
        { table, column: name, found: was.default, condition: condition(value, was.default, type) },
      ]
    })
  })

/** As text, for not every type can be compared; JSON by what it says. */
function condition(one: Default, other: Default, type: ColumnType): string {
  const cast = type.kind === 'json' ? `::${typeSql(type)}::jsonb::text` : `::${typeSql(type)}::text`
  return `(${defaultSql(one)})${cast} = (${defaultSql(other)})${cast}`
}

/** The found wording for those that came out the same. */
export const constantsAgree = (wanted: Schema, pairs: readonly Pair[]): Schema => ({
  ...wanted,
  tables: wanted.tables.map((table) => ({
    ...table,
    columns: table.columns.map((column) => {
      const pair = pairs.find((one) => sameName(one.table, table) && one.column === column.name)
      return pair === undefined ? column : { ...column, default: pair.found }
    }),
  })),
})
