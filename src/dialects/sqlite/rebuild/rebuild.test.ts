import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, test } from 'node:test'
import { changes, everything, FAMILY } from '../../../../tests/sqlite/family.ts'
import { carryOut, compiled, reflect, reflectTable } from '../../../../tests/sqlite/live.ts'
import { withSqlite } from '../../../../tests/support/databases.ts'
import type { Operation } from '../../../operations/model.ts'

const shell = spawnSync('sqlite3', ['--version'], { encoding: 'utf8' })
const shellMissing = shell.status === 0 ? false : 'the sqlite3 shell is not installed'
const shellVersion = (): [number, number] => {
  const [major = 3, minor = 0] = shell.stdout.split('.').map(Number)
  return [major, minor]
}

describe('a rebuild', () => {
  for (const [name, operation] of Object.entries(changes))
    test(`for ${name} loses nothing`, () =>
      withSqlite(async ({ connection }) => {
        await connection.script(FAMILY)
        const before = await everything(connection)
        const statements = await carryOut(connection, [operation], { version: [3, 35] })
        assert.ok(statements.includes('DROP TABLE "parent"'))
        const counted = operation.kind !== 'alterTable'
        const after = await everything(connection)
        assert.deepEqual(after, { ...before, counter: counted ? [{ seq: 77 }] : [] })
        assert.equal((await reflectTable(connection, 'parent')).indexes[0]!.name, 'ix_partial')
        // All of it still works: keys lead to the table, and triggers go off.
        await connection.run("UPDATE parent SET name = 'aa' WHERE id = 1")
        await connection.run('INSERT INTO child (parent_id) VALUES (2)')
        await connection.run("DELETE FROM names WHERE name = 'b'")
        assert.deepEqual(await connection.query('SELECT * FROM audit'), [{ line: 'aaa' }])
        assert.deepEqual(await connection.query('SELECT parent_id FROM child'), [
          { parent_id: 1 },
          { parent_id: 1 },
        ])
        await assert.rejects(
          connection.run('INSERT INTO child (parent_id) VALUES (99)'),
          /FOREIGN KEY/,
        )
      }))

  for (const action of ['CASCADE', 'SET NULL', 'SET DEFAULT', 'RESTRICT', 'NO ACTION'])
    test(`leaves the rows alone that refer to it ON DELETE ${action}`, () =>
      withSqlite(async ({ connection }) => {
        await connection.script(`
          CREATE TABLE parent (id INTEGER PRIMARY KEY, note TEXT);
          CREATE TABLE child (parent_id INTEGER DEFAULT 2 REFERENCES parent ON DELETE ${action} ON UPDATE ${action});
          INSERT INTO parent VALUES (1, 'a'), (2, 'b');
          INSERT INTO child VALUES (1), (2), (1);`)
        await carryOut(connection, [changes['a default']!])
        assert.deepEqual(
          (await connection.query<{ parent_id: number }>('SELECT * FROM child')).map(
            (row) => row.parent_id,
          ),
          [1, 2, 1],
        )
      }))

  test('keeps STRICT, WITHOUT ROWID, conflict clauses, named NOT NULL and generated columns', () =>
    withSqlite(async ({ connection }) => {
      await connection.script(`
        CREATE TABLE t (
          a TEXT CONSTRAINT present NOT NULL ON CONFLICT IGNORE,
          b INT UNIQUE ON CONFLICT REPLACE DEFAULT 0,
          c TEXT GENERATED ALWAYS AS (a || b) STORED,
          d TEXT AS (upper(a)),
          CONSTRAINT pk PRIMARY KEY (b DESC, a) ON CONFLICT FAIL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO t VALUES ('x', 1), ('y', 2);`)
      const before = await reflectTable(connection, 't')
      await carryOut(connection, [
        {
          kind: 'alterColumn',
          table: { name: 't' },
          column: 'b',
          from: { default: { literal: 0 } },
          to: { default: { literal: 5 } },
        },
      ])
      const after = await reflectTable(connection, 't')
      const [a, b, ...rest] = before.columns
      assert.deepEqual(after, {
        ...before,
        columns: [a, { ...b, default: { literal: 5 } }, ...rest],
      })
      assert.deepEqual(after.options, { strict: true, withoutRowid: true })
      assert.deepEqual(await connection.query('SELECT c, d FROM t ORDER BY b'), [
        { c: 'x1', d: 'X' },
        { c: 'y2', d: 'Y' },
      ])
    }))

  test('copies rowids, whichever of their names a column has taken', () =>
    withSqlite(async ({ connection }) => {
      await connection.script(`
        CREATE TABLE t (rowid TEXT, _rowid_ TEXT);
        INSERT INTO t (oid, rowid) VALUES (5, 'five'), (-3, 'three'), (9223372036854775807, 'last');`)
      await carryOut(connection, [
        {
          kind: 'alterColumn',
          table: { name: 't' },
          column: '_rowid_',
          from: { nullable: true },
          to: { default: { literal: 1 } },
        },
      ])
      assert.deepEqual(
        await connection.query('SELECT oid AS id, rowid AS name FROM t ORDER BY oid'),
        [
          { id: -3, name: 'three' },
          { id: 5, name: 'five' },
          { id: 9223372036854775807n, name: 'last' },
        ],
      )
    }))

  test('numbers the rows of a new key by their rowids', () =>
    withSqlite(async ({ connection }) => {
      await connection.script(
        "CREATE TABLE t (a); INSERT INTO t (rowid, a) VALUES (7, 'x'), (9, 'y')",
      )
      await carryOut(connection, [
        {
          kind: 'addColumn',
          table: { name: 't' },
          column: { name: 'id', type: { kind: 'integer' }, nullable: false },
        },
        {
          kind: 'addConstraint',
          table: { name: 't' },
          constraint: { kind: 'primaryKey', columns: ['id'] },
        },
      ])
      assert.deepEqual(await connection.query('SELECT id, a FROM t'), [
        { id: 7, a: 'x' },
        { id: 9, a: 'y' },
      ])
    }))

  test('lets affinity convert, and loses nothing that a cast would', () =>
    withSqlite(async ({ connection }) => {
      await connection.script(`
        CREATE TABLE t (a TEXT, b JSON, c REAL);
        INSERT INTO t VALUES ('12', '5', 1.5), ('twelve', '{"x": 1}', 2.0);`)
      const to = (column: string, kind: 'integer' | 'text'): Operation => ({
        kind: 'alterColumn',
        table: { name: 't' },
        column,
        from: { type: { kind: 'text' } },
        to: { type: { kind } },
      })
      await carryOut(connection, [to('a', 'integer'), to('c', 'integer')])
      assert.deepEqual(await connection.query('SELECT * FROM t'), [
        { a: 12, b: 5, c: 1.5 },
        { a: 'twelve', b: '{"x": 1}', c: 2 },
      ])
      await carryOut(connection, [to('b', 'text')])
      assert.deepEqual(await connection.query('SELECT b, typeof(b) AS type FROM t'), [
        { b: '5', type: 'text' },
        { b: '{"x": 1}', type: 'text' },
      ])
    }))

  test('casts between text and bytes only where STRICT asks for it', () =>
    withSqlite(async ({ connection }) => {
      await connection.script(
        "CREATE TABLE t (a TEXT, b BLOB) STRICT; INSERT INTO t VALUES ('é', x'c3a9')",
      )
      await carryOut(connection, [
        {
          kind: 'alterColumn',
          table: { name: 't' },
          column: 'a',
          from: { type: { kind: 'text' } },
          to: { type: { kind: 'bytes' } },
        },
        {
          kind: 'alterColumn',
          table: { name: 't' },
          column: 'b',
          from: { type: { kind: 'bytes' } },
          to: { type: { kind: 'text' } },
        },
      ])
      assert.deepEqual(await connection.query('SELECT hex(a) AS a, b FROM t'), [
        { a: 'C3A9', b: 'é' },
      ])
    }))

  test('honours `using`, over columns renamed in the same change', () =>
    withSqlite(async ({ connection }) => {
      await connection.script("CREATE TABLE t (a TEXT, b INT); INSERT INTO t VALUES ('x,y', 3)")
      const t = { name: 't' }
      await carryOut(connection, [
        { kind: 'renameColumn', table: t, from: 'b', to: 'c' },
        { kind: 'renameColumn', table: t, from: 'a', to: 'b' },
        {
          kind: 'alterColumn',
          table: t,
          column: 'b',
          from: { type: { kind: 'text' } },
          to: { type: { kind: 'integer' } },
          using: 'length(t.b) * 100 + c',
        },
      ])
      assert.deepEqual(await connection.query('SELECT b, c FROM t'), [{ b: 303, c: 3 }])
    }))

  test('comes twice where an expression reads what the first has changed', () =>
    withSqlite(async ({ connection }) => {
      await connection.script('CREATE TABLE t (a INT); INSERT INTO t VALUES (3)')
      const t = { name: 't' }
      const type = { kind: 'integer' } as const
      const alter = (using: string): Operation => ({
        kind: 'alterColumn',
        table: t,
        column: 'a',
        from: { type },
        to: { type },
        using,
      })
      await carryOut(connection, [
        {
          kind: 'addColumn',
          table: t,
          column: { name: 'b', type, nullable: true, default: { sql: '2 + 2' } },
        },
        alter('a + b'),
        alter('a * 10'),
      ])
      assert.deepEqual(await connection.query('SELECT * FROM t'), [{ a: 70, b: 4 }])
    }))
})

test('a rebuild is the same in a script that the sqlite3 shell runs', { skip: shellMissing }, () =>
  withSqlite(async ({ connection }) =>
    withSqlite(
      async ({ connection: scripted, url }) => {
        await connection.script(FAMILY)
        await scripted.script(FAMILY)
        const version = shellVersion()
        const all = Object.values(changes).filter(({ kind }) => kind !== 'alterTable')
        const statements = compiled(all, await reflect(connection), version)
        const script = ['PRAGMA foreign_keys = OFF', 'BEGIN IMMEDIATE', ...statements, 'COMMIT']
        const input = script.map((sql) => `${sql};\n`).join('')
        const ran = spawnSync('sqlite3', ['-bail', url.replace('sqlite:', '')], {
          input,
          encoding: 'utf8',
        })
        assert.deepEqual([ran.stdout, ran.stderr, ran.status], ['', '', 0])
        await carryOut(connection, all, { version })
        assert.deepEqual(await reflect(scripted), await reflect(connection))
        assert.deepEqual(await everything(scripted), await everything(connection))
      },
      { file: true },
    ),
  ),
)
