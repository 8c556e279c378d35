/** One upgrade at a time: sessions that wait, give up, vanish, and poolers that make it all meaningless. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { detectPooler, postgresql } from '../../src/dialects/postgresql/index.ts'
import type { Connection } from '../../src/drivers/connection.ts'
import { forEachDatabase } from '../support/databases.ts'

const SERVER = { on: ['postgresql'] } as const
const options = { key: 'alembic_version', timeout: 0 }

forEachDatabase(
  'a lock is taken, given back and taken again',
  async ({ connection }) => {
    for (let n = 0; n < 2; n += 1) {
      const lock = await postgresql.lock(connection, options)
      await lock.release()
    }
  },
  { on: ['postgresql', 'pglite'] },
)

forEachDatabase(
  'a second session learns who holds it',
  async ({ connection, connect }) => {
    await connection.run("SET application_name = 'the first one'")
    const lock = await postgresql.lock(connection, options)
    const other = await connect()
    await assert.rejects(
      postgresql.lock(other, { ...options, timeout: 100 }),
      (error: Error & { code: string; holder: string }) => {
        assert.equal(error.code, 'lock-timeout')
        assert.match(
          error.holder,
          /^process \d+, application "the first one", user \w+, .*connected since \d{4}-/,
        )
        return true
      },
    )
    const another = await postgresql.lock(other, { ...options, key: 'another_table' })
    await another.release()
    await lock.release()
    await (await postgresql.lock(other, options)).release()
  },
  SERVER,
)

forEachDatabase(
  'a session that waits goes on as soon as the first is done, or gone',
  async ({ connection, connect }) => {
    for (const end of ['release', 'close'] as const) {
      const first = await connect()
      const lock = await postgresql.lock(first, options)
      const waiting = postgresql.lock(connection, { ...options, timeout: 10_000 })
      if (end === 'release') await lock.release()
      else await first.close()
      await (await waiting).release()
    }
  },
  SERVER,
)

forEachDatabase(
  'it outlives transactions',
  async ({ connection, connect }) => {
    const lock = await postgresql.lock(connection, options)
    await connection.script('BEGIN; SELECT 1; ROLLBACK; BEGIN; SELECT 1; COMMIT')
    await assert.rejects(postgresql.lock(await connect(), options), { code: 'lock-timeout' })
    await lock.release()
  },
  SERVER,
)

forEachDatabase(
  'a signal ends the waiting at once',
  async ({ connection, connect }) => {
    const lock = await postgresql.lock(connection, options)
    const stop = new AbortController()
    const waiting = postgresql.lock(await connect(), {
      ...options,
      timeout: 60_000,
      signal: stop.signal,
    })
    setTimeout(() => stop.abort(new Error('enough')), 50)
    await assert.rejects(waiting, /enough|aborted/)
    await lock.release()
  },
  SERVER,
)

/** A session behind a pooler: each statement runs on the server process whose turn it is. */
function pooled(processes: readonly number[], holds: ReadonlySet<number> = new Set()): Connection {
  let turn = 0
  const next = () => processes[Math.min(turn++, processes.length - 1)]!
  return {
    describe: 'postgresql://pooler/db',
    loginProcessId: 1,
    close: async () => {},
    query: async (statement: string) => {
      const pid = next()
      if (statement.includes('pg_advisory_unlock')) return [{ unlocked: holds.has(pid) }]
      return [{ pid, mine: holds.has(pid), locked: !holds.has(pid) }]
    },
  } as unknown as Connection
}

describe('behind a pooler that shares server processes', () => {
  test('a lock that another session holds on the same process is none', async () => {
    await assert.rejects(postgresql.lock(pooled([7], new Set([7])), options), {
      code: 'pooled-connection',
    })
  })

  test('a lock on a process that is not kept is none', async () => {
    await assert.rejects(postgresql.lock(pooled([7, 8]), options), { code: 'pooled-connection' })
  })

  test('a lock that cannot be given back is told', async () => {
    const lock = await postgresql.lock(pooled([7, 7, 8]), options)
    await assert.rejects(lock.release(), { code: 'pooled-connection' })
  })
})

describe('detectPooler', () => {
  const another = (processes: readonly number[]) => async () => pooled(processes)

  test('knows the session that the server itself announced', async () => {
    assert.equal(await detectPooler({ ...pooled([1]), loginProcessId: 1 }), 'direct')
  })

  test('sees that the process changes', async () => {
    assert.equal(await detectPooler(pooled([7, 8])), 'transaction')
  })

  test('sees two idle sessions on one process', async () => {
    assert.equal(await detectPooler(pooled([7]), another([7])), 'transaction')
    assert.equal(await detectPooler(pooled([7]), another([8])), 'session')
  })

  test('takes a session that announces nothing for the only one, unless it shares its process', async () => {
    const unannounced = { ...pooled([7]), loginProcessId: undefined } as unknown as Connection
    assert.equal(await detectPooler(unannounced), 'direct')
    assert.equal(await detectPooler(unannounced, another([8])), 'direct')
    assert.equal(await detectPooler(unannounced, another([7])), 'transaction')
    assert.equal(await detectPooler(unannounced, another([8, 8, 9])), 'transaction')
  })

  test('does not guess', async () => {
    assert.equal(await detectPooler(pooled([7])), 'unknown')
  })
})

forEachDatabase(
  'a direct session is told from a pooled one',
  async ({ connection, connect }) => {
    assert.equal(await detectPooler(connection, connect), 'direct')
  },
  SERVER,
)
