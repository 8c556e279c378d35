import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { carryOut } from '../../../tests/sqlite/live.ts'
import {
  add,
  check,
  column,
  constrain,
  drop,
  foreignKey,
  nullable,
  release,
  t,
  table,
} from '../../../tests/sqlite/operations.ts'
import { withSqlite } from '../../../tests/support/databases.ts'
import type { Operation } from '../../operations/model.ts'
import { type ColumnType, type Constraint, emptySchema } from '../../schema/model.ts'
import { sqlite } from './index.ts'

interface Case {
  readonly does: string
  readonly setUp?: string
  readonly operations: readonly Operation[]
  /** With SQLite 3.53 and 3.35 alike, or with each: 'rebuild' for one rebuild, whatever else. */
  readonly now: readonly string[] | 'rebuild'
  readonly old?: readonly string[] | 'rebuild'
}

const SET_UP = `
  CREATE TABLE p (id INTEGER PRIMARY KEY);
  CREATE TABLE t (a INTEGER, b TEXT NOT NULL DEFAULT 'x', c INT CONSTRAINT positive CHECK (c > 0), CONSTRAINT filled CHECK (b <> ''));
  CREATE INDEX ix_a ON t (a);
  INSERT INTO t VALUES (1, 'x', 1), (2, 'y', 2);`

