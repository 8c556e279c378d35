import type { Dialect, Kysely } from 'kysely'
import type { Connection } from './connection.ts'
import type { SqliteDatabase } from './sqlite-session.ts'

/**
 * What an application may hand over to work on, and keep: `close()` leaves all but the Kysely dialect open.
 *
 * Said by what they can do, not by the types of their packages, which a project need not have installed.
 */
export type Lendable =
  | Connection
  | PgClient
  | PgPool
  | SqliteDatabase
  | PGlite
  | Kysely<any>
  | Dialect

/** A `Client` or `PoolClient` of `pg`. */
export interface PgClient {
  query(...words: never[]): unknown
  escapeIdentifier(text: string): string
}

/** A `Pool` of `pg`. */
export interface PgPool {
  connect(): unknown
  query(...words: never[]): unknown
  readonly totalCount: number
}

export interface PGlite {
  execProtocol(...words: never[]): unknown
  query(...words: never[]): unknown
  readonly waitReady: PromiseLike<unknown>
}
