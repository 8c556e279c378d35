/** Alembic's surprising semantics, 31 to 33: transactions, hooks, and what the version table holds. */
import assert from 'node:assert/strict'
import { downgrade } from '../../src/commands/downgrade.ts'
import { migrate } from '../../src/commands/migrate.ts'
import { stamp } from '../../src/commands/stamp.ts'
import { upgrade } from '../../src/commands/upgrade.ts'
import type { RevisionDefinition } from '../../src/runtime/define.ts'
import type { VersionApplied } from '../../src/runtime/model.ts'
import { integer } from '../../src/schema/builders/index.ts'
import { freshDatabase } from '../support/databases.ts'
import { item, POSTGRESQL } from './support.ts'

item(
  '8.31 each revision is a transaction, so that those before one that fails stay',
  async (bench) => {
    bench.draw('a - b')
    bench.revise('c', 'b', {
      upgrade: `op.createTable('c', { id: integer() })\nop.execute('nonsense')`,
    })
    await assert.rejects(upgrade(await bench.project()), { code: 'revision-failed' })
    assert.deepEqual(await bench.rows(), ['b'])
    assert.deepEqual(await bench.tables(), ['a', 'athanor_version', 'b'])
  },
)

item('8.31 one transaction for the whole run is there for those who want it', async (bench) => {
  bench.draw('a - b')
  bench.revise('c', 'b', { upgrade: `op.execute('nonsense')` })
  await assert.rejects(upgrade(await bench.project([], { transaction: 'run' })))
  assert.deepEqual(await bench.tables(), [])
})

item(
  '8.31 a statement that stands outside commits what its own revision did before, with a note of it',
  async (bench) => {
    bench.draw('a')
    bench.revise('b', 'a', {
      upgrade: `op.createTable('b', { n: integer() })
                op.createIndex('ix', 'b', ['n'], { concurrently: true })
                op.addColumn('b', 'm', integer())
                op.execute('SELECT 1 / (SELECT count(*) FROM b)')`,
      downgrade: `op.dropTable('b')`,
    })
    const project = await bench.project()
    const { connection } = bench
    await assert.rejects(upgrade(project), { code: 'revision-failed', message: /division by zero/ })
    assert.deepEqual(await bench.rows(), ['a'])
    await assert.rejects(connection.query('SELECT m FROM b'), /does not exist/)
    await connection.run('INSERT INTO b VALUES (1)')
    await upgrade(project)
    assert.deepEqual(await bench.rows(), ['b'])
    assert.deepEqual(await connection.query('SELECT n, m FROM b'), [{ n: 1, m: null }])
    assert.deepEqual(await bench.tables(), ['a', 'athanor_version', 'b'])
  },
  POSTGRESQL,
)

item('8.32 the hook is told whether a revision ran or was only stamped', async (bench) => {
  bench.draw('a - b')
  const seen: string[] = []
  const onVersionApply = ({ direction, revision, after }: VersionApplied) =>
    seen.push(`${direction} ${revision.id}: ${after.join()}`)
  const project = await bench.project([], { onVersionApply })
  await stamp(project, { targets: ['a'] })
  await upgrade(project)
  await downgrade(project, { target: '-1' })
  await stamp(project, { targets: ['b'], purge: true })
  assert.deepEqual(seen, [
    'stamp a: a',
    'upgrade b: b',
    'downgrade b: a',
    'stamp a: ',
    'stamp b: b',
  ])
})

item(
  '8.32 one process migrates several databases at once, and none hears of another',
  async (bench, t) => {
    const databases = await Promise.all(
      Array.from({ length: 4 }, () => freshDatabase(bench.target, { file: true })),
    )
    t.after(() => Promise.all(databases.map((database) => database.drop())))
    const revisions: RevisionDefinition[] = ['a', 'b', 'c'].map((id, at) => ({
      id,
      revises: ['a', 'b'][at - 1] ?? null,
      upgrade(op) {
        op.createTable(`${id}_${op.context.own}`, { id: integer().primaryKey() })
        op.run(async (db) => {
          await new Promise((resolve) => setTimeout(resolve, 5))
          await db.insertInto(`${id}_${op.context.own}`).values({ id: op.context.own }).execute()
        })
      },
      downgrade() {},
    }))
    const runs = databases.map(({ url }, own) => migrate({ url, context: { own } }, { revisions }))
    for (const { to } of await Promise.all(runs)) assert.deepEqual(to, ['c'])
    for (const [own, { connection }] of databases.entries())
      for (const id of ['a', 'b', 'c'])
        assert.deepEqual(await connection.query(`SELECT id FROM ${id}_${own}`), [{ id: own }])
  },
)

item('8.33 the version table is as Alembic has it, and as wide as an id needs', async (bench) => {
  const { connection } = bench
  await connection.script(`
    CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));
    INSERT INTO alembic_version VALUES ('a')`)
  const long = `a_long_id_${'x'.repeat(50)}`
  bench.draw(`a - ${long} - c`)
  const project = await bench.project([], { versionTable: 'alembic_version' })
  await upgrade(project, { target: long })
  assert.deepEqual(await connection.query('SELECT * FROM alembic_version'), [{ version_num: long }])
  await upgrade(project)
  assert.deepEqual(await connection.query('SELECT * FROM alembic_version'), [{ version_num: 'c' }])
})

item(
  '8.33 who did what and when can be written down, in the transaction of each step',
  async (bench) => {
    const { connection } = bench
    await connection.run('CREATE TABLE audit (revision text, direction text, at text)')
    bench.draw('a - b')
    bench.revise('c', 'b', { upgrade: `op.execute('nonsense')` })
    const project = await bench.project([], {
      onVersionApply: ({ connection: own, revision, direction }) =>
        own.run(
          `INSERT INTO audit VALUES ('${revision.id}', '${direction}', '${new Date().toISOString()}')`,
        ),
    })
    await assert.rejects(upgrade(project))
    assert.deepEqual(
      await connection.query('SELECT revision, direction FROM audit ORDER BY revision'),
      [
        { revision: 'a', direction: 'upgrade' },
        { revision: 'b', direction: 'upgrade' },
      ],
    )
  },
)
