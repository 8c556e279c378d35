/** Defaults of every kind on columns of every type: read, said again and described, they stay what they are. */
import assert from 'node:assert/strict'
import {
  canonicalDefault,
  defaultSql,
  parseDefault,
} from '../../src/dialects/postgresql/defaults.ts'
import { literal } from '../../src/dialects/postgresql/names.ts'
import { parseType } from '../../src/dialects/postgresql/parse-type.ts'
import type { Connection } from '../../src/drivers/connection.ts'
import type { Default } from '../../src/schema/model.ts'
import { forEachCase } from '../support/cases.ts'
import { forEachDatabase } from '../support/databases.ts'

const TYPES = [
  ...['integer', 'bigint', 'real', 'double precision', 'numeric', 'numeric(6,2)', 'boolean'],
  ...['text', 'varchar(9)', 'char(3)', 'date', 'timestamptz', 'interval', 'jsonb', 'bytea'],
  ...['mood', '"the ""mood"""', 'email', 'price', 'integer[]', 'varchar(3)[]'],
]

const SAID = [
  ...['NULL', 'null::text', 'true', 'FALSE', "'t'", "'yes'", "'of'", "' 1 '", "'0'", "'o'", "'on'"],
  ...[
    '5',
    '-5',
    '- 5',
    '+5',
    '(-5)',
    '(5)',
    '5.',
    '.5',
    '1.50',
    '-1.50',
    '0.0',
    '1e3',
    '007',
    '1_000',
  ],
  ...["'5'", "'-5'", "' 5 '", "'1.50'", "'-1.50'", "'007'", "'1e3'", "'NaN'", "'-Infinity'"],
  ...[
    "'5'::integer",
    "'5'::numeric",
    "'-1.50'::numeric",
    '5::text',
    '5::bigint',
    "'5'::text::integer",
  ],
  ...['9223372036854775807', "'9223372036854775807'", '99999999999999999999', '9007199254740993'],
  ...[
    '0.1234567890123456789',
    '-0',
    "'1000000000000000000000'::numeric",
    "'0.10'::double precision",
  ],
  ...[
    "'x'",
    "''",
    "'it''s'",
    "E'a\\nb'",
    "'a\\b'",
    '$$x$$',
    "'x'::text",
    "'x'::varchar(9)",
    "'x '::bpchar",
  ],
  ...["'sad'", "'sad'::mood", "'a''b'", "'{}'", "'[1, 2]'", "'{sad}'", "'{1,2}'", 'ARRAY[1, 2]'],
  ...[
    "ARRAY['a', 'b']",
    "ARRAY['a']::varchar[]",
    "'x' || 'y'",
    '1 + 2',
    '(1 + 2) * 3',
    "lower('X')",
  ],
  ...['now()', 'CURRENT_DATE', 'LOCALTIMESTAMP', "(now() AT TIME ZONE 'utc')", "'2020-01-02'"],
  ...[
    "'2020-01-02 03:04:05+02'",
    "'2020-01-02'::date",
    "'2020-01-02'::date::text",
    "'1 day 2 hours'",
  ],
  ...[
    "interval '90 minutes'",
    "date '2020-01-02'",
    "'\\x6162'",
    "decode('6162', 'hex')",
    "'10.0.0.1'",
  ],
  ...["B'101'", "X'5'", "'101'", "'$1.50'", 'pg_catalog.abs(-5)', 'abs(-5)', 'length($$x$$)'],
  ...["CASE WHEN true THEN 'a' ELSE 'b' END", "coalesce(NULL, 'x')", "'now'::text::date", 'pi()'],
]

const ground = (type: string): string => `
  DROP SCHEMA public CASCADE; CREATE SCHEMA public;
  CREATE TYPE mood AS ENUM ('sad', 'x', '5'); CREATE TYPE "the ""mood""" AS ENUM ('sad', 'it''s');
  CREATE DOMAIN email AS text; CREATE DOMAIN price AS numeric(6,2);
  CREATE TABLE tried (a ${type});
  CREATE FUNCTION takes(said text) RETURNS boolean LANGUAGE plpgsql AS $$
    BEGIN
      EXECUTE 'ALTER TABLE tried ALTER a SET DEFAULT ' || said;
      INSERT INTO tried DEFAULT VALUES;
      RETURN true;
    EXCEPTION WHEN others THEN RETURN false;
    END $$`

const DOMAINS: Readonly<Record<string, string>> = { email: 'text', price: 'numeric(6,2)' }

