import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { runOperations } from '../../src/runtime/run-operations.ts'
import { integer, text } from '../../src/schema/builders/index.ts'
import { emptySchema } from '../../src/schema/model.ts'
import { forEachDatabase } from '../support/databases.ts'
import { line, runner, tableNames, versionRows } from './support.ts'

const both = { on: ['sqlite', 'postgresql'] } as const

/** A revision that makes a table, and runs `code`. */
const running = (code: (db: any) => unknown) => ({
  upgrade(op: any) {
    op.createTable('person', { id: integer().primaryKey(), name: text().notNull() })
    op.run(code)
  },
})

const add = (db: any, name: string | null) => db.insertInto('person').values({ name }).execute()

forEachDatabase(
  'a query that nobody awaited fails the revision, which is rolled back whole',
  async ({ connection }) => {
    const forgetful = running((db) => void add(db, 'Ada'))
    await assert.rejects(runner(connection, line(forgetful)).upgrade(), {
      code: 'revision-failed',
      reason: 'unawaited-query',
      message: /nothing awaited it\nRolled back, nothing was changed/,
      hint: /^Put "await" before every query/,
    })
    assert.deepEqual(await tableNames(connection), [])
  },
  both,
)

forEachDatabase(
  'forEach with an async function waits for nothing, and none of its queries slips into what comes after',
  async ({ connection }) => {
    const forgetful = running((db) => {
      for (const name of ['Ada', 'Bob'])
        void add(db, name).then(() => db.updateTable('person').set({ name }).execute())
    })
    await assert.rejects(runner(connection, line(forgetful)).upgrade(), {
      reason: 'unawaited-query',
    })
    assert.deepEqual(await tableNames(connection), [])
    assert.equal(connection.inTransaction?.() ?? false, false)
  },
  both,
)

forEachDatabase(
  'what the database said of a query that nobody awaited is told',
  async ({ connection }) => {
    const forgetful = running((db) => void add(db, null).catch(() => {}))
    await assert.rejects(runner(connection, line(forgetful)).upgrade(), {
      reason: 'unawaited-query',
      message: /it failed:\n.*(NOT NULL|not-null|null value)/i,
    })
  },
  both,
)

forEachDatabase(
  'a query that comes after its code was done is refused',
  async ({ connection }) => {
    let late: Promise<unknown> | undefined
    const forgetful = running((db) => {
      late = sleep(100).then(() => add(db, 'late'))
      late.catch(() => {})
    })
    await runner(connection, line(forgetful)).upgrade()
    await assert.rejects(late!, { code: 'late-query' })
    assert.deepEqual(await connection.query('SELECT name FROM person'), [])
    assert.deepEqual(await versionRows(connection), ['r1'])
  },
  both,
)

forEachDatabase(
  'code that waits for its queries is let alone, whatever way it does',
  async ({ connection }) => {
    const careful = running(async (db) => {
      await Promise.all(['Ada', 'Bob'].map((name) => add(db, name)))
      await db.transaction().execute((trx: any) => add(trx, 'Cy'))
      await sql`UPDATE person SET name = upper(name)`.execute(db)
      await assert.rejects(
        db.transaction().execute(async (trx: any) => {
          await add(trx, 'gone')
          throw new Error('no')
        }),
      )
      const rows = []
      for await (const row of db.selectFrom('person').select('name').stream()) rows.push(row)
      assert.equal(rows.length, 3)
    })
    const second = { upgrade: (op: any) => op.run((db: any) => add(db, 'Dee')) }
    await runner(connection, line(careful, second)).upgrade()
    const rows = await connection.query('SELECT name FROM person ORDER BY name')
    assert.deepEqual(
      rows.map(({ name }) => name),
      ['ADA', 'BOB', 'CY', 'Dee'],
    )
  },
  both,
)

forEachDatabase(
  "the code's own error counts for more than a query it left behind",
  async ({ connection }) => {
    const failing = running((db) => {
      void add(db, 'Ada')
      throw new Error('my own')
    })
    await assert.rejects(runner(connection, line(failing)).upgrade(), {
      reason: undefined,
      message: /my own/,
    })
    assert.deepEqual(await tableNames(connection), [])
  },
  both,
)

forEachDatabase(
  'operations that are no revision are as careful',
  async ({ connection }) => {
    await connection.run('CREATE TABLE person (id integer PRIMARY KEY, name text)')
    const { target } = runner(connection, [])
    const forgetful = { kind: 'run', run: (db: any) => void add(db, 'Ada') } as const
    await assert.rejects(runOperations(target, [forgetful], emptySchema), {
      code: 'unawaited-query',
    })
    assert.deepEqual(await connection.query('SELECT * FROM person'), [])
  },
  { on: ['sqlite'] },
)
