import type { ObjectName, StoredObject } from '../schema/model.ts'

/**
 * What something is called inside its database, as one text: what one thing needs and another gives. No name
 * contains the character NUL, so nothing spelled with it can be mistaken for another.
 */
export type Key = string

const key = (...parts: readonly string[]): Key => parts.join('\0')

export const schemaKey = (name: string): Key => key('schema', name)

/** Tables, views, sequences, indexes and key constraints of one schema share their names. */
export const relationKey = ({ schema, name }: ObjectName): Key =>
  key('relation', schema ?? '', name)

/** Enums and domains, and the row type that every table brings along. */
export const typeKey = ({ schema, name }: ObjectName): Key => key('type', schema ?? '', name)

export const columnKey = (table: ObjectName, column: string): Key =>
  key('column', table.schema ?? '', table.name, column)

export const constraintKey = (table: ObjectName, name: string): Key =>
  key('constraint', table.schema ?? '', table.name, name)

/** Columns that a foreign key may refer to, because something keeps them unique; their order does not matter. */
export const uniqueKey = (table: ObjectName, columns: readonly string[]): Key =>
  key('unique', table.schema ?? '', table.name, ...columns.toSorted())

/** A table has one at most: the old one goes before the new one comes, whatever they are called. */
export const primaryKeyKey = (table: ObjectName): Key =>
  key('primary key', table.schema ?? '', table.name)

/** Whether a table is logged: foreign keys lead from such tables to such, and from unlogged ones to unlogged ones. */
export const loggingKey = (table: ObjectName): Key => key('logging', table.schema ?? '', table.name)

/** That an alteration in two steps has done its first. */
export const halfway = (whole: Key): Key => key('halfway', whole)

export function objectKey(object: StoredObject): Key {
  const { kind, schema, name, table, signature } = object
  if (kind === 'view' || kind === 'materializedView') return relationKey(object)
  if (kind === 'domain') return typeKey(object)
  if (kind === 'function' || kind === 'procedure')
    return key('routine', schema ?? '', name, signature ?? '')
  return key(kind, schema ?? '', name, table?.schema ?? '', table?.name ?? '')
}
