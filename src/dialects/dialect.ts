import type { Connection } from '../drivers/connection.ts'
import type { Operation } from '../operations/model.ts'
import type { ColumnType, DialectName, LiteralValue, ObjectName, Schema } from '../schema/model.ts'

/**
 * Everything Athanor knows about one database. A dialect is this one object, in a folder of its own.
 *
 * Its view of a schema is the *canonical* form: what reflection would give back if the schema were
 * created. `canonical` brings a described schema into that form without a database, `normalize` lets the
 * database itself judge what is left (PostgreSQL rewrites every expression it stores).
 */
export interface Dialect {
  readonly name: DialectName
  /** Quotes a name, always: nothing depends on lists of reserved words. */
  quote(name: string): string
  /** A name with its schema, quoted. */
  qualified(name: ObjectName): string
  /** A literal that cannot end its own quoting. */
  literal(value: LiteralValue): string
  /** The type in SQL. Throws `UnsupportedTypeError` for one the database lacks. */
  typeSql(type: ColumnType): string

  /** Reads the database in a small, fixed number of queries. The result is canonical. */
  reflect(connection: Connection, options?: ReflectOptions): Promise<Schema>

  /** The named schemas that the database has, besides the default one and the system's. */
  schemaNames(connection: Connection): Promise<readonly string[]>

  /**
   * The schema in this database's own terms. Pure. Same order and number of tables, columns, constraints
   * and indexes as what came in (less what is not for this dialect), so that the two can be walked side by side.
   */
  canonical(schema: Schema): Schema

  /** `wanted` (canonical) without what goes unsaid in this database: its default schema, the tablespace it is in. */
  atHome(connection: Connection, wanted: Schema, found: Schema): Promise<Schema>

  /**
   * `wanted` (canonical), at home, with each expression worded as `found` words it, wherever the database says
   * that the two mean the same. Leaves the database as it was.
   */
  normalize(connection: Connection, wanted: Schema, found: Schema): Promise<Schema>

  /**
   * The statements for `operations`, in order, neighbouring changes to one table merged. `before` is the
   * canonical schema they start from. Pure.
   */
  compile(
    operations: readonly Operation[],
    before: Schema,
    options: CompileOptions,
  ): readonly Step[]

  /** Waits for the right to change this database; see `Lock`. */
  lock(connection: Connection, options: LockOptions): Promise<Lock>
}

export interface ReflectOptions {
  /** Named schemas to read besides the default one; `'all'`: all but the system's. Absent: the default one only. */
  readonly schemas?: readonly string[] | 'all'
  /** Tables to pass over before anything of them is read. `schema` is undefined for the default one. */
  readonly includeTable?: (name: ObjectName) => boolean
}

export interface CompileOptions {
  readonly version: readonly [major: number, minor: number]
  /** Offline: there is no connection to run code on, so a `run` operation gives its SQL or refuses. */
  readonly offline?: boolean
}

/** One thing to do, in order: a statement for the database, or a function of the user's to call. */
export type Step = Statement | RunStep

export interface Statement {
  readonly kind: 'statement'
  /** Without the final semicolon. */
  readonly sql: string
  readonly parameters?: readonly unknown[]
  /** The operations it carries out (wholly or in part), for messages. */
  readonly operations: readonly Operation[]
  /** Cannot run inside a transaction: what came before is committed first. */
  readonly outsideTransaction?: boolean
  /** Must not be in the same transaction as what follows (a new enum value is usable only after commit). */
  readonly commitAfter?: boolean
  /** A script of several statements as the user wrote it. */
  readonly script?: boolean
  /** It fills a table that is to take another's place: what the database says of the one is meant of the other. */
  readonly copy?: { readonly name: string; readonly of: string }
}

export interface RunStep {
  readonly kind: 'run'
  readonly operation: Operation<'run'>
}

export interface LockOptions {
  /** Milliseconds to wait before giving up with `LockTimeoutError`. */
  readonly timeout: number
  /** What is locked: one name for each version table. */
  readonly key: string
  readonly signal?: AbortSignal
}

export interface Lock {
  release(): Promise<void>
}