const cases: readonly Case[] = [
  {
    does: 'adds a plain column',
    operations: [add('d')],
    now: ['ALTER TABLE "t" ADD COLUMN "d" INTEGER'],
  },
  {
    does: 'adds a column that is NOT NULL with a constant default',
    operations: [add('d', { nullable: false, default: { literal: -1 }, collation: 'nocase' })],
    now: ['ALTER TABLE "t" ADD COLUMN "d" INTEGER COLLATE "NOCASE" NOT NULL DEFAULT -1'],
  },
  {
    does: 'adds a virtual generated column',
    operations: [add('d', { generated: { expression: { sql: 'a + 1' }, stored: false } })],
    now: ['ALTER TABLE "t" ADD COLUMN "d" INTEGER GENERATED ALWAYS AS (a + 1) VIRTUAL'],
  },
  {
    does: 'makes the table anew for a stored generated column',
    operations: [add('d', { generated: { expression: { sql: 'a + 1' }, stored: true } })],
    now: 'rebuild',
  },
  {
    does: 'makes the table anew for a default that is not constant',
    operations: [add('d', { default: { sql: 'now()' } })],
    now: 'rebuild',
  },
  {
    does: 'adds a column with its key and its check in one statement, and its index',
    operations: [
      add('d'),
      constrain(foreignKey('fk', 'd')),
      constrain(check('ck', 'd > a')),
      { kind: 'createIndex', table: t, index: { name: 'ix_d', elements: [{ column: 'd' }] } },
    ],
    now: [
      'ALTER TABLE "t" ADD COLUMN "d" INTEGER CONSTRAINT "fk" REFERENCES "p" ("id") ON DELETE CASCADE CONSTRAINT "ck" CHECK (d > a)',
      'CREATE INDEX "ix_d" ON "t" ("d")',
    ],
  },
  {
    does: 'makes the table anew once for two columns with a key over both',
    operations: [
      add('d'),
      add('e'),
      constrain({
        ...foreignKey('fk', 'd'),
        columns: ['d', 'e'],
        references: { name: 'q', columns: ['x', 'y'] },
      } as Constraint),
    ],
    now: 'rebuild',
  },
  {
    does: 'drops a column and the index on it',
    operations: [drop('a')],
    now: ['DROP INDEX "ix_a"', 'ALTER TABLE "t" DROP COLUMN "a"'],
  },
  {
    does: 'makes the table anew to drop a column with a check',
    operations: [drop('c')],
    now: 'rebuild',
  },
  {
    does: 'makes the table anew to drop a column with a key',
    setUp: 'CREATE TABLE t (a UNIQUE, c, b REFERENCES t)',
    operations: [drop('b'), drop('a')],
    now: 'rebuild',
  },
  {
    does: 'drops what is there only if it is there',
    operations: [
      { kind: 'dropColumn', table: t, column: column('zz'), ifExists: true },
      { ...release(check('zz', 'x')), ifExists: true } as Operation,
    ],
    now: [],
  },
  {
    does: 'adds what is there only if it is not',
    operations: [{ kind: 'addColumn', table: t, column: column('a'), ifNotExists: true }],
    now: [],
  },
  {
    does: 'sets and drops NOT NULL in place, where SQLite can',
    operations: [nullable('a', false), nullable('b', true)],
    now: [
      'ALTER TABLE "t" ALTER COLUMN "a" SET NOT NULL',
      'ALTER TABLE "t" ALTER COLUMN "b" DROP NOT NULL',
    ],
    old: 'rebuild',
  },
  {
    does: 'makes the table anew where NOT NULL gets a name',
    operations: [
      {
        kind: 'alterColumn',
        table: t,
        column: 'a',
        from: { nullable: true, notNullName: null },
        to: { nullable: false, notNullName: 'nn' },
      },
    ],
    now: 'rebuild',
  },
  {
    does: 'adds and drops checks in place, where SQLite can',
    operations: [
      constrain(check('ck', "b <> 'no'")),
      constrain(check(undefined, '(length("b") > 0)')),
      release(check('positive', 'c > 0')),
    ],
    now: [
      'ALTER TABLE "t" ADD CONSTRAINT "ck" CHECK (b <> \'no\')',
      'ALTER TABLE "t" ADD CHECK (length("b") > 0)',
      'ALTER TABLE "t" DROP CONSTRAINT "positive"',
    ],
    old: 'rebuild',
  },
  {
    does: 'renames a check in place, where SQLite can',
    operations: [
      { kind: 'renameConstraint', table: t, constraint: 'check', from: 'filled', to: 'full' },
    ],
    now: [
      'ALTER TABLE "t" DROP CONSTRAINT "filled"',
      'ALTER TABLE "t" ADD CONSTRAINT "full" CHECK (b <> \'\')',
    ],
    old: 'rebuild',
  },
  {
    does: 'makes the table anew for a check that a NULL might pass, which ADD CHECK would not let',
    setUp: `${SET_UP} INSERT INTO t (a) VALUES (NULL)`,
    operations: [constrain(check(undefined, 'a > 0'))],
    now: 'rebuild',
  },
  {
    does: 'makes the table anew for a check that a division might make NULL',
    operations: [constrain(check(undefined, '1 / length(b) = 1'))],
    now: 'rebuild',
  },
  {
    does: 'makes the table anew to drop a check that has no name',
    setUp: 'CREATE TABLE t (a, CHECK (a > 0), CHECK (a > 1))',
    operations: [release(check(undefined, 'a>1'))],
    now: 'rebuild',
  },
  {
    does: 'makes the table anew to drop a check whose name another constraint has',
    setUp: 'CREATE TABLE t (a CONSTRAINT twice UNIQUE, CONSTRAINT twice CHECK (a > 0))',
    operations: [release(check('twice', 'a > 0'))],
    now: 'rebuild',
  },
  {
    does: 'makes the table anew for a unique constraint',
    operations: [constrain({ kind: 'unique', columns: ['a'] })],
    now: 'rebuild',
  },
  {
    does: 'makes the table anew for a longer VARCHAR',
    operations: [retype('b', { kind: 'varchar', length: 99 })],
    now: 'rebuild',
  },
  {
    does: 'does nothing about a type that is the same here',
    setUp: 'CREATE TABLE t (b DATETIME)',
    operations: [retype('b', { kind: 'timestamp', withTimeZone: true, precision: 3 })],
    now: [],
  },
  {
    does: 'does nothing about what SQLite has not: comments, validity, storage',
    operations: [
      { kind: 'setTableComment', table: t, from: null, to: 'hello' },
      {
        kind: 'alterColumn',
        table: t,
        column: 'a',
        from: { comment: null },
        to: { comment: 'hello' },
      },
      { kind: 'validateConstraint', table: t, name: 'positive' },
      {
        kind: 'alterTable',
        table: t,
        from: {},
        to: { unlogged: true, with: { fillfactor: '70' } },
      },
      { kind: 'createSchema', name: 'main' },
      { kind: 'createEnum', enum: { name: 'mood', values: ['ok'] } },
    ],
    now: [],
  },
  {
    does: 'does nothing that is for another database',
    operations: [{ ...drop('a'), dialects: ['postgresql'] }],
    now: [],
  },
  {
    does: 'renames a column and a table',
    operations: [
      { kind: 'renameColumn', table: t, from: 'a', to: 'A b' },
      { kind: 'renameTable', from: t, to: { name: 'u' } },
    ],
    now: ['ALTER TABLE "t" RENAME COLUMN "a" TO "A b"', 'ALTER TABLE "t" RENAME TO "u"'],
  },
  {
    does: 'renames an index by making it anew',
    operations: [{ kind: 'renameIndex', table: t, from: 'ix_a', to: 'ix_new' }],
    now: ['DROP INDEX "ix_a"', 'CREATE INDEX "ix_new" ON "t" ("a")'],
  },
  {
    does: 'makes and drops indexes, leaving out what only PostgreSQL has',
    operations: [
      {
        kind: 'createIndex',
        table: t,
        concurrently: true,
        ifNotExists: true,
        index: {
          name: 'ix',
          unique: true,
          method: 'gin',
          include: ['b'],
          with: { fillfactor: '70' },
          nullsNotDistinct: true,
          where: { sql: '(a > 0)' },
          elements: [
            {
              column: 'a',
              descending: true,
              nulls: 'last',
              opclass: 'int4_ops',
              collation: 'NOCASE',
            },
            { expression: { sql: 'x', dialects: { sqlite: 'lower(b)' } } },
          ],
        },
      },
      {
        kind: 'dropIndex',
        table: t,
        index: { name: 'ix_a', elements: [] },
        ifExists: true,
        concurrently: true,
      },
    ],
    now: [
      'CREATE UNIQUE INDEX IF NOT EXISTS "ix" ON "t" ("a" COLLATE "NOCASE" DESC, (lower(b))) WHERE a > 0',
      'DROP INDEX IF EXISTS "ix_a"',
    ],
  },
  {
    does: 'merges what concerns one table, though changes to another stand between',
    operations: [
      constrain({ kind: 'unique', columns: ['a'] }),
      { kind: 'addColumn', table: { name: 'p' }, column: column('x') },
      constrain({ kind: 'unique', columns: ['b'] }),
    ],
    now: 'rebuild',
  },
  {
    does: 'drops a table',
    operations: [
      { kind: 'dropTable', table: table('t', []), cascade: true },
      { kind: 'dropTable', table: table('zz', []), ifExists: true },
    ],
    now: ['DROP TABLE "t"', 'DROP TABLE IF EXISTS "zz"'],
  },
  {
    does: 'runs statements as they stand',
    operations: [
      { kind: 'execute', sql: 'DELETE FROM t; DELETE FROM p' },
      { kind: 'execute', sql: { postgresql: 'VACUUM FULL' } },
      { kind: 'custom', describe: 'x', ddl: { sqlite: ['ANALYZE'] } },
    ],
    now: ['DELETE FROM t; DELETE FROM p', 'ANALYZE'],
  },
]