interface Found {
  readonly printed: string | undefined
  /** What a row gets. */
  readonly value: string | null
}

/** Every default that the server takes for a column of the type. */
async function possible(connection: Connection): Promise<readonly string[]> {
  const rows = await connection.query<{ said: string }>(
    `SELECT said FROM unnest(ARRAY[${SAID.map(literal).join(', ')}]) WITH ORDINALITY AS every(said, nth)
      WHERE takes(said) ORDER BY nth`,
  )
  return rows.map(({ said }) => said)
}

/** Columns of the type with these defaults: how the server prints each, and what it comes to. */
async function made(
  connection: Connection,
  type: string,
  all: readonly (string | undefined)[],
): Promise<readonly Found[]> {
  const columns = all.map(
    (said, at) => `c${at} ${type} ${said === undefined ? '' : `DEFAULT ${said}`}`,
  )
  await connection.script(
    `DROP TABLE IF EXISTS t; CREATE TABLE t (${columns.join(', ')}); INSERT INTO t DEFAULT VALUES`,
  )
  const rows = await connection.query<{ printed: string | null; value: string | null }>(
    `SELECT pg_get_expr(d.adbin, d.adrelid) AS printed, (SELECT to_jsonb(t) ->> attname FROM t) AS value
       FROM pg_attribute AS a LEFT JOIN pg_attrdef AS d ON (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
      WHERE attrelid = 't'::regclass AND attnum > 0 ORDER BY attnum`,
  )
  return rows.map(({ printed, value }) => ({ printed: printed ?? undefined, value }))
}

const sqlOf = (value: Default | undefined): string | undefined => value && defaultSql(value)

/** What is worded in one way only, by people and by the server. */
const EXACT = /^(integer|bigint|numeric|boolean)/

const isNumberOrBoolean = (value: Default | undefined): boolean =>
  value !== undefined && 'literal' in value && typeof value.literal !== 'string'

forEachCase(
  'a default stays what it is',
  TYPES.map((name) => ({ name })),
  async ({ name: type }, { connection }) => {
    await connection.script(`ROLLBACK; BEGIN; SET LOCAL TimeZone = 'UTC'; ${ground(type)}`)
    const said = await possible(connection)
    const first = await made(connection, type, said)
    const own = parseType(type)
    const understood = (printed: string | undefined) =>
      printed === undefined ? undefined : parseDefault(printed, own, DOMAINS[type])
    const beside = <T>(values: readonly T[]) => values.map((value, at) => [said[at], value])
    const values = (found: readonly Found[]) => beside(found.map(({ value }) => value))

    const read = first.map(({ printed }) => understood(printed))
    const second = await made(connection, type, read.map(sqlOf))
    assert.deepEqual(values(second), values(first), 'what is read gives what the default gave')
    assert.deepEqual(
      beside(second.map(({ printed }) => understood(printed))),
      beside(read),
      'what is read is read again when it is said again',
    )

    const described = said.map((sql) => canonicalDefault({ sql }, own, DOMAINS[type]))
    const third = await made(connection, type, described.map(sqlOf))
    assert.deepEqual(values(third), values(first), 'what is described gives what the default gives')
    const exact = said.flatMap((_, at) =>
      isNumberOrBoolean(described[at]) && EXACT.test(type) ? [at] : [],
    )
    assert.deepEqual(
      exact.map((at) => [said[at], described[at]]),
      exact.map((at) => [said[at], read[at]]),
      'what is described is found',
    )
    await connection.run('ROLLBACK')
  },
  { on: ['postgresql'] },
)

forEachDatabase(
  'every way to say true and false is understood, and no other',
  async ({ connection }) => {
    const words = ['true', 'false', 'yes', 'no', 'on', 'off', '1', '0', 'maybe', 'onn', '2', '']
    const said = words.flatMap((word) => [
      ...Array.from(word, (_, at) => word.slice(0, at + 1)),
      ...[word.toUpperCase(), ` ${word} `, `${word}x`],
    ])
    const rows = await connection.query<{ value: boolean | null }>(
      `SELECT CASE WHEN pg_input_is_valid(said, 'boolean') THEN said::boolean END AS value
         FROM unnest(ARRAY[${said.map(literal).join()}]) WITH ORDINALITY AS every(said, nth) ORDER BY nth`,
    )
    assert.deepEqual(
      said.map((word) => [word, canonicalDefault({ literal: word }, { kind: 'boolean' })]),
      said.map((word, at) => [word, { literal: rows[at]!.value ?? word }]),
    )
  },
  { on: ['postgresql'] },
)
