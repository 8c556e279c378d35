import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { carryOut, compiled, reflect } from '../../../tests/sqlite/live.ts'
import { column, table } from '../../../tests/sqlite/operations.ts'
import { withSqlite } from '../../../tests/support/databases.ts'
import type { Operation } from '../../operations/model.ts'
import { type ColumnType, emptySchema } from '../../schema/model.ts'
import { sqlite } from './index.ts'

describe('createTable', () => {
  test('leaves a table alone that is there, with the indexes that it has', () =>
    withSqlite(async ({ connection }) => {
      await connection.run('CREATE TABLE t (other)')
      const wanted = table('t', [column('a')], {
        indexes: [{ name: 'ix', elements: [{ column: 'a' }] }],
      })
      assert.deepEqual(
        await carryOut(connection, [{ kind: 'createTable', table: wanted, ifNotExists: true }]),
        [],
      )
    }))

  test('makes a descending key of one integer where it does not make the column the rowid', () => {
    const make = (type: ColumnType): Operation => ({
      kind: 'createTable',
      table: table('t', [{ ...column('a'), type }], {
        primaryKey: { columns: ['a'], descending: ['a'] },
      }),
    })
    const made = (kind: 'integer' | 'text') => compiled([make({ kind })], emptySchema)
    assert.deepEqual(made('integer'), ['CREATE TABLE "t" (\n  "a" INTEGER PRIMARY KEY DESC\n)'])
    assert.deepEqual(made('text'), ['CREATE TABLE "t" (\n  "a" TEXT,\n  PRIMARY KEY ("a" DESC)\n)'])
  })

  test('makes a table with what is added to it afterwards in one, circles included', () => {
    const key = (name: string, to: string): Operation => ({
      kind: 'addConstraint',
      table: { name },
      constraint: {
        kind: 'foreignKey',
        columns: ['id'],
        references: { name: to, columns: ['id'] },
      },
    })
    const make = (name: string): Operation => ({
      kind: 'createTable',
      table: table(name, [column('id')]),
    })
    assert.deepEqual(compiled([make('a'), make('b'), key('a', 'b'), key('b', 'a')], emptySchema), [
      'CREATE TABLE "a" (\n  "id" INTEGER,\n  FOREIGN KEY ("id") REFERENCES "b" ("id")\n)',
      'CREATE TABLE "b" (\n  "id" INTEGER,\n  FOREIGN KEY ("id") REFERENCES "a" ("id")\n)',
    ])
  })

  test('makes a table of everything that a model can say', () =>
    withSqlite(async ({ connection }) => {
      const whole = table(
        't',
        [
          column('id', { nullable: false, comment: 'ignored', identity: { always: true } }),
          column('a', {
            type: { kind: 'enum', name: 'mood', values: ['ok', 'fine'] },
            default: { literal: 'ok' },
          }),
          column('b', {
            type: { kind: 'numeric', precision: 10, scale: 2 },
            nullable: false,
            notNullOnConflict: 'replace',
            default: { literal: 0 },
          }),
          column('c', {
            type: { kind: 'text' },
            generated: { expression: { sql: 'a', dialects: { sqlite: 'upper(a)' } }, stored: true },
          }),
        ],
        {
          primaryKey: { name: 'pk', columns: ['id'], include: ['a'] },
          uniques: [
            {
              name: 'uq',
              columns: ['a', 'b'],
              nullsNotDistinct: true,
              deferrable: 'deferred',
              onConflict: 'ignore',
            },
          ],
          foreignKeys: [
            {
              columns: ['b'],
              references: { name: 't', columns: ['id'] },
              onDelete: 'no action',
              onUpdate: 'cascade',
              deferrable: 'deferred',
              notValid: true,
            },
          ],
          checks: [
            { name: 'ck', expression: { sql: 't.b > 0' }, noInherit: true },
            { expression: { sql: 'x' }, dialects: ['postgresql'] },
          ],
          indexes: [{ name: 'ix', elements: [{ column: 'c' }] }],
          options: { autoincrement: true, unlogged: true },
          comment: 'ignored',
        },
      )
      assert.deepEqual(
        await carryOut(connection, [{ kind: 'createTable', table: whole, ifNotExists: true }]),
        [
          `CREATE TABLE IF NOT EXISTS "t" (
  "id" INTEGER NOT NULL CONSTRAINT "pk" PRIMARY KEY AUTOINCREMENT,
  "a" VARCHAR(4) DEFAULT 'ok',
  "b" NUMERIC(10, 2) NOT NULL ON CONFLICT REPLACE DEFAULT 0,
  "c" TEXT GENERATED ALWAYS AS (upper(a)) STORED,
  CONSTRAINT "uq" UNIQUE ("a", "b") ON CONFLICT IGNORE,
  FOREIGN KEY ("b") REFERENCES "t" ("id") ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT "ck" CHECK (b > 0)
)`,
          'CREATE INDEX IF NOT EXISTS "ix" ON "t" ("c")',
        ],
      )
      assert.deepEqual(
        (await reflect(connection)).tables,
        sqlite.canonical({ ...emptySchema, tables: [whole] }).tables,
      )
    }))

  test('writes the types of a STRICT table in the words that it knows', () =>
    withSqlite(async ({ connection }) => {
      const types: readonly ColumnType[] = [
        { kind: 'bigint' },
        { kind: 'boolean' },
        { kind: 'double' },
        { kind: 'varchar', length: 3 },
        { kind: 'timestamp' },
        { kind: 'json' },
        { kind: 'bytes' },
        { kind: 'numeric', precision: 3 },
        { kind: 'native', sql: 'INT' },
      ]
      const strict = table(
        't',
        types.map((type, i) =>
          column(`c${i}`, { type, ...(i === 1 && { default: { literal: true } }) }),
        ),
        { options: { strict: true } },
      )
      const [sql] = await carryOut(connection, [{ kind: 'createTable', table: strict }])
      assert.match(
        sql!,
        /"c0" INTEGER,\n {2}"c1" INTEGER DEFAULT 1,\n {2}"c2" REAL,\n {2}"c3" TEXT,\n {2}"c4" TEXT,\n {2}"c5" TEXT,\n {2}"c6" BLOB,\n {2}"c7" ANY,\n {2}"c8" INT\n\) STRICT$/,
      )
      assert.deepEqual(
        (await reflect(connection)).tables,
        sqlite.canonical({ ...emptySchema, tables: [strict] }).tables,
      )
    }))
})
