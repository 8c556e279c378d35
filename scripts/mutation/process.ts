import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import type { Looked, LookOrder, Tried, TryOrder } from './model.ts'

export interface Place {
  /** The copy with the faults. */
  readonly root: string
  /** Of a PostgreSQL server, where there is one. */
  readonly server: string | undefined
}

/** One that runs tests in the copy. It is good until it dies, or is ended. */
export interface Worker {
  look(order: LookOrder): Promise<Looked | Lost>
  try(order: TryOrder): Promise<Tried | Lost>
  end(): Promise<void>
}

/** There is no answer: the process ended by itself, or was ended because it no longer said anything. */
export type Lost = 'died' | 'hung'

/** Loading may take a while where the machine has other things to do. */
const PATIENCE = 60_000

type Said =
  | { readonly ready: true }
  /** A test that is to be over in so many milliseconds. */
  | { readonly began: number }
  | { readonly answer: unknown }
  | { readonly error: string }

export function startWorker(place: Place): Worker {
  const child = started(place)
  const closed = once(child, 'close')
  const ready = once(child, 'message')
  const end = async () => {
    child.kill('SIGKILL')
    await closed
    if (place.server !== undefined) await dropDatabasesOf(child.pid!, place.server)
  }
  const ask = async (order: LookOrder | TryOrder): Promise<unknown> => {
    await Promise.race([ready, closed])
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    let timer = setTimeout(() => resolve('hung'), PATIENCE)
    const heard = (said: Said) => {
      clearTimeout(timer)
      if ('began' in said) timer = setTimeout(() => resolve('hung'), said.began * 2 + PATIENCE / 6)
      else if ('answer' in said) resolve(said.answer)
      else if ('error' in said) reject(new Error(said.error))
    }
    child.on('message', heard)
    void closed.then(() => resolve('died'))
    if (child.connected) child.send(order)
    try {
      return await promise
    } finally {
      clearTimeout(timer)
      child.off('message', heard)
    }
  }
  return {
    look: (order) => ask(order) as Promise<Looked | Lost>,
    try: (order) => ask(order) as Promise<Tried | Lost>,
    end,
  }
}

function started({ root, server }: Place): ChildProcess {
  const temporary = path.join(root, '../tmp')
  fs.mkdirSync(temporary, { recursive: true })
  return fork(path.join(import.meta.dirname, 'worker.ts'), {
    cwd: root,
    stdio: ['ignore', 'ignore', process.env.ATHANOR_MUTATE_LOUD ? 'inherit' : 'ignore', 'ipc'],
    execArgv: ['--conditions=athanor-source', '--disable-warning=ExperimentalWarning'],
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: path.join(root, '../compiled'),
      TMPDIR: temporary,
      ...(server !== undefined && { ATHANOR_TEST_POSTGRES_URL: server }),
    },
  })
}

let administration: Promise<pg.Client> | undefined

/** A process that ends in the middle leaves its databases on the server. */
async function dropDatabasesOf(process: number, server: string): Promise<void> {
  administration ??= connect(server)
  const client = await administration
  const { rows } = await client.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE datname LIKE $1',
    [`athanor\\_%${process}\\_%`],
  )
  for (const { datname } of rows)
    await client.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`).catch(() => {})
}

async function connect(server: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: server })
  client.on('error', () => {})
  await client.connect()
  return client
}

/** Lets the process end. */
export const finish = async (): Promise<void> => (await administration)?.end()
