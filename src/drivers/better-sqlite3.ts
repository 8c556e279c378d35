import type { Connection } from './connection.ts'
import { importPackage } from './import-package.ts'
import { type SqliteDatabase, type SqliteStatement, sqliteSession } from './sqlite-session.ts'
import type { SqliteUrl } from './url.ts'

/** The part of better-sqlite3's face that is used here: the package is optional, and so are its types. */
export interface BetterSqlite3Database extends SqliteDatabase {
  readonly name: string
  readonly memory: boolean
  readonly inTransaction: boolean
  close(): unknown
}

interface BetterSqlite3Statement extends SqliteStatement {
  readonly reader: boolean
  safeIntegers(on: boolean): unknown
}

type BetterSqlite3 = new (
  file: string,
  options: { readonly: boolean; fileMustExist: boolean; timeout: number },
) => BetterSqlite3Database

const PACKAGE = 'better-sqlite3'

export async function openBetterSqlite3(url: SqliteUrl, busyTimeout: number): Promise<Connection> {
  const { default: Database } = await importPackage<{ default: BetterSqlite3 }>(
    PACKAGE,
    'for sqlite+better-sqlite3: URLs',
    () => import(PACKAGE),
  )
  const database = new Database(url.file, {
    readonly: url.mode === 'ro',
    fileMustExist: url.mode !== undefined,
    timeout: url.busyTimeout ?? busyTimeout,
  })
  return over(database, url.describe, () => database.close())
}

/** A database that the application opened, and closes. */
export const lendBetterSqlite3 = (database: BetterSqlite3Database): Connection =>
  over(database, `sqlite:${database.memory ? ':memory:' : database.name}`, () => undefined)

const over = (
  database: BetterSqlite3Database,
  describe: string,
  close: () => unknown,
): Connection =>
  sqliteSession<BetterSqlite3Database, BetterSqlite3Statement>({
    database,
    describe,
    prepared: (statement) => {
      if (statement.reader) statement.safeIntegers(true)
      return { returnsRows: statement.reader }
    },
    inTransaction: () => database.inTransaction,
    close,
  })
