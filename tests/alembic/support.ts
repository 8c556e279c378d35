import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import type { TestContext } from 'node:test'
import { diff } from '../../src/commands/diff.ts'
import { downgrade } from '../../src/commands/downgrade.ts'
import { type RevisionOptions, revision } from '../../src/commands/revision.ts'
import { upgrade } from '../../src/commands/upgrade.ts'
import type { WrittenRevision } from '../../src/commands/write-revision.ts'
import type { Config } from '../../src/project/config.ts'
import { type Project, projectOf } from '../../src/project/project.ts'
import { draw } from '../../src/revisions/testing.ts'
import { worldOn } from '../cli/world.ts'
import { forEachDatabase, type TestDatabase, type TestTarget } from '../support/databases.ts'

export type Models = readonly object[]

/** What a revision file says besides its id and its parents. */
export interface RevisionText {
  /** Statements on `op`, as they stand in the file. */
  readonly upgrade?: string
  readonly downgrade?: string
  /** More keys: `labels: ['shop'],`. */
  readonly keys?: string
}

/** A project on a fresh database, and the ways to work with it: its files, the command line, the functions behind that. */
export interface Bench extends TestDatabase {
  readonly folder: string
  write(name: string, text: string): void
  /** Carries out a command line: `> ` stands before standard output, `! ` before standard error, `= ` before an exit code. */
  run(line: string): Promise<readonly string[]>
  /** The project with this configuration, and these models. */
  project(models?: Models, config?: Config): Promise<Project>
  /** Writes a revision file. */
  revise(id: string, revises: string | null, text?: RevisionText): void
  /** Writes a revision file for each revision of a drawing (see `draw`); each makes a table of its own name. */
  draw(drawing: string): void
  rows(): Promise<readonly string[]>
  tables(): Promise<readonly string[]>
}

export interface ItemOptions {
  /** Absent: SQLite and PostgreSQL. */
  readonly on?: readonly TestTarget[]
}

/** One test of an item of Alembic's lists, on each database that it concerns. */
export const item = (
  title: string,
  body: (bench: Bench, t: TestContext) => unknown,
  { on = ['sqlite', 'postgresql'] }: ItemOptions = {},
): void => forEachDatabase(title, (database, t) => body(benchOn(database), t), { on, file: true })

export const POSTGRESQL: ItemOptions = { on: ['postgresql'] }
export const SQLITE: ItemOptions = { on: ['sqlite'] }

function benchOn(database: TestDatabase): Bench {
  const world = worldOn(database)
  const { connection, url } = database
  const names = async (sql: string) =>
    (await connection.query<{ name: string }>(sql)).map(({ name }) => name).toSorted()
  const bench: Bench = {
    ...database,
    ...world,
    project: (models = [], config = {}) =>
      projectOf(
        { url, models: [...models], migrations: 'migrations', ...config },
        { x: {} },
        path.join(world.folder, 'athanor.config.ts'),
      ),
    revise: (id, revises, text) =>
      world.write(`migrations/${id}.ts`, revisionText(id, revises === null ? [] : [revises], text)),
    draw: (drawing) => {
      for (const { id, revises, labels, dependsOn } of draw(drawing))
        world.write(
          `migrations/${id}.ts`,
          revisionText(id, revises, {
            upgrade: `op.createTable('${id}', { id: integer().primaryKey() })`,
            downgrade: `op.dropTable('${id}')`,
            keys: `labels: ${JSON.stringify(labels)}, dependsOn: ${JSON.stringify(dependsOn)},`,
          }),
        )
    },
    rows: () => names('SELECT version_num AS name FROM athanor_version'),
    tables: () => names(TABLES[connection.dialect]),
  }
  return bench
}

const TABLES = {
  sqlite: `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
  postgresql: `SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace`,
}

/** Everything of the library is in scope in a revision of these tests. */
const revisionText = (
  id: string,
  revises: readonly string[],
  { upgrade: up = '', downgrade: down = '', keys = '' }: RevisionText = {},
): string => `/** the message of ${id} */
import * as athanor_fs from 'node:fs'
import { defineRevision } from 'athanor'
import * as athanor from 'athanor'
const { check, enumeration, foreignKey, index, integer, json, sql, table, text, unique, varchar } = athanor

export default defineRevision({
  id: ${JSON.stringify(id)},
  revises: ${JSON.stringify(revises)},
  ${keys}
  upgrade(op) { ${up} },
  downgrade(op) { ${down} },
})
`

export interface Evolution extends WrittenRevision {
  /** The file that autogenerate wrote. */
  readonly text: string
}

export interface EvolveOptions extends RevisionOptions {
  readonly config?: Config
  /** Statements that are run between the two: rows, or what models cannot say. */
  readonly between?: string
}

/**
 * From one description of a database to another, by the revision that autogenerate writes: after it nothing is left to do, after
 * its downgrade nothing is left to do for the first, and it can be applied again.
 */
export async function evolve(
  bench: Bench,
  from: Models,
  to: Models,
  { config = {}, between, ...options }: EvolveOptions = {},
): Promise<Evolution> {
  await autogenerate(bench, from, { message: 'from', config, yes: true })
  await upgrade(await bench.project(from, config))
  if (between !== undefined) await bench.connection.script(between)
  const written = await autogenerate(bench, to, { message: 'to', config, yes: true, ...options })
  assert.ok(written.path, 'there is nothing to change')
  await upgrade(await bench.project(to, config))
  await isAs(bench, to, config)
  await downgrade(await bench.project(from, config), { target: '-1' })
  await isAs(bench, from, config)
  await upgrade(await bench.project(to, config))
  return written
}

/** What autogenerate writes for these models; nothing of it is carried out. */
export async function autogenerate(
  bench: Bench,
  models: Models,
  { config = {}, ...options }: RevisionOptions & { readonly config?: Config } = {},
): Promise<Evolution> {
  const project = await bench.project(models, config)
  const [written] = await revision(project, { autogenerate: true, ...options })
  const { path: file } = written!
  return { ...written!, text: file === undefined ? '' : fs.readFileSync(file, 'utf8') }
}

/** Fails, with what there would be to do, unless the database is as these models say. */
export async function isAs(bench: Bench, models: Models, config: Config = {}): Promise<void> {
  const project = await bench.project(models, config)
  assert.deepEqual((await diff({ from: 'database', to: 'models', project })).words, [])
}

/** The lines of an output that begin with one of these marks. */
export const lines = (output: readonly string[], mark: '>' | '!' | '='): string =>
  output
    .filter((line) => line.startsWith(mark))
    .map((line) => line.slice(2))
    .join('\n')
