import type { ClientConfig, QueryResult } from 'pg'
import type { Connection } from './connection.ts'
import { importPackage } from './import-package.ts'
import {
  type AnyClient,
  cancelBackend,
  configLike,
  processIdOf,
  secretsOf,
  transactionOpen,
} from './pg-client.ts'
import { connectionOver } from './session.ts'
import { checkVersion } from './versions.ts'

/** Connects, and does not leave a socket behind when that fails. */
export async function openPg(config: ClientConfig, describe: string): Promise<Connection> {
  const { default: pg } = await importPackage('pg', 'for PostgreSQL', () => import('pg'))
  const client = new pg.Client(config)
  client.on('error', ignore)
  try {
    await client.connect()
    return await overPg(client, describe, () => client.end())
  } catch (thrown) {
    await client.end().catch(ignore)
    throw thrown
  }
}

/** A lost connection is told by the statement that finds it lost, not by an event that ends the process. */
export const ignore = (): void => undefined

const INT8 = 20

/** A connection over a client that is connected. */
export async function overPg(
  client: AnyClient,
  describe: string,
  close: () => unknown,
): Promise<Connection> {
  const { default: pg } = await import('pg')
  const types: NonNullable<ClientConfig['types']> = {
    // Whatever parser the application set for 64-bit integers, here they stay exact.
    getTypeParser: (id: number, format?: 'text' | 'binary') =>
      id === INT8 && format !== 'binary' ? String : pg.types.getTypeParser(id, format as 'text'),
  }
  const ask = (text: string, values: readonly unknown[]): Promise<QueryResult> =>
    client.query({ text, values: [...values], types })
  const { rows } = await ask(
    `SELECT current_setting('server_version_num')::int AS version, pg_backend_pid() AS process`,
    [],
  )
  const { version, process } = rows[0] as { version: number; process: number }
  const announced = processIdOf(client)
  return connectionOver({
    dialect: 'postgresql',
    version: checkVersion('postgresql', version),
    describe,
    ...(announced !== undefined && { loginProcessId: announced }),
    query: async (sql, parameters) => last(await ask(sql, parameters)).rows,
    run: async (sql, parameters) => last(await ask(sql, parameters)).rowCount ?? 0,
    script: (sql) => client.query(sql),
    // Behind a pooler the process may serve somebody else by then.
    cancel: async () => (process === announced ? cancelBackend(client, process) : undefined),
    another: () => openPg(configLike(client), describe),
    inTransaction: () => transactionOpen(client),
    close,
    secrets: () => secretsOf(client),
  })
}

/** Several statements without parameters are answered by a list. */
const last = (result: QueryResult | readonly QueryResult[]): QueryResult =>
  Array.isArray(result) ? result.at(-1) : (result as QueryResult)
