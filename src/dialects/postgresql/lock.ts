import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from '../../drivers/connection.ts'
import type { Lock, LockOptions } from '../dialect.ts'
import { LockTimeoutError } from '../errors.ts'
import { detectPooler, PooledConnectionError } from './pooler.ts'

/**
 * Waits for a session advisory lock, one for each database and version table.
 *
 * It is the session's: it survives every COMMIT and ROLLBACK, and ends with the session whatever becomes of the process, so
 * that no lock is ever left to be cleared away by hand. It is asked for again and again rather than waited for in
 * the server, so that a signal or the time limit can end it at once.
 */
export async function lock(connection: Connection, options: LockOptions): Promise<Lock> {
  // Before it is taken: on a shared server process it would stay when the session is long gone.
  if ((await detectPooler(connection)) === 'transaction')
    throw new PooledConnectionError(connection.describe)
  const key = lockKey(options.key)
  const deadline = performance.now() + options.timeout
  let process: number | undefined
  for (let pause = 20; ; pause = Math.min(pause * 1.5, 500)) {
    options.signal?.throwIfAborted()
    const { pid, mine, locked } = await attempt(connection, key)
    if (mine || (process ?? pid) !== pid) throw new PooledConnectionError(connection.describe)
    if (locked) return held(connection, key, pid)
    process = pid
    const left = deadline - performance.now()
    if (left <= 0)
      throw new LockTimeoutError(
        connection.describe,
        options.timeout,
        await holder(connection, key),
      )
    // Not in step with the others that wait.
    await sleep(Math.min(left, pause * (0.5 + Math.random())), undefined, {
      signal: options.signal,
    })
  }
}

/** Advisory locks are numbers; those of one database are its own. */
export const lockKey = (name: string): string =>
  createHash('sha256').update(`athanor ${name}`).digest().readBigInt64BE(0).toString()

interface Attempt {
  readonly pid: number
  /** The server process holds it already, though this session has not asked before: somebody else's session runs on it too. */
  readonly mine: boolean
  readonly locked: boolean
}

/** How `pg_locks` shows the lock of a 64-bit number. */
const IS_LOCK = `l.locktype = 'advisory' AND l.objsubid = 1 AND l.granted
      AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
      AND (l.classid::bigint << 32) | l.objid::bigint = $1::bigint`

async function attempt(connection: Connection, key: string): Promise<Attempt> {
  const [row] = await connection.query<Attempt>(
    `SELECT pid, mine, CASE WHEN mine THEN false ELSE pg_try_advisory_lock($1::bigint) END AS locked
  FROM (SELECT pg_backend_pid() AS pid, EXISTS (
          SELECT FROM pg_catalog.pg_locks AS l WHERE ${IS_LOCK} AND l.pid = pg_backend_pid()) AS mine OFFSET 0) AS backend`,
    [key],
  )
  return row!
}

async function held(connection: Connection, key: string, pid: number): Promise<Lock> {
  const [row] = await connection.query<{ readonly pid: number }>('SELECT pg_backend_pid() AS pid')
  if (row?.pid !== pid) throw new PooledConnectionError(connection.describe)
  return { release: () => release(connection, key) }
}

/** A session that is gone took its lock with it; one that lives and has lost it was never alone on its server process. */
async function release(connection: Connection, key: string): Promise<void> {
  const rows = await connection
    .query<{ readonly unlocked: boolean }>('SELECT pg_advisory_unlock($1::bigint) AS unlocked', [
      key,
    ])
    .catch(() => [])
  if (rows[0]?.unlocked === false) throw new PooledConnectionError(connection.describe)
}

interface HolderRow {
  readonly pid: number
  readonly usename: string | null
  readonly application_name: string | null
  readonly client: string | null
  readonly since: string | null
}

/** Who holds it, as far as the server tells this user. */
async function holder(connection: Connection, key: string): Promise<string | undefined> {
  const [row] = await connection.query<HolderRow>(
    `SELECT l.pid, a.usename, a.application_name, host(a.client_addr) AS client,
       to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since
  FROM pg_catalog.pg_locks AS l LEFT JOIN pg_catalog.pg_stat_activity AS a ON a.pid = l.pid
 WHERE ${IS_LOCK}`,
    [key],
  )
  if (row === undefined) return undefined
  return [
    `process ${row.pid}`,
    ...(row.application_name ? [`application "${row.application_name}"`] : []),
    ...(row.usename ? [`user ${row.usename}`] : []),
    ...(row.client ? [`from ${row.client}`] : []),
    ...(row.since ? [`connected since ${row.since}`] : []),
  ].join(', ')
}
