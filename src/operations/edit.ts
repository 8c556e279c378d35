import { findColumn, findTable, sameName, spell } from '../schema/lookup.ts'
import type {
  Column,
  ColumnType,
  ObjectName,
  Schema,
  StoredObject,
  Table,
} from '../schema/model.ts'
import { NotThereError } from './errors.ts'
import { named } from './words.ts'

/** The table, or an error that names those most like it. */
export function tableIn(schema: Schema, name: ObjectName): Table {
  const table = findTable(schema, name)
  if (table === undefined) throw new NotThereError('table', spell(name), schema.tables.map(spell))
  return table
}

export function columnIn(table: Table, name: string): Column {
  const column = findColumn(table, name)
  if (column !== undefined) return column
  const known = table.columns.map((one) => one.name)
  throw new NotThereError('column', name, known, `in table ${named(table)}`)
}

export function editTable(schema: Schema, name: ObjectName, edit: (table: Table) => Table): Schema {
  const table = tableIn(schema, name)
  return { ...schema, tables: schema.tables.map((one) => (one === table ? edit(one) : one)) }
}

export function editColumn(table: Table, name: string, edit: (column: Column) => Column): Table {
  const column = columnIn(table, name)
  return { ...table, columns: table.columns.map((one) => (one === column ? edit(one) : one)) }
}

/** A type with each plain type in it changed. */
export function mapType(type: ColumnType, edit: (type: ColumnType) => ColumnType): ColumnType {
  if (type.kind === 'array') return { ...type, of: mapType(type.of, edit) }
  if (type.kind !== 'variant') return edit(type)
  const dialects = Object.entries(type.dialects).map(
    ([dialect, other]) => [dialect, mapType(other, edit)] as const,
  )
  return { ...type, base: mapType(type.base, edit), dialects: Object.fromEntries(dialects) }
}

/** Whether two objects are the same one, whatever they say. */
export const sameObject = (a: StoredObject, b: StoredObject): boolean =>
  a.kind === b.kind &&
  sameName(a, b) &&
  (a.table === undefined || b.table === undefined || sameName(a.table, b.table)) &&
  (a.signature === undefined || b.signature === undefined || a.signature === b.signature)

/** The record with some properties set, and those that are `undefined` taken away. */
export function withFacts<T extends object>(record: T, facts: Partial<Record<string, unknown>>): T {
  const { ...changed }: Record<string, unknown> = { ...record, ...facts }
  for (const key of Object.keys(facts)) if (facts[key] === undefined) delete changed[key]
  return changed as T
}
