import type { Connection } from '../../../drivers/connection.ts'
import { compact } from '../../../schema/equal.ts'
import type { Index, Schema, Table } from '../../../schema/model.ts'

/** Without the name of the tablespace that the database itself is in, where the model says it: reflection does not. */
export async function usualTablespaceFolded(
  connection: Connection,
  wanted: Schema,
): Promise<Schema> {
  if (!namesOne(wanted)) return wanted
  const [row] = await connection.query<{ readonly name: string }>(OWN)
  return folded(wanted, row!.name)
}

const OWN = `
SELECT s.spcname AS name FROM pg_catalog.pg_database AS d JOIN pg_catalog.pg_tablespace AS s ON s.oid = d.dattablespace
 WHERE d.datname = current_database()`

const namesOne = ({ tables, objects }: Schema): boolean =>
  tables.some(
    ({ options, indexes }) => options?.tablespace !== undefined || indexes.some(isSomewhere),
  ) || objects.some(({ indexes = [] }) => indexes.some(isSomewhere))

const isSomewhere = ({ tablespace }: Index): boolean => tablespace !== undefined

function folded(schema: Schema, usual: string): Schema {
  const fold = <T extends { readonly tablespace?: string }>(one: T): T =>
    one.tablespace === usual ? compact({ ...one, tablespace: undefined }) : one
  const table = (one: Table): Table => ({
    ...one,
    ...(one.options && { options: fold(one.options) }),
    indexes: one.indexes.map(fold),
  })
  return {
    ...schema,
    tables: schema.tables.map(table).map(withoutEmptyOptions),
    objects: schema.objects.map((one) =>
      one.indexes === undefined ? one : { ...one, indexes: one.indexes.map(fold) },
    ),
  }
}

function withoutEmptyOptions(table: Table): Table {
  if (table.options === undefined || Object.keys(table.options).length > 0) return table
  const { options: _, ...rest } = table
  return rest
}
