import assert from 'node:assert/strict'
import { test } from 'node:test'
import { integer, text } from '../../src/schema/builders/index.ts'
import { withSqlite } from '../support/databases.ts'
import { line, runner, versionRows } from './support.ts'

const family = {
  upgrade(op: any) {
    op.createTable('parent', { id: integer().primaryKey(), name: text() })
    op.createTable('child', {
      id: integer().primaryKey(),
      parent_id: integer().references('parent.id', { onDelete: 'cascade' }),
    })
    op.bulkInsert('parent', [{ id: 1 }, { id: 2 }])
    op.bulkInsert('child', [
      { id: 1, parent_id: 1 },
      { id: 2, parent_id: 1 },
      { id: 3, parent_id: 2 },
    ])
  },
}

/** A change that only a rebuild of the parent can make. */
const rebuild = {
  upgrade: (op: any) =>
    op.alterColumn('parent', 'name', { from: { type: text() }, to: { type: integer() } }),
}

const enforced = async (connection: any) =>
  (await connection.query('PRAGMA foreign_keys'))[0].foreign_keys

test('a rebuild of a table leaves the rows that would be deleted with it', () =>
  withSqlite(async ({ connection }) => {
    assert.equal(await enforced(connection), 1)
    await runner(connection, line(family, rebuild)).upgrade()
    assert.deepEqual(await connection.query('SELECT count(*) AS n FROM child'), [{ n: 3 }])
    assert.equal(await enforced(connection), 1)
  }))

test('keys that nobody enforced are not enforced after', () =>
  withSqlite(async ({ connection }) => {
    await connection.run('PRAGMA foreign_keys = OFF')
    await runner(connection, line(family, rebuild)).upgrade()
    assert.equal(await enforced(connection), 0)
  }))

test('they are enforced again after a run that failed', () =>
  withSqlite(async ({ connection }) => {
    const fails = { upgrade: (op: any) => op.execute('no sql') }
    await assert.rejects(runner(connection, line(family, fails)).upgrade())
    assert.equal(await enforced(connection), 1)
  }))

test('a revision that leaves rows pointing nowhere is taken back', () =>
  withSqlite(async ({ connection }) => {
    const orphans = { upgrade: (op: any) => op.execute('DELETE FROM parent WHERE id = 1') }
    await assert.rejects(runner(connection, line(family, orphans)).upgrade(), {
      code: 'revision-failed',
      reason: 'foreign-key-violation',
      message: /2 of "child" to "parent"/,
    })
    assert.deepEqual(await connection.query('SELECT count(*) AS n FROM parent'), [{ n: 2 }])
    assert.deepEqual(await versionRows(connection), ['r1'])
  }))

test('rows that pointed nowhere before do not stand in the way, whatever the tables are called after', () =>
  withSqlite(async ({ connection }) => {
    const { upgrade } = runner(
      connection,
      line(family, rebuild, { upgrade: (op) => op.renameTable('child', 'kid') }),
    )
    await upgrade('r1')
    await connection.run('PRAGMA foreign_keys = OFF')
    await connection.run('DELETE FROM parent WHERE id = 1')
    await connection.run('PRAGMA foreign_keys = ON')
    await upgrade()
    assert.deepEqual(await connection.query('SELECT count(*) AS n FROM kid'), [{ n: 3 }])
  }))

test('a key that is added over rows that point nowhere is refused', () =>
  withSqlite(async ({ connection }) => {
    const loose = {
      upgrade(op: any) {
        op.createTable('loose', { id: integer().primaryKey(), parent_id: integer() })
        op.bulkInsert('loose', [{ id: 1, parent_id: 9 }])
      },
    }
    const key = {
      upgrade: (op: any) =>
        op.createForeignKey('loose', ['parent_id'], { table: 'parent', columns: ['id'] }),
    }
    await assert.rejects(runner(connection, line(family, loose, key)).upgrade(), {
      reason: 'foreign-key-violation',
    })
    assert.deepEqual(await versionRows(connection), ['r2'])
  }))

test('a key whose target is no key does not stop other revisions', () =>
  withSqlite(async ({ connection }) => {
    await connection.script(
      `PRAGMA foreign_keys = OFF; CREATE TABLE target (a integer);
       CREATE TABLE odd (a integer REFERENCES target (a)); INSERT INTO odd VALUES (1)`,
    )
    await runner(connection, line(family, rebuild)).upgrade()
    assert.deepEqual(await versionRows(connection), ['r2'])
  }))

test("in the caller's transaction, a rebuild that would delete rows refuses", () =>
  withSqlite(async ({ connection }) => {
    const { upgrade } = runner(connection, line(family, rebuild))
    await upgrade('r1')
    await connection.run('BEGIN')
    await assert.rejects(upgrade(), { code: 'revision-failed', message: /would cascade/ })
    await connection.run('COMMIT')
    assert.deepEqual(await connection.query('SELECT count(*) AS n FROM child'), [{ n: 3 }])
    assert.deepEqual(await versionRows(connection), ['r1'])
  }))

test("in the caller's transaction, what can be done is done in it", () =>
  withSqlite(async ({ connection }) => {
    await connection.run('BEGIN')
    await runner(connection, line(family)).upgrade()
    assert.equal(connection.inTransaction?.(), true)
    await connection.run('COMMIT')
    assert.deepEqual(await versionRows(connection), ['r1'])
  }))
