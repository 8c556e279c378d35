import { AthanorError } from '../errors.ts'
import { excerpt, type SourcePosition, sourcePosition } from './excerpt.ts'

/** What the database said about a statement, in one shape for every driver. */
export interface DatabaseMessage {
  readonly message: string
  /** PostgreSQL's SQLSTATE, or SQLite's (extended) result code in digits. */
  readonly sqlState?: string
  readonly detail?: string
  readonly hint?: string
  readonly constraint?: string
  readonly column?: string
  /** What the server was doing inside: the PL/pgSQL function and its line. */
  readonly context?: string
  /** Offset of the mistake in the statement, counted in characters (not UTF-16 units) from 1, as PostgreSQL counts. */
  readonly position?: number
}

/** A statement that the database refused, with all it had to say. `cause` is the driver's own error. */
export class StatementError extends AthanorError {
  readonly code: string = 'statement-failed'
  readonly sql: string
  readonly sqlState: string | undefined
  readonly detail: string | undefined
  readonly constraint: string | undefined
  readonly column: string | undefined
  readonly context: string | undefined
  /** Line and column in `sql`, from 1, where the database gives them. */
  readonly position: SourcePosition | undefined

  constructor(
    sql: string,
    said: DatabaseMessage,
    options: { hint?: string; cause?: unknown } = {},
  ) {
    const position =
      said.position === undefined ? undefined : sourcePosition(sql, Number(said.position))
    const hint = said.hint ?? options.hint
    super(sentence(sql, said, position), {
      ...(hint !== undefined && { hint }),
      ...(options.cause !== undefined && { cause: options.cause }),
    })
    this.sql = sql
    this.sqlState = said.sqlState
    this.detail = said.detail
    this.constraint = said.constraint
    this.column = said.column
    this.context = said.context
    this.position = position
  }
}

function sentence(sql: string, said: DatabaseMessage, position?: SourcePosition): string {
  const state = /^[0-9A-Z]{5}$/.test(said.sqlState ?? '') ? ` [${said.sqlState}]` : ''
  return [
    `${said.message}${state}`,
    said.detail,
    said.context,
    position && `at line ${position.line}, column ${position.column}:`,
    excerpt(sql, position),
  ]
    .filter(Boolean)
    .join('\n')
}

/** Someone else holds what the statement needs. */
export class DatabaseLockedError extends StatementError {
  override readonly code = 'database-locked'
}

export class ReadOnlyDatabaseError extends StatementError {
  override readonly code = 'read-only-database'
}

export class DatabaseFullError extends StatementError {
  override readonly code = 'database-full'
}

/** The statement was given up: it took longer than it may, or someone cancelled it. */
export class StatementCanceledError extends StatementError {
  override readonly code = 'statement-canceled'
}

export class CorruptDatabaseError extends StatementError {
  override readonly code = 'corrupt-database'
}

/** The session is gone. Whether the last statement was carried out is not known; a transaction that was open is not. */
export class ConnectionLostError extends StatementError {
  override readonly code = 'connection-lost'
}

/** A script where one statement belongs: SQLite would run the first and drop the rest in silence. */
export class SeveralStatementsError extends StatementError {
  override readonly code = 'several-statements'
}
