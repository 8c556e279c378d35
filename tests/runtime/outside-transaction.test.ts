import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readState } from '../../src/runtime/state.ts'
import { integer, text } from '../../src/schema/builders/index.ts'
import { forEachDatabase, withPostgres, withSqlite } from '../support/databases.ts'
import { line, runner, tableNames, versionRows } from './support.ts'

const PROGRESS = 'SELECT revision, direction, step FROM athanor_version_progress'

const base = {
  upgrade: (op: any) => {
    op.createTable('t', { id: integer().primaryKey(), a: integer(), note: text() })
    op.bulkInsert('t', [
      { id: 1, a: 1 },
      { id: 2, a: 1 },
    ])
  },
}

/** Its index cannot be made while two rows say the same. */
const unique = line(base, {
  message: 'concurrently',
  upgrade(op) {
    op.createTable('before', { id: integer() })
    op.createIndex('ix_t_a', 't', ['a'], { unique: true, concurrently: true })
    op.createTable('after', { id: integer() })
  },
  downgrade(op) {
    op.dropTable('after')
    op.dropIndex('ix_t_a', 't', ['a'], { concurrently: true, unique: true })
    op.dropTable('before')
  },
})

const indexes =
  "SELECT indexrelid::regclass::text AS name, indisvalid FROM pg_index WHERE indrelid = 't'::regclass AND NOT indisprimary"

test('an index that failed concurrently is cleaned up and made when the revision is run again', () =>
  withPostgres(async ({ connection }) => {
    const first = runner(connection, unique)
    await assert.rejects(first.upgrade(), {
      code: 'revision-failed',
      message: /Half done: the first 1 operations/,
    })
    assert.deepEqual(await connection.query(indexes), [{ name: 'ix_t_a', indisvalid: false }])
    assert.deepEqual(await connection.query(PROGRESS), [
      { revision: 'r2', direction: 'upgrade', step: 1 },
    ])
    assert.deepEqual(await versionRows(connection), ['r1'])

    await connection.run('UPDATE t SET a = id')
    const second = runner(connection, unique)
    await second.upgrade()
    assert.deepEqual(await connection.query(indexes), [{ name: 'ix_t_a', indisvalid: true }])
    assert.deepEqual(await versionRows(connection), ['r2'])
    assert.deepEqual(await tableNames(connection), ['after', 'athanor_version', 'before', 't'])
    assert.deepEqual(
      second.events.find(({ kind }) => kind === 'resumed'),
      { kind: 'resumed', revision: 'r2', step: 1 },
    )
  }))

test('an index that was made before the run was killed is not made again', () =>
  withPostgres(async ({ connection }) => {
    await runner(connection, unique).upgrade('r1')
    await connection.script(
      `UPDATE t SET a = id; CREATE TABLE before (id integer); CREATE UNIQUE INDEX ix_t_a ON t (a);
       CREATE TABLE athanor_version_progress (revision VARCHAR, direction VARCHAR, step INTEGER);
       INSERT INTO athanor_version_progress VALUES ('r2', 'upgrade', 1)`,
    )
    await runner(connection, unique).upgrade()
    assert.deepEqual(await versionRows(connection), ['r2'])
    assert.deepEqual(await tableNames(connection), ['after', 'athanor_version', 'before', 't'])
  }))

test('it goes down again, and up', () =>
  withPostgres(async ({ connection }) => {
    const { upgrade, downgrade } = runner(connection, unique)
    await upgrade('r1')
    await connection.run('UPDATE t SET a = id')
    await upgrade()
    await downgrade('r1')
    assert.deepEqual(await connection.query(indexes), [])
    await upgrade()
    assert.deepEqual(await connection.query(indexes), [{ name: 'ix_t_a', indisvalid: true }])
  }))

test('what is half done must be finished before anything else', () =>
  withPostgres(async ({ connection }) => {
    const { upgrade, downgrade } = runner(connection, unique)
    await assert.rejects(upgrade(), { code: 'revision-failed' })
    await assert.rejects(downgrade(), { code: 'unfinished-revision', revision: 'r2' })
    assert.deepEqual(await versionRows(connection), ['r1'])
  }))

test('within one transaction for the run, only the statement that must is outside', () =>
  withPostgres(async ({ connection }) => {
    const { upgrade } = runner(connection, unique, { transactions: 'run' })
    await assert.rejects(upgrade(), { code: 'revision-failed' })
    assert.deepEqual(await versionRows(connection), ['r1'])
    await connection.run('UPDATE t SET a = id')
    await upgrade()
    assert.deepEqual(await versionRows(connection), ['r2'])
  }))

test('a new enum value is committed before it is used', () =>
  withPostgres(async ({ connection }) => {
    const revisions = line(
      { upgrade: (op) => op.createEnum('mood', ['ok']) },
      {
        upgrade(op) {
          op.addEnumValue('mood', 'happy')
          op.execute("CREATE TABLE m (mood mood DEFAULT 'happy')")
          op.execute("INSERT INTO m VALUES ('happy')")
        },
      },
    )
    await runner(connection, revisions).upgrade()
    assert.deepEqual(await connection.query('SELECT mood FROM m'), [{ mood: 'happy' }])
    assert.deepEqual(await tableNames(connection), ['athanor_version', 'm'])
  }))