function retype(name: string, type: ColumnType): Operation {
  return {
    kind: 'alterColumn',
    table: t,
    column: name,
    from: { type: { kind: 'text' } },
    to: { type },
  }
}

describe('compile', () => {
  for (const { does, setUp = SET_UP, operations, now, old = now } of cases)
    for (const [version, expected] of [
      [[3, 53], now],
      [[3, 35], old],
    ] as const)
      test(`${does} (SQLite ${version.join('.')})`, () =>
        withSqlite(async ({ connection }) => {
          await connection.script(setUp)
          const statements = await carryOut(connection, operations, { version })
          if (expected !== 'rebuild') return assert.deepEqual(statements, expected)
          assert.equal(statements.filter((sql) => sql === 'DROP TABLE "t"').length, 1)
          assert.ok(statements.some((sql) => sql.startsWith('CREATE TABLE "_athanor_t"')))
        }))

  test('hands code on where there is a database, and asks for its SQL where there is none', () => {
    const run: Operation = { kind: 'run', run: () => {} }
    const offline = { version: [3, 53], offline: true } as const
    assert.deepEqual(sqlite.compile([run], emptySchema, { version: [3, 53] }), [
      { kind: 'run', operation: run },
    ])
    assert.throws(() => sqlite.compile([run], emptySchema, offline), {
      code: 'unsupported-operation',
      operation: run,
    })
    const told: Operation = { ...run, sql: { sqlite: 'SELECT 1' } }
    assert.deepEqual(sqlite.compile([told], emptySchema, offline), [
      { kind: 'statement', sql: 'SELECT 1', operations: [told], script: true },
    ])
  })
})
