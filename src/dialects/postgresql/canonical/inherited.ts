import type { Column, Schema, Table } from '../../../schema/model.ts'
import { columnCalled, tableCalled } from './called.ts'

const parentsOf = ({ options }: Table, schema: Schema): readonly Table[] =>
  options?.inherits?.flatMap((name) => tableCalled(name, schema) ?? []) ?? []

/**
 * The columns of a table with what they get from columns of the same name in the tables it inherits from: a default
 * where they have none, and NOT NULL.
 *
 * @see https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-PARMS-INHERITS
 */
export function inheritedColumns(table: Table, schema: Schema): readonly Column[] {
  const parents = parentsOf(table, schema)
  return table.columns.map((column) =>
    parents.reduce(
      (merged, parent) => withInherited(merged, inheritedColumn(parent, column.name, schema)),
      column,
    ),
  )
}

/** Whether a table above has the column: what is changed there changes here. */
export const isInherited = (table: Table, column: string, schema: Schema): boolean =>
  parentsOf(table, schema).some((parent) => inheritedColumn(parent, column, schema) !== undefined)

function inheritedColumn(parent: Table, name: string, schema: Schema): Column | undefined {
  const own = columnCalled(inheritedColumns(parent, schema), name)
  if (own !== undefined) return own
  const above = parentsOf(parent, schema)
  return above
    .map(({ columns }) => columnCalled(columns, name))
    .find((column) => column !== undefined)
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
