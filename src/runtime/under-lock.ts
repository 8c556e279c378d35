import type { Lock } from '../dialects/dialect.ts'
import { spell } from '../schema/lookup.ts'
import { checkSignal, heedful } from './abort.ts'
import { noForeignKeys, suspendForeignKeys } from './foreign-keys.ts'
import { watched } from './leaves-schema.ts'
import { lendKysely } from './lend-kysely.ts'
import type { LiveRun } from './live.ts'
import type { RunSettings, Target } from './model.ts'
import { limitSession } from './session-limits.ts'
import { transactions } from './transactions.ts'

/**
 * Does `work` as the only run on this database, and leaves neither lock nor transaction nor setting behind. On a connection
 * that is in a transaction already, that transaction is kept.
 */
export async function underLock<T>(
  target: Target,
  wanted: RunSettings,
  work: (run: LiveRun) => Promise<T>,
): Promise<T> {
  const { connection, dialect } = target
  const isCallers = connection.inTransaction?.() === true
  const settings: RunSettings = isCallers ? { ...wanted, transactions: 'caller' } : wanted
  const lock = () => takeLock(target, settings)
  const sqlite = dialect.name === 'sqlite'
  // PostgreSQL's lock belongs to the session and lasts for the run, SQLite's is each transaction's own.
  const held = sqlite ? undefined : await lock()
  try {
    const limits = await limitSession(connection, settings)
    const foreignKeys = sqlite ? await suspendForeignKeys(connection) : noForeignKeys
    const own = transactions(target, settings, lock)
    const watch = watched(connection)
    const withKysely = lendKysely(heedful(watch.connection, settings.signal))
    try {
      const { changed } = watch
      return await work({ target, settings, transactions: own, foreignKeys, withKysely, changed })
    } finally {
      await own.rollback()
      await foreignKeys.restore().catch(() => {})
      await limits.restore().catch(() => {})
    }
  } finally {
    await held?.release()
  }
}

/** How long a run waits for another before it says so. */
const PATIENCE = 400

async function takeLock({ connection, dialect }: Target, settings: RunSettings): Promise<Lock> {
  const { signal, report, lockTimeout: timeout, versionTable } = settings
  await checkSignal(signal)
  const tell = () => report({ kind: 'waiting', database: connection.describe })
  const timer = setTimeout(tell, PATIENCE)
  try {
    const options = { timeout, key: spell(versionTable), ...(signal !== undefined && { signal }) }
    return await dialect.lock(connection, options)
  } finally {
    clearTimeout(timer)
  }
}
