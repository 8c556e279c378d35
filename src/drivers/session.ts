import type { Connection } from './connection.ts'
import { inOrder } from './queue.ts'
import { refusal } from './refusal.ts'
import { scrubError } from './scrub.ts'

export type Row = Record<string, unknown>

/** What a driver has to say for itself; `connectionOver` adds what is the same for all. */
export interface Session
  extends Pick<
    Connection,
    'dialect' | 'version' | 'describe' | 'loginProcessId' | 'another' | 'inTransaction'
  > {
  query(
    sql: string,
    parameters: readonly unknown[],
  ): readonly unknown[] | Promise<readonly unknown[]>
  run(sql: string, parameters: readonly unknown[]): number | Promise<number>
  script(sql: string): unknown
  cancel?(): Promise<void>
  close(): unknown
  /** What must not be in any message. */
  readonly secrets?: () => readonly string[]
}

/** A connection whose statements run one after the other, and whose errors tell the statement. */
export function connectionOver(session: Session): Connection {
  const queued = inOrder()
  let closed: Promise<void> | undefined
  const statement = <T>(sql: string, work: () => T | Promise<T>): Promise<T> =>
    queued(() => {
      if (closed !== undefined) throw new Error('the connection is closed')
      return work()
    }).catch((thrown) => {
      throw refusal(session.dialect, sql, scrubError(thrown, session.secrets?.() ?? []))
    })
  return {
    dialect: session.dialect,
    version: session.version,
    describe: session.describe,
    ...(session.loginProcessId !== undefined && { loginProcessId: session.loginProcessId }),
    ...(session.another !== undefined && { another: session.another }),
    query: async <T>(sql: string, parameters: readonly unknown[] = []) =>
      (await statement(sql, () => session.query(sql, parameters))) as readonly T[],
    run: async (sql, parameters = []) => ({
      changes: await statement(sql, () => session.run(sql, parameters)),
    }),
    script: async (sql) => void (await statement(sql, () => session.script(sql))),
    cancel: async () => session.cancel?.(),
    inTransaction: () => session.inTransaction?.(),
    close: () => {
      closed ??= Promise.resolve().then(async () => void (await session.close()))
      return closed
    },
  }
}
