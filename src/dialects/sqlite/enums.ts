import type { Operation } from '../../operations/model.ts'
import { sameData } from '../../schema/equal.ts'
import { typeFor } from '../../schema/for-dialect.ts'
import { sameName } from '../../schema/lookup.ts'
import type { ColumnType, ObjectName, Schema, Table } from '../../schema/model.ts'
import { canonicalTable } from './canonical.ts'
import type { Context, Sql } from './compile.ts'
import { quote, textLiteral } from './names.ts'
import { rebuild } from './rebuild/index.ts'
import type { Sources } from './rebuild/sources.ts'

type Conversion = Pick<Operation<'alterEnum'>, 'enum' | 'mapping'> &
  Partial<Pick<Operation<'alterEnum'>, 'from' | 'to'>>

/**
 * SQLite has no enum types, but the schema before may know which columns hold the values of one: there the rows are
 * converted, and the column made as long as the longest value.
 */
export function convertEnum(conversion: Conversion, context: Context): readonly Sql[] {
  const { before, after } = context
  return before.tables.flatMap((table) => {
    const columns = columnsOf(table, conversion.enum)
    const is = after.tables.find((one) => sameName(one, table))
    if (columns.length === 0 || is === undefined) return []
    const states = { was: canonicalTable(table), is: canonicalTable(is) }
    return [
      ...columns.flatMap((column) => refuseLeftOvers(table, column, conversion)),
      ...converted(states, columns, conversion, before),
    ]
  })
}

interface EnumColumn {
  readonly name: string
  /** Holds a JSON array of values. */
  readonly isArray: boolean
}

function columnsOf({ columns }: Table, name: ObjectName): readonly EnumColumn[] {
  const isEnum = (type: ColumnType) => type.kind === 'enum' && sameName(type, name)
  return columns.flatMap((column): EnumColumn[] => {
    const type = typeFor(column.type, 'sqlite')
    if (isEnum(type)) return [{ name: column.name, isArray: false }]
    return type.kind === 'array' && isEnum(type.of) ? [{ name: column.name, isArray: true }] : []
  })
}

function converted(
  { was, is }: { readonly was: Table; readonly is: Table },
  columns: readonly EnumColumn[],
  { mapping = {} }: Conversion,
  schema: Schema,
): readonly Sql[] {
  const maps = Object.keys(mapping).length > 0
  const using = (column: EnumColumn) => (maps ? { using: mappedSql(column, mapping) } : {})
  const hasTriggers = schema.objects.some(
    ({ table }) => table !== undefined && sameName(table, was),
  )
  if (!sameData(was, is) || (maps && hasTriggers)) {
    // Rows that a rebuild copies set off no trigger.
    const sources: Sources = new Map(
      was.columns.map(({ name }) => {
        const own = columns.find((column) => column.name === name)
        return [name, { column: name, ...(own && using(own)) }]
      }),
    )
    return rebuild({ schema, before: was, after: is, sources })
  }
  if (!maps) return []
  const sets = columns.map((column) => `${quote(column.name)} = ${mappedSql(column, mapping)}`)
  return [`UPDATE ${quote(was.name)} SET ${sets.join(', ')}`]
}

function mappedSql(
  { name, isArray }: EnumColumn,
  mapping: Readonly<Record<string, string | null>>,
): string {
  const value = isArray ? 'value' : quote(name)
  const cases = Object.entries(mapping).map(
    ([from, to]) => `WHEN ${textLiteral(from)} THEN ${to === null ? 'NULL' : textLiteral(to)}`,
  )
  const mapped = `CASE ${value} ${cases.join(' ')} ELSE ${value} END`
  if (!isArray) return mapped
  const array = `(SELECT json_group_array(${mapped}) FROM json_each(${quote(name)}))`
  return `CASE WHEN ${quote(name)} IS NOT NULL THEN ${array} END`
}

/** Values that the new set has not and nothing is said about: as on a database with enums, they make it fail. */
function refuseLeftOvers(
  table: Table,
  { name, isArray }: EnumColumn,
  { from = [], to = [], mapping = {} }: Conversion,
): readonly string[] {
  const gone = from.filter((value) => !to.includes(value) && !Object.hasOwn(mapping, value))
  if (gone.length === 0) return []
  const values = gone.map(textLiteral).join(', ')
  const rows = isArray
    ? `SELECT 1 FROM ${quote(table.name)}, json_each(${quote(name)}) WHERE value IN (${values})`
    : `SELECT 1 FROM ${quote(table.name)} WHERE ${quote(name)} IN (${values})`
  const that = `"${table.name}"."${name}" still holds a value that is to go: ${gone.join(', ')}`
  return [
    `CREATE TEMP TABLE "_athanor_guard" ("free" CONSTRAINT ${quote(that)} CHECK ("free"))`,
    `INSERT INTO temp."_athanor_guard" SELECT NOT EXISTS (${rows})`,
    'DROP TABLE temp."_athanor_guard"',
  ]
}
