import type { Lock } from '../dialects/dialect.ts'
import { EndedTransactionError } from './errors.ts'
import type { RunSettings, Target } from './model.ts'

/** The transaction of a run: one at a time, and never one inside another. */
export interface Transactions {
  readonly open: boolean
  begin(): Promise<void>
  commit(): Promise<void>
  /** Never throws: what made it necessary is the news. */
  rollback(): Promise<void>
  /** Called when what is open is committed, and never when it is rolled back. */
  onCommit(tell: () => void): void
}

/** A transaction of our own, or a savepoint in the caller's. */
const WORDS = {
  own: { begin: 'BEGIN', commit: ['COMMIT'], rollback: ['ROLLBACK'] },
  caller: {
    begin: 'SAVEPOINT athanor',
    commit: ['RELEASE SAVEPOINT athanor'],
    rollback: ['ROLLBACK TO SAVEPOINT athanor', 'RELEASE SAVEPOINT athanor'],
  },
} as const

export function transactions(
  { connection, dialect }: Target,
  settings: Pick<RunSettings, 'transactions'>,
  lock: () => Promise<Lock>,
): Transactions {
  const caller = settings.transactions === 'caller'
  const words = WORDS[caller ? 'caller' : 'own']
  let open = false
  let held: Lock | undefined
  let news: readonly (() => void)[] = []
  const closed = async () => {
    open = false
    await held?.release()
    held = undefined
  }
  return {
    get open() {
      return open
    },
    onCommit: (tell) => {
      news = [...news, tell]
    },
    begin: async () => {
      news = []
      // SQLite's lock *is* the transaction; on PostgreSQL the run holds its lock already.
      if (dialect.name === 'sqlite' && !caller) held = await lock()
      else await connection.run(words.begin)
      open = true
    },
    commit: async () => {
      if (connection.inTransaction?.() === false) throw new EndedTransactionError()
      for (const sql of words.commit) await connection.run(sql)
      await closed()
      for (const tell of news) tell()
      news = []
    },
    rollback: async () => {
      if (!open) return
      for (const sql of words.rollback) await connection.run(sql).catch(() => {})
      await closed().catch(() => {})
    },
  }
}
