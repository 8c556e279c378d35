/** Every way to write a type: read as the server reads it, printed as the server prints it, written so that it is the same. */
import assert from 'node:assert/strict'
import { postgresql } from '../../src/dialects/postgresql/index.ts'
import { parseType } from '../../src/dialects/postgresql/parse-type.ts'
import {
  canonicalType,
  formatType,
  typeSql,
  withoutArguments,
} from '../../src/dialects/postgresql/types.ts'
import type { Connection } from '../../src/drivers/connection.ts'
import type { Operation } from '../../src/operations/model.ts'
import { type ColumnType, emptySchema, emptyTable } from '../../src/schema/model.ts'
import { isOwnType } from '../../src/schema/own-types.ts'
import { forEachDatabase } from '../support/databases.ts'
import { applied, carryOut, reflectAll, sorted } from './live.ts'

const FIELDS = [
  ...['year', 'month', 'day', 'hour', 'minute', 'second', 'year to month', 'day to hour'],
  ...['day to minute', 'day to second', 'hour to minute', 'hour to second', 'minute to second'],
]

const WRITTEN: readonly string[] = [
  ...['smallint', 'int2', 'integer', 'int', 'int4', 'bigint', 'int8', 'INTEGER', 'Int'],
  ...['real', 'float4', 'double precision', 'DOUBLE\n  PRECISION', 'float8', 'float'],
  ...[1, 23, 24, 25, 53].map((bits) => `float(${bits})`),
  ...['boolean', 'bool', 'text', 'date', 'uuid', 'json', 'jsonb', 'bytea', 'interval'],
  ...['numeric', 'decimal', 'dec', 'numeric(10)', 'decimal(10,2)', 'numeric ( 10 , 2 )'],
  ...['numeric(10,0)', 'numeric(3,-2)', 'numeric(3,5)', 'numeric(1000,1000)'],
  ...['varchar', 'varchar(20)', 'character varying', 'character varying(20)', 'char varying (3)'],
  ...['char', 'char(1)', 'char(20)', 'character', 'character(20)', 'bpchar', '"char"', 'bpchar(7)'],
  ...['timestamp', 'time'].flatMap((kind) => [
    ...[kind, `${kind}tz`, `${kind}(3)`, `${kind}tz(3)`, `${kind} (0)`, `${kind}(6)`],
    ...[`${kind} without time zone`, `${kind} with time zone`],
    ...[`${kind}(3) without time zone`, `${kind}(3) with time zone`],
    ...[`${kind} (3) WITH  TIME ZONE`, `${kind}(0) with time zone`],
  ]),
  ...['interval(0)', 'interval (3)', 'interval second(3)', 'interval day to second ( 2 )'],
  ...['interval hour to second(1)', 'interval minute to second(6)', 'INTERVAL YEAR TO MONTH'],
  ...FIELDS.map((fields) => `interval ${fields}`),
  ...['bit', 'bit(3)', 'bit varying', 'bit varying(5)', 'varbit', 'varbit(5)'],
  ...['inet', 'cidr', 'macaddr', 'money', 'name', 'oid', 'regclass', 'xml', 'tsvector', 'point'],
  ...['int4range', 'nummultirange', 'pg_catalog.int4', 'pg_catalog."varchar"', '"text"', 'xid'],
  ...['mood', '"mood"', 'public.mood', 'MOOD', '"Mood"', '"a""b [x] (1)"', '"the type"'],
  ...['s.mood', '"s"."mood"', '"S s".mood', 'email', 's."Email"', '"ünï"'],
]

const LISTS = ['[]', '[][]', '[3]', ' []', ' [ 3 ] [ ]']

const GROUND = `
  CREATE SCHEMA s; CREATE SCHEMA "S s"; CREATE TYPE mood AS ENUM ('sad'); CREATE TYPE s.mood AS ENUM ('ok'); CREATE TYPE "S s".mood AS ENUM ('ok');
  CREATE TYPE "Mood" AS ENUM ('Sad'); CREATE TYPE "a""b [x] (1)" AS ENUM (); CREATE TYPE "the type" AS (a integer); CREATE DOMAIN email AS text;
  CREATE DOMAIN s."Email" AS text; CREATE TYPE "ünï" AS ENUM ('ü')`

/** What the server calls the types of columns that are declared with these words. */
async function printed(connection: Connection, written: readonly string[]): Promise<string[]> {
  const columns = written.map((type, at) => `c${at} ${type}`)
  await connection.script(`DROP TABLE IF EXISTS t; CREATE TABLE t (${columns.join(', ')})`)
  const rows = await connection.query<{ type: string }>(
    `SELECT format_type(atttypid, atttypmod) AS type FROM pg_attribute
      WHERE attrelid = 't'::regclass AND attnum > 0 ORDER BY attnum`,
  )
  return rows.map(({ type }) => type)
}

