/**
 * Databases to test on: each one fresh and empty, and gone afterwards.
 *
 * SQLite is Node's own, PostgreSQL a real server shared by all test processes, PGlite runs in the process.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Connection } from '../../src/drivers/connection.ts'
import { openConnection } from '../../src/drivers/open.ts'
import { lendPglite } from '../../src/drivers/pglite.ts'
import { emptyPglite } from './pglite.ts'
import { createDatabase, dropDatabase } from './postgres-databases.ts'
import { testServer } from './postgres-server.ts'

export type TestTarget = 'sqlite' | 'postgresql' | 'pglite'

export interface TestDatabase {
  readonly target: TestTarget
  /** For `openConnection` and for the command line. A database in memory has one that leads to another, empty one. */
  readonly url: string
  readonly connection: Connection
  /** One more session on the same database; closed with it. Not for databases in memory. */
  connect(): Promise<Connection>
  drop(): Promise<void>
}

export interface FreshOptions {
  /** SQLite: a file, so that other connections and processes can open it. Otherwise it is in memory. */
  readonly file?: boolean
}

/** PostgreSQL is not to be had on this platform: the reason is what to skip with. */
export class NoTestServerError extends Error {}

export async function freshSqlite({ file = false }: FreshOptions = {}): Promise<TestDatabase> {
  if (!file) return testDatabase('sqlite', 'sqlite::memory:', () => {})
  const folder = temporaryFolder()
  const url = `sqlite:${path.join(folder, 'test.db')}`
  const database = await testDatabase('sqlite', url, () => removeFolder(folder))
  await database.connection.run('PRAGMA synchronous = off')
  return database
}

export async function freshPostgres(): Promise<TestDatabase> {
  const server = await testServer()
  if ('missing' in server) throw new NoTestServerError(server.missing)
  const name = `athanor_${process.pid}_${++made}`
  await createDatabase(server.url, name)
  const url = new URL(server.url)
  url.pathname = `/${name}`
  return testDatabase('postgresql', url.href, () => dropDatabase(server.url, name))
}

export async function freshPglite(): Promise<TestDatabase> {
  const database = await emptyPglite()
  return {
    target: 'pglite',
    url: 'pglite:',
    connection: await lendPglite(database),
    connect: () => Promise.reject(new Error('a PGlite in memory has one session')),
    drop: () => database.close(),
  }
}

const FRESH: Readonly<Record<TestTarget, (options: FreshOptions) => Promise<TestDatabase>>> = {
  sqlite: freshSqlite,
  postgresql: freshPostgres,
  pglite: freshPglite,
}

export const freshDatabase = (
  target: TestTarget,
  options: FreshOptions = {},
): Promise<TestDatabase> => FRESH[target](options)

/** Hands a fresh database to `body`, and drops it whatever happens. */
export async function withDatabase<T>(
  target: TestTarget,
  body: (database: TestDatabase) => T | Promise<T>,
  options: FreshOptions = {},
): Promise<T> {
  const database = await freshDatabase(target, options)
  try {
    return await body(database)
  } finally {
    await database.drop()
  }
}

type Body<T> = (database: TestDatabase) => T | Promise<T>

export const withSqlite = <T>(body: Body<T>, options?: FreshOptions): Promise<T> =>
  withDatabase('sqlite', body, options)
export const withPostgres = <T>(body: Body<T>): Promise<T> => withDatabase('postgresql', body)
export const withPglite = <T>(body: Body<T>): Promise<T> => withDatabase('pglite', body)

export interface ForEachOptions extends FreshOptions {
  /** Absent: all three. */
  readonly on?: readonly TestTarget[]
}

/** One test a target, each on a database of its own: `adds a column (sqlite)`, `adds a column (postgresql)`, …. */
export function forEachDatabase(
  name: string,
  body: (database: TestDatabase, t: TestContext) => unknown,
  { on = ['sqlite', 'postgresql', 'pglite'], ...options }: ForEachOptions = {},
): void {
  for (const target of on)
    test(`${name} (${target})`, async (t) => {
      try {
        await withDatabase(target, (database) => body(database, t), options)
      } catch (error) {
        if (!(error instanceof NoTestServerError)) throw error
        t.skip(error.message)
      }
    })
}

/** A folder for a test's files, gone when the process ends at the latest. */
export function temporaryFolder(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'athanor-test-')))
  if (folders.length === 0) process.once('exit', () => folders.forEach(removeFolder))
  folders.push(folder)
  return folder
}

const folders: string[] = []

const removeFolder = (folder: string): void => fs.rmSync(folder, { recursive: true, force: true })

let made = 0

async function testDatabase(
  target: TestTarget,
  url: string,
  remove: () => unknown,
): Promise<TestDatabase> {
  const connection = await openConnection(url)
  const others: Connection[] = []
  return {
    target,
    url,
    connection,
    connect: async () => {
      const other = await openConnection(url)
      others.push(other)
      return other
    },
    drop: async () => {
      for (const each of [...others, connection]) await each.close()
      await remove()
    },
  }
}
