import type { Client, ClientConfig, PoolClient } from 'pg'

export type AnyClient = Client | PoolClient

/** What a client of `pg` knows about itself, beyond its types. */
interface Inside {
  readonly host?: string
  readonly port?: number
  readonly user?: string
  readonly database?: string
  readonly password?: unknown
  readonly processID?: number | null
  readonly connectionParameters?: ClientConfig
  getTransactionStatus?(): string | null
}

const inside = (client: AnyClient): Inside => client as unknown as Inside

export const processIdOf = (client: AnyClient): number | undefined =>
  inside(client).processID ?? undefined

/** Older releases of `pg` do not tell. */
export function transactionOpen(client: AnyClient): boolean | undefined {
  const status = inside(client).getTransactionStatus?.()
  return status === undefined || status === null ? undefined : status !== 'I'
}

export function describeClient(client: AnyClient): string {
  const { host = '', port, user, database } = inside(client)
  const who = user === undefined ? '' : `${encodeURIComponent(user)}@`
  return `postgresql://${who}${host}${port === undefined ? '' : `:${port}`}/${encodeURIComponent(database ?? '')}`
}

/** The password in use, wherever it came from: the URL, PGPASSWORD or ~/.pgpass. */
export function secretsOf(client: AnyClient): readonly string[] {
  const { password } = inside(client)
  return typeof password === 'string' ? [password] : []
}

/** What a second session like it is opened with. */
export function configLike(client: AnyClient): ClientConfig {
  const { connectionParameters, password } = inside(client)
  return { ...connectionParameters, ...(typeof password === 'string' && { password }) }
}

/** Asks the server to give up what a session runs now, from a second session like it. */
export async function cancelBackend(client: AnyClient, process: number): Promise<void> {
  const { default: pg } = await import('pg')
  const second = new pg.Client({ ...configLike(client), connectionTimeoutMillis: 5000 })
  second.on('error', () => undefined)
  try {
    await second.connect()
    await second.query('SELECT pg_catalog.pg_cancel_backend($1)', [process])
  } finally {
    await second.end()
  }
}
