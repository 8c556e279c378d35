import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { createTableText } from '../../../../tests/sqlite/ddl.ts'
import { reflect } from '../../../../tests/sqlite/live.ts'
import { withSqlite } from '../../../../tests/support/databases.ts'
import type { Connection } from '../../../drivers/connection.ts'
import { StatementError } from '../../../drivers/statement-error.ts'
import { sameData } from '../../../schema/equal.ts'
import { tableWithIndexes } from '../compile.ts'
import { parseCreateTable } from './create-table.ts'

const parse = (columns: string, options = '') =>
  parseCreateTable(`CREATE TABLE t (${columns}) ${options}`)

describe('parseCreateTable', () => {
  test('reads the same table from however it begins', () => {
    const { table } = parse('a INTEGER')
    for (const head of [
      ...[
        'create table t',
        'CREATE TEMP TABLE t',
        'CREATE TEMPORARY TABLE [t]',
        'CREATE TABLE `t`',
      ],
      ...['CREATE TABLE IF NOT EXISTS t', 'CREATE TABLE main.t', 'CREATE TABLE "ma""in" . "t"'],
    ])
      assert.deepEqual(parseCreateTable(`${head} (a INTEGER);`).table, table)
  })

  test('reads every clause of a column, with its name', () => {
    const { table, beyond } = parse(`
      "a" VARCHAR(10) CONSTRAINT n1 NOT NULL ON CONFLICT FAIL CONSTRAINT n2 DEFAULT 5 CONSTRAINT n3 COLLATE nocase
        CONSTRAINT n4 CHECK (a > 1) CONSTRAINT n5 UNIQUE ON CONFLICT IGNORE
        CONSTRAINT n6 REFERENCES other (x, y) ON DELETE CASCADE MATCH FULL ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED`)
    assert.deepEqual(beyond, [])
    assert.deepEqual(table.columns, [
      {
        name: 'a',
        type: { kind: 'varchar', length: 10 },
        nullable: false,
        notNullName: 'n1',
        notNullOnConflict: 'fail',
        default: { literal: 5 },
        collation: 'nocase',
      },
    ])
    assert.deepEqual(table.checks, [{ name: 'n4', expression: { sql: 'a > 1' } }])
    assert.deepEqual(table.uniques, [{ name: 'n5', columns: ['a'], onConflict: 'ignore' }])
    assert.deepEqual(table.foreignKeys, [
      {
        name: 'n6',
        columns: ['a'],
        references: { name: 'other', columns: ['x', 'y'] },
        onDelete: 'cascade',
        match: 'full',
        onUpdate: 'set null',
        deferrable: 'deferred',
      },
    ])
  })

  test('reads columns without a type, with types of several words and with quoted ones', () => {
    const { table } = parse(
      'a, b unsigned /* x */ big int, c "odd type", d character varying(3), e [x] NOT NULL',
    )
    assert.deepEqual(
      table.columns.map(({ type }) => type),
      ['', 'unsigned big int', '"odd type"', 'character varying(3)', '[x]'].map((sql) => ({
        kind: 'native',
        sql,
      })),
    )
  })

  test('reads generated columns, in the long and the short form', () => {
    const { table } = parse(
      "a INT GENERATED ALWAYS AS (b || ')') STORED, b TEXT AS ((c)) , c GENERATED ALWAYS AS (1) VIRTUAL",
    )
    assert.deepEqual(
      table.columns.map(({ type, generated }) => [type, generated]),
      [
        [
          { kind: 'native', sql: 'INT' },
          { expression: { sql: "b || ')'" }, stored: true },
        ],
        [{ kind: 'text' }, { expression: { sql: '(c)' }, stored: false }],
        [
          { kind: 'native', sql: '' },
          { expression: { sql: '1' }, stored: false },
        ],
      ],
    )
  })

  test('reads constraints of the table, which need no commas between them', () => {
    const { table } =
      parse(`a, b, CONSTRAINT pk PRIMARY KEY (a DESC, [b]) ON CONFLICT ROLLBACK UNIQUE (b)
      CHECK (a > 1) ON CONFLICT REPLACE, FOREIGN KEY (a, b) REFERENCES other NOT DEFERRABLE INITIALLY DEFERRED`)
    assert.deepEqual(table.primaryKey, {
      name: 'pk',
      columns: ['a', 'b'],
      descending: ['a'],
      onConflict: 'rollback',
    })
    assert.deepEqual(table.uniques, [{ columns: ['b'] }])
    assert.deepEqual(table.checks, [{ expression: { sql: 'a > 1' }, onConflict: 'replace' }])
    assert.deepEqual(table.foreignKeys, [
      { columns: ['a', 'b'], references: { name: 'other', columns: [] } },
    ])
  })

  test('knows which INTEGER PRIMARY KEY DESC is the rowid and which is not', () => {
    assert.deepEqual(parse('a INTEGER PRIMARY KEY DESC').table.primaryKey?.descending, ['a'])
    assert.equal(parse('a INTEGER, PRIMARY KEY (A DESC)').table.primaryKey?.descending, undefined)
    assert.deepEqual(
      parse('a INTEGER, PRIMARY KEY (a DESC)', 'WITHOUT ROWID').table.primaryKey?.descending,
      ['a'],
    )
  })

  test('reads AUTOINCREMENT in both places, and the options of the table', () => {
    assert.deepEqual(parse('a INTEGER PRIMARY KEY AUTOINCREMENT').table.options, {
      autoincrement: true,
    })
    assert.deepEqual(parse('a INTEGER, PRIMARY KEY (a AUTOINCREMENT)').table.options, {
      autoincrement: true,
    })
    assert.deepEqual(parse('a PRIMARY KEY', 'strict, without ROWID').table.options, {
      strict: true,
      withoutRowid: true,
    })
  })

  test('tells what it cannot hold', () => {
    assert.deepEqual(parse('a, UNIQUE (a COLLATE NOCASE)').beyond, ['UNIQUE (a COLLATE NOCASE)'])
    assert.deepEqual(parse('a, b, UNIQUE (a, b DESC)').beyond, ['UNIQUE (a, b DESC)'])
    assert.deepEqual(parse('a, PRIMARY KEY (a COLLATE rtrim)').beyond, [
      'PRIMARY KEY (a COLLATE rtrim)',
    ])
  })

  test('refuses what is no table', () => {
    for (const sql of [
      '',
      'CREATE',
      'CREATE TABLE t',
      'CREATE TABLE t (',
      'CREATE TABLE t (a CHECK (1)',
      'CREATE TABLE t (a) WITHOUT',
      'CREATE TABLE t (a) x',
    ])
      assert.throws(() => parseCreateTable(sql), { code: 'unreadable-sql' })
  })
})

