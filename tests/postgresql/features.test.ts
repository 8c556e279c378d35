/** Whatever the model can express: read from a database, made again in another, read again, and the same. */
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { postgresql } from '../../src/dialects/postgresql/index.ts'
import { quote } from '../../src/dialects/postgresql/names.ts'
import type { Connection } from '../../src/drivers/connection.ts'
import { compact } from '../../src/schema/equal.ts'
import { freshDatabase, NoTestServerError, type TestTarget } from '../support/databases.ts'
import { FEATURES, HOSTILE_NAMES } from './features.ts'
import { carryOut, creation, reflectAll, sorted } from './live.ts'

for (const target of ['postgresql', 'pglite'] as const)
  test(`what is read can be made again (${target})`, async (t) => {
    try {
      const [one, other] = [await freshDatabase(target), await freshDatabase(target)]
      t.after(() => one.drop())
      t.after(() => other.drop())
      await tryAll(t, target, one.connection, other.connection)
    } catch (error) {
      if (!(error instanceof NoTestServerError)) throw error
      t.skip(error.message)
    }
  })

async function tryAll(t: TestContext, target: TestTarget, one: Connection, other: Connection) {
  for (const { name, ddl, ground = '', since = 0, needsServer } of FEATURES)
    if (one.version[0] >= since && !(needsServer && target === 'pglite'))
      await t.test(name, async () => {
        await emptied(one, other)
        await one.script(ground + ddl)
        await other.script(ground)
        await isMadeAgain(one, other)
      })
  await t.test('under hostile names', async () => {
    await emptied(one, other)
    for (const name of HOSTILE_NAMES) await one.script(hostile(name))
    const found = await isMadeAgain(one, other)
    assert.equal(found.tables.length, HOSTILE_NAMES.length)
  })
}

const EMPTY = `DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP EXECUTE format('DROP SCHEMA %I CASCADE', one.name); END LOOP;
  FOR one IN SELECT extname AS name FROM pg_extension WHERE extname <> 'plpgsql' LOOP EXECUTE format('DROP EXTENSION %I CASCADE', one.name); END LOOP;
  CREATE SCHEMA public;
END $$`

async function emptied(...connections: readonly Connection[]): Promise<void> {
  for (const connection of connections) await connection.run(EMPTY)
}

async function isMadeAgain(one: Connection, other: Connection) {
  const found = await reflectAll(one)
  assert.deepEqual(plain(postgresql.canonical(found)), plain(found), 'is canonical')
  assert.deepEqual(plain(await postgresql.normalize(one, found, found)), plain(found), 'is normal')
  await carryOut(other, creation(found))
  const again = await reflectAll(other)
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
