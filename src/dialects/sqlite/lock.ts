import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from '../../drivers/connection.ts'
import { DatabaseLockedError } from '../../drivers/statement-error.ts'
import type { Lock, LockOptions } from '../dialect.ts'
import { LockTimeoutError } from '../errors.ts'
import { lockHolder } from './lock-holder.ts'

/**
 * Waits for the right to write, and takes it for one transaction.
 *
 * SQLite has no lock that outlives a transaction, so the lock *is* the transaction: when this resolves, one is open, nobody else
 * can write, and what is read now (the version rows) stays true until it ends. With its COMMIT or ROLLBACK the lock is
 * gone; the next transaction needs a lock of its own, and must look again where the database is. `release` rolls back
 * what is still open.
 *
 * In between, `legacy_alter_table` is off, so that renames reach views and triggers, whatever the connection had it at.
 */
export async function lock(connection: Connection, options: LockOptions): Promise<Lock> {
  await beginImmediate(connection, options)
  const legacy = await pragma(connection, 'legacy_alter_table')
  if (legacy !== 0) await connection.run('PRAGMA legacy_alter_table = OFF')
  return {
    release: async () => {
      await connection.run('ROLLBACK').catch(() => {})
      await connection.run(`PRAGMA legacy_alter_table = ${legacy}`)
    },
  }
}

/**
 * `BEGIN IMMEDIATE`, asked for again until it succeeds, the time is over (`LockTimeoutError`) or the signal says stop. The
 * connection's own busy timeout is set aside meanwhile: it would block the whole process while it waits.
 */
export async function beginImmediate(
  connection: Connection,
  { timeout, signal }: Pick<LockOptions, 'timeout' | 'signal'>,
): Promise<void> {
  const deadline = performance.now() + timeout
  const patience = await pragma(connection, 'busy_timeout')
  await connection.query('PRAGMA busy_timeout = 0')
  try {
    for (let pause = 5; ; pause = Math.min(pause * 2, 100)) {
      signal?.throwIfAborted()
      if (await begins(connection)) return
      const left = deadline - performance.now()
      if (left <= 0) throw await timedOut(connection, timeout)
      // Not in step with the others that wait.
      const wait = Math.min(left, pause * (0.5 + Math.random()))
      await sleep(wait, undefined, { signal }).catch(() => undefined)
    }
  } finally {
    await connection.query(`PRAGMA busy_timeout = ${patience}`)
  }
}

async function begins(connection: Connection): Promise<boolean> {
  try {
    await connection.run('BEGIN IMMEDIATE')
    return true
  } catch (error) {
    if (error instanceof DatabaseLockedError) return false
    throw error
  }
}

async function timedOut(connection: Connection, timeout: number): Promise<LockTimeoutError> {
  return new LockTimeoutError(connection.describe, timeout, await lockHolder(connection))
}

/** The value of a pragma that is a number. */
async function pragma(connection: Connection, name: string): Promise<number> {
  const [row] = await connection.query<Record<string, number>>(`PRAGMA ${name}`)
  return Number(Object.values(row ?? {})[0] ?? 0)
}
