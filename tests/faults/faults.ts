import type { Connection } from '../../src/drivers/connection.ts'
import { AthanorError } from '../../src/errors.ts'
import type { DialectName } from '../../src/schema/model.ts'
import type { Copy } from './copies.ts'
import type { RunOptions } from './journeys.ts'
import { judge, stillHeld, type Verdict } from './judge.ts'
import type { Undisturbed } from './undisturbed.ts'
import { type Watcher, watched } from './watch.ts'

/** Something that happens to a run other than the death of its process. */
export interface Fault {
  readonly name: string
  readonly on: readonly DialectName[]
  /** The run then waits only for a moment. */
  readonly options?: RunOptions
  /** What the session is told at its beginning. */
  readonly session?: string
  /** The session is gone afterwards. */
  readonly fatal?: boolean
  /** What happens as statement `number` is about to begin. `undo` is called when the run has failed. */
  readonly strike: (scene: Scene) => Promise<Undo | undefined>
}

type Undo = () => Promise<unknown>

interface Scene {
  readonly connection: Connection
  /** How long the statement took when it was not disturbed. */
  readonly milliseconds: number
  /** One more session on the same database. */
  readonly other: Connection
}

const backendOf = async (connection: Connection): Promise<number> => {
  const [row] = await connection.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  return row!.pid
}

/** Done a moment later, while the statement is under way; the run does not wait for it. */
const soon = (milliseconds: number, work: () => Promise<unknown>): Undo => {
  const done = new Promise((resolve) => setTimeout(resolve, milliseconds)).then(work)
  return () => done
}

/** Takes a lock on every table that can be had, so that whoever wants to alter one has to wait. */
async function lockTables(other: Connection): Promise<Undo> {
  await other.run('BEGIN')
  const tables = await other.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
  )
  for (const { name } of tables) {
    await other.run('SAVEPOINT one')
    await other
      .run(`LOCK TABLE "${name}" IN ACCESS SHARE MODE NOWAIT`)
      .catch(() => other.run('ROLLBACK TO one'))
  }
  return () => other.run('ROLLBACK')
}

export const faults: readonly Fault[] = [
  {
    name: 'the connection is cut between statements',
    on: ['postgresql'],
    fatal: true,
    strike: async ({ connection, other }) => {
      await other.query('SELECT pg_terminate_backend($1, 5000)', [await backendOf(connection)])
      return undefined
    },
  },
  {
    name: 'the connection is cut inside a statement',
    on: ['postgresql'],
    fatal: true,
    strike: async ({ connection, other, milliseconds }) => {
      const pid = await backendOf(connection)
      return soon(Math.random() * milliseconds, () =>
        other.query('SELECT pg_terminate_backend($1)', [pid]),
      )
    },
  },
  {
    name: 'a statement is canceled',
    on: ['postgresql'],
    options: { lockTimeout: 500 },
    strike: async ({ connection, other }) => {
      const pid = await backendOf(connection)
      // Nothing that waits for a table is quicker than this.
      const unlock = await lockTables(other)
      const canceled = soon(30, () => other.query('SELECT pg_cancel_backend($1)', [pid]))
      return async () => {
        await canceled()
        await unlock()
      }
    },
  },
  {
    name: 'a lock times out',
    on: ['postgresql'],
    options: { lockTimeout: 60 },
    strike: ({ other }) => lockTables(other),
  },
  {
    name: 'a statement times out',
    on: ['postgresql'],
    options: { statementTimeout: '150ms' },
    strike: ({ other }) => lockTables(other),
  },
  {
    name: 'the database goes read-only',
    on: ['postgresql'],
    strike: async ({ connection }) => {
      await connection.run('SET default_transaction_read_only = on')
      if (connection.inTransaction?.() === true)
        await connection.run('SET TRANSACTION READ ONLY').catch(() => {})
      return () => connection.run('SET default_transaction_read_only = off')
    },
  },
  {
    name: 'the database goes read-only',
    on: ['sqlite'],
    strike: async ({ connection }) => {
      await connection.query('PRAGMA query_only = ON')
      return () => connection.query('PRAGMA query_only = OFF')
    },
  },
  {
    name: 'the disk is full',
    on: ['sqlite'],
    strike: async ({ connection }) => {
      const [row] = await connection.query<{ page_count: number }>('PRAGMA page_count')
      await connection.query(`PRAGMA max_page_count = ${row!.page_count}`)
      return () => connection.query('PRAGMA max_page_count = 1073741823')
    },
  },
  {
    name: 'somebody else begins to write',
    on: ['sqlite'],
    options: { lockTimeout: 60 },
    strike: async ({ other }) => {
      await other.query('PRAGMA busy_timeout = 0')
      await other.run('BEGIN IMMEDIATE').catch(() => {})
      return () => other.run('ROLLBACK').catch(() => {})
    },
  },
  {
    name: 'somebody else goes on reading',
    on: ['sqlite'],
    options: { lockTimeout: 60 },
    session: 'PRAGMA busy_timeout = 30',
    strike: async ({ other }) => {
      await other.run('BEGIN')
      await other.query('SELECT count(*) FROM sqlite_schema')
      return () => other.run('ROLLBACK')
    },
  },
]

