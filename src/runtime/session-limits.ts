import type { Connection } from '../drivers/connection.ts'
import type { RunSettings } from './model.ts'

/** How long statements may wait and run, for as long as a run lasts. */
export interface SessionLimits {
  restore(): Promise<void>
}

/**
 * PostgreSQL: a migration that waits for a table keeps everybody waiting who comes after it, so it gives up when its lock
 * timeout is over. SQLite's statements wait for nobody once the transaction has begun.
 */
export async function limitSession(
  connection: Connection,
  { transactions, lockTimeout, statementTimeout }: RunSettings,
): Promise<SessionLimits> {
  if (connection.dialect !== 'postgresql' || transactions === 'caller')
    return { restore: async () => {} }
  const wanted = {
    lock_timeout: String(Math.ceil(lockTimeout)),
    ...(statementTimeout !== undefined && {
      statement_timeout: String(Math.ceil(statementTimeout)),
    }),
  }
  const before: [string, string][] = []
  for (const [name, value] of Object.entries(wanted)) {
    const [row] = await connection.query<{ was: string }>(
      'SELECT pg_catalog.current_setting($1) AS was',
      [name],
    )
    before.push([name, row?.was ?? '0'])
    await set(connection, name, value)
  }
  return {
    restore: async () => {
      for (const [name, value] of before) await set(connection, name, value)
    },
  }
}

const set = (connection: Connection, name: string, value: string): Promise<unknown> =>
  connection.query('SELECT pg_catalog.set_config($1, $2, false)', [name, value])
