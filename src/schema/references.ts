import { sameName } from './lookup.ts'
import type { ForeignKey, ObjectName, PrimaryKey, Schema } from './model.ts'

/** Tables, as far as it matters what a foreign key may refer to. */
export interface Referable {
  readonly tables: readonly (ObjectName & { readonly primaryKey?: PrimaryKey })[]
}

/**
 * The columns a foreign key refers to: those it names, or the primary key of that table. Empty when it names none and
 * the table is not in the schema or has no key.
 */
export function referredColumns(schema: Referable, key: ForeignKey): readonly string[] {
  const { columns } = key.references
  if (columns.length > 0) return columns
  return schema.tables.find((table) => sameName(table, key.references))?.primaryKey?.columns ?? []
}

/** The schema with every foreign key saying which columns it refers to, where that can be known. */
export function withReferredColumns(schema: Schema): Schema {
  const filled = (key: ForeignKey): ForeignKey =>
    key.references.columns.length > 0
      ? key
      : { ...key, references: { ...key.references, columns: referredColumns(schema, key) } }
  return {
    ...schema,
    tables: schema.tables.map((table) =>
      table.foreignKeys.some((key) => key.references.columns.length === 0)
        ? { ...table, foreignKeys: table.foreignKeys.map(filled) }
        : table,
    ),
  }
}
