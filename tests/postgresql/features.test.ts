/** Whatever the model can express: read from a database, made again in another, read again, and the same. */
import assert from 'node:assert/strict'
import { postgresql } from '../../src/dialects/postgresql/index.ts'
import { quote } from '../../src/dialects/postgresql/names.ts'
import type { Connection } from '../../src/drivers/connection.ts'
import { compact } from '../../src/schema/equal.ts'
import { forEachCase } from '../support/cases.ts'
import { forEachDatabase } from '../support/databases.ts'
import { FEATURES, HOSTILE_NAMES } from './features.ts'
import { carryOut, creation, reflectAll, sorted } from './live.ts'

const SERVERS = { on: ['postgresql', 'pglite'] } as const

forEachCase(
  'what is read can be made again',
  FEATURES,
  async ({ ddl, ground = '', since = 0, needsServer }, { connection, target }, t) => {
    if (connection.version[0] < since) return t.skip(`PostgreSQL ${since} and later`)
    if (needsServer && target === 'pglite') return t.skip('PGlite is built without it')
    await connection.run(EMPTY)
    await connection.script(ground + ddl)
    await isMadeAgain(connection, ground)
  },
  SERVERS,
)

forEachDatabase(
  'what is read can be made again under hostile names',
  async ({ connection }) => {
    for (const name of HOSTILE_NAMES) await connection.script(hostile(name))
    const { tables } = await isMadeAgain(connection)
    assert.equal(tables.length, HOSTILE_NAMES.length)
  },
  SERVERS,
)

const EMPTY = `DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP EXECUTE format('DROP SCHEMA %I CASCADE', one.name); END LOOP;
  FOR one IN SELECT extname AS name FROM pg_extension WHERE extname <> 'plpgsql' LOOP EXECUTE format('DROP EXTENSION %I CASCADE', one.name); END LOOP;
  CREATE SCHEMA public;
END $$`

async function isMadeAgain(connection: Connection, ground = '') {
  const found = await reflectAll(connection)
  assert.deepEqual(plain(postgresql.canonical(found)), plain(found), 'is canonical')
  const normal = await postgresql.normalize(connection, found, found)
  assert.deepEqual(plain(normal), plain(found), 'is normal')
  await connection.script(`${EMPTY}; ${ground}`)
  await carryOut(connection, creation(found))
  const again = await reflectAll(connection)
  assert.deepEqual(
    { ...sorted(again), unmodelled: [] },
    { ...sorted(found), unmodelled: [] },
    'is made again',
  )
  return found
}

/** Without properties that are there and undefined. */
const plain = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(plain)
    : typeof value === 'object' && value !== null
      ? compact(Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)])))
      : value

function hostile(name: string): string {
  const q = quote(name)
  const text = `'${name.replaceAll("'", "''")}'`
  const enumName = quote(`e${name.slice(0, 20)}`)
  return `
    CREATE TYPE ${enumName} AS ENUM (${text}, 'other');
    CREATE TABLE ${q} (${q} integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY, s serial, e ${enumName} DEFAULT ${text}, d text DEFAULT ${text},
      f integer REFERENCES ${q}, CHECK (${q} > 0 AND d <> ${text}), UNIQUE (d, ${q}));
    COMMENT ON TABLE ${q} IS ${text};
    COMMENT ON COLUMN ${q}.${q} IS ${text};
    CREATE INDEX ${quote(`i${name.slice(0, 20)}`)} ON ${q} (${q} DESC, lower(d)) WHERE d <> ${text};
    CREATE VIEW ${quote(`v${name.slice(0, 20)}`)} AS SELECT ${q}, d AS ${quote(`${name.slice(0, 20)}2`)} FROM ${q} WHERE d = ${text};`
}
