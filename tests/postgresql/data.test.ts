/** Rows and indexes on a live server: values arrive as they are, and a failed build is cleared away. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from '../../src/schema/builders/sql.ts'
import type { Index } from '../../src/schema/model.ts'
import { forEachDatabase, NoTestServerError, withPostgres } from '../support/databases.ts'
import { carryOut, reflectAll } from './live.ts'

forEachDatabase(
  'rows arrive as they are',
  async ({ connection }) => {
    await connection.script(`SET TimeZone = 'Asia/Tokyo'; CREATE TYPE mood AS ENUM ('sad', 'it''s');
      CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY, s varchar(50) DEFAULT 'none', n numeric, b bigint, d double precision, f boolean, j jsonb, k json, y bytea,
        ts timestamp, tz timestamptz, da date, ti time, i integer[], a text[], m mood, ms mood[], u uuid, iv interval, x text)`)
    const before = await reflectAll(connection)
    const at = new Date('2020-01-02T03:04:05.678Z')
    const rows = [
      {
        s: 'it\'s \\ "x"\n$$',
        n: '1234567890.0987654321',
        b: 9223372036854775807n,
        d: 1.5,
        f: true,
        x: 'plain',
      },
      { s: null, n: 5, b: 7, d: Number.NaN, f: false, x: undefined },
      {
        j: { a: [1, 'x', null], big: 9007199254740993n },
        k: '[1]',
        y: new Uint8Array([0, 255, 92]),
        ts: at,
        tz: at,
        da: at,
        ti: at,
      },
      {
        i: [1, 2, null],
        a: ['a', 'b"c', "d'e", '{}', null, 'NULL', '\\'],
        m: "it's",
        ms: ['sad', null],
        u: '6b0a8c1e-3e0c-4b0e-8a5a-111111111111',
        iv: '1 day',
        x: sql`upper(${'abc'})`,
      },
      { i: [], a: [], j: [1, { b: true }], k: 5, x: '' },
      { id: 100, x: 'numbered' },
      {},
    ]
    await carryOut(connection, [{ kind: 'bulkInsert', table: { name: 't' }, rows }], before)
    const texts = await connection.query(
      `SELECT id, s, n::text, b::text, d::text, f, j::text, k::text, encode(y, 'hex') AS y, ts::text, (tz AT TIME ZONE 'UTC')::text AS tz,
         da::text, ti::text, i::text, to_json(a)::text AS a, m::text, ms::text, u::text, iv::text, x FROM t ORDER BY id`,
    )
    const present = texts.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)),
    )
    assert.deepEqual(present, [
      {
        id: 1,
        s: 'it\'s \\ "x"\n$$',
        n: '1234567890.0987654321',
        b: '9223372036854775807',
        d: '1.5',
        f: true,
        x: 'plain',
      },
      { id: 2, n: '5', b: '7', d: 'NaN', f: false },
      {
        id: 3,
        s: 'none',
        j: '{"a": [1, "x", null], "big": 9007199254740993}',
        k: '[1]',
        y: '00ff5c',
        ts: '2020-01-02 03:04:05.678',
        tz: '2020-01-02 03:04:05.678',
        da: '2020-01-02',
        ti: '03:04:05.678',
      },
      {
        id: 4,
        s: 'none',
        i: '{1,2,NULL}',
        a: JSON.stringify(['a', 'b"c', "d'e", '{}', null, 'NULL', '\\']),
        m: "it's",
        ms: '{sad,NULL}',
        u: '6b0a8c1e-3e0c-4b0e-8a5a-111111111111',
        iv: '1 day',
        x: 'ABC',
      },
      { id: 5, s: 'none', i: '{}', a: '[]', j: '[1, {"b": true}]', k: '5', x: '' },
      { id: 6, s: 'none' },
      { id: 100, s: 'none', x: 'numbered' },
    ])
  },
  { on: ['postgresql', 'pglite'] },
)

forEachDatabase(
  'many rows go in statements of a size to look at',
  async ({ connection }) => {
    await connection.script('CREATE TABLE t (a integer, b text)')
    const rows = Array.from({ length: 1001 }, (_, a) => ({ a, b: `row ${a}` }))
    const statements = await carryOut(connection, [
      { kind: 'bulkInsert', table: { name: 't' }, rows },
    ])
    assert.equal(statements.length, 6)
    assert.deepEqual(await connection.query('SELECT count(*)::int AS n, sum(a)::int AS s FROM t'), [
      { n: 1001, s: 500500 },
    ])
  },
  { on: ['postgresql'] },
)

forEachDatabase(
  'an index that was left invalid is cleared away before it is built again',
  async ({ connection }) => {
    await connection.script('CREATE TABLE "T t" (a integer); INSERT INTO "T t" VALUES (1), (1)')
    const table = { name: 'T t' }
    const index: Index = {
      name: 'my "index"',
      elements: [{ column: 'a' }],
      unique: true,
      comment: 'c',
    }
    const build = { kind: 'createIndex', table, index, concurrently: true } as const
    await assert.rejects(carryOut(connection, [build]), { sqlState: '23505' })
    const left = await reflectAll(connection)
    assert.deepEqual(left.tables[0]?.indexes, [])
    assert.deepEqual(left.unmodelled, [{ kind: 'invalid index', name: 'my "index"', table }])

    await connection.run('DELETE FROM "T t" WHERE ctid = (SELECT max(ctid) FROM "T t")')
    await carryOut(connection, [build])
    await carryOut(connection, [build])
    const built = await reflectAll(connection)
    assert.deepEqual(built.tables[0]?.indexes, [index])
    assert.deepEqual(built.unmodelled, [])
    await carryOut(connection, [{ kind: 'dropIndex', table, index, concurrently: true }], built)
    await carryOut(connection, [{ kind: 'dropIndex', table, index, concurrently: true }], built)
    assert.deepEqual((await reflectAll(connection)).tables[0]?.indexes, [])
  },
  { on: ['postgresql'] },
)

test('an invalid index gives way to one that is built in a transaction, too', async (t) => {
  try {
    await withPostgres(async ({ connection }) => {
      await connection.script('CREATE TABLE t (a integer); INSERT INTO t VALUES (1), (1)')
      await assert.rejects(connection.run('CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)'))
      const index: Index = { name: 'i', elements: [{ column: 'a' }] }
      await carryOut(
        connection,
        [{ kind: 'createIndex', table: { name: 't' }, index }],
        await reflectAll(connection),
      )
      assert.deepEqual((await reflectAll(connection)).tables[0]?.indexes, [index])
    })
  } catch (error) {
    if (!(error instanceof NoTestServerError)) throw error
    t.skip(error.message)
  }
})
