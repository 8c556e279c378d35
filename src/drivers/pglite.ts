import fs from 'node:fs'
import path from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import type { Connection } from './connection.ts'
import { MissingFolderError, NotADatabaseError } from './errors.ts'
import { importPackage } from './import-package.ts'
import { connectionOver } from './session.ts'
import type { PgliteUrl } from './url.ts'
import { checkVersion } from './versions.ts'

/** PostgreSQL in this process. Its folder must belong to one process at a time: PGlite does not lock it. */
export async function openPglite(url: PgliteUrl): Promise<Connection> {
  const { PGlite } = await importPackage(
    '@electric-sql/pglite',
    'for pglite: URLs',
    () => import('@electric-sql/pglite'),
  )
  if (url.folder !== undefined) checkFolder(url.folder)
  const database = await PGlite.create(url.folder)
  return over(database, url.describe, () => database.close())
}

/** A database that the application opened, and closes. */
export const lendPglite = (database: PGlite): Promise<Connection> =>
  over(database, `pglite:${database.dataDir ?? ' (in memory)'}`, () => undefined)

function checkFolder(folder: string): void {
  const parent = path.dirname(folder)
  if (!fs.existsSync(parent)) throw new MissingFolderError(parent, folder)
  if (!fs.existsSync(folder)) return
  if (!fs.statSync(folder).isDirectory())
    throw new NotADatabaseError(folder, 'PGlite keeps a database in a folder, and this is a file')
  const entries = fs.readdirSync(folder)
  if (entries.length > 0 && !entries.includes('PG_VERSION'))
    throw new NotADatabaseError(folder, 'the folder holds other files')
}

async function over(database: PGlite, describe: string, close: () => unknown): Promise<Connection> {
  const { rows } = await database.query<{ version: number }>(
    `SELECT current_setting('server_version_num')::int AS version`,
  )
  return connectionOver({
    dialect: 'postgresql',
    version: checkVersion('postgresql', rows[0]?.version ?? 0),
    describe,
    query: async (sql, parameters) => (await database.query(sql, [...parameters])).rows,
    run: async (sql, parameters) => (await database.query(sql, [...parameters])).affectedRows ?? 0,
    script: (sql) => database.exec(sql),
    inTransaction: () => (database as Partial<{ isInTransaction(): boolean }>).isInTransaction?.(),
    close,
  })
}
