/** A function or view becomes another: in place where the server can do that, and what it should be afterwards either way. */
import assert from 'node:assert/strict'
import type { Connection } from '../../src/drivers/connection.ts'
import { emptySchema, type StoredObject } from '../../src/schema/model.ts'
import { forEachCase } from '../support/cases.ts'
import { carryOut, reflectAll } from './live.ts'

const GROUND = `DROP SCHEMA IF EXISTS s CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE SCHEMA s;
  CREATE TABLE t (a integer, b text, "from" integer[]); CREATE TABLE u (a integer, c text)`

const body = `LANGUAGE sql AS 'SELECT 1'`

const FUNCTIONS: readonly string[] = [
  `CREATE FUNCTION f(a integer, b text) RETURNS integer ${body}`,
  `create  or replace function f(A integer, b text) returns integer language sql immutable as 'SELECT 2'`,
  `CREATE FUNCTION f(a integer, b text) RETURNS integer IMMUTABLE STRICT ${body}`,
  `CREATE FUNCTION f(a integer, b text) /* returns text */ RETURNS integer COST 5 ${body}`,
  `CREATE FUNCTION f(a integer, b text DEFAULT 'x') RETURNS integer ${body}`,
  `CREATE FUNCTION f(a integer = 5, b text = lower(', c')) RETURNS integer NOT LEAKPROOF ${body}`,
  `CREATE FUNCTION f(a integer, b text default coalesce('(', ')')) RETURNS integer RETURN 3`,
  `CREATE FUNCTION f(a integer, c text) RETURNS integer ${body}`,
  `CREATE FUNCTION f(a integer, b text) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'`,
  `CREATE FUNCTION f(a integer, b text) RETURNS SETOF integer ROWS 5 ${body}`,
  `CREATE FUNCTION f(a integer, b text) RETURNS TABLE (x integer, y text) LANGUAGE sql AS $$SELECT 1, 'y'$$`,
  `CREATE FUNCTION f(a integer, b text) RETURNS TABLE (x integer, z text) STABLE LANGUAGE sql AS $$SELECT 1, 'z'$$`,
  `CREATE FUNCTION f(a integer, b text, OUT x integer) ${body}`,
  `CREATE FUNCTION f(a integer, b text, OUT y integer) VOLATILE ${body}`,
  `CREATE FUNCTION f(a integer, VARIADIC b text[]) RETURNS integer ${body}`,
  `CREATE FUNCTION f(a numeric(5,2), b text) RETURNS integer ${body}`,
]

/** As reflection gives it. */
const signatureOf = (definition: string): string => {
  if (definition.includes('VARIADIC')) return 'integer, text[]'
  return definition.includes('numeric') ? 'numeric, text' : 'integer, text'
}

const VIEWS: readonly string[] = [
  'SELECT a, b FROM t',
  'SELECT t.a, t.b FROM t WHERE t.a > 5',
  'SELECT a, b, a + 1 AS more FROM t',
  'SELECT a, b FROM t ORDER BY a LIMIT 5',
  'SELECT b, a FROM t',
  'SELECT a FROM t',
  'SELECT a AS x, b FROM t',
  'SELECT a, b || b AS b FROM t',
  'SELECT a, c AS b FROM u',
  'SELECT t.a, u.c AS b FROM t JOIN u ON t.a = u.a',
  'SELECT coalesce(a, 5, 7) AS a, b FROM t',
  'SELECT coalesce(a, 5, 8) AS a, b FROM t',
  'SELECT "from"[1] AS a, b FROM t',
  'SELECT (SELECT max(a) FROM t) AS a, c AS b FROM u',
  'SELECT a, b FROM t UNION SELECT a, c FROM u',
  'SELECT a, b FROM t INTERSECT SELECT a, c FROM u',
  'SELECT a::bigint AS a, b FROM t',
  'WITH w AS (SELECT a, b FROM t) SELECT a, b FROM w',
  `VALUES (1, 'x')`,
]

interface Replacement {
  readonly name: string
  readonly others: readonly string[]
}

/** Each beside its neighbours, near and far: all pairs would be many. */
const eachOf = (all: readonly string[]): Replacement[] =>
  all.map((name, at) => ({
    name,
    others: [...new Set([0, 1, at + 1, at + 2, at + 6].map((to) => all[to % all.length]!))].filter(
      (other) => other !== name,
    ),
  }))

const only = async (connection: Connection): Promise<StoredObject> => {
  const { objects } = await reflectAll(connection)
  assert.equal(objects.length, 1)
  return objects[0]!
}

