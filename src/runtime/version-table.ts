import type { Dialect } from '../dialects/dialect.ts'
import type { Connection } from '../drivers/connection.ts'
import type { RowChange } from '../revisions/model.ts'
import { spell } from '../schema/lookup.ts'
import type { DialectName, ObjectName } from '../schema/model.ts'
import { VersionRowError, VersionTableError } from './errors.ts'

export interface VersionState {
  readonly exists: boolean
  /** The revisions the database says it is at, in order of their names. */
  readonly rows: readonly string[]
  /** How many characters the column holds, where the database minds. */
  readonly width: number | undefined
}

export const VERSION_COLUMN = 'version_num'

/** Alembic's width: its databases are carried on, and it carries on ours. */
const WIDTH = 32

/** PostgreSQL cuts longer names without a word, and two names cut alike would be one. */
const LONGEST_NAME = 63

/** `<name><ending>`, short enough for every database. */
export function suffixed(name: string, ending: string): string {
  let stem = name
  while (Buffer.byteLength(stem + ending) > LONGEST_NAME) stem = [...stem].slice(0, -1).join('')
  return stem + ending
}

interface ColumnRow {
  readonly name: string | null
  readonly width: number | null
  /** Whether it takes nothing but text; SQLite's columns take anything. */
  readonly isText: boolean | number
}

/** One row a column of the table (one without a name when it has none); no row when there is no such table. */
const COLUMNS: Record<DialectName, (table: ObjectName, dialect: Dialect) => string> = {
  // Only the schema a new table would go to: another one on the search path may belong to another tenant.
  postgresql: ({ schema, name }, { literal }) => `
    SELECT a.attname AS name,
           CASE WHEN a.atttypid = 'pg_catalog.varchar'::pg_catalog.regtype AND a.atttypmod > 4
                THEN a.atttypmod - 4 END AS width,
           t.typcategory = 'S' AS "isText"
      FROM pg_catalog.pg_class AS c
      JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
      LEFT JOIN pg_catalog.pg_attribute AS a
        ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
     WHERE n.nspname = ${schema === undefined ? 'pg_catalog.current_schema()' : literal(schema)}
       AND c.relname = ${literal(name)} AND c.relkind IN ('r', 'p', 'v', 'm', 'f')`,
  sqlite: ({ schema, name }, { literal }) => `
    SELECT name, NULL AS width, 1 AS "isText"
      FROM pragma_table_info(${literal(name)}${schema === undefined ? '' : `, ${literal(schema)}`})`,
}

/** Whether there is a table of this name, and its columns. */
export async function columnsOf(
  connection: Connection,
  dialect: Dialect,
  table: ObjectName,
): Promise<readonly ColumnRow[]> {
  return connection.query<ColumnRow>(COLUMNS[dialect.name](table, dialect))
}

/** Reads the state, and refuses rows that no run writes. Never changes anything. */
export async function readVersions(
  connection: Connection,
  dialect: Dialect,
  table: ObjectName,
): Promise<VersionState> {
  const columns = await columnsOf(connection, dialect, table)
  if (columns.length === 0) return { exists: false, rows: [], width: undefined }
  const sql = valuesSql(dialect, table, columns)
  const values = (await connection.query<{ value: unknown }>(sql)).map(({ value }) => value)
  const width = columns.find(isVersion)?.width ?? undefined
  return { exists: true, rows: checkRows(spell(table), values), width }
}

const isVersion = ({ name }: ColumnRow): boolean => name?.toLowerCase() === VERSION_COLUMN

/** SQLite would take the name of a column that is not there for a text. */
function valuesSql(dialect: Dialect, table: ObjectName, columns: readonly ColumnRow[]): string {
  const name = columns.find(isVersion)?.name
  if (typeof name === 'string')
    return `SELECT ${dialect.quote(name)} AS value FROM ${dialect.qualified(table)}`
  throw anotherTable(table, `has no column ${VERSION_COLUMN}`)
}

const anotherTable = (table: ObjectName, what: string): VersionTableError =>
  new VersionTableError(
    spell(table),
    what,
    "Another table has that name. Choose one for Athanor's own: versionTable: 'athanor_version' in the configuration",
  )

