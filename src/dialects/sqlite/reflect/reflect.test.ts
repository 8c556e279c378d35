import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { describe, test } from 'node:test'
import { reflect, reflectTable } from '../../../../tests/sqlite/live.ts'
import { withSqlite } from '../../../../tests/support/databases.ts'
import { goldenMissing, readGoldenText } from '../../../../tests/support/golden.ts'
import type { Connection } from '../../../drivers/connection.ts'
import { lendNodeSqlite } from '../../../drivers/node-sqlite.ts'
import { tableWithIndexes } from '../compile.ts'
import { sqlite } from '../index.ts'
import { createObject } from '../objects.ts'
import { foundTable } from './tables.ts'

describe('reflect', () => {
  test('reads what pragmas do not tell', () =>
    withSqlite(async ({ connection }) => {
      await connection.script(`
        CREATE TABLE "User" (ID integer primary key autoincrement, mail text collate nocase constraint given not null default '',
          boss int constraint b references USER(id) on delete set null, age int check (age > 0), constraint adult check (age >= 18));
        CREATE UNIQUE INDEX by_mail ON user ("MAIL" COLLATE RTRIM DESC, lower(mail)) WHERE user.age IS NOT NULL;`)
      assert.deepEqual(await reflectTable(connection, 'User'), {
        name: 'User',
        columns: [
          { name: 'ID', type: { kind: 'integer' }, nullable: false, autoincrement: true },
          {
            name: 'mail',
            type: { kind: 'text' },
            nullable: false,
            default: { literal: '' },
            collation: 'NOCASE',
            notNullName: 'given',
          },
          { name: 'boss', type: { kind: 'native', sql: 'int' }, nullable: true },
          { name: 'age', type: { kind: 'native', sql: 'int' }, nullable: true },
        ],
        primaryKey: { columns: ['ID'] },
        uniques: [],
        foreignKeys: [
          {
            name: 'b',
            columns: ['boss'],
            references: { name: 'User', columns: ['ID'] },
            onDelete: 'set null',
          },
        ],
        checks: [
          { expression: { sql: 'age > 0' } },
          { name: 'adult', expression: { sql: 'age >= 18' } },
        ],
        exclusions: [],
        indexes: [
          {
            name: 'by_mail',
            elements: [
              { column: 'mail', descending: true, collation: 'RTRIM' },
              { expression: { sql: 'lower(mail)' } },
            ],
            unique: true,
            where: { sql: 'age IS NOT NULL' },
          },
        ],
        options: { autoincrement: true },
      })
    }))

  test('knows when a column is the rowid, and when a key is NOT NULL without saying so', () =>
    withSqlite(async ({ connection }) => {
      const [id] = await columnsOf(connection, 'id INTEGER PRIMARY KEY')
      assert.deepEqual(id, {
        name: 'id',
        type: { kind: 'integer' },
        nullable: false,
        autoincrement: true,
      })
      for (const [columns, nullable] of [
        ['id INT PRIMARY KEY', true],
        ['id BIGINT PRIMARY KEY', true],
        ['id INTEGER PRIMARY KEY DESC', true],
        ['id INTEGER PRIMARY KEY) WITHOUT ROWID --', false],
        ['id TEXT PRIMARY KEY) STRICT --', false],
      ] as const) {
        const [column] = await columnsOf(connection, columns)
        assert.deepEqual([column!.nullable, column!.autoincrement], [nullable, undefined], columns)
      }
    }))

  test('reads views and triggers, and which of them belong to what', () =>
    withSqlite(async ({ connection }) => {
      await connection.script(`
        CREATE TABLE t (a); CREATE TABLE other (b);
        CREATE TRIGGER IF NOT EXISTS second AFTER INSERT ON t BEGIN SELECT 1; END;
        CREATE TRIGGER main.first AFTER INSERT ON T BEGIN SELECT 2 -- two
          ; END;
        CREATE VIEW v (x) AS SELECT a FROM t /* why */ WHERE a IN (SELECT b FROM "other") -- end
        ;
        CREATE VIEW w AS SELECT * FROM v;
        CREATE TRIGGER on_view INSTEAD OF INSERT ON v BEGIN SELECT 3; END;
        CREATE TEMP VIEW hidden AS SELECT 1;`)
      const { objects } = await reflect(connection)
      assert.deepEqual(objects, [
        {
          kind: 'view',
          name: 'v',
          definition: 'SELECT a FROM t /* why */ WHERE a IN (SELECT b FROM "other")',
          columns: ['x'],
          dependsOn: [{ name: 'other' }, { name: 't' }],
        },
        { kind: 'view', name: 'w', definition: 'SELECT * FROM v', dependsOn: [{ name: 'v' }] },
        {
          kind: 'trigger',
          name: 'second',
          table: { name: 't' },
          definition: 'CREATE TRIGGER "second" AFTER INSERT ON t BEGIN SELECT 1; END',
        },
        {
          kind: 'trigger',
          name: 'first',
          table: { name: 't' },
          definition:
            'CREATE TRIGGER "first" AFTER INSERT ON T BEGIN SELECT 2 -- two\n          ; END',
        },
        {
          kind: 'trigger',
          name: 'on_view',
          table: { name: 'v' },
          definition: 'CREATE TRIGGER "on_view" INSTEAD OF INSERT ON v BEGIN SELECT 3; END',
        },
      ])
    }))

  test('reports virtual tables and what belongs to them, and is not stopped by a module it lacks', () =>
    withSqlite(async ({ connection }) => {
      await connection.script(`
        CREATE TABLE plain (a);
        CREATE VIRTUAL TABLE search USING fts5(a);
        CREATE TABLE search_extra (a);`)
      const { tables, unmodelled } = await reflect(connection)
      assert.deepEqual(
        tables.map(({ name }) => name),
        ['plain', 'search_extra'],
      )
      assert.deepEqual(unmodelled[0], { kind: 'virtual table', name: 'search' })
      assert.deepEqual(
        unmodelled
          .slice(1)
          .map(({ kind, name }) => `${kind} ${name}`)
          .toSorted(),
        ['config', 'content', 'data', 'docsize', 'idx'].map(
          (part) => `shadow table search_${part}`,
        ),
      )
      const old = await reflect({ ...connection, version: [3, 35] })
      assert.deepEqual(old, {
        tables,
        unmodelled,
        schemas: [],
        enums: [],
        sequences: [],
        objects: [],
      })
    }))

  test('takes the tables of a module that is not loaded for what they are', async () => {
    const { tables, unmodelled } = await reflect(
      odd(
        'CREATE TABLE shapes_nodes (a)',
        'CREATE TABLE shape (a)',
        'PRAGMA writable_schema = ON',
        `INSERT INTO sqlite_schema VALUES ('table', 'shapes', 'shapes', 0, 'CREATE VIRTUAL TABLE "shapes" USING spatial(a)')`,
        'PRAGMA writable_schema = RESET',
      ),
    )
    assert.deepEqual(
      tables.map(({ name }) => name),
      ['shape'],
    )
    assert.deepEqual(unmodelled.toSorted(byKind), [
      { kind: 'shadow table', name: 'shapes_nodes' },
      { kind: 'virtual table', name: 'shapes' },
    ])
  })

  test('takes a table that cannot be read from what SQLite says, and reports it', () => {
    const columns = [
      { table_name: 't', name: 'a', type: 'INT', notnull: 1, dflt_value: '5', pk: 1, hidden: 0 },
      { table_name: 't', name: 'b', type: '', notnull: 0, dflt_value: null, pk: 0, hidden: 0 },
    ]
    for (const sql of ['CREATE TABLE t (a PRIMARY KEY, ?)', 'CREATE TABLE t (a PRIMARY KEY)'])
      assert.deepEqual(
        foundTable({ type: 'table', name: 't', table_name: 't', sql, kind: 'table' }, columns, []),
        {
          table: {
            name: 't',
            columns: [
              {
                name: 'a',
                type: { kind: 'native', sql: 'INT' },
                nullable: false,
                default: { literal: 5 },
              },
              { name: 'b', type: { kind: 'native', sql: '' }, nullable: true },
            ],
            primaryKey: { columns: ['a'] },
            uniques: [],
            foreignKeys: [],
            checks: [],
            exclusions: [],
            indexes: [],
          },
          unmodelled: [
            {
              kind: 'table clause',
              name: 't: a definition that Athanor cannot read',
              table: { name: 't' },
            },
          ],
        },
      )
  })

  test('reports an index that cannot be read, and no other', () => {
    const columns = [
      { table_name: 't', name: 'a', type: 'INT', notnull: 0, dflt_value: null, pk: 0, hidden: 0 },
    ]
    const row = (type: 'table' | 'index', name: string, sql: string) =>
      ({ type, name, table_name: 't', sql, kind: null }) as const
    const { table, unmodelled } = foundTable(row('table', 't', 'CREATE TABLE t (a INT)'), columns, [
      row('index', 'i', 'CREATE INDEX i ON t (a)'),
      row('index', 'j', 'CREATE INDEX j ?'),
    ])
    assert.deepEqual(
      table.indexes.map(({ name }) => name),
      ['i'],
    )
    assert.deepEqual(unmodelled, [
      { kind: 'table clause', name: 't: index j', table: { name: 't' } },
    ])
  })

  test('takes a table without a key that cannot be read for one', () => {
    const columns = [
      { table_name: 't', name: 'a', type: 'INT', notnull: 0, dflt_value: null, pk: 0, hidden: 0 },
    ]
    const row = { type: 'table', name: 't', table_name: 't', sql: '?', kind: 'table' } as const
    assert.equal(foundTable(row, columns, []).table.primaryKey, undefined)
  })

  test('writes a string in double quotes as a string', async () => {
    const connection = odd(
      `CREATE TABLE t (a TEXT DEFAULT "two words", b DEFAULT bare, CHECK (a <> "it's"))`,
    )
    const table = await reflectTable(connection, 't')
    assert.deepEqual(
      table.columns.map((column) => column.default),
      [{ literal: 'two words' }, { literal: 'bare' }],
    )
    assert.deepEqual(table.checks, [{ expression: { sql: "a <> 'it''s'" } }])
  })

  test('passes over tables that are not asked for, and all that is on them', () =>
    withSqlite(async ({ connection }) => {
      await connection.script(`
        CREATE TABLE mine (a); CREATE TABLE theirs (a, UNIQUE (a COLLATE NOCASE));
        CREATE TRIGGER t AFTER INSERT ON theirs BEGIN SELECT 1; END;`)
      const found = await sqlite.reflect(connection, {
        includeTable: ({ name }) => name === 'mine',
      })
      assert.deepEqual(
        [found.tables.map(({ name }) => name), found.objects, found.unmodelled],
        [['mine'], [], []],
      )
    }))

  test('asks as often for a hundred tables as for one', () =>
    withSqlite(async ({ connection }) => {
      for (let i = 0; i < 100; i++)
        await connection.run(`CREATE TABLE t${i} (a REFERENCES t0, b UNIQUE)`)
      const asked: string[] = []
      const counting: Connection = {
        ...connection,
        query: (sql, parameters) => {
          asked.push(sql)
          return connection.query(sql, parameters)
        },
      }
      assert.equal((await reflect(counting)).tables.length, 100)
      assert.equal(asked.length, 3)
    }))
})

