import type { Connection } from '../../../drivers/connection.ts'

/** A line of `sqlite_schema`, and what kind of table it is. */
export interface ObjectRow {
  readonly type: 'table' | 'index' | 'view' | 'trigger'
  readonly name: string
  readonly table_name: string
  readonly sql: string
  /** `table`, `virtual`, `shadow` or `view`; null where SQLite is too old to say (before 3.37). */
  readonly kind: string | null
}

/** What SQLite itself makes of a table's definition. */
export interface ColumnRow {
  readonly table_name: string
  readonly name: string
  readonly type: string
  readonly notnull: number
  readonly dflt_value: string | null
  /** Place in the primary key, from 1; 0 outside it. */
  readonly pk: number
  /** 2 and 3: a virtual and a stored generated column. */
  readonly hidden: number
}

export interface Rows {
  readonly objects: readonly ObjectRow[]
  readonly columns: ReadonlyMap<string, readonly ColumnRow[]>
  /** The modules of virtual tables that this connection has loaded. */
  readonly modules: ReadonlySet<string>
}

/** Without SQLite's own, in the order in which they were made: triggers and indexes keep it when they are made again. */
const objectsQuery = (kind: string, join: string): string => `
  SELECT m.type, m.name, m.tbl_name AS table_name, m.sql, ${kind} AS kind
    FROM main.sqlite_schema AS m ${join}
   WHERE m.sql IS NOT NULL AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
   ORDER BY m.rowid`

const TABLE_LIST = "LEFT JOIN pragma_table_list AS l ON l.schema = 'main' AND l.name = m.name"

/** Virtual tables are left out: of one whose module is not loaded SQLite can say nothing but an error. */
const COLUMNS = `
  SELECT m.name AS table_name, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
    FROM main.sqlite_schema AS m, pragma_table_xinfo(m.name, 'main') AS c
   WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
     AND m.sql NOT LIKE 'CREATE VIRTUAL %'
   ORDER BY m.rowid, c.cid`

const MODULES = 'SELECT name FROM pragma_module_list'

/** All that reflection reads, in three queries whatever the size of the schema. */
export async function readRows(connection: Connection): Promise<Rows> {
  const [major, minor] = connection.version
  const tells = major > 3 || minor >= 37
  const objects = await connection.query<ObjectRow>(
    tells ? objectsQuery('l.type', TABLE_LIST) : objectsQuery('NULL', ''),
  )
  const columns = await connection.query<ColumnRow>(COLUMNS)
  const modules = await connection.query<{ name: string }>(MODULES)
  return {
    objects,
    columns: Map.groupBy(columns, (column) => column.table_name),
    modules: new Set(modules.map(({ name }) => name.toLowerCase())),
  }
}
