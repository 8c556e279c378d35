import type { Connection } from '../../src/drivers/connection.ts'

/** Told of every statement of a session, numbered from 1. */
export interface Watcher {
  before?(number: number, sql: string): void | Promise<void>
  after?(number: number, sql: string, milliseconds: number): void | Promise<void>
}

/** The connection, with somebody who looks on. Closing it is left to its owner. */
export function watched(connection: Connection, watcher: Watcher): Connection {
  let count = 0
  const told = async <T>(sql: string, work: () => Promise<T>): Promise<T> => {
    count += 1
    const number = count
    await watcher.before?.(number, sql)
    const began = performance.now()
    const result = await work()
    await watcher.after?.(number, sql, performance.now() - began)
    return result
  }
  return {
    ...connection,
    query: (sql, parameters) => told(sql, () => connection.query(sql, parameters)),
    run: (sql, parameters) => told(sql, () => connection.run(sql, parameters)),
    script: (sql) => told(sql, () => connection.script(sql)),
    close: async () => {},
  }
}

/** Whether a statement may change what others see: what only reads or sets something for the session does not. */
export const mayChange = (sql: string): boolean =>
  !/^\s*(?:SELECT|WITH|PRAGMA|SET|SHOW|BEGIN|SAVEPOINT|RELEASE)\b/i.test(sql)