/** The rows as far as they are text, each once: for those who are about to throw them away. */
export async function readableRows(
  connection: Connection,
  dialect: Dialect,
  table: ObjectName,
): Promise<readonly string[]> {
  const columns = await columnsOf(connection, dialect, table)
  if (columns.length === 0) return []
  if (columns.some((column) => isVersion(column) && !column.isText))
    throw anotherTable(table, `has a column ${VERSION_COLUMN} that holds no text`)
  const values = await connection.query<{ value: unknown }>(valuesSql(dialect, table, columns))
  return [...new Set(values.map(({ value }) => value))].filter((value) => typeof value === 'string')
}

/** How many rows there are, readable or not. */
export async function countRows(
  connection: Connection,
  dialect: Dialect,
  table: ObjectName,
): Promise<number> {
  const [row] = await connection.query<{ n: unknown }>(
    `SELECT count(*) AS n FROM ${dialect.qualified(table)}`,
  )
  return Number(row?.n)
}

function checkRows(table: string, values: readonly unknown[]): readonly string[] {
  const seen = new Set<string>()
  for (const value of values) {
    if (value === null) throw new VersionRowError(table, value, 'a row without a revision (NULL)')
    if (typeof value !== 'string')
      throw new VersionRowError(table, value, `${shown(value)}, which is no text`)
    if (value.trim() === '') throw new VersionRowError(table, value, 'an empty revision')
    if (seen.has(value)) throw new VersionRowError(table, value, `revision ${value} more than once`)
    seen.add(value)
  }
  return [...seen].toSorted()
}

const shown = (value: unknown): string =>
  value instanceof Uint8Array ? 'bytes' : `the ${typeof value} ${String(value)}`

/** The statements that make the table: Alembic's own layout, wider only where an id needs it. */
export function createVersionTable(
  dialect: Dialect,
  table: ObjectName,
  ids: readonly string[],
  flags: { readonly ifNotExists?: boolean } = {},
): readonly string[] {
  const key = dialect.quote(suffixed(table.name, '_pkc'))
  const column = dialect.quote(VERSION_COLUMN)
  return [
    ...createSchemaOf(dialect, table),
    `CREATE TABLE ${flags.ifNotExists ? 'IF NOT EXISTS ' : ''}${dialect.qualified(table)} (${column} VARCHAR(${widthFor(ids)}) NOT NULL, CONSTRAINT ${key} PRIMARY KEY (${column}))`,
  ]
}

export const createSchemaOf = (dialect: Dialect, { schema }: ObjectName): readonly string[] =>
  schema !== undefined && dialect.name === 'postgresql'
    ? [`CREATE SCHEMA IF NOT EXISTS ${dialect.quote(schema)}`]
    : []

/** The width that holds all of these. */
export const widthFor = (ids: readonly string[]): number =>
  ids.reduce((width, id) => Math.max(width, [...id].length), WIDTH)

/** The statement that makes room for longer ids, where the database minds the length. */
export function widenVersionTable(
  dialect: Dialect,
  table: ObjectName,
  width: number | undefined,
  ids: readonly string[],
): readonly string[] {
  const needed = widthFor(ids)
  if (width === undefined || needed <= width) return []
  return [
    `ALTER TABLE ${dialect.qualified(table)} ALTER COLUMN ${dialect.quote(VERSION_COLUMN)} TYPE VARCHAR(${needed})`,
  ]
}

/** The statement of one change. Ids are any text at all, so they go in as quoted literals. */
export function rowChangeSql(dialect: Dialect, table: ObjectName, change: RowChange): string {
  const name = dialect.qualified(table)
  const column = dialect.quote(VERSION_COLUMN)
  const text = (id: string) => dialect.literal(id)
  if ('insert' in change) return `INSERT INTO ${name} (${column}) VALUES (${text(change.insert)})`
  if ('delete' in change) return `DELETE FROM ${name} WHERE ${column} = ${text(change.delete)}`
  return `UPDATE ${name} SET ${column} = ${text(change.to)} WHERE ${column} = ${text(change.update)}`
}

/** Empties the table, whatever it holds: the way out of rows that nothing else can read. */
export const purgeSql = (dialect: Dialect, table: ObjectName): string =>
  `DELETE FROM ${dialect.qualified(table)}`
