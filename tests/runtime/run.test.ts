import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openConnection } from '../../src/drivers/open.ts'
import type { VersionApplied } from '../../src/runtime/model.ts'
import { enumeration, integer, text, varchar } from '../../src/schema/builders/index.ts'
import { forEachDatabase, withSqlite } from '../support/databases.ts'
import { line, runner, tableNames, versionRows } from './support.ts'

const on = ['sqlite', 'postgresql'] as const

forEachDatabase('code runs in its place, on the same transaction', async ({ connection }) => {
  const revisions = line({
    upgrade(op) {
      op.createTable('t', { id: integer().primaryKey(), name: text() })
      op.run(async (db) => {
        await db.insertInto('t').values({ id: 1, name: 'before' }).execute()
      })
      op.addColumn('t', 'upper', text())
      op.run(async (db) => {
        const rows = await db.selectFrom('t').selectAll().execute()
        for (const { id, name } of rows)
          await db
            .updateTable('t')
            .set({ upper: name.toUpperCase() })
            .where('id', '=', id)
            .execute()
      })
      op.alterColumn('t', 'upper', { to: { nullable: false } })
      op.dropColumn('t', 'name')
    },
  })
  await runner(connection, revisions).upgrade()
  assert.deepEqual(await connection.query('SELECT * FROM t'), [{ id: 1, upper: 'BEFORE' }])
})

forEachDatabase(
  'what SQL made is known to the operations after it, whether or not it was said',
  async ({ connection }) => {
    const revisions = line({
      upgrade(op) {
        op.execute('CREATE TABLE t (a integer, b integer)')
        op.dropColumn('t', 'b')
        op.run((db) => db.schema.createTable('u').addColumn('a', 'integer').execute())
        op.renameColumn('u', 'a', 'b')
        op.execute('CREATE TABLE v (a integer)', {
          effect: (inner) => inner.createTable('v', { a: integer() }),
        })
        op.dropTable('v')
      },
    })
    await runner(connection, revisions).upgrade()
    assert.deepEqual(await tableNames(connection), ['athanor_version', 't', 'u'])
    assert.deepEqual(await connection.query('SELECT a FROM t'), [])
    assert.deepEqual(await connection.query('SELECT b FROM u'), [])
  },
)

forEachDatabase(
  'a hook is called in the transaction of each step, after its row has changed',
  async ({ connection }) => {
    const seen: Omit<VersionApplied, 'connection'>[] = []
    const rows: (readonly string[])[] = []
    const hook = async ({ connection: own, ...step }: VersionApplied) => {
      seen.push(step)
      rows.push(await versionRows(own))
      if (step.revision.id === 'r2') throw new Error('not this one')
    }
    const revisions = line({ message: 'one', upgrade: () => {} }, { upgrade: () => {} })
    const { upgrade } = runner(connection, revisions, { onVersionApply: [hook] })
    await assert.rejects(upgrade(), { code: 'revision-failed', message: /not this one/ })
    assert.deepEqual(seen[0], {
      direction: 'upgrade',
      revision: { id: 'r1', message: 'one' },
      before: [],
      after: ['r1'],
    })
    assert.deepEqual(rows, [['r1'], ['r2']])
    assert.deepEqual(await versionRows(connection), ['r1'])
  },
  { on },
)

test('SQLite converts the rows of an enum column, which only the history knows', () =>
  withSqlite(async ({ connection }) => {
    const revisions = line(
      {
        upgrade(op) {
          op.createEnum('mood', ['ok', 'sad'])
          op.createTable('t', {
            id: integer().primaryKey(),
            mood: enumeration('mood', ['ok', 'sad']),
          })
          op.bulkInsert('t', [{ id: 1, mood: 'sad' }])
        },
      },
      { upgrade: (op) => op.addColumn('t', 'note', text()) },
      {
        upgrade: (op) =>
          op.alterEnum('mood', {
            from: ['ok', 'sad'],
            to: ['ok', 'unhappy'],
            mapping: { sad: 'unhappy' },
          }),
      },
    )
    await runner(connection, revisions).upgrade('r2')
    await runner(connection, revisions).upgrade()
    assert.deepEqual(await connection.query('SELECT mood FROM t'), [{ mood: 'unhappy' }])
    const [{ sql }] = (await connection.query(
      "SELECT sql FROM sqlite_schema WHERE name = 't'",
    )) as any
    assert.match(sql, /VARCHAR\(7\)/)
  }))

forEachDatabase(
  'a name that is not said in full is looked up in the database',
  async ({ connection }) => {
    await connection.script('CREATE TABLE old (a varchar(5) NOT NULL); CREATE INDEX ix ON old (a)')
    const revisions = line({
      upgrade(op) {
        op.alterColumn('old', 'a', { to: { type: varchar(9) } })
        op.dropIndex('ix', 'old')
        op.addColumn('old', 'b', integer())
      },
    })
    await runner(connection, revisions).upgrade()
    assert.deepEqual(await connection.query('SELECT a, b FROM old'), [])
  },
  { on },
)

test('a database that is opened read only is told so, and nothing is lost', () =>
  withSqlite(
    async ({ url }) => {
      const connection = await openConnection(`${url}?mode=ro`)
      const revisions = line({ upgrade: (op) => op.createTable('a', { id: integer() }) })
      await assert.rejects(runner(connection, revisions).upgrade(), {
        reason: 'read-only-database',
      })
      await connection.close()
    },
    { file: true },
  ))

test('a full disk takes the revision back', () =>
  withSqlite(async ({ connection }) => {
    const revisions = line(
      { upgrade: (op) => op.createTable('a', { id: integer(), b: text() }) },
      {
        upgrade(op) {
          op.execute('PRAGMA max_page_count = 5')
          op.bulkInsert('a', [{ id: 1, b: 'x'.repeat(100_000) }])
        },
      },
    )
    await assert.rejects(runner(connection, revisions).upgrade(), { reason: 'database-full' })
    assert.deepEqual(await versionRows(connection), ['r1'])
  }))
