import type { Dialect } from '../dialects/dialect.ts'
import type { Connection } from '../drivers/connection.ts'
import { MissingDatabaseError } from '../drivers/errors.ts'
import { openConnection } from '../drivers/open.ts'
import { parseDatabaseUrl } from '../drivers/url.ts'
import { AthanorError } from '../errors.ts'
import { connectTo, contextOf, databasesNamed } from '../project/database.ts'
import { type FileHistory, readHistory } from '../project/history.ts'
import type { DatabaseSettings, Project } from '../project/project.ts'
import { unlessAborted } from '../runtime/abort.ts'
import { AbortedError } from '../runtime/errors.ts'
import type { RunSettings } from '../runtime/model.ts'
import { unheardIn } from '../runtime/unawaited.ts'
import type { DialectName } from '../schema/model.ts'
import { dialectFor } from './dialects.ts'
import { InDatabaseError } from './errors.ts'
import type { CommandOptions, OfDatabase } from './options.ts'

/** A database of the project, open. */
export interface Session {
  readonly project: Project
  readonly database: DatabaseSettings
  readonly history: FileHistory
  readonly connection: Connection
  readonly dialect: Dialect
  readonly settings: RunSettings
}

export interface SessionOptions extends CommandOptions {
  /** Nothing is written: a SQLite file that is not there is not made, and taken for an empty database. */
  readonly readOnly?: boolean
}

/** Does `work` on each database that was named, one after the other. */
export async function onDatabases<T extends object>(
  project: Project,
  options: SessionOptions,
  work: (session: Session) => Promise<T>,
): Promise<readonly (T & OfDatabase)[]> {
  const results: (T & OfDatabase)[] = []
  for (const database of databasesNamed(project, options.names)) {
    const done = results.map((result) => result.database ?? '')
    results.push(
      await withSession(project, database, options, work).catch((error) => {
        throw inDatabase(error, database.name, done)
      }),
    )
  }
  return results
}

/** Does `work` on one database, and closes it. */
export async function withSession<T extends object>(
  project: Project,
  database: DatabaseSettings,
  options: SessionOptions,
  work: (session: Session) => Promise<T>,
): Promise<T & OfDatabase> {
  const history = readHistory(database)
  const connection = await connectUnlessAborted(options.signal, () =>
    connect(project, database, options.readOnly === true),
  )
  try {
    const dialect = await dialectFor(connection.dialect)
    const settings = await runSettings(project, database, options)
    const result = await work({ project, database, history, connection, dialect, settings })
    return { ...named(database), describe: connection.describe, ...result }
  } finally {
    await connection.close()
  }
}

/** A connection that comes when nobody waits for it any longer is closed. */
async function connectUnlessAborted(
  signal: AbortSignal | undefined,
  make: () => Promise<Connection>,
): Promise<Connection> {
  let connecting: Promise<Connection> | undefined
  try {
    return await unlessAborted(signal, () => {
      connecting = make()
      return connecting
    })
  } catch (error) {
    if (signal?.aborted !== true || unheardIn(signal)) throw error
    void connecting?.then((connection) => connection.close()).catch(() => {})
    throw new AbortedError([], 'Nothing was changed.', error)
  }
}

const named = ({ name }: DatabaseSettings): Pick<OfDatabase, 'database'> =>
  name === undefined ? {} : { database: name }

async function connect(
  project: Project,
  database: DatabaseSettings,
  readOnly: boolean,
): Promise<Connection> {
  if (!readOnly) return connectTo(project, database)
  try {
    return await connectTo(project, database, { create: false })
  } catch (error) {
    const isMissing = error instanceof MissingDatabaseError
    if (!isMissing || (await dialectName(project, database)) !== 'sqlite') throw error
    const empty = await openConnection('sqlite::memory:')
    return { ...empty, describe: parseDatabaseUrl(await urlOf(project, database)).describe }
  }
}

/** What a run is told besides its path. */
export async function runSettings(
  project: Project,
  database: DatabaseSettings,
  { report, signal, lockTimeout = database.lockTimeout }: CommandOptions,
): Promise<RunSettings> {
  const { versionTable, transaction, statementTimeout, onVersionApply, name } = database
  return {
    versionTable,
    transactions: transaction,
    lockTimeout,
    ...(statementTimeout !== undefined && { statementTimeout }),
    context: await contextOf(project, database),
    onVersionApply: onVersionApply === undefined ? [] : [onVersionApply].flat(),
    report: (event) => report?.(event, name),
    ...(signal !== undefined && { signal }),
  }
}

/** Which kind of database it is; where the configuration connects by itself, only the connection tells. */
export async function dialectName(
  project: Project,
  database: DatabaseSettings,
): Promise<DialectName> {
  if (database.connect === undefined)
    return parseDatabaseUrl(await urlOf(project, database), { base: project.folder }).dialect
  const connection = await connectTo(project, database)
  await connection.close()
  return connection.dialect
}

async function urlOf({ context }: Project, { url = '', name }: DatabaseSettings): Promise<string> {
  if (typeof url === 'string') return url
  return url({ ...context, ...(name !== undefined && { database: name }) })
}

/** The error, with the database it came from where there are several. */
export function inDatabase(
  error: unknown,
  name: string | undefined,
  done: readonly string[],
): unknown {
  if (name === undefined || !(error instanceof AthanorError)) return error
  return new InDatabaseError(name, done, error)
}
