import { setImmediate } from 'node:timers/promises'
import type { Connection } from '../drivers/connection.ts'

/** Refuses to begin anything more once the signal was given. */
export async function checkSignal(signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return
  // A driver that answers at once (SQLite) never lets the process hear a Ctrl-C; this does.
  await setImmediate()
  signal.throwIfAborted()
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
