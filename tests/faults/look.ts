import { createHash } from 'node:crypto'
import { postgresql } from '../../src/dialects/postgresql/index.ts'
import { sqlite } from '../../src/dialects/sqlite/index.ts'
import type { Connection } from '../../src/drivers/connection.ts'
import type { Table } from '../../src/schema/model.ts'
import { factsIn } from '../golden-histories/dump.ts'

/** What a database is like: where it says it is, and what it holds. */
export interface Sight {
  /** Version rows, and the note of a revision under way. */
  readonly place: string
  readonly underWay: boolean
  /** Schema and rows, a fact a line. */
  readonly holds: readonly string[]
  /** Objects that should not outlive a run. */
  readonly leftovers: readonly string[]
  /** PostgreSQL: indexes that were begun concurrently and not finished; `holds` leaves them out. */
  readonly invalid: readonly string[]
}

const VERSIONS = 'alembic_version'
const PROGRESS = 'alembic_version_progress'

export async function look(connection: Connection): Promise<Sight> {
  const names = await relations(connection)
  const rowsOf = async (table: string, columns: string) =>
    names.some(({ name }) => name === table)
      ? (
          await connection.query<{ row: string }>(
            `SELECT ${columns} AS row FROM ${table} ORDER BY 1`,
          )
        ).map(({ row }) => row)
      : undefined
  const versions = (await rowsOf(VERSIONS, 'version_num')) ?? []
  const progress = await rowsOf(PROGRESS, "direction || ' of ' || revision || ', step ' || step")
  const invalid = await invalidIndexes(connection)
  // An index on an expression has no fact; what reflection reads of it is among the definitions.
  const facts = (await factsIn(connection)).filter(
    (fact) => fact !== null && !invalid.some((name) => fact.includes(` index ${name} on `)),
  )
  return {
    place: [versions.join() || 'base', ...(progress ?? [])].join('; '),
    underWay: progress !== undefined,
    holds: [
      ...facts,
      ...(await definitions(connection, invalid)),
      ...(await rows(
        connection,
        names.filter(({ table }) => table).map(({ name }) => name),
      )),
    ].toSorted(),
    leftovers: names.map(({ name }) => name).filter(isLeftover),
    invalid,
  }
}

async function invalidIndexes(connection: Connection): Promise<readonly string[]> {
  if (connection.dialect === 'sqlite') return []
  const rows = await connection.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid
      WHERE NOT i.indisvalid OR NOT i.indisready`,
  )
  return rows.map(({ name }) => name)
}

const isLeftover = (name: string): boolean =>
  /_athanor_/i.test(name) || name.endsWith('_progress') || name.endsWith('_ccnew')

interface Relation {
  readonly name: string
  readonly table: boolean
}

/** Everything that has a name, temporary or not. */
async function relations(connection: Connection): Promise<readonly Relation[]> {
  const sql =
    connection.dialect === 'sqlite'
      ? `SELECT name, type = 'table' AS "table" FROM sqlite_schema UNION ALL SELECT name, 0 FROM sqlite_temp_schema`
      : `SELECT relname AS name, relkind = 'r' AS "table" FROM pg_class
          WHERE relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'pg_toast'::regnamespace)
         UNION ALL SELECT typname, false FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
         UNION ALL SELECT proname, false FROM pg_proc WHERE pronamespace = 'public'::regnamespace`
  const found = await connection.query<{ name: string; table: unknown }>(sql)
  return found.map(({ name, table }) => ({ name, table: Boolean(table) }))
}

/** The schema once more: as reflection reads it, and on SQLite in its own words. */
async function definitions(
  connection: Connection,
  invalid: readonly string[],
): Promise<readonly string[]> {
  const dialect = connection.dialect === 'sqlite' ? sqlite : postgresql
  const { tables, unmodelled, ...others } = await dialect.reflect(connection)
  const valid = ({ indexes, ...table }: Table) => ({
    ...table,
    indexes: indexes.filter(({ name }) => !invalid.includes(name)),
  })
  return [
    ...tables.filter(isOurs).map((table) => `reflected ${table.name}: ${text(valid(table))}`),
    `reflected besides: ${text(others)}`,
    ...unmodelled
      .filter(({ name }) => !invalid.includes(name))
      .map((one) => `not modelled: ${text(one)}`),
    ...(connection.dialect === 'sqlite' ? await stored(connection) : []),
  ]
}

async function stored(connection: Connection): Promise<readonly string[]> {
  const list = await connection.query<{ type: string; name: string; sql: string | null }>(
    `SELECT type, name, sql FROM sqlite_schema WHERE tbl_name NOT LIKE '${VERSIONS}%'`,
  )
  return list.map(({ type, name, sql }) => `${type} ${name}: ${sql}`)
}

const isOurs = ({ name }: { readonly name: string }): boolean => !name.startsWith(VERSIONS)

const text = (value: unknown): string =>
  JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? `${one}n` : one))

const digest = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 16)

async function rows(connection: Connection, tables: readonly string[]): Promise<string[]> {
  const told: string[] = []
  for (const name of tables.filter((table) => !table.startsWith(VERSIONS))) {
    const lines = connection.dialect === 'sqlite' ? await linesOf(connection, name) : `t::text`
    const all =
      connection.dialect === 'sqlite'
        ? `group_concat(line, char(10) ORDER BY line)`
        : `string_agg(line, chr(10) ORDER BY line COLLATE "C")`
    const [row] = await connection.query<{ count: number; lines: string | null }>(
      `SELECT count(*) AS count, ${all} AS lines FROM (SELECT ${lines} AS line FROM "${name}" AS t) AS l`,
    )
    told.push(`rows of ${name}: ${row?.count}, ${digest(row?.lines ?? '')}`)
  }
  return told
}

/** An expression that is a row in words, with the number it has in the file. */
async function linesOf(connection: Connection, table: string): Promise<string> {
  const columns = await connection.query<{ name: string }>(
    `SELECT name FROM pragma_table_info('${table}')`,
  )
  const names = columns.map(({ name }) => `quote("${name}")`)
  return ['quote(rowid)', ...names].join(` || ',' || `)
}
