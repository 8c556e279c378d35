/** A change of type keeps what is in the column, there and back, with rows and without. */
import assert from 'node:assert/strict'
import { invertAll } from '../../src/operations/invert.ts'
import type { Operation } from '../../src/operations/model.ts'
import { findTable } from '../../src/schema/lookup.ts'
import type { ColumnType } from '../../src/schema/model.ts'
import { forEachCase } from '../support/cases.ts'
import { applied, carryOut, reflectAll, sorted } from './live.ts'

const mood: ColumnType = { kind: 'enum', name: 'mood', values: ['sad', 'ok'] }
const other: ColumnType = { kind: 'enum', name: 'other', values: ['ok', 'sad', 'new'] }
const list = (of: ColumnType): ColumnType => ({ kind: 'array', of })
const native = (sql: string): ColumnType => ({ kind: 'native', sql })
const kind = (name: string): ColumnType => ({ kind: name }) as ColumnType
const timestamptz: ColumnType = { kind: 'timestamp', withTimeZone: true }

/** From, to, the value as it is put in, and as text what it then is. */
const CASTS: readonly (readonly [from: ColumnType, to: ColumnType, value: string, text: string])[] =
  [
    [kind('varchar'), kind('integer'), "'5'", '5'],
    [kind('text'), kind('json'), `'{"a":1}'`, '{"a":1}'],
    [kind('text'), kind('jsonb'), "'[1, 2]'", '[1, 2]'],
    [kind('json'), kind('jsonb'), `'{"a": 1}'`, '{"a": 1}'],
    [kind('integer'), kind('jsonb'), '5', '5'],
    [kind('varchar'), mood, "'sad'", 'sad'],
    [mood, { kind: 'varchar', length: 10 }, "'ok'", 'ok'],
    [mood, other, "'ok'", 'ok'],
    [list(mood), list(kind('text')), "'{sad,ok}'", '{sad,ok}'],
    [list(mood), list(other), "'{sad,ok}'", '{sad,ok}'],
    [kind('integer'), kind('boolean'), '1', 'true'],
    [kind('smallint'), kind('boolean'), '0', 'false'],
    [kind('boolean'), kind('bigint'), 'true', '1'],
    [kind('boolean'), kind('numeric'), 'false', '0'],
    [kind('boolean'), kind('text'), 'true', 'true'],
    [kind('integer'), kind('bigint'), '7', '7'],
    [kind('bigint'), kind('smallint'), '7', '7'],
    [kind('numeric'), kind('double'), '1.5', '1.5'],
    [kind('integer'), kind('text'), '42', '42'],
    [kind('text'), { kind: 'varchar', length: 5 }, "'abc'", 'abc'],
    [{ kind: 'char', length: 5 }, kind('text'), "'ab'", 'ab'],
    [
      kind('text'),
      kind('uuid'),
      "'6b0a8c1e-3e0c-4b0e-8a5a-111111111111'",
      '6b0a8c1e-3e0c-4b0e-8a5a-111111111111',
    ],
    [kind('text'), kind('timestamp'), "'2020-01-02 03:04:05'", '2020-01-02 03:04:05'],
    [kind('date'), timestamptz, "'2020-01-02'", '2020-01-02 00:00:00+00'],
    [kind('timestamp'), timestamptz, "'2020-01-02 03:04:05'", '2020-01-02 03:04:05+00'],
    [kind('timestamp'), kind('date'), "'2020-01-02'", '2020-01-02'],
    [kind('timestamp'), kind('time'), "'2020-01-02 03:04:05'", '03:04:05'],
    [kind('time'), kind('interval'), "'03:04:05'", '03:04:05'],
    [list(kind('integer')), list(kind('text')), "'{1,2}'", '{1,2}'],
    [list(kind('integer')), list(kind('bigint')), "'{1,2}'", '{1,2}'],
    [kind('text'), list(kind('integer')), "'{1,2}'", '{1,2}'],
    [kind('integer'), list(kind('integer')), '5', '{5}'],
    [list(kind('text')), kind('jsonb'), "'{a,b}'", '["a", "b"]'],
    [kind('jsonb'), kind('integer'), "'5'", '5'],
    [kind('json'), kind('text'), "'[1]'", '[1]'],
    [kind('text'), kind('bytes'), "'\\x6162'", '\\x6162'],
    [kind('text'), native('inet'), "'10.0.0.0/8'", '10.0.0.0/8'],
    [native('inet'), native('cidr'), "'10.0.0.0/8'", '10.0.0.0/8'],
    [native('int4range'), kind('text'), "'[1,3)'", '[1,3)'],
    [kind('text'), kind('interval'), "'1 day'", '1 day'],
  ]

