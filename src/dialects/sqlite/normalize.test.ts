import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { carryOut, reflect } from '../../../tests/sqlite/live.ts'
import { drawTable } from '../../../tests/sqlite/tables.ts'
import { withSqlite } from '../../../tests/support/databases.ts'
import { emptySchema, type Schema, type Table } from '../../schema/model.ts'
import { sqlite } from './index.ts'

const wanted: Table = {
  name: 't',
  columns: [
    { name: 'id', type: { kind: 'integer' }, nullable: false },
    { name: 'a', type: { kind: 'double' }, nullable: true, default: { sql: "(lower( 'X' ))" } },
    { name: 'b', type: { kind: 'native', sql: 'POINT' }, nullable: true, collation: 'MyOwn' },
    {
      name: 'c',
      type: { kind: 'text' },
      nullable: true,
      generated: { expression: { sql: 'UPPER("b")' }, stored: false },
    },
  ],
  primaryKey: { columns: ['id'] },
  uniques: [],
  foreignKeys: [{ columns: ['id'], references: { name: 't', columns: ['id'] } }],
  checks: [
    { expression: { sql: 'id > 0' } },
    { name: 'ck', expression: { sql: 't.a IS NOT  NULL' } },
  ],
  exclusions: [],
  indexes: [
    {
      name: 'ix',
      elements: [{ expression: { sql: 'LOWER( b )' } }, { expression: { sql: '"a"' } }],
      where: { sql: '( a  > 1 )' },
    },
  ],
}

const found: Table = {
  ...wanted,
  columns: [
    { name: 'id', type: { kind: 'integer' }, nullable: false, autoincrement: true },
    {
      name: 'a',
      type: { kind: 'native', sql: 'FLOAT' },
      nullable: true,
      default: { sql: "LOWER('X')" },
    },
    { name: 'b', type: { kind: 'native', sql: 'Point' }, nullable: true, collation: 'myown' },
    {
      name: 'c',
      type: { kind: 'text' },
      nullable: true,
      generated: { expression: { sql: 'upper(b)' }, stored: false },
    },
  ],
  foreignKeys: [{ columns: ['id'], references: { name: 't', columns: [] } }],
  checks: [{ name: 'ck', expression: { sql: 'A is not null' } }, { expression: { sql: '"id">0' } }],
  indexes: [
    {
      name: 'ix',
      elements: [{ expression: { sql: 'lower(b)' } }, { column: 'a' }],
      where: { sql: 'a>1' },
    },
  ],
}

const schemaOf = (table: Table): Schema => ({ ...emptySchema, tables: [table] })
const normalized = (table: Table, there: Table) =>
  withSqlite(({ connection }) =>
    sqlite.normalize(connection, sqlite.canonical(schemaOf(table)), schemaOf(there)),
  )

describe('normalize', () => {
  test('words everything as the database words it, where that says the same', async () => {
    const { tables } = await normalized(wanted, found)
    assert.deepEqual(tables, [{ ...found, checks: found.checks.toReversed() }])
  })

  test('takes what is there word for word before what says the same in other words', async () => {
    const checks = ['id > 0', 'id>0', 'ID > 0'].map((sql) => ({ expression: { sql } }))
    const mine = { ...found, checks: checks.slice(0, 1) }
    const { tables } = await normalized(mine, { ...found, checks })
    assert.deepEqual(tables[0]?.checks, mine.checks)
  })

  test('leaves alone what says something else', async () => {
    const [canonical] = sqlite.canonical(schemaOf(wanted)).tables
    const other: Table = {
      ...found,
      columns: found.columns.map(({ name }) => ({
        name,
        type: { kind: 'native', sql: 'other' },
        nullable: true,
        default: { sql: "lower('x')" },
      })),
      foreignKeys: [{ columns: ['id'], references: { name: 'u', columns: [] } }],
      checks: [{ name: 'ck', expression: { sql: 'id > 0' } }],
      indexes: [
        { name: 'ix', elements: [{ column: 'b' }, { column: 'c' }], where: { sql: 'a > 2' } },
      ],
    }
    assert.deepEqual((await normalized(wanted, other)).tables, [canonical])
  })

  test('takes the short and the long form of a key for the same, both ways', async () => {
    const long = { ...found, foreignKeys: wanted.foreignKeys }
    assert.deepEqual((await normalized(found, long)).tables[0]!.foreignKeys, long.foreignKeys)
  })

  test('compares views and triggers as SQL', async () => {
    const view = (definition: string): Schema => ({
      ...emptySchema,
      objects: [{ kind: 'view', name: 'v', definition }],
    })
    const words = (mine: string, theirs: string) =>
      withSqlite(
        async ({ connection }) =>
          (await sqlite.normalize(connection, sqlite.canonical(view(mine)), view(theirs)))
            .objects[0]!.definition,
      )
    assert.equal(await words('select A from t; -- all', 'SELECT "a" FROM t'), 'SELECT "a" FROM t')
    assert.equal(await words('SELECT b FROM t', 'SELECT a FROM t'), 'SELECT b FROM t')
  })
})

test('canonical is what reflection finds, and stays what it is', () =>
  fc.assert(
    fc.asyncProperty(fc.gen(), (g) =>
      withSqlite(async ({ connection }) => {
        const table = drawTable(g, 't')
        const canonical = sqlite.canonical(schemaOf(table))
        await carryOut(connection, [{ kind: 'createTable', table }])
        assert.deepEqual((await reflect(connection)).tables, canonical.tables)
        assert.deepEqual(sqlite.canonical(canonical), canonical)
        assert.deepEqual(await sqlite.normalize(connection, canonical, canonical), canonical)
      }),
    ),
    { numRuns: Number(process.env.RUNS ?? 200), endOnFailure: true },
  ))