const isNative = (type: ColumnType): boolean =>
  type.kind === 'native' || (type.kind === 'array' && isNative(type.of))

/** Each beside how it is written, so that a difference says where. */
const beside = <T>(written: readonly string[], values: readonly T[]): (readonly [string, T])[] =>
  written.map((type, at) => [type, values[at]!])

forEachDatabase(
  'a type is what the server takes it for',
  async ({ connection }) => {
    await connection.script(GROUND)
    for (const written of [WRITTEN, ...LISTS.map((list) => WRITTEN.map((type) => type + list))]) {
      const names = await printed(connection, written)
      const types = written.map((type) => parseType(type))
      // What has no kind of its own the server is asked for.
      const known = types.flatMap((type, at) => (isNative(type) ? [] : [at]))
      assert.deepEqual(
        known.map((at) => [written[at], canonicalType(types[at]!)]),
        known.map((at) => [written[at], canonicalType(parseType(names[at]!))]),
        'read the same from how it is written and from how it is printed',
      )
      assert.deepEqual(
        beside(written, await printed(connection, types.map(typeSql))),
        beside(written, names),
        'the same when it is written again',
      )
      assert.deepEqual(
        beside(
          names,
          names.map((name) => formatType(parseType(name))),
        ),
        beside(names, names),
        'printed as the server prints it',
      )
    }
  },
  { on: ['postgresql'] },
)

forEachDatabase(
  'a type without its arguments is the type of a constant',
  async ({ connection }) => {
    await connection.script(GROUND)
    // A constant is never `bpchar`: `'a'::bpchar` is one of the type `character`.
    const names = await printed(
      connection,
      WRITTEN.filter((type) => type !== 'bpchar'),
    )
    const bare = await connection.query<{ type: string }>(
      `SELECT format_type(atttypid, NULL) AS type FROM pg_attribute
        WHERE attrelid = 't'::regclass AND attnum > 0 ORDER BY attnum`,
    )
    assert.deepEqual(
      beside(
        names,
        names.map((name) => formatType(withoutArguments(parseType(name)))),
      ),
      beside(
        names,
        bare.map(({ type }) => type),
      ),
    )
  },
  { on: ['postgresql'] },
)

forEachDatabase(
  'a type that the server would take for one of its own is refused by every operation, and nothing is done',
  async ({ connection }) => {
    const own = await connection.query<{ typname: string }>(
      "SELECT typname FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace AND typrelid = 0 AND typname !~ '^_pg_'",
    )
    assert.deepEqual(
      own.filter(({ typname }) => !isOwnType(typname)),
      [],
    )
    const mood = { name: 'mood', values: ['a'] }
    const path = { name: 'path', values: ['a'] }
    const ofPath = {
      name: 'p',
      type: { kind: 'array', of: { kind: 'enum', ...path } },
      nullable: true,
    } as const
    const email = { kind: 'domain', name: 'name', definition: 'AS text' } as const
    const refused: readonly Operation[] = [
      { kind: 'createEnum', enum: path },
      { kind: 'dropEnum', enum: path },
      { kind: 'renameEnum', from: mood, to: path },
      { kind: 'renameEnum', from: path, to: mood },
      { kind: 'addEnumValue', enum: path, value: 'b' },
      { kind: 'renameEnumValue', enum: path, from: 'a', to: 'b' },
      { kind: 'alterEnum', enum: path, from: ['a'], to: ['b'] },
      { kind: 'createTable', table: { ...emptyTable({ name: 't' }), columns: [ofPath] } },
      { kind: 'addColumn', table: { name: 't' }, column: ofPath },
      {
        kind: 'alterColumn',
        table: { name: 't' },
        column: 'p',
        from: {},
        to: { type: ofPath.type },
      },
      { kind: 'createObject', object: email },
      { kind: 'dropObject', object: email },
      { kind: 'replaceObject', from: email, to: { ...email, definition: 'AS varchar(3)' } },
    ]
    const first: Operation = { kind: 'createEnum', enum: mood }
    for (const operation of refused)
      assert.throws(
        () => postgresql.compile([first, operation], emptySchema, { version: [18, 0] }),
        {
          code: 'shadowed-type',
          type: 'object' in operation || operation.kind === 'replaceObject' ? 'name' : 'path',
        },
        operation.kind,
      )
    const named: readonly Operation[] = [
      { kind: 'createSchema', name: 's' },
      { kind: 'createEnum', enum: { schema: 's', ...path } },
      {
        kind: 'addColumn',
        table: { name: 't' },
        column: { ...ofPath, type: { kind: 'enum', schema: 's', ...path } },
      },
    ]
    await connection.script('CREATE TABLE t (a integer)')
    const before = await reflectAll(connection)
    await carryOut(connection, named, before)
    assert.deepEqual(sorted(await reflectAll(connection)), sorted(applied(before, named)))
  },
  { on: ['postgresql'] },
)
