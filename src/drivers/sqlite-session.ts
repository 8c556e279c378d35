import type { Connection } from './connection.ts'
import { refusal } from './refusal.ts'
import { connectionOver } from './session.ts'
import { splitStatements } from './split.ts'
import { changesRows, fromSqlite, toSqlite } from './sqlite-values.ts'
import { SeveralStatementsError } from './statement-error.ts'
import { checkVersion } from './versions.ts'

/** What node:sqlite and better-sqlite3 have in common. */
export interface SqliteDatabase {
  exec(sql: string): unknown
  prepare(sql: string): SqliteStatement
}

export interface SqliteStatement {
  all(...parameters: never[]): unknown[]
  run(...parameters: never[]): { changes: number | bigint }
}

export interface SqliteFlavour<D extends SqliteDatabase, S extends SqliteStatement> {
  readonly database: D
  readonly describe: string
  /** Makes a statement read integers as `bigint`, and tells whether it returns rows. */
  readonly prepared: (statement: S) => { readonly returnsRows: boolean }
  readonly inTransaction: (database: D) => boolean
  readonly close: (database: D) => unknown
}

/** A connection over a SQLite database in this process, which answers at once. */
export function sqliteSession<D extends SqliteDatabase, S extends SqliteStatement>(
  flavour: SqliteFlavour<D, S>,
): Connection {
  const { database, describe } = flavour
  const prepare = (sql: string) => {
    refuseSeveral(sql)
    const statement = database.prepare(sql) as S
    return { statement, ...flavour.prepared(statement) }
  }
  return connectionOver({
    dialect: 'sqlite',
    version: sqliteVersion(database),
    describe,
    query: (sql, parameters) => {
      const { statement, returnsRows } = prepare(sql)
      const values = parameters.map(toSqlite) as never[]
      if (returnsRows) return fromSqlite(statement.all(...values) as object[])
      statement.run(...values)
      return []
    },
    run: (sql, parameters) => {
      const { statement, returnsRows } = prepare(sql)
      const values = parameters.map(toSqlite) as never[]
      const changed = returnsRows
        ? statement.all(...values).length
        : statement.run(...values).changes
      return changesRows(sql) ? Number(changed) : 0
    },
    script: (sql) => database.exec(sql),
    inTransaction: () => flavour.inTransaction(database),
    close: () => flavour.close(database),
  })
}

function sqliteVersion(database: SqliteDatabase): readonly [number, number] {
  const sql = 'SELECT sqlite_version() AS version'
  try {
    const [row] = database.prepare(sql).all() as { version: string }[]
    return checkVersion('sqlite', row?.version ?? '')
  } catch (thrown) {
    throw refusal('sqlite', sql, thrown)
  }
}

/** SQLite compiles the first statement of a text and leaves the rest unread. */
function refuseSeveral(sql: string): void {
  if (!/;\s*\S/.test(sql) || splitStatements(sql).length < 2) return
  throw new SeveralStatementsError(
    sql,
    { message: 'one statement is expected here, and these are several' },
    { hint: 'Run them one by one, or as a script.' },
  )
}
