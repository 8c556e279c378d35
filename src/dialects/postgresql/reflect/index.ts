import type { Connection } from '../../../drivers/connection.ts'
import { compact } from '../../../schema/equal.ts'
import type { EnumType, Schema, Unmodelled } from '../../../schema/model.ts'
import type { ReflectOptions } from '../../dialect.ts'
import { type Catalog, readCatalog } from './catalog.ts'
import { toGrants } from './to-grants.ts'
import { nameOfRow } from './to-name.ts'
import { toObjects } from './to-objects.ts'
import { numbering } from './to-sequences.ts'
import { indexesOfTheirOwn, toTable } from './to-table.ts'
import type { EnumRow } from './types.ts'
import type { UnmodelledRow } from './unmodelled.ts'

/** One statement for everything: reflection is on the path of every command. */
export async function reflect(
  connection: Connection,
  options: ReflectOptions = {},
): Promise<Schema> {
  return schemaFrom(await readCatalog(connection, options), connection.version[0])
}

/** The catalog's rows as a schema, in canonical form. */
export function schemaFrom(catalog: Catalog, major: number): Schema {
  const numbers = numbering(catalog.sequences, catalog.columns, catalog.tables)
  const indexes = Map.groupBy(catalog.indexes, ({ table }) => table)
  const parts = {
    columns: Map.groupBy(catalog.columns, ({ table }) => table),
    constraints: Map.groupBy(catalog.constraints, ({ table }) => table),
    indexes,
    enums: new Map(catalog.enums.map((row) => [row.oid, row])),
    numbering: numbers.of,
  }
  return {
    schemas: catalog.schemas.map(({ name }) => name),
    tables: catalog.tables.map((row) => toTable(row, parts)),
    enums: catalog.enums.filter(({ own }) => own).map(toEnum),
    sequences: numbers.free,
    objects: [
      ...toObjects(catalog, (view) => indexesOfTheirOwn(indexes.get(view) ?? [])),
      ...toGrants(catalog.grants, major),
    ],
    unmodelled: [...catalog.unmodelled.map(toUnmodelled), ...numbers.unmodelled],
  }
}

const toUnmodelled = ({ kind, name, table }: UnmodelledRow): Unmodelled =>
  table === null ? { kind, name } : { kind, name, table: nameOfRow(table) }

const toEnum = (row: EnumRow): EnumType =>
  compact({ ...nameOfRow(row), values: row.values, comment: row.comment ?? undefined })
