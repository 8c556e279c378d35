import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import type { Connection } from './connection.ts'
import { importPackage } from './import-package.ts'
import { sqliteSession } from './sqlite-session.ts'
import type { SqliteUrl } from './url.ts'

/** SQLite as it comes with Node. */
export async function openNodeSqlite(url: SqliteUrl, busyTimeout: number): Promise<Connection> {
  const sqlite = await importPackage('node:sqlite', 'for SQLite', () => import('node:sqlite'))
  const database = new sqlite.DatabaseSync(location(url), {
    readOnly: url.mode === 'ro',
    timeout: url.busyTimeout ?? busyTimeout,
  })
  return over(database, url.describe, () => database.close())
}

/** A database that the application opened, and closes. */
export const lendNodeSqlite = (database: DatabaseSync): Connection =>
  over(database, `sqlite:${database.location() ?? ':memory:'}`, () => undefined)

/** Only a URI can say that a file must be there already. */
function location({ file, mode }: SqliteUrl): string | URL {
  if (mode !== 'rw' || file === ':memory:') return file
  const uri = pathToFileURL(file)
  uri.searchParams.set('mode', 'rw')
  return uri
}

const over = (database: DatabaseSync, describe: string, close: () => void): Connection =>
  sqliteSession<DatabaseSync, StatementSync>({
    database,
    describe,
    prepared: (statement) => {
      statement.setReadBigInts(true)
      return { returnsRows: statement.columns().length > 0 }
    },
    inTransaction: () => database.isTransaction,
    close,
  })
