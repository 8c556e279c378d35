import type { Pool } from 'pg'
import type { Connection } from './connection.ts'
import { ignore, overPg } from './pg.ts'
import { type AnyClient, describeClient } from './pg-client.ts'

/** A client that the application connected, and ends. */
export const lendPgClient = (client: AnyClient): Promise<Connection> => {
  client.on('error', ignore)
  return overPg(client, describeClient(client), () => client.off('error', ignore))
}

/** One client of the application's pool, given back on `close()`. */
export async function lendPgPool(pool: Pool): Promise<Connection> {
  const client = await pool.connect()
  client.on('error', ignore)
  return overPg(client, describeClient(client), () => {
    client.off('error', ignore)
    client.release()
  })
}