/** What SQLite itself says about table t. Synonyms of one type stay what they are. */
async function pragmas(connection: Connection): Promise<unknown> {
  const columns = await connection.query<{ type: string }>(
    "SELECT name, type, pk, hidden FROM pragma_table_xinfo('t')",
  )
  return {
    columns: columns.map((column) => ({
      ...column,
      type: column.type.replaceAll(/[\s"]/g, '').toUpperCase(),
    })),
    keys: await connection.query(
      'SELECT "from", "table", "to", on_delete, on_update FROM pragma_foreign_key_list(\'t\') ORDER BY 1, 2, 3, 4, 5',
    ),
    indexes: await connection.query(
      `SELECT l."unique", l.origin, (SELECT group_concat(name || desc || upper(coll)) FROM pragma_index_xinfo(l.name)) AS members
         FROM pragma_index_list('t') AS l ORDER BY 1, 2, 3`,
    ),
  }
}

test('what is written from what was read makes the same table, as SQLite sees it too', async () => {
  const seen = { made: 0 }
  await fc.assert(
    fc.asyncProperty(createTableText, (ddl) =>
      withSqlite(({ connection: first }) =>
        withSqlite(async ({ connection: second }) => {
          const refused = await first.run(ddl).then(
            () => undefined,
            (error) => error,
          )
          fc.pre(!(refused instanceof StatementError))
          const read = await reflect(first)
          const [table] = read.tables
          assert.deepEqual(read.unmodelled, [])
          // SQLite makes one index of two constraints that say the same, and the one that is written first decides.
          const twice = table!.uniques.some(({ columns }) =>
            sameData(columns.toSorted(), table!.primaryKey?.columns.toSorted()),
          )
          fc.pre(!twice)
          for (const sql of tableWithIndexes(table!)) await second.run(sql)
          assert.deepEqual(await reflect(second), read)
          assert.deepEqual(await pragmas(second), await pragmas(first))
          seen.made++
        }),
      ),
    ),
    { numRuns: Number(process.env.RUNS ?? 300), endOnFailure: true },
  )
  assert.ok(seen.made > 100)
})
