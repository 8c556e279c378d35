import { findColumn, findTable } from '../../../schema/lookup.ts'
import type { Column, Schema, Table } from '../../../schema/model.ts'

/**
 * The columns of a table with what they get from columns of the same name in the tables it inherits from: a default
 * where they have none, and NOT NULL.
 *
 * @see https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-PARMS-INHERITS
 */
export function inheritedColumns(table: Table, schema: Schema): readonly Column[] {
  const parents = (table.options?.inherits ?? []).flatMap((name) => findTable(schema, name) ?? [])
  if (parents.length === 0) return table.columns
  return table.columns.map((column) =>
    parents.reduce(
      (merged, parent) => withInherited(merged, inheritedColumn(parent, column.name, schema)),
      column,
    ),
  )
}

/** Whether a table above has the column: what is changed there changes here. */
export const isInherited = (table: Table, column: string, schema: Schema): boolean =>
  (table.options?.inherits ?? []).some((name) => {
    const parent = findTable(schema, name)
    return parent !== undefined && inheritedColumn(parent, column, schema) !== undefined
  })

function inheritedColumn(parent: Table, name: string, schema: Schema): Column | undefined {
  const own = inheritedColumns(parent, schema).find((column) => column.name === name)
  if (own !== undefined) return own
  const above = (parent.options?.inherits ?? []).flatMap((one) => findTable(schema, one) ?? [])
  return above.map((one) => findColumn(one, name)).find((column) => column !== undefined)
}

const withInherited = (column: Column, parent: Column | undefined): Column =>
  parent === undefined
    ? column
    : {
        ...column,
        nullable: column.nullable && parent.nullable,
        ...(column.default === undefined &&
          column.generated === undefined &&
          !column.autoincrement &&
          parent.default !== undefined && { default: parent.default }),
      }