/** Which object it is, and what it is: of all that there are. */
const state = (connection: Connection): Promise<readonly { oid: unknown; definition: string }[]> =>
  connection.query(
    `SELECT oid, pg_get_functiondef(oid) AS definition FROM pg_proc WHERE proname = 'f'
      UNION ALL SELECT oid, pg_get_viewdef(oid) FROM pg_class WHERE relname = 'v'`,
  )

/** Does something that is undone, and tells what there was then. */
async function tried(connection: Connection, body: () => Promise<unknown>) {
  await connection.run('SAVEPOINT before')
  try {
    await body()
    return await state(connection)
  } finally {
    await connection.run('ROLLBACK TO before')
  }
}

/** Carries the change out from what is there: it must end as if made anew, and stay the same object if it `stays`. */
async function becomes(
  connection: Connection,
  {
    from,
    to,
    made,
    stays,
  }: { from: StoredObject; to: StoredObject; made: string; stays?: boolean },
): Promise<void> {
  const before = { ...emptySchema, objects: [from] }
  const [was] = await state(connection)
  const now = await tried(connection, () =>
    carryOut(connection, [{ kind: 'replaceObject', from, to }], before),
  )
  assert.deepEqual(
    now.map(({ definition }) => definition),
    [made],
  )
  if (stays !== undefined) assert.equal(String(now[0]!.oid) === String(was!.oid), stays, made)
}

forEachCase(
  'a function becomes another, in place where the server allows',
  eachOf(FUNCTIONS),
  async ({ name, others }, { connection }) => {
    await connection.script(`ROLLBACK; ${GROUND}; BEGIN; ${name}`)
    const from = await only(connection)
    const [was] = await state(connection)
    for (const definition of others) {
      const [made] = await tried(connection, () =>
        connection.script(`DROP FUNCTION f; ${definition}`),
      )
      const to = { ...from, signature: signatureOf(definition), definition }
      const replace = definition.replace(/^create\s+(or\s+replace\s+)?/i, 'CREATE OR REPLACE ')
      const possible = await tried(connection, () => connection.script(replace)).then(
        (all) => all.length === 1 && String(all[0]!.oid) === String(was!.oid),
        () => false,
      )
      // What a single OUT argument is called, PostgreSQL does not mind. To make the function anew is right as well.
      const stays = [definition, name].some((one) => one.includes('OUT')) ? false : possible
      await becomes(connection, { from, to, made: made!.definition, stays })
    }
    await connection.run('ROLLBACK')
  },
  { on: ['postgresql'] },
)

forEachCase(
  'a view becomes another',
  eachOf(VIEWS),
  async ({ name, others }, { connection }) => {
    await connection.script(`ROLLBACK; ${GROUND}; BEGIN; CREATE VIEW v AS ${name}`)
    const from = await only(connection)
    for (const definition of others) {
      const [made] = await tried(connection, () =>
        connection.script(`DROP VIEW v; CREATE VIEW v AS ${definition}`),
      )
      const [to, was] = [
        { ...from, definition },
        { ...from, definition: name },
      ]
      await becomes(connection, { from: was, to, made: made!.definition })
      const printed = { ...to, definition: made!.definition.replace(/;$/, '') }
      await becomes(connection, { from, to: printed, made: made!.definition })
    }
    await connection.run('ROLLBACK')
  },
  { on: ['postgresql'] },
)

forEachCase(
  'a view that gives out the same columns, and more behind them, stays what others stand on',
  [
    { name: 'a filter', to: 'SELECT a, b FROM t WHERE a > 5' },
    { name: 'a column more', to: 'SELECT a, b, "from" FROM t' },
    { name: 'an order', to: 'select a, b from t order by b limit 5 ' },
    { name: 'a table more', to: 'SELECT a, b FROM t JOIN (SELECT c FROM u) AS x ON x.c = b' },
    { name: 'a set more', to: 'SELECT a, b FROM t UNION ALL SELECT a, c FROM u' },
    { name: 'an expression more', to: `SELECT a, b, coalesce(b, 'from', ')'), "from"[1] FROM t` },
  ],
  async ({ to }, { connection }) => {
    await connection.script(`ROLLBACK; ${GROUND}; BEGIN; CREATE VIEW v AS SELECT a, b FROM t`)
    const object = await only(connection)
    const [made] = await tried(connection, () =>
      connection.script(`CREATE OR REPLACE VIEW v AS ${to}`),
    )
    await becomes(connection, {
      from: { ...object, definition: 'SELECT a, b FROM t' },
      to: { ...object, definition: to },
      made: made!.definition,
      stays: true,
    })
    await connection.run('ROLLBACK')
  },
  { on: ['postgresql'] },
)