forEachDatabase(
  'VACUUM runs where it stands',
  async ({ connection }) => {
    const revisions = line(base, {
      upgrade(op) {
        op.execute('DELETE FROM t WHERE id = 1')
        op.execute('VACUUM', { outsideTransaction: true })
        op.execute("UPDATE t SET note = 'after'")
      },
    })
    await runner(connection, revisions).upgrade()
    assert.deepEqual(await connection.query('SELECT id, note FROM t'), [{ id: 2, note: 'after' }])
    assert.deepEqual(await tableNames(connection), ['athanor_version', 't'])
  },
  { file: true },
)

/** Without a transaction around it, and failing at its third operation. */
const apart = line(base, {
  transaction: false,
  upgrade(op) {
    op.createTable('one', { id: integer() })
    op.execute('INSERT INTO one VALUES (1)')
    op.execute('INSERT INTO two VALUES (2)')
    op.createTable('three', { id: integer() })
  },
})

forEachDatabase(
  'a revision without a transaction keeps what is done, and goes on from there',
  async ({ connection }) => {
    await assert.rejects(runner(connection, apart).upgrade(), {
      code: 'revision-failed',
      message: /Half done: the first 2 operations of revision r2/,
    })
    assert.deepEqual(await versionRows(connection), ['r1'])
    await connection.run('CREATE TABLE two (id integer)')
    await runner(connection, apart).upgrade()
    assert.deepEqual(await versionRows(connection), ['r2'])
    for (const [name, rows] of Object.entries({ one: [{ id: 1 }], two: [{ id: 2 }], three: [] }))
      assert.deepEqual(await connection.query(`SELECT id FROM ${name}`), rows)
    assert.ok(!(await tableNames(connection)).includes('athanor_version_progress'))
  },
)

forEachDatabase(
  'a stamp passes over what is half done',
  async ({ connection }) => {
    await assert.rejects(runner(connection, apart).upgrade())
    const { history, target, settings } = runner(connection, apart, { passOver: true })
    const { carryOut } = await import('../../src/runtime/carry-out.ts')
    const { planStamp } = await import('../../src/revisions/plan.ts')
    const first = (rows: readonly string[]) => planStamp(history.graph, rows, ['r2'])
    await carryOut(target, history, { first, again: first }, settings)
    assert.deepEqual(await versionRows(connection), ['r2'])
    assert.ok(!(await tableNames(connection)).includes('athanor_version_progress'))
  },
  { on: ['sqlite', 'postgresql'] },
)

test("in the caller's transaction nothing can be committed apart", () =>
  withSqlite(async ({ connection }) => {
    await connection.run('BEGIN')
    await assert.rejects(runner(connection, apart).upgrade(), {
      code: 'revision-failed',
      reason: 'callers-transaction',
    })
    assert.deepEqual(await tableNames(connection), ['athanor_version', 't'])
    await connection.run('ROLLBACK')
    assert.deepEqual(await tableNames(connection), [])
  }))

test('what another run finished while this one stood outside is not done again', () =>
  withSqlite(
    async ({ connection, connect }) => {
      const revisions = line(base, {
        upgrade(op) {
          op.execute("INSERT INTO t (id, note) VALUES (3, 'once')")
          op.execute('VACUUM', { outsideTransaction: true })
          op.execute("INSERT INTO t (id, note) VALUES (4, 'once')")
        },
      })
      const other = runner(await connect(), revisions)
      let passed = false
      const slow = {
        ...connection,
        script: async (sql: string) => {
          if (sql === 'VACUUM' && !passed) {
            passed = true
            await other.upgrade()
          }
          await connection.script(sql)
        },
      }
      const { to, steps } = await runner(slow, revisions).upgrade()
      assert.deepEqual([to, steps.map(({ revision }) => revision)], [['r2'], ['r1']])
      assert.deepEqual(await connection.query("SELECT id FROM t WHERE note = 'once'"), [
        { id: 3 },
        { id: 4 },
      ])
    },
    { file: true },
  ))

forEachDatabase(
  'a revision that another process finishes while its progress is read is not under way',
  async ({ connection }) => {
    await connection.script(`CREATE TABLE athanor_version_progress (revision VARCHAR, direction VARCHAR, step INTEGER);
      INSERT INTO athanor_version_progress VALUES ('r2', 'upgrade', 1)`)
    let dropped = 0
    const raced: typeof connection = {
      ...connection,
      query: async (sql, parameters) => {
        if (sql.startsWith('SELECT revision')) {
          dropped += 1
          await connection.run('DROP TABLE athanor_version_progress')
        }
        return connection.query(sql, parameters)
      },
    }
    const { target, settings } = runner(raced, unique)
    assert.deepEqual(await readState(target, settings), {
      exists: false,
      rows: [],
      width: undefined,
      progress: undefined,
    })
    assert.equal(dropped, 1)
  },
)