export interface Outcome extends Verdict {
  /** The code of the error that the run ended with; absent where it came to its end all the same. */
  readonly code?: string
}

/** Sends a run on its way in this process, lets the fault strike at a statement, and judges what is left. */
export async function disturb(
  way: Undisturbed,
  copy: Copy,
  fault: Fault,
  number: number,
): Promise<Outcome> {
  const [connection, other] = [await copy.open(), await copy.open()]
  if (fault.session !== undefined) await connection.query(fault.session)
  const { milliseconds } = way.statements[number - 1]!
  const before = await sessionSettings(connection)
  let undo: Undo | undefined
  const strike: Watcher = {
    before: async (now) => {
      if (now === number) undo = await fault.strike({ connection, milliseconds, other })
    },
  }
  const error = await way.journey.run(watched(connection, strike), fault.options).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  await undo?.()
  const left = fault.fatal === true ? [] : await leftInSession(connection, other, before)
  const verdict = await judge(way, copy)
  return {
    ...verdict,
    problems: [...unclear(error), ...left, ...verdict.problems],
    ...(error !== undefined && { code: codeOf(error) }),
  }
}

const codeOf = (error: unknown): string => {
  const { code, reason } = error as { code?: string; reason?: string }
  return reason ?? code ?? 'none'
}

/** Whatever goes wrong is told by an error of Athanor's own that says what to do. */
function unclear(error: unknown): readonly string[] {
  if (error === undefined) return []
  if (!(error instanceof AthanorError))
    return [`a bare error: ${error instanceof Error ? error.stack : String(error)}`]
  return error.hint === undefined ? [`no hint: ${error.message}`] : []
}

/** A run that failed leaves its session as it found it, for the application that lent it. */
async function leftInSession(
  connection: Connection,
  other: Connection,
  before: readonly string[],
): Promise<readonly string[]> {
  const after = await sessionSettings(connection)
  return [
    ...(await stillHeld(other, { patience: 0 })),
    ...(connection.inTransaction?.() === true ? ['a transaction is left open'] : []),
    ...after
      .filter((line) => !before.includes(line))
      .map((line) => `the session is left with ${line}`),
  ]
}

const PRAGMAS = [
  'foreign_keys',
  'legacy_alter_table',
  'writable_schema',
  'defer_foreign_keys',
  'busy_timeout',
]

async function sessionSettings(connection: Connection): Promise<readonly string[]> {
  if (connection.dialect === 'postgresql') {
    const rows = await connection.query<{ line: string }>(
      `SELECT name || ' = ' || setting AS line FROM pg_settings
        WHERE name NOT LIKE '%.%' AND name NOT LIKE '%transaction_read_only' ORDER BY 1`,
    )
    return rows.map(({ line }) => line)
  }
  const values = []
  for (const name of PRAGMAS) {
    const [row] = await connection.query(`PRAGMA ${name}`)
    values.push(`${name} = ${Object.values(row ?? {})[0]}`)
  }
  return values
}
