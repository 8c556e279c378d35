import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { temporaryFolder } from '../support/databases.ts'
import { runAs } from '../support/postgres-paths.ts'

/** For a test's `skip`: false where there is a PgBouncer to start. */
export const bouncerMissing: false | string =
  spawnSync('pgbouncer', ['--version']).status === 0
    ? false
    : 'pgbouncer is not installed (Debian: apt-get install pgbouncer)'

export type Mode = 'session' | 'transaction'

export interface Bouncer {
  /** Leads to the same database, through the pooler. */
  readonly url: string
  stop(): Promise<void>
}

/** PgBouncer in front of a database, with few enough server processes that its clients come to share them. */
export async function bounce(databaseUrl: string, mode: Mode): Promise<Bouncer> {
  const server = new URL(databaseUrl)
  const folder = temporaryFolder()
  const port = await freePort()
  const file = path.join(folder, 'pgbouncer.ini')
  fs.writeFileSync(file, settings(server, port, mode))
  const user = runAs()
  if (user !== undefined) for (const one of [folder, file]) fs.chownSync(one, user.uid, user.gid)
  const child = spawn('pgbouncer', [file], { stdio: ['ignore', 'ignore', 'pipe'], ...user })
  let log = ''
  child.stderr.on('data', (text) => (log += text))
  const url = new URL(databaseUrl)
  url.host = `127.0.0.1:${port}`
  await answering(child, port, () => log)
  return { url: url.href, stop: () => stop(child) }
}

const settings = (server: URL, port: number, mode: string): string => `
[databases]
* = host=${server.hostname} port=${server.port} user=${server.username} password=${decodeURIComponent(server.password)}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
default_pool_size = ${mode === 'session' ? 30 : 2}
max_client_conn = 100
ignore_startup_parameters = extra_float_digits
`

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function answering(child: ChildProcess, port: number, log: () => string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) throw new Error(`pgbouncer did not start:\n${log()}`)
    const socket = net.connect(port, '127.0.0.1')
    const open = await Promise.race([
      once(socket, 'connect').then(
        () => true,
        () => false,
      ),
      sleep(500, false),
    ])
    socket.destroy()
    if (open) return
    await sleep(25)
  }
  throw new Error(`pgbouncer does not answer:\n${log()}`)
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const closed = once(child, 'close')
  child.kill('SIGKILL')
  await closed
}
