import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { FAMILY, table } from '../../../../tests/sqlite/family.ts'
import { carryOut, reflect, reflectTable } from '../../../../tests/sqlite/live.ts'
import { withSqlite } from '../../../../tests/support/databases.ts'
import type { Operation } from '../../../operations/model.ts'

describe('a rebuild', () => {
  test('that merges a rename with another change keeps the renamed values', () =>
    withSqlite(async ({ connection }) => {
      await connection.script(FAMILY)
      await carryOut(connection, [
        { kind: 'renameColumn', table, from: 'note', to: 'remark' },
        {
          kind: 'alterColumn',
          table,
          column: 'remark',
          from: { nullable: true },
          to: { nullable: false },
        },
        {
          kind: 'alterColumn',
          table,
          column: 'remark',
          from: { default: { literal: 'none' } },
          to: { default: null },
        },
        { kind: 'renameColumn', table, from: 'name', to: 'note' },
      ])
      assert.deepEqual(
        await connection.query('SELECT id, remark, note FROM parent'),
        [
          { id: 1, remark: 'seen', note: 'a' },
          { id: 2, remark: 'seen', note: 'b' },
        ].map((row) => ({ ...row })),
      )
      const { objects, tables } = await reflect(connection)
      assert.match(
        objects.find(({ name }) => name === 'names')!.definition,
        /SELECT p\."note" AS name/,
      )
      assert.match(
        objects.find(({ name }) => name === 'after_update')!.definition,
        /OF "note" ON parent .*old\."note"/,
      )
      assert.match(
        objects.find(({ name }) => name === 'after_child')!.definition,
        /SET "remark" = 'seen'/,
      )
      const checks = tables
        .find(({ name }) => name === 'parent')!
        .checks.map(({ expression }) => expression.sql)
      assert.deepEqual(checks, ['length("note") < 100', 'length("remark") <= 10'])
    }))

  test('lets columns change places, and a new one take an old name', () =>
    withSqlite(async ({ connection }) => {
      await connection.script("CREATE TABLE t (a, b, c); INSERT INTO t VALUES ('a', 'b', 'c')")
      const t = { name: 't' }
      const rename = (from: string, to: string): Operation => ({
        kind: 'renameColumn',
        table: t,
        from,
        to,
      })
      await carryOut(connection, [
        rename('a', 'aside'),
        rename('b', 'a'),
        rename('aside', 'b'),
        rename('c', 'd'),
        {
          kind: 'addColumn',
          table: t,
          column: {
            name: 'c',
            type: { kind: 'text' },
            nullable: true,
            default: { sql: "'n' || 'ew'" },
          },
        },
      ])
      assert.deepEqual(await connection.query('SELECT * FROM t'), [
        { a: 'b', b: 'a', c: 'new', d: 'c' },
      ])
    }))

  test('goes with the renaming of the table, in one', () =>
    withSqlite(async ({ connection }) => {
      await connection.script(FAMILY)
      const statements = await carryOut(connection, [
        {
          kind: 'alterColumn',
          table,
          column: 'note',
          from: { nullable: true },
          to: { nullable: false },
        },
        { kind: 'renameTable', from: table, to: { name: 'parents' } },
        {
          kind: 'alterColumn',
          table: { name: 'parents' },
          column: 'note',
          from: { default: null },
          to: { default: { literal: 1 } },
        },
      ])
      assert.equal(statements.filter((sql) => sql.startsWith('INSERT INTO "_athanor')).length, 1)
      const { objects } = await reflect(connection)
      assert.match(objects.find(({ name }) => name === 'after_update')!.definition, /ON "parents"/)
      assert.match(objects.find(({ name }) => name === 'names')!.definition, /FROM "parents" p/)
      const child = await reflectTable(connection, 'child')
      assert.deepEqual(child.foreignKeys[0]!.references, { name: 'parents', columns: ['id'] })
      assert.deepEqual(
        await connection.query("SELECT seq FROM sqlite_sequence WHERE name = 'parents'"),
        [{ seq: 77 }],
      )
    }))

  for (const name of [
    'select',
    'two words',
    'q"q',
    "it's",
    '_athanor_t',
    'ünï ☃',
    '--',
    ';',
    'x'.repeat(5000),
    '%s',
  ])
    test(`copes with a table called ${name.slice(0, 20)}`, () =>
      withSqlite(async ({ connection }) => {
        const quoted = `"${name.replaceAll('"', '""')}"`
        await connection.script(`
          CREATE TABLE ${quoted} (${quoted} TEXT UNIQUE, other INT REFERENCES ${quoted} (${quoted}));
          CREATE INDEX ${quoted.replace(/"$/, ' i"')} ON ${quoted} (${quoted});
          CREATE TRIGGER ${quoted.replace(/"$/, ' t"')} AFTER DELETE ON ${quoted} BEGIN SELECT old.${quoted}; END;
          INSERT INTO ${quoted} VALUES ('row', NULL);`)
        const before = await reflectTable(connection, name)
        await carryOut(connection, [
          {
            kind: 'alterColumn',
            table: { name },
            column: name,
            from: { default: null },
            to: { default: { literal: name } },
          },
        ])
        const after = await reflectTable(connection, name)
        const [column, other] = before.columns
        assert.deepEqual(after, {
          ...before,
          columns: [{ ...column, default: { literal: name } }, other],
        })
        assert.deepEqual(await connection.query(`SELECT count(*) AS n FROM ${quoted}`), [{ n: 1 }])
      }))

  test('finds a free name where somebody has taken the one it would use', () =>
    withSqlite(async ({ connection }) => {
      await connection.script(`
        CREATE TABLE t (a); CREATE TABLE _ATHANOR_t (precious);
        INSERT INTO t VALUES (1); INSERT INTO _ATHANOR_t VALUES (2);`)
      await carryOut(connection, [
        {
          kind: 'alterColumn',
          table: { name: 't' },
          column: 'a',
          from: { default: null },
          to: { default: { literal: 1 } },
        },
      ])
      assert.deepEqual(await connection.query('SELECT * FROM t, _ATHANOR_t'), [
        { a: 1, precious: 2 },
      ])
    }))
})
