import { setImmediate } from 'node:timers/promises'
import type { Connection } from '../drivers/connection.ts'

/** Refuses to begin anything more once the signal was given. */
export async function checkSignal(signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return
  // A driver that answers at once (SQLite) never lets the process hear a Ctrl-C; this does.
  await setImmediate()
  signal.throwIfAborted()
}

/** Code that goes on querying lets the process hear something else after so many milliseconds. */
const HEED = 50

/**
 * The connection for code of the user's. Once the signal was given it refuses, so that code which nobody waits for any longer does
 * no harm; and where a driver answers at once (SQLite), a loop of queries can be stopped at all.
 */
export function heedful(connection: Connection, signal: AbortSignal | undefined): Connection {
  if (signal === undefined) return connection
  let heard = performance.now()
  const heed = async () => {
    if (performance.now() - heard > HEED) {
      await setImmediate()
      heard = performance.now()
    }
    signal.throwIfAborted()
  }
  return {
    ...connection,
    query: async (sql, parameters) => {
      await heed()
      return connection.query(sql, parameters)
    },
    run: async (sql, parameters) => {
      await heed()
      return connection.run(sql, parameters)
    },
    script: async (sql) => {
      await heed()
      return connection.script(sql)
    },
  }
}

/** Waits for code that may not know of the signal, and no longer once it is given. */
export async function unlessAborted<T>(
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const stop = () => reject(signal?.reason)
  signal?.throwIfAborted()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([work(), promise])
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}

/** Does `work`, and asks the server to give it up when the signal is given meanwhile. */
export async function stoppable<T>(
  connection: Connection,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  await checkSignal(signal)
  if (signal === undefined) return work()
  let canceling: Promise<void> | undefined
  const cancel = () => {
    canceling ??= connection.cancel().catch(() => {})
  }
  signal.addEventListener('abort', cancel, { once: true })
  try {
    return await work()
  } finally {
    signal.removeEventListener('abort', cancel)
    // It may come too late for the statement it was meant for: something harmless takes the blow.
    await canceling?.then(() => connection.query('SELECT 1')).catch(() => {})
  }
}
