import type { Column, ObjectName, Schema, Table } from './model.ts'

export const sameName = (a: ObjectName, b: ObjectName): boolean =>
  a.name === b.name && (a.schema ?? '') === (b.schema ?? '')

/** The bare `{ schema?, name }` of anything that has a name. */
export const nameOf = ({ schema, name }: ObjectName): ObjectName =>
  schema === undefined ? { name } : { schema, name }

/** A name as people write it: `auth.user`, or `user` in the default schema. For messages and keys, not for SQL. */
export const spell = ({ schema, name }: ObjectName): string =>
  schema === undefined ? name : `${schema}.${name}`

export const findTable = (schema: Schema, name: ObjectName): Table | undefined =>
  schema.tables.find((table) => sameName(table, name))

export const findColumn = (table: Table, name: string): Column | undefined =>
  table.columns.find((column) => column.name === name)
