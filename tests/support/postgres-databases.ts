import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** One session a process, for making and dropping databases; it does not keep the process alive. */
let administration: Promise<Client> | undefined

/** How many answers it still owes: for these the process has to stay. */
let asked = 0

/** `ref` and `unref` are missing from the types of `pg`. */
type Client = pg.Client & { ref(): void; unref(): void }

async function connect(url: string): Promise<Client> {
  const client = new pg.Client({ connectionString: url }) as Client
  client.on('error', () => undefined)
  await client.connect()
  return client
}

async function ask(url: string, sql: string): Promise<pg.QueryResult> {
  administration ??= connect(url)
  const client = await administration
  if (asked++ === 0) client.ref()
  try {
    return await client.query(sql)
  } finally {
    if (--asked === 0) client.unref()
  }
}

let copies: Promise<string> | undefined

/** Copying files is the quicker way where nothing is synced; PostgreSQL 14 and older know no other. */
async function strategy(url: string): Promise<string> {
  const { rows } = await ask(url, `SELECT current_setting('server_version_num')::int AS version`)
  return rows[0].version >= 150_000 ? 'STRATEGY file_copy' : ''
}

export async function createDatabase(url: string, name: string): Promise<void> {
  copies ??= strategy(url)
  await ask(url, `CREATE DATABASE ${name} TEMPLATE template0 ${await copies}`)
}

export async function dropDatabase(url: string, name: string): Promise<void> {
  await sessionsEnded(url, name)
  await ask(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
}

/** A pool says that it has ended before its sessions have; those that are left after a moment nobody wants. */
async function sessionsEnded(url: string, name: string): Promise<void> {
  for (let tries = 0; tries < 15; tries++) {
    const { rows } = await ask(
      url,
      `SELECT 1 FROM pg_catalog.pg_stat_activity WHERE datname = '${name}' LIMIT 1`,
    )
    if (rows.length === 0) return
    await sleep(10)
  }
}
