import fs from 'node:fs'
import path from 'node:path'
import type { Connection } from '../drivers/connection.ts'
import { openConnection } from '../drivers/open.ts'
import { scrub } from '../drivers/scrub.ts'
import { looksLikeDatabaseUrl, parseDatabaseUrl } from '../drivers/url.ts'
import { connectTo } from '../project/database.ts'
import { readHistory } from '../project/history.ts'
import { loadModels, modelsOf } from '../project/models.ts'
import type { DatabaseSettings, Project } from '../project/project.ts'
import { countsFromRows } from '../revisions/identifier.ts'
import type { Rows } from '../revisions/model.ts'
import { resolve } from '../revisions/resolve.ts'
import type { RunSettings } from '../runtime/model.ts'
import { schemaAt } from '../runtime/replay.ts'
import { readState } from '../runtime/state.ts'
import { checkDefaults } from '../schema/check-defaults.ts'
import { type DialectName, emptySchema, type Schema } from '../schema/model.ts'
import { type SchemaOptions, schemaOf } from '../schema/put-together.ts'
import { dialectFor } from './dialects.ts'
import { ProjectNeededError, UnknownSourceError } from './errors.ts'
import { withoutOwnTables } from './own-tables.ts'
import { dialectName, runSettings } from './session.ts'

/** Where a source is read from: what relative paths start from, and the database of the project whose words are meant. */
export interface SourcePlace {
  readonly folder: string
  readonly project?: Project | undefined
  readonly database?: DatabaseSettings | undefined
}

/** Anything that gives a schema. */
export interface Source {
  /** What it was called, without a password. */
  readonly text: string
  /** The only database it can be read for; absent: any. */
  readonly dialect?: DialectName
  /** Whether it is what a database holds, rather than what somebody described. */
  readonly live: boolean
  /** The schema, in the words of a database. `use` keeps the connection that a database was read over. */
  read(request: SourceRequest): Promise<Schema>
}

export interface SourceRequest {
  readonly dialect: DialectName
  /** Of a database: the named schemas to read besides the default one. */
  readonly schemas: readonly string[] | 'all'
  readonly use: (connection: Connection) => void
  /** Of models: what they may refer to without describing it. */
  readonly external?: SchemaOptions['external']
}

/** What a text means as a schema source. Nothing is opened or loaded yet. */
export async function parseSource(text: string, place: SourcePlace): Promise<Source> {
  const file = path.resolve(place.folder, text)
  if (text === 'empty') return described(text, async () => emptySchema)
  if (text === 'models') return described(text, (request) => projectModels(text, place, request))
  if (text === 'database') return projectDatabase(text, place)
  if (looksLikeDatabaseUrl(text)) return urlSource(text, place)
  if (text.startsWith('revision:') || text === 'head' || text === 'heads')
    return replay(text, place)
  if (text.endsWith('.sql') && fs.existsSync(file)) return sqlFile(text, file)
  if (/\.m?[jt]s$/.test(text) && fs.existsSync(file))
    return described(text, async ({ dialect, external = [] }) =>
      checked(schemaOf(await loadModels(file), { ...namingOf(place), external }), dialect),
    )
  throw new UnknownSourceError(scrub(text, []))
}

const described = (text: string, read: Source['read']): Source => ({ text, live: false, read })

const namingOf = ({ database }: SourcePlace): SchemaOptions =>
  database?.naming === undefined ? {} : { naming: database.naming }

function inProject(text: string, { project, database }: SourcePlace) {
  if (project === undefined || database === undefined) throw new ProjectNeededError(text)
  return { project, database }
}

async function projectModels(
  text: string,
  place: SourcePlace,
  { dialect, external = [] }: SourceRequest,
): Promise<Schema> {
  const { project, database } = inProject(text, place)
  const models = await modelsOf(project, database)
  return checked(schemaOf(models, { ...namingOf(place), external }), dialect)
}

function checked(models: Schema, dialect: DialectName): Schema {
  checkDefaults(models, dialect)
  return models
}

async function projectDatabase(text: string, place: SourcePlace): Promise<Source> {
  const { project, database } = inProject(text, place)
  return {
    text,
    dialect: await dialectName(project, database),
    live: true,
    read: (request) => reflected(connectTo(project, database, { create: false }), place, request),
  }
}

const urlSource = (text: string, place: SourcePlace): Source => ({
  text: scrub(text, []),
  dialect: parseDatabaseUrl(text).dialect,
  live: true,
  read: (request) =>
    reflected(openConnection(text, { base: place.folder, create: false }), place, request),
})

async function reflected(
  opening: Promise<Connection>,
  { database }: SourcePlace,
  { dialect, schemas, use }: SourceRequest,
): Promise<Schema> {
  const connection = await opening
  use(connection)
  const found = await (await dialectFor(dialect)).reflect(connection, { schemas })
  return withoutOwnTables(found, database?.versionTable)
}

/** The history up to a revision, or all of it. Only `revision:current` asks the database, for its rows. */
function replay(text: string, place: SourcePlace): Source {
  return described(text, async ({ dialect }) => {
    const { project, database } = inProject(text, place)
    const history = readHistory(database)
    const identifier = text === 'head' || text === 'heads' ? text : text.slice('revision:'.length)
    const settings = await runSettings(project, database, {})
    const rows = resolve(history.graph, identifier, {
      for: 'show',
      ...(countsFromRows(identifier) && { rows: await currentRows(project, database, settings) }),
    })
    return schemaAt({ dialect: await dialectFor(dialect), history, settings }, rows)
  })
}

async function currentRows(
  project: Project,
  database: DatabaseSettings,
  settings: RunSettings,
): Promise<Rows> {
  const connection = await connectTo(project, database, { create: false })
  try {
    const target = { connection, dialect: await dialectFor(connection.dialect) }
    return (await readState(target, settings)).rows
  } finally {
    await connection.close()
  }
}

/** What a script makes of an empty database: in memory, and gone afterwards. */
function sqlFile(text: string, file: string): Source {
  return described(text, async ({ dialect, use }) => {
    const connection = await scratch(dialect)
    use(connection)
    await connection.script(fs.readFileSync(file, 'utf8'))
    const found = await (await dialectFor(dialect)).reflect(connection, { schemas: 'all' })
    return withoutOwnTables(found)
  })
}

/** An empty database in this process. */
export const scratch = (dialect: DialectName): Promise<Connection> =>
  openConnection(dialect === 'sqlite' ? 'sqlite::memory:' : 'pglite:')
