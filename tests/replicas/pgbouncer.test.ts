import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { migrate } from '../../src/commands/migrate.ts'
import { detectPooler } from '../../src/dialects/postgresql/index.ts'
import { openConnection } from '../../src/drivers/open.ts'
import { stillHeld } from '../faults/judge.ts'
import { type TestDatabase, withPostgres } from '../support/databases.ts'
import { bounce, bouncerMissing, type Mode } from './pgbouncer.ts'
import shop from './shop/athanor.config.ts'

const folder = path.join(import.meta.dirname, 'shop')

const launch = (url: string) => migrate({ ...(shop as object), url }, { from: folder })

/** A test on a fresh database and on the URL of a pooler in front of it. */
const through =
  (mode: Mode, body: (url: string, database: TestDatabase) => Promise<void>) => (): Promise<void> =>
    withPostgres(async (database) => {
      const bouncer = await bounce(database.url, mode)
      try {
        await body(bouncer.url, database)
      } finally {
        await bouncer.stop()
      }
    })

const skip = bouncerMissing

const REFUSED = {
  code: 'pooled-connection',
  message: /reached through a pooler that shares server processes/,
  hint: /server's own address \(port 5432, not the pooler's\), or a pool with pool_mode = session/,
}

test(
  'a pool by the transaction is refused before anything is locked or changed',
  { skip },
  through('transaction', async (url, { connection }) => {
    await assert.rejects(launch(url), REFUSED)
    assert.deepEqual(
      await connection.query(`SELECT 1 FROM pg_tables WHERE schemaname = 'public'`),
      [],
    )
    assert.deepEqual(await stillHeld(connection, { patience: 0 }), [])
  }),
)

test(
  'so is one that many sessions are busy on',
  { skip },
  through('transaction', async (url, { connection }) => {
    const runs = await Promise.allSettled(Array.from({ length: 8 }, () => launch(url)))
    for (const run of runs)
      assert.equal(run.status === 'rejected' && run.reason.code, 'pooled-connection')
    assert.deepEqual(await stillHeld(connection, { patience: 0 }), [])
  }),
)

test(
  'a client that the application lends is looked at in the same way',
  { skip },
  through('transaction', async (url) => {
    const { default: pg } = await import('pg')
    const pool = new pg.Pool({ connectionString: url })
    try {
      await assert.rejects(
        migrate({ ...(shop as object) }, { from: folder, connection: pool }),
        REFUSED,
      )
    } finally {
      await pool.end()
    }
  }),
)

test(
  'a pool by the session is as good as the server',
  { skip },
  through('session', async (url) => {
    const runs = await Promise.all(Array.from({ length: 4 }, () => launch(url)))
    assert.deepEqual(
      runs.map(({ to }) => to),
      Array.from({ length: 4 }, () => ['s6']),
    )
    assert.deepEqual(runs.flatMap(({ steps }) => steps).length, 6)
  }),
)

for (const [mode, found] of [
  ['transaction', 'transaction'],
  ['session', 'session'],
] as const)
  test(
    `detectPooler tells a pool by the ${mode}`,
    { skip },
    through(mode, async (url) => {
      const connection = await openConnection(url)
      assert.equal(await detectPooler(connection), found)
      await connection.close()
    }),
  )

test('detectPooler tells that nothing is in between', () =>
  withPostgres(async ({ connection }) => {
    assert.equal(await detectPooler(connection), 'direct')
  }))
