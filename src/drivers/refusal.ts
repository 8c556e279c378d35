import type { DialectName } from '../schema/model.ts'
import {
  ConnectionLostError,
  CorruptDatabaseError,
  DatabaseFullError,
  DatabaseLockedError,
  type DatabaseMessage,
  ReadOnlyDatabaseError,
  StatementCanceledError,
  StatementError,
} from './statement-error.ts'

interface Kind {
  readonly error: typeof StatementError
  readonly hint?: string
}

const LOST: Kind = {
  error: ConnectionLostError,
  hint: 'A transaction that was open has been rolled back by the server. See where the database stands: athanor current',
}

/** SQLSTATEs (or their class, the first two characters) that say more than "this statement is wrong". */
const POSTGRESQL: Readonly<Record<string, Kind>> = {
  '08': LOST,
  '57P01': LOST,
  '57P02': LOST,
  '57P03': LOST,
  '55P03': {
    error: DatabaseLockedError,
    hint: 'Another session holds a lock on the table. Wait until it is done, or allow more time: lockTimeout in the configuration.',
  },
  '40P01': {
    error: DatabaseLockedError,
    hint: 'Two sessions waited for each other, and the server chose this one. Run the command again.',
  },
  '57014': {
    error: StatementCanceledError,
    hint: 'Allow more time (statementTimeout in the configuration), or do it in smaller parts.',
  },
  '25006': {
    error: ReadOnlyDatabaseError,
    hint: 'The server is a standby, or set to read only: connect to the one that takes writes.',
  },
  '42501': {
    error: StatementError,
    hint: 'The role in the URL has no right to do that: grant it, or connect as the role that owns the tables.',
  },
  '53100': {
    error: DatabaseFullError,
    hint: 'The server has no space left on its disk. Make room, then run the command again.',
  },
  XX001: { error: CorruptDatabaseError },
  XX002: { error: CorruptDatabaseError },
}

const MISSING_TYPE: Kind = {
  error: StatementError,
  hint: 'An enum type is made before the columns that use it: op.createEnum(name, values). A type that an extension brings: op.createExtension(name).',
}

const MISMATCH: Kind = {
  error: StatementError,
  hint: 'The columns that a foreign key refers to must be a primary key or unique: .unique() on the column, or unique([…]) for several.',
}

/** SQLite's primary result codes. */
const SQLITE: Readonly<Record<number, Kind>> = {
  5: {
    error: DatabaseLockedError,
    hint: 'Another process is writing to this file. Wait until it is done, or stop it.',
  },
  6: {
    error: DatabaseLockedError,
    hint: 'Another statement on this connection is still reading the table.',
  },
  8: {
    error: ReadOnlyDatabaseError,
    hint: 'Check that the file and its folder may be written by this user, and that the URL does not say mode=ro.',
  },
  9: { error: StatementCanceledError },
  10: { error: ConnectionLostError, hint: 'The disk reported an error. Check it, then run again.' },
  11: {
    error: CorruptDatabaseError,
    hint: 'Restore the file from a backup. To see what is wrong: sqlite3 FILE "PRAGMA integrity_check"',
  },
  13: {
    error: DatabaseFullError,
    hint: 'The disk is full, or the file has reached its max_page_count. Make room, then run the command again.',
  },
  26: { error: CorruptDatabaseError, hint: 'Check the path in the database URL.' },
}

/** The error for a statement that a driver's error came from: a more telling class where the code has one. */
export function refusal(dialect: DialectName, sql: string, thrown: unknown): StatementError {
  if (thrown instanceof StatementError) return thrown
  const said = whatWasSaid(dialect, sql, thrown)
  const kind = kindOf(dialect, said) ?? { error: StatementError }
  return new kind.error(sql, said, { cause: thrown, ...(kind.hint && { hint: kind.hint }) })
}

function kindOf(dialect: DialectName, { sqlState, message }: DatabaseMessage): Kind | undefined {
  if (dialect === 'sqlite' && /^foreign key mismatch/.test(message)) return MISMATCH
  if (dialect === 'sqlite')
    return sqlState === undefined ? undefined : SQLITE[Number(sqlState) & 0xff]
  if (sqlState === '42704' && message.startsWith('type ')) return MISSING_TYPE
  if (sqlState !== undefined) return POSTGRESQL[sqlState] ?? POSTGRESQL[sqlState.slice(0, 2)]
  return /terminat|not queryable|ECONN|EPIPE|socket|closed/i.test(message) ? LOST : undefined
}

/** What `pg`, PGlite, node:sqlite and better-sqlite3 call the same things. */
interface DriverError {
  readonly message?: string
  readonly code?: unknown
  readonly errcode?: unknown
  readonly detail?: unknown
  readonly hint?: unknown
  readonly where?: unknown
  readonly constraint?: unknown
  readonly column?: unknown
  readonly position?: unknown
}

function whatWasSaid(dialect: DialectName, sql: string, thrown: unknown): DatabaseMessage {
  const error = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as DriverError
  const message = error.message ?? String(thrown)
  if (dialect === 'sqlite') return { message, ...sqliteFacts(error, message, sql) }
  const text = (key: string, value: unknown) =>
    typeof value === 'string' && value !== '' ? { [key]: value } : {}
  const isState = typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code)
  const position = Number(error.position)
  return {
    message,
    ...(isState && { sqlState: error.code as string }),
    ...text('detail', error.detail),
    ...text('hint', error.hint),
    ...text('context', error.where),
    ...text('constraint', error.constraint),
    ...text('column', error.column),
    ...(position > 0 && { position }),
  }
}

/** better-sqlite3 gives the code as a name. */
const NAMES = ['BUSY', 'LOCKED', 'READONLY', 'INTERRUPT', 'IOERR', 'CORRUPT', 'FULL', 'NOTADB']
const NUMBERS = [5, 6, 8, 9, 10, 11, 13, 26]

function sqliteFacts(error: DriverError, message: string, sql: string): Partial<DatabaseMessage> {
  const name = typeof error.code === 'string' ? /^SQLITE_([A-Z]+)/.exec(error.code)?.[1] : undefined
  const number =
    typeof error.errcode === 'number' ? error.errcode : NUMBERS[NAMES.indexOf(name ?? '')]
  const position = only(sql, /near "(.+)": syntax error/s.exec(message)?.[1])
  const constraint = /CHECK constraint failed: ([^\n]+)/.exec(message)?.[1]
  const column = /NOT NULL constraint failed: [^\n]*\.([^.\n]+)/.exec(message)?.[1]
  return {
    ...(number !== undefined && { sqlState: String(number) }),
    ...(constraint !== undefined && { constraint }),
    ...(column !== undefined && { column }),
    ...(position !== undefined && { position }),
  }
}

/** SQLite's drivers tell the word near the mistake, not its place: known where the word stands only once. */
function only(sql: string, word: string | undefined): number | undefined {
  const words = [...sql.matchAll(/\w+|[^\w\s]/g)]
  const [first, second] = words.filter(([text]) => text === word)
  if (first === undefined || second !== undefined) return undefined
  return Array.from(sql.slice(0, first.index)).length + 1
}
