import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { carryOut, compiled, reflect, reflectTable } from '../../../tests/sqlite/live.ts'
import { withSqlite } from '../../../tests/support/databases.ts'
import type { Operation } from '../../operations/model.ts'
import type { Column, ColumnType, Constraint, StoredObject, Table } from '../../schema/model.ts'
import { emptySchema } from '../../schema/model.ts'
import { sqlite } from './index.ts'

const t = { name: 't' }
const column = (name: string, facts: Partial<Column> = {}): Column => ({
  name,
  type: { kind: 'integer' },
  nullable: true,
  ...facts,
})
const add = (name: string, facts: Partial<Column> = {}): Operation => ({
  kind: 'addColumn',
  table: t,
  column: column(name, facts),
})
const drop = (name: string): Operation => ({ kind: 'dropColumn', table: t, column: column(name) })
const constrain = (constraint: Constraint): Operation => ({
  kind: 'addConstraint',
  table: t,
  constraint,
})
const release = (constraint: Constraint): Operation => ({
  kind: 'dropConstraint',
  table: t,
  constraint,
})
const nullable = (name: string, to: boolean): Operation => ({
  kind: 'alterColumn',
  table: t,
  column: name,
  from: { nullable: !to },
  to: { nullable: to },
})
const table = (name: string, columns: readonly Column[], facts: Partial<Table> = {}): Table => ({
  name,
  columns,
  uniques: [],
  foreignKeys: [],
  checks: [],
  exclusions: [],
  indexes: [],
  ...facts,
})
const object = (facts: Partial<StoredObject>): StoredObject => ({
  kind: 'view',
  name: 'v',
  definition: '',
  ...facts,
})
const check = (name: string | undefined, sql: string): Constraint => ({
  kind: 'check',
  ...(name && { name }),
  expression: { sql },
})
const foreignKey = (name: string, of: string): Constraint => ({
  kind: 'foreignKey',
  columns: [of],
  name,
  references: { name: 'p', columns: ['id'] },
  onDelete: 'cascade',
})

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
  CREATE TABLE t (a INTEGER, b TEXT NOT NULL DEFAULT 'x', c INT CONSTRAINT positive CHECK (c > 0));
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
      constrain(check('ck', 'a < 100')),
      constrain(check(undefined, '(a > 0)')),
      release(check('positive', 'c > 0')),
    ],
    now: [
      'ALTER TABLE "t" ADD CONSTRAINT "ck" CHECK (a < 100)',
      'ALTER TABLE "t" ADD CHECK (a > 0)',
      'ALTER TABLE "t" DROP CONSTRAINT "positive"',
    ],
    old: 'rebuild',
  },
  {
    does: 'renames a check in place, where SQLite can',
    operations: [
      { kind: 'renameConstraint', table: t, constraint: 'check', from: 'positive', to: 'plus' },
    ],
    now: [
      'ALTER TABLE "t" DROP CONSTRAINT "positive"',
      'ALTER TABLE "t" ADD CONSTRAINT "plus" CHECK (c > 0)',
    ],
    old: 'rebuild',
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

  test('makes, replaces and drops views and triggers; the triggers of a view come back with it', () =>
    withSqlite(async ({ connection }) => {
      await connection.script('CREATE TABLE t (a); CREATE TABLE log (x)')
      const view = object({ definition: 'SELECT a FROM t; -- all', columns: ['x'] })
      const trigger = object({
        kind: 'trigger',
        name: 'tr',
        table: { name: 'v' },
        definition:
          'CREATE TRIGGER IF NOT EXISTS tr INSTEAD OF INSERT ON v BEGIN INSERT INTO log VALUES (new.x); END; ',
      })
      const newView = object({ definition: 'SELECT a + 1 FROM t', columns: ['x'] })
      assert.deepEqual(
        await carryOut(connection, [
          { kind: 'createObject', object: view, ifNotExists: true },
          { kind: 'createObject', object: trigger },
          { kind: 'replaceObject', from: view, to: newView },
        ]),
        [
          'CREATE VIEW IF NOT EXISTS "v" ("x") AS SELECT a FROM t',
          'CREATE TRIGGER "tr" INSTEAD OF INSERT ON v BEGIN INSERT INTO log VALUES (new.x); END',
          'DROP VIEW "v"',
          'CREATE VIEW "v" ("x") AS SELECT a + 1 FROM t',
          'CREATE TRIGGER "tr" INSTEAD OF INSERT ON v BEGIN INSERT INTO log VALUES (new.x); END',
        ],
      )
      const { objects } = await reflect(connection)
      const wanted = sqlite.canonical({ ...emptySchema, objects: [newView, trigger] })
      const worded = await sqlite.normalize(connection, wanted, { ...emptySchema, objects })
      assert.deepEqual(
        objects,
        worded.objects.map((one) =>
          one.kind === 'view' ? { ...one, dependsOn: [{ name: 't' }] } : one,
        ),
      )
      assert.deepEqual(
        await carryOut(connection, [
          { kind: 'dropObject', object: trigger, ifExists: true },
          { kind: 'dropObject', object: newView },
        ]),
        ['DROP TRIGGER IF EXISTS "tr"', 'DROP VIEW "v"'],
      )
    }))

  test('inserts rows as the drivers would bind them', () =>
    withSqlite(async ({ connection }) => {
      await connection.script("CREATE TABLE t (a, b DEFAULT 'none', c TEXT)")
      const rows = [
        { a: 1, b: "it's" },
        { b: null, a: 9007199254740993n },
        { a: new Date('2026-01-02T03:04:05.678Z') },
        { a: { deep: ["'"] } },
        {},
        { a: new Uint8Array([0, 255]), b: undefined, c: 5 },
        { a: true, c: 'nul\0' },
      ]
      const statements = await carryOut(connection, [{ kind: 'bulkInsert', table: t, rows }])
      assert.equal(statements.length, 4)
      assert.deepEqual(await connection.query('SELECT * FROM t'), [
        { a: 1, b: "it's", c: null },
        { a: 9007199254740993n, b: null, c: null },
        { a: '2026-01-02 03:04:05.678', b: 'none', c: null },
        { a: '{"deep":["\'"]}', b: 'none', c: null },
        { a: null, b: 'none', c: null },
        { a: new Uint8Array([0, 255]), b: 'none', c: '5' },
        { a: 1, b: 'none', c: 'nul\0' },
      ])
      assert.equal(
        compiled(
          [{ kind: 'bulkInsert', table: t, rows: Array.from({ length: 450 }, () => ({ a: 1 })) }],
          emptySchema,
        ).length,
        3,
      )
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

  const sequence = { name: 's' }
  const elsewhere = { schema: 'auth', name: 't' }
  const unsupported: readonly Operation[] = [
    { kind: 'createSchema', name: 'new' },
    { kind: 'dropSchema', name: 'auth' },
    { kind: 'createTable', table: { ...table('t', [column('a')]), schema: 'auth' } },
    {
      kind: 'createTable',
      table: table('t', [column('a')], {
        foreignKeys: [{ columns: ['a'], references: { ...elsewhere, columns: [] } }],
      }),
    },
    {
      kind: 'createTable',
      table: table('t', [column('a')], {
        exclusions: [{ elements: [{ column: 'a', operator: '=' }] }],
      }),
    },
    { kind: 'createSequence', sequence },
    { kind: 'dropSequence', sequence },
    { kind: 'alterSequence', from: sequence, to: sequence },
    { kind: 'renameSequence', from: sequence, to: { name: 'r' } },
    { kind: 'createObject', object: object({ kind: 'function', name: 'f' }) },
    { kind: 'dropObject', object: object({ kind: 'materializedView' }) },
    { kind: 'replaceObject', from: object({ kind: 'policy' }), to: object({ kind: 'policy' }) },
    { kind: 'custom', describe: 'x', ddl: { postgresql: ['x'] } },
  ]
  for (const operation of unsupported)
    test(`says that SQLite cannot ${operation.kind} like this, and what to do`, () => {
      const before = {
        ...emptySchema,
        sequences: [sequence],
        schemas: ['auth'],
        objects: [object({ kind: 'materializedView' }), object({ kind: 'policy' })],
      }
      assert.throws(
        () =>
          compiled(
            [
              operation.kind === 'createSequence'
                ? { ...operation, sequence: { name: 'new' } }
                : operation,
            ],
            before,
          ),
        (error: Error & { hint?: string }) => {
          assert.equal((error as { code?: string }).code, 'unsupported-operation')
          assert.ok(error.hint)
          return true
        },
      )
    })

  test('says so of exclusion constraints added later, too', () => {
    assert.throws(
      () =>
        compiled(
          [
            { kind: 'createTable', table: table('t', [column('a')]) },
            constrain({ kind: 'exclusion', elements: [] }),
          ],
          emptySchema,
        ),
      { code: 'unsupported-operation' },
    )
  })
})

describe('a change of the values of an enum', () => {
  const mood = { name: 'mood', values: ['ok', 'sad', 'mad'] }
  const columns = [
    column('a', { type: { kind: 'enum', ...mood } }),
    column('b', { type: { kind: 'array', of: { kind: 'enum', ...mood } } }),
  ]
  const start: readonly Operation[] = [
    { kind: 'createEnum', enum: mood },
    { kind: 'createTable', table: table('t', columns) },
    {
      kind: 'bulkInsert',
      table: t,
      rows: [
        { a: 'sad', b: ['sad', 'ok'] },
        { a: 'ok', b: null },
      ],
    },
  ]
  const rows = [
    { a: 'blue', b: '["blue","ok"]' },
    { a: 'ok', b: null },
  ]

  test('converts the rows of its columns', () =>
    withSqlite(async ({ connection }) => {
      await carryOut(connection, [
        ...start,
        { kind: 'renameEnumValue', enum: mood, from: 'sad', to: 'sob' },
      ])
      assert.deepEqual(await connection.query('SELECT * FROM t'), [
        { a: 'sob', b: '["sob","ok"]' },
        { a: 'ok', b: null },
      ])
    }))

  test('makes the column as long as the longest value', () =>
    withSqlite(async ({ connection }) => {
      await carryOut(connection, [
        ...start,
        {
          kind: 'alterEnum',
          enum: mood,
          from: mood.values,
          to: ['ok', 'blue'],
          mapping: { sad: 'blue', mad: null },
        },
        { kind: 'addEnumValue', enum: mood, value: 'delighted' },
      ])
      assert.deepEqual(await connection.query('SELECT * FROM t'), rows)
      assert.deepEqual((await reflectTable(connection, 't')).columns[0]!.type, {
        kind: 'varchar',
        length: 9,
      })
    }))

  test('refuses while a row holds a value that goes', () =>
    withSqlite(async ({ connection }) => {
      const change: Operation = { kind: 'alterEnum', enum: mood, from: mood.values, to: ['ok'] }
      await assert.rejects(
        carryOut(connection, [...start, change]),
        /"t"\."a" still holds a value that is to go: sad, mad/,
      )
      assert.deepEqual((await reflect(connection)).tables, [])
    }))

  test('means nothing where no column is known to hold it', () => {
    const other: Operation = { kind: 'createEnum', enum: { name: 'other', values: ['x'] } }
    assert.deepEqual(
      compiled(
        [other, { kind: 'renameEnumValue', enum: mood, from: 'sad', to: 'blue' }],
        emptySchema,
      ),
      [],
    )
  })
})