const words = (type: ColumnType): string => {
  if (type.kind === 'array') return `${words(type.of)}[]`
  return type.kind === 'enum' ? type.name : type.kind === 'native' ? type.sql : type.kind
}

forEachCase(
  'a change of type',
  CASTS.map((cast) => ({ name: `${words(cast[0])} → ${words(cast[1])}`, cast })),
  async ({ cast: [from, to, value, text] }, { connection }) => {
    await connection.script(
      `DROP SCHEMA public CASCADE; CREATE SCHEMA public; SET TimeZone = 'UTC'; CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TYPE other AS ENUM ('ok', 'sad', 'new')`,
    )
    const column = { name: 'a', type: from, nullable: true }
    const parts = { uniques: [], foreignKeys: [], checks: [], exclusions: [], indexes: [] }
    await carryOut(connection, [
      { kind: 'createTable', table: { name: 't', columns: [column], ...parts } },
    ])
    await connection.script(`INSERT INTO t VALUES (${value}), (NULL)`)
    const [was] = await connection.query<{ a: string }>('SELECT a::text FROM t')
    const before = await reflectAll(connection)
    const change: Operation = {
      kind: 'alterColumn',
      table: { name: 't' },
      column: 'a',
      from: { type: from },
      to: { type: to },
    }
    await carryOut(connection, [change], before)
    assert.deepEqual(await connection.query('SELECT a::text FROM t'), [{ a: text }, { a: null }])
    const after = await reflectAll(connection)
    assert.deepEqual(sorted(after), sorted(applied(before, [change])))
    if (isOneWay(from, to)) await connection.run('DELETE FROM t')
    await carryOut(connection, invertAll([change]), after)
    assert.deepEqual(sorted(await reflectAll(connection)), sorted(before))
    if (isOneWay(from, to)) return
    assert.deepEqual(await connection.query('SELECT a::text FROM t'), [{ a: was!.a }, { a: null }])
  },
  { on: ['postgresql'] },
)

/** No value of these goes back into what it was made from. */
const isOneWay = (from: ColumnType, to: ColumnType): boolean =>
  (from.kind === 'timestamp' && to.kind === 'time') ||
  (to.kind === 'array' && from.kind === 'integer') ||
  (from.kind === 'array' && to.kind === 'jsonb')

const DEFAULTS = [
  ["varchar(5) DEFAULT 'sad'", mood, { literal: 'sad' }],
  ["varchar(5) DEFAULT 'x'", { kind: 'text' }, { literal: 'x' }],
  ['integer DEFAULT 5', { kind: 'bigint' }, { literal: 5 }],
  ["text DEFAULT '{}'", { kind: 'jsonb' }, { literal: '{}' }],
  ['timestamp DEFAULT now()', timestamptz, { sql: 'now()' }],
] as const

forEachCase(
  'a change of type with a default',
  DEFAULTS.map(([was, to, value]) => ({ name: was, to, value })),
  async ({ name, to, value }, { connection }) => {
    await connection.script(
      `DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE t (a ${name})`,
    )
    const before = await reflectAll(connection)
    const from = before.tables[0]!.columns[0]!.type
    const change: Operation = {
      kind: 'alterColumn',
      table: { name: 't' },
      column: 'a',
      from: { type: from },
      to: { type: to },
    }
    await carryOut(connection, [change], before)
    const after = await reflectAll(connection)
    assert.deepEqual(findTable(after, { name: 't' })?.columns[0]?.default, value)
    await carryOut(connection, invertAll([change]), after)
    assert.deepEqual(await reflectAll(connection), before)
  },
  { on: ['postgresql'] },
)
