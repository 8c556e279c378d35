import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'

export interface Place {
  /** The copy with the faults. */
  readonly root: string
  /** Of a PostgreSQL server, where there is one. */
  readonly server: string | undefined
}

export interface Ended {
  readonly code: number | null
  readonly timedOut: boolean
  readonly milliseconds: number
}

const scripts = import.meta.dirname

/** Runs test files in one process, up to the first failure. */
export async function runTests(
  { root, server }: Place,
  files: readonly string[],
  env: Readonly<Record<string, string>>,
  limit: number,
): Promise<Ended> {
  const temporary = path.join(root, '../tmp')
  fs.mkdirSync(temporary, { recursive: true })
  const began = performance.now()
  const child = spawn(
    process.execPath,
    [
      ...['--conditions=athanor-source', '--disable-warning=ExperimentalWarning'],
      ...['--import', path.join(scripts, 'hook.ts'), '--test', '--test-isolation=none'],
      ...['--test-reporter', path.join(scripts, 'first-failure.ts'), ...files],
    ],
    {
      cwd: root,
      stdio: 'ignore',
      env: {
        ...process.env,
        NODE_COMPILE_CACHE: path.join(root, '../compiled'),
        TMPDIR: temporary,
        ...(server !== undefined && { ATHANOR_TEST_POSTGRES_URL: server }),
        ...env,
      },
    },
  )
  let timedOut = false
  const timer = setTimeout(() => {
    timedOut = true
    child.kill('SIGKILL')
  }, limit)
  const [code] = (await once(child, 'close')) as [number | null]
  clearTimeout(timer)
  if (server !== undefined && code !== 0) await dropDatabasesOf(child.pid!, server)
  return { code, timedOut, milliseconds: performance.now() - began }
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
