import fs from 'node:fs'
import path from 'node:path'
import { openBetterSqlite3 } from './better-sqlite3.ts'
import type { Connection } from './connection.ts'
import { connectionFailure } from './connection-failure.ts'
import { MissingDatabaseError, MissingFolderError, NotADatabaseError } from './errors.ts'
import { openNodeSqlite } from './node-sqlite.ts'
import { openPg } from './pg.ts'
import { pgConfigs } from './pg-config.ts'
import { openPglite } from './pglite.ts'
import { type DatabaseUrl, type PostgresUrl, parseDatabaseUrl, type SqliteUrl } from './url.ts'

export interface OpenOptions {
  /** The folder that a relative path in the URL starts from. Absent: the working directory. */
  readonly base?: string
  /** SQLite: milliseconds to wait for another process that is writing, where the URL does not say. Absent: 5000. */
  readonly busyTimeout?: number
  /** PostgreSQL: milliseconds to wait for the server, where the URL does not say. Absent: 10000. */
  readonly connectTimeout?: number
  /** SQLite: false refuses a file that is not there instead of making an empty one. */
  readonly create?: boolean
}

/** Connects to the database that a URL names. Every way this fails is an error that says what to do. */
export async function openConnection(
  url: string | DatabaseUrl,
  options: OpenOptions = {},
): Promise<Connection> {
  const target = typeof url === 'string' ? parseDatabaseUrl(url, options) : url
  try {
    if (target.kind === 'postgresql') return await openPostgres(target, options)
    if (target.kind === 'pglite') return await openPglite(target)
    return await openSqlite(target, options)
  } catch (thrown) {
    throw connectionFailure(target, thrown)
  }
}

/** One configuration after the other, for `sslmode=prefer`: the second without encryption. */
async function openPostgres(url: PostgresUrl, options: OpenOptions): Promise<Connection> {
  const [first, second] = pgConfigs(url, options.connectTimeout ?? 10_000)
  if (second === undefined) return openPg(first, url.describe)
  return openPg(first, url.describe).catch((thrown) => {
    if (/does not support SSL/.test(String(thrown?.message))) return openPg(second, url.describe)
    throw thrown
  })
}

async function openSqlite(url: SqliteUrl, options: OpenOptions): Promise<Connection> {
  if (url.file !== ':memory:') checkFile(url, options.create ?? true)
  const open = url.driver === 'better-sqlite3' ? openBetterSqlite3 : openNodeSqlite
  const connection = await open(url, options.busyTimeout ?? 5000)
  try {
    // SQLite reads nothing before it must: this makes it look whether the file is a database.
    await connection.query('PRAGMA schema_version')
    return connection
  } catch (thrown) {
    await connection.close()
    throw thrown
  }
}

function checkFile({ file, mode }: SqliteUrl, create: boolean): void {
  const folder = path.dirname(file)
  if (!fs.existsSync(folder)) throw new MissingFolderError(folder, file)
  const stat = fs.statSync(file, { throwIfNoEntry: false })
  if (stat?.isDirectory()) throw new NotADatabaseError(file, 'it is a folder')
  if (stat === undefined && (mode !== undefined || !create))
    throw new MissingDatabaseError(path.basename(file), folder, 'Check the path in the URL.')
}
