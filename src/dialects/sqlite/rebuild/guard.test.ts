import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { changes, FAMILY, table } from '../../../../tests/sqlite/family.ts'
import { carryOut, compiled, reflect } from '../../../../tests/sqlite/live.ts'
import { withSqlite } from '../../../../tests/support/databases.ts'
import type { Operation } from '../../../operations/model.ts'
import { emptySchema, type ForeignKey } from '../../../schema/model.ts'
import { cascadesFrom } from './guard.ts'

describe('a rebuild that fails', () => {
  const failing = async (setUp: string, operation: Operation, message: RegExp) =>
    withSqlite(async ({ connection }) => {
      await connection.script(setUp)
      const dump = async () => [
        await connection.query('SELECT * FROM sqlite_schema'),
        await connection.query('SELECT * FROM temp.sqlite_schema'),
        await connection.query('SELECT rowid, * FROM t'),
        await connection.query('PRAGMA legacy_alter_table'),
      ]
      const before = await dump()
      await assert.rejects(carryOut(connection, [operation]), message)
      assert.deepEqual(await dump(), before)
      // And nothing stands in the way of the next.
      await carryOut(connection, [
        {
          kind: 'alterColumn',
          table: { name: 't' },
          column: 'a',
          from: { default: null },
          to: { default: { literal: 1 } },
        },
      ])
    })
  const t = { name: 't' }

  test('for a NULL in what becomes NOT NULL leaves all as it was', () =>
    failing(
      'CREATE TABLE t (a, b); INSERT INTO t VALUES (1, NULL)',
      {
        kind: 'alterColumn',
        table: t,
        column: 'b',
        from: { nullable: true },
        to: { nullable: false, default: { literal: 3 } },
      },
      /NOT NULL constraint failed/,
    ))

  test('for rows that break a new unique constraint leaves all as it was, whatever its conflict clause', () =>
    failing(
      'CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 2), (1, 3)',
      {
        kind: 'addConstraint',
        table: t,
        constraint: { kind: 'unique', columns: ['a'], onConflict: 'replace' },
      },
      /UNIQUE constraint failed/,
    ))

  test('for a column that a view reads names the view', () =>
    failing(
      'CREATE TABLE t (a, b UNIQUE); INSERT INTO t VALUES (1, 2); CREATE VIEW reader AS SELECT b FROM t',
      {
        kind: 'dropColumn',
        table: t,
        column: { name: 'b', type: { kind: 'native', sql: '' }, nullable: true },
      },
      /error in view reader/,
    ))

  test('for a column that a trigger reads names the trigger', () =>
    failing(
      'CREATE TABLE t (a, b UNIQUE); INSERT INTO t VALUES (1, 2); CREATE TRIGGER watch AFTER UPDATE ON t BEGIN SELECT new.b; END',
      {
        kind: 'dropColumn',
        table: t,
        column: { name: 'b', type: { kind: 'native', sql: '' }, nullable: true },
      },
      /error in trigger watch/,
    ))
})

describe('a rebuild refuses', () => {
  const operation = changes['a default']!
  const stale = async (drift: string, message: RegExp) =>
    withSqlite(async ({ connection }) => {
      await connection.script(FAMILY)
      const statements = compiled([operation], await reflect(connection))
      await connection.script(drift)
      await connection.script('PRAGMA foreign_keys = OFF; BEGIN')
      const run = async () => {
        for (const sql of statements) await connection.run(sql)
      }
      await assert.rejects(run(), message)
      await connection.run('ROLLBACK')
      assert.deepEqual(await connection.query('SELECT count(*) AS n FROM parent'), [{ n: 2 }])
    })

  test('to drop a column that it does not know', () =>
    stale(
      'ALTER TABLE parent ADD COLUMN secret',
      /"parent" has columns, indexes or triggers unknown/,
    ))

  test('to drop a trigger that it does not know', () =>
    stale(
      'CREATE TRIGGER new AFTER DELETE ON parent BEGIN SELECT 1; END',
      /"parent" has columns, indexes or triggers unknown/,
    ))

  test('to drop an index that it does not know', () =>
    stale('CREATE INDEX new ON parent (note)', /"parent" has columns, indexes or triggers unknown/))

  test('to take a missing column for a string', () =>
    stale('ALTER TABLE parent RENAME COLUMN note TO remark', /no such column|unknown/))

  test('to drop a table while the rows that hang on it would go with it', () =>
    withSqlite(async ({ connection }) => {
      await connection.script(FAMILY)
      const statements = compiled([operation], await reflect(connection))
      await connection.run('BEGIN')
      await assert.rejects(
        connection.script(statements.join(';\n')),
        /foreign keys to "parent" are enforced and would cascade/,
      )
      await connection.run('ROLLBACK')
      assert.deepEqual(await connection.query('SELECT count(*) AS n FROM child'), [{ n: 3 }])
    }))

  test('a table whose definition holds more than the model of it', () =>
    withSqlite(async ({ connection }) => {
      await connection.script(
        'CREATE TABLE parent (id, note DEFAULT 1, UNIQUE (note COLLATE NOCASE), PRIMARY KEY (id COLLATE RTRIM))',
      )
      await assert.rejects(carryOut(connection, [operation]), {
        code: 'lossy-rebuild',
        table: 'parent',
        clauses: ['parent: UNIQUE (note COLLATE NOCASE)', 'parent: PRIMARY KEY (id COLLATE RTRIM)'],
      })
      await carryOut(connection, [{ kind: 'renameColumn', table, from: 'note', to: 'remark' }])
    }))

  test('to drop a column that a generated column is computed from', () =>
    withSqlite(async ({ connection }) => {
      await connection.script('CREATE TABLE t (a UNIQUE, b, c AS ("a" || 1), d AS (c || 1) STORED)')
      const drop = (name: string): Operation => ({
        kind: 'dropColumn',
        table: { name: 't' },
        column: { name, type: { kind: 'native', sql: '' }, nullable: true },
      })
      await assert.rejects(carryOut(connection, [drop('a')]), {
        code: 'column-in-use',
        column: 'a',
        by: 'c',
      })
      await carryOut(connection, [drop('a'), drop('d'), drop('c')])
      assert.deepEqual(
        (await reflect(connection)).tables[0]!.columns.map(({ name }) => name),
        ['b'],
      )
    }))
})

test('to drop a table reaches into others where one of their keys to it deletes or changes rows', () => {
  const to = (name: string, onDelete?: ForeignKey['onDelete']): ForeignKey => ({
    columns: ['a'],
    references: { name, columns: ['id'] },
    ...(onDelete !== undefined && { onDelete }),
  })
  const reaches = (table: string, ...foreignKeys: ForeignKey[]) =>
    cascadesFrom(
      {
        ...emptySchema,
        tables: [
          {
            name: table,
            columns: [],
            uniques: [],
            foreignKeys,
            checks: [],
            exclusions: [],
            indexes: [],
          },
        ],
      },
      'parent',
    )
  assert.equal(reaches('child', to('other'), to('Parent', 'set null')), true)
  assert.equal(reaches('child', to('parent', 'cascade'), to('parent')), true)
  assert.equal(reaches('child', to('parent'), to('other', 'cascade')), false)
  assert.equal(reaches('child', to('parent', 'restrict')), false)
  assert.equal(reaches('PARENT', to('parent', 'cascade')), false)
  assert.equal(reaches('child'), false)
})
