import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { forEachDatabase, type TestDatabase } from '../support/databases.ts'
import { tableNames, versionRows } from './support.ts'

const worker = join(import.meta.dirname, 'worker.ts')

const start = (...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [worker, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })

async function outcome(child: ChildProcess): Promise<{ code: number | null; out: string }> {
  let out = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (out += text))
  const [code] = await once(child, 'close')
  return { code, out }
}

const logged = async ({ connection }: TestDatabase): Promise<readonly number[]> => {
  const sql = 'SELECT revision FROM log ORDER BY revision'
  return (await connection.query<{ revision: number }>(sql)).map(({ revision }) => revision)
}

forEachDatabase(
  'eight processes that upgrade one empty database apply each revision once, and all succeed',
  async (database) => {
    const children = Array.from({ length: 8 }, () => start(database.url, '4'))
    const outcomes = await Promise.all(children.map(outcome))
    for (const { code, out } of outcomes)
      assert.deepEqual({ code, out }, { code: 0, out: 'done r5\n' })
    assert.deepEqual(await logged(database), [0, 1, 2, 3])
    assert.deepEqual(await versionRows(database.connection), ['r5'])
  },
  { on: ['sqlite', 'postgresql'], file: true },
)

forEachDatabase(
  'a process that is killed leaves whole revisions, no lock, and the next one goes on',
  async (database) => {
    const child = start(database.url, '4', '60000')
    await once(child.stdout!, 'data')
    child.kill('SIGKILL')
    await once(child, 'close')
    assert.deepEqual(await versionRows(database.connection), ['r1'])
    assert.deepEqual(await tableNames(database.connection), ['athanor_version', 'log'])

    const next = await outcome(start(database.url, '4'))
    assert.deepEqual(next, { code: 0, out: 'done r5\n' })
    assert.deepEqual(await logged(database), [0, 1, 2, 3])
  },
  { on: ['sqlite', 'postgresql'], file: true },
)
