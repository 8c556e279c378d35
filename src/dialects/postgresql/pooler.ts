import type { Connection } from '../../drivers/connection.ts'
import { AthanorError } from '../../errors.ts'

/**
 * Who the session's server process belongs to: this session alone (`direct`, or `session` through a pooler), or whoever
 * has a transaction to run (`transaction`). `unknown`: there is a pooler, and no second session to find out by.
 */
export type Pooling = 'direct' | 'session' | 'transaction' | 'unknown'

/** Sessions share server processes: what one of them locks, the others hold as well. */
export class PooledConnectionError extends AthanorError {
  readonly code = 'pooled-connection'

  constructor(database: string) {
    super(
      `${database} is reached through a pooler that shares server processes among sessions, so a lock would keep nobody out`,
      {
        hint: "Migrations need a session of their own: give them the server's own address (port 5432, not the pooler's), or a pool with pool_mode = session.",
      },
    )
  }
}

/**
 * Finds out whether a pooler (PgBouncer, Supavisor, …) stands in between, and whether it hands out server processes
 * by the transaction. Under such a one, session locks, `SET` and temporary tables mean nothing.
 *
 * A pooler announces a process id of its own at login; and where it pools by the transaction, two sessions that are both
 * idle come to run on the same server process.
 */
export async function detectPooler(
  connection: Connection,
  another: (() => Promise<Connection>) | undefined = connection.another,
): Promise<Pooling> {
  const announced = connection.loginProcessId
  const first = await backendOf(connection)
  if (announced === first) return 'direct'
  if ((await backendOf(connection)) !== first) return 'transaction'
  if (another === undefined) return announced === undefined ? 'direct' : 'unknown'
  const second = await another()
  try {
    if (await comeToShare(connection, second, first)) return 'transaction'
    return announced === undefined ? 'direct' : 'session'
  } finally {
    await second.close()
  }
}

/** Asked more than once: where others are at work on the same pool, two that share may miss each other. */
async function comeToShare(one: Connection, other: Connection, first: number): Promise<boolean> {
  const process = await backendOf(other)
  for (let times = 0; times < 5; times++) {
    const [mine, theirs] = [await backendOf(one), await backendOf(other)]
    if (mine !== first || theirs !== process || mine === theirs) return true
  }
  return false
}

async function backendOf(connection: Connection): Promise<number> {
  const [row] = await connection.query<{ readonly pid: number }>('SELECT pg_backend_pid() AS pid')
  return Number(row!.pid)
}
