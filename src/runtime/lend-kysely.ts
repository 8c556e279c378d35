import { setImmediate } from 'node:timers/promises'
import type { Connection } from '../drivers/connection.ts'
import { kyselyOn } from '../drivers/kysely.ts'
import { LateQueryError, UnawaitedQueryError } from './unawaited.ts'

/**
 * Carries out code of the user's with a Kysely instance on the connection. Code that does not wait for all of its queries
 * fails, once they have come to an end: none of them may slip into another transaction, or be lost with the connection.
 */
export type WithKysely = (code: (db: never) => unknown) => Promise<void>

export function lendKysely(connection: Connection): WithKysely {
  const queries = counted(connection)
  let kysely: Promise<unknown> | undefined
  return async (code) => {
    kysely ??= kyselyOn(queries.connection)
    const db = await kysely
    queries.open()
    const leave = longStacks()
    try {
      await code(db as never)
    } catch (thrown) {
      await queries.close()
      throw thrown
    } finally {
      leave()
    }
    const left = await queries.close()
    if (left !== undefined) throw new UnawaitedQueryError(left.failure)
  }
}

/** How many runs want long stacks now, and the limit before the first of them: several databases may be upgraded at once. */
const long = { runs: 0, before: 0 }

/** Makes stacks reach from the database through Kysely to the line of the code, until what is returned is called. */
function longStacks(): () => void {
  if (long.runs++ === 0) long.before = Error.stackTraceLimit
  Error.stackTraceLimit = Math.max(long.before, 50)
  return () => {
    if (--long.runs === 0) Error.stackTraceLimit = long.before
  }
}

/** What code left behind that did not wait for it, and what became of the first query that failed. */
interface Left {
  readonly failure?: { readonly thrown: unknown }
}

interface Counted {
  readonly connection: Connection
  readonly open: () => void
  /** Waits until nothing runs and nothing begins any more; from then on queries are refused. */
  readonly close: () => Promise<Left | undefined>
}

function counted(connection: Connection): Counted {
  let [isOpen, isDone, begun, running] = [false, false, 0, 0]
  let failure: Left['failure']
  const count = async <T>(sql: string, query: () => Promise<T>): Promise<T> => {
    if (!isOpen) throw new LateQueryError(sql)
    begun++
    running++
    try {
      return await query()
    } catch (thrown) {
      if (isDone) failure ??= { thrown }
      throw thrown
    } finally {
      running--
    }
  }
  return {
    connection: {
      ...connection,
      query: (sql, parameters) => count(sql, () => connection.query(sql, parameters)),
      run: (sql, parameters) => count(sql, () => connection.run(sql, parameters)),
      script: (sql) => count(sql, () => connection.script(sql)),
    },
    open: () => {
      ;[isOpen, isDone, failure] = [true, false, undefined]
    },
    close: async () => {
      isDone = true
      let isLeft = running > 0
      for (let before = -1; running > 0 || begun !== before; ) {
        isLeft ||= before >= 0 && begun !== before
        before = begun
        await setImmediate()
      }
      isOpen = false
      return isLeft ? { ...(failure !== undefined && { failure }) } : undefined
    },
  }
}
