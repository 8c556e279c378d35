import type { DialectName } from '../schema/model.ts'

/**
 * One open session on one database: what a driver provides, in as few words as possible.
 *
 * Everything goes through one physical connection, in order. Values come back as the driver gives them, with three
 * rules that drivers must keep: 64-bit integers that JavaScript's numbers cannot hold come back exact
 * (`bigint` or decimal string), `NULL` is `null`, and bytes are `Uint8Array`.
 */
export interface Connection {
  readonly dialect: DialectName
  /** Major and minor of the server: `[18, 1]`, SQLite `[3, 53]`. */
  readonly version: readonly [major: number, minor: number]
  /** Where it leads, without a password: for messages. */
  readonly describe: string
  /**
   * PostgreSQL: the process id announced at login. A pooler in between announces one of its own, so it is
   * then not what `pg_backend_pid()` says. Absent where the driver does not tell.
   */
  readonly loginProcessId?: number
  /** One statement; parameters are `$1, $2, …` on PostgreSQL and `?` on SQLite. */
  query<Row = Record<string, unknown>>(
    sql: string,
    parameters?: readonly unknown[],
  ): Promise<readonly Row[]>
  /** One statement; tells how many rows it changed. */
  run(sql: string, parameters?: readonly unknown[]): Promise<{ readonly changes: number }>
  /** A script: any number of statements. */
  script(sql: string): Promise<void>
  /** Asks the server to give up what runs now (for `AbortSignal`). May do nothing where that cannot be. */
  cancel(): Promise<void>
  /** Opens one more session like this one, where the driver knows how. */
  another?(): Promise<Connection>
  /** Whether a transaction is open on the session, as far as the driver can tell; `undefined` where it cannot. */
  inTransaction?(): boolean | undefined
  /** Lets go of the session; a connection that the application lent is left open. */
  close(): Promise<void>
}
