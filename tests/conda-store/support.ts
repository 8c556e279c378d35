import path from 'node:path'
import config from '../../examples/conda-store/athanor.config.ts'
import type { Connection } from '../../src/drivers/connection.ts'
import { type Project, projectOf } from '../../src/project/project.ts'
import type { DialectName } from '../../src/schema/model.ts'
import { type Dump, factsOf } from '../golden-histories/dump.ts'
import { goldenStates, readGolden, readGoldenText } from '../support/golden.ts'

export const folder = path.resolve(import.meta.dirname, '../../examples/conda-store')

/** The example's own configuration, on another database. */
export const projectOn = (url: string): Promise<Project> =>
  projectOf({ ...config, url }, { x: {} }, path.join(folder, 'athanor.config.ts'))

export interface State {
  readonly revision: string
  readonly dump: Dump
  readonly facts: readonly string[]
}

/** What Alembic's own run left after each of the fourteen revisions. */
export const statesOn = (dialect: DialectName): readonly State[] =>
  goldenStates('conda-store', dialect).map(({ revision, file }) => {
    const dump = readGolden<Dump>('conda-store', dialect, file)
    return { revision, dump, facts: factsOf(dump, dialect) }
  })

/** The rows that are put in on the way, by the revision they follow. */
export function seeds(): ReadonlyMap<string, string> {
  const [, ...parts] = readGoldenText('conda-store', 'journey-seed.sql').split(/^-- @after /m)
  return new Map(
    parts.map((part) => {
      const [, revision = '', sql = ''] = /^(\S+)\n([\s\S]*)$/.exec(part) ?? []
      return [revision, sql]
    }),
  )
}

export type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

/** The rows as they are recorded at a point of the journey; tables without rows left out. */
export const recordedRows = (dialect: DialectName, name: string): Rows =>
  filled(readGolden<Rows>('conda-store', dialect, 'journey', `${name}.json`))

const filled = (rows: Rows): Rows =>
  Object.fromEntries(
    Object.entries(rows)
      .filter(([, list]) => list.length > 0)
      .map(([table, list]) => [table, list.toSorted(byText)]),
  )

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)

/** All rows of a database, in the form of the recorded ones, columns in any order. */
export async function rowsIn(connection: Connection): Promise<Rows> {
  const tables = await connection.query<{ name: string }>(
    connection.dialect === 'sqlite'
      ? "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'alembic_version%'"
      : "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'alembic_version%'",
  )
  const entries: [string, Readonly<Record<string, unknown>>[]][] = []
  for (const { name } of tables)
    entries.push([
      name,
      connection.dialect === 'sqlite'
        ? [...(await connection.query(`SELECT * FROM "${name}"`))].map((row) => ({ ...row }))
        : (
            await connection.query<{ row: string }>(
              `SELECT to_jsonb(t)::text AS row FROM "${name}" AS t`,
            )
          ).map(({ row }) =>
            JSON.parse(row.replaceAll(/"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)"/g, '"$1 $2"')),
          ),
    ])
  return filled(Object.fromEntries(entries))
}

/** The same rows with their columns in alphabetical order, so that they can be compared as data. */
export const sorted = (rows: Rows): Rows =>
  filled(
    Object.fromEntries(
      Object.entries(rows).map(([table, list]) => [
        table,
        list.map((row) =>
          Object.fromEntries(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1))),
        ),
      ]),
    ),
  )
