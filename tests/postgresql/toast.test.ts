/** Whether the server gives a table another one for long values, and with it a place for `toast.…` parameters. */
import assert from 'node:assert/strict'
import { hasToast } from '../../src/dialects/postgresql/canonical/toast.ts'
import { findTable } from '../../src/schema/lookup.ts'
import { forEachDatabase } from '../support/databases.ts'
import { reflectAll } from './live.ts'

const COLUMNS: readonly string[] = [
  ...[
    'a integer',
    'a bigint, b smallint, c boolean',
    'a double precision, b real, c uuid',
    'a date, b timestamptz',
  ],
  ...[
    'a interval, b time',
    'a text',
    'a bytea',
    'a json',
    'a jsonb',
    'a integer[]',
    'a varchar',
    'a numeric',
    'a mood',
  ],
  ...[
    'a varchar(10)',
    'a varchar(490)',
    'a varchar(520)',
    'a char(10)',
    'a char(520)',
    'a char(490), b char(20)',
  ],
  ...[
    'a numeric(10,2)',
    'a numeric(1000)',
    'a bit(20000)',
    'a bit varying(10)',
    'a varbit',
    'a numeric(1000), b numeric(1000)',
    'a numeric(1000), b numeric(1000), c numeric(1000), d numeric(1000)',
    'a numeric(1000), b varchar(5)',
  ],
  ...[
    'a varchar(250), b varchar(200)',
    'a varchar(260), b varchar(260)',
    'a integer, b varchar(10), c numeric(5)',
  ],
  ...[
    'a point, b money, c name, d macaddr',
    'a inet',
    'a tsvector',
    'a bit(3)',
    'a int4range',
    'a xid, b oid, c "char"',
  ],
  ...[
    'a integer, b text GENERATED ALWAYS AS (a::text) STORED',
    'a xml',
    'a box, b circle, c lseg, d pg_lsn',
  ],
]

forEachDatabase(
  'a table has one where the server gives it one',
  async ({ connection }) => {
    const virtual = "a integer, b text GENERATED ALWAYS AS ('x') VIRTUAL"
    const all = connection.version[0] >= 18 ? [...COLUMNS, virtual] : COLUMNS
    await connection.script(
      `CREATE TYPE mood AS ENUM ('sad'); ${all.map((columns, at) => `CREATE TABLE t${at} (${columns})`).join('; ')}`,
    )
    const found = await reflectAll(connection)
    const rows = await connection.query<{ name: string; toasted: boolean }>(
      `SELECT relname AS name, reltoastrelid <> 0 AS toasted FROM pg_class WHERE relname ~ '^t[0-9]+$'`,
    )
    const toasted = new Map(rows.map((row) => [row.name, row.toasted]))
    assert.deepEqual(
      all.map((columns, at) => [columns, hasToast(findTable(found, { name: `t${at}` })!.columns)]),
      all.map((columns, at) => [columns, toasted.get(`t${at}`)]),
    )
  },
  { on: ['postgresql'] },
)

forEachDatabase(
  'a column of any type of the server’s own is judged as the server does',
  async ({ connection }) => {
    await connection.script(`
      DO $$
      DECLARE type text;
      BEGIN
        FOR type IN SELECT format_type(oid, NULL) FROM pg_type
                     WHERE typnamespace = 'pg_catalog'::regnamespace AND typtype IN ('b', 'r', 'm') AND typrelid = 0 AND typelem = 0
        LOOP
          BEGIN
            EXECUTE format('CREATE TABLE %I (a %s)', type, type);
          EXCEPTION WHEN invalid_table_definition OR undefined_object THEN NULL;
          END;
        END LOOP;
      END $$`)
    const { tables } = await reflectAll(connection)
    const rows = await connection.query<{ name: string; toasted: boolean }>(
      `SELECT relname AS name, reltoastrelid <> 0 AS toasted FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
    )
    assert.ok(rows.length > 60, `only ${rows.length} types`)
    const judged = tables.map(({ name, columns }) => [name, hasToast(columns)] as const)
    const expected = rows.map(({ name, toasted }) => [name, toasted] as const)
    assert.deepEqual(new Map(judged), new Map(expected))
  },
  { on: ['postgresql'] },
)