for (const system of ['conda-store', 'artemis', 'antarest', 'quay'])
  test(`what is read of ${system}'s database makes it again`, { skip: goldenMissing }, () =>
    withSqlite(({ connection: first }) =>
      withSqlite(async ({ connection: second }) => {
        await first.script(readGoldenText(system, 'sqlite', 'head.sql'))
        const read = await reflect(first)
        assert.deepEqual(read.unmodelled, [])
        assert.deepEqual(sqlite.canonical(read), read)
        for (const table of read.tables) await second.script(tableWithIndexes(table).join(';\n'))
        for (const object of read.objects) await second.run(createObject(object)!)
        assert.deepEqual(await reflect(second), read)
      }),
    ),
  )

async function columnsOf(connection: Connection, columns: string) {
  await connection.script(
    `DROP TABLE IF EXISTS t; CREATE TABLE t (${columns}\n)`.replace(/--\n\)/, ''),
  )
  return (await reflectTable(connection, 't')).columns
}

const byKind = (a: { kind: string }, b: { kind: string }) => (a.kind < b.kind ? -1 : 1)

/** A database as some other program may have left it. */
function odd(...statements: readonly string[]): Connection {
  const database = new DatabaseSync(':memory:', { enableDoubleQuotedStringLiterals: true })
  database.enableDefensive(false)
  for (const sql of statements) database.exec(sql)
  return lendNodeSqlite(database)
}
