/** Reflection is the same for everybody, and leaves nothing behind. */
import assert from 'node:assert/strict'
import { postgresql } from '../../src/dialects/postgresql/index.ts'
import { spell } from '../../src/schema/lookup.ts'
import { forEachDatabase } from '../support/databases.ts'
import { reflectAll } from './live.ts'

const SERVERS = { on: ['postgresql', 'pglite'] } as const

const DDL = `
  CREATE TYPE mood AS ENUM ('sad');
  CREATE TABLE "user" (id serial PRIMARY KEY, m mood DEFAULT 'sad', at timestamptz DEFAULT '2020-01-01 00:00:00+00', d date DEFAULT '2020-12-31',
    i interval DEFAULT '1 day', b bytea DEFAULT '\\x61', f double precision DEFAULT '0.1', s text DEFAULT 'a\\b', CHECK (m = 'sad' AND s <> 'x'));
  CREATE VIEW v AS SELECT id FROM "user" WHERE d > '2020-01-01'`

forEachDatabase(
  'what a session is set to does not show',
  async ({ connection }) => {
    await connection.script(DDL)
    const found = await reflectAll(connection)
    await connection.script(`
      SET TimeZone = 'Asia/Tokyo'; SET DateStyle = 'SQL, DMY'; SET IntervalStyle = 'iso_8601'; SET bytea_output = 'escape';
      SET extra_float_digits = 0; SET quote_all_identifiers = on; SET search_path = '$user', public, pg_catalog`)
    assert.deepEqual(await reflectAll(connection), found)
  },
  SERVERS,
)

const settings = `SELECT string_agg(current_setting(name), ' ' ORDER BY name) AS all
  FROM unnest(ARRAY['search_path', 'TimeZone', 'DateStyle', 'IntervalStyle', 'bytea_output', 'extra_float_digits', 'quote_all_identifiers', 'jit']) AS name`

forEachDatabase(
  'a session is left as it was, in a transaction and out of one, also in one that may not write',
  async ({ connection }) => {
    await connection.script(
      `${DDL}; SET TimeZone = 'Asia/Tokyo'; SET search_path = pg_catalog, public; SET jit = on`,
    )
    for (const begin of ['SELECT 1', 'BEGIN; SET LOCAL search_path = public', 'BEGIN READ ONLY']) {
      await connection.script(begin)
      const before = await connection.query(settings)
      await reflectAll(connection)
      assert.deepEqual(await connection.query(settings), before, begin)
      await connection.script('ROLLBACK')
    }
  },
  SERVERS,
)

forEachDatabase(
  'the default schema is the one that things are made in',
  async ({ connection }) => {
    await connection.script(`
      CREATE SCHEMA app; CREATE TYPE public.mood AS ENUM ('sad'); CREATE TABLE public.t (id integer PRIMARY KEY);
      SET search_path = app, public;
      CREATE TABLE t (id integer REFERENCES public.t, m mood DEFAULT 'sad', mine integer); CREATE VIEW v AS SELECT id FROM public.t JOIN app.t USING (id);
      CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'`)
    const found = await postgresql.reflect(connection)
    assert.deepEqual(found.tables.map(spell), ['t'])
    assert.deepEqual(found.schemas, [])
    assert.deepEqual(found.tables[0]?.foreignKeys[0]?.references, {
      schema: 'public',
      name: 't',
      columns: ['id'],
    })
    assert.deepEqual(found.tables[0]?.columns[1]?.type, {
      kind: 'enum',
      schema: 'public',
      name: 'mood',
      values: ['sad'],
    })
    assert.deepEqual(found.enums, [])
    const [f, v] = found.objects
    assert.match(f!.definition, /^CREATE OR REPLACE FUNCTION f\(\)/)
    assert.match(v!.definition, /FROM public\.t\b.*\bJOIN t\b/s)
    const both = await postgresql.reflect(connection, { schemas: ['public', 'app', 'missing'] })
    assert.deepEqual(both.schemas, ['public'])
    assert.deepEqual(both.tables.map(spell), ['t', 'public.t'])
  },
  SERVERS,
)

forEachDatabase(
  'tables that are passed over do not show, nor what belongs to them',
  async ({ connection }) => {
    await connection.script(`
      CREATE SCHEMA s; CREATE TABLE celery_task (id serial PRIMARY KEY); CREATE TABLE mine (id integer); CREATE TABLE s.celery (id integer);
      CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; CREATE TRIGGER tr AFTER INSERT ON celery_task FOR EACH ROW EXECUTE FUNCTION f();
      CREATE TABLE celery_log (id integer) PARTITION BY LIST (id); CREATE TABLE celery_log_1 PARTITION OF celery_log DEFAULT; CREATE POLICY p ON celery_task USING (true); GRANT SELECT ON celery_task TO PUBLIC; ALTER TABLE celery_task REPLICA IDENTITY FULL`)
    const asked: string[] = []
    const found = await postgresql.reflect(connection, {
      schemas: 'all',
      includeTable: (name) => {
        asked.push(spell(name))
        return !name.name.startsWith('celery')
      },
    })
    assert.deepEqual(asked.toSorted(), ['celery_log', 'celery_task', 'mine', 's.celery'])
    assert.deepEqual(found.tables.map(spell), ['mine'])
    assert.deepEqual(found.sequences, [])
    assert.deepEqual(
      found.objects.map(({ name }) => name),
      ['f'],
    )
    assert.deepEqual(found.unmodelled, [])
  },
  SERVERS,
)

forEachDatabase(
  'what the model has no word for is told, kind by kind',
  async ({ connection }) => {
    await connection.script(`
      CREATE TYPE pair AS (a integer, b text); CREATE TYPE span AS RANGE (subtype = integer); CREATE AGGREGATE total (integer) (SFUNC = int4pl, STYPE = integer);
      CREATE TABLE t (a integer, b text, CONSTRAINT k UNIQUE (a)); CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING; CREATE STATISTICS st ON a, b FROM t;
      ALTER TABLE t REPLICA IDENTITY FULL; ALTER TABLE t CLUSTER ON k; ALTER TABLE t ALTER b SET STORAGE EXTERNAL; ALTER TABLE t ALTER a SET STATISTICS 7; ALTER TABLE t ALTER a SET (n_distinct = 5);
      COMMENT ON SCHEMA public IS 'mine'; CREATE TABLE part (id integer) PARTITION BY LIST (id); CREATE TABLE part_1 PARTITION OF part FOR VALUES IN (1);
      CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; CREATE TRIGGER tr AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f(); ALTER TABLE t DISABLE TRIGGER tr;
      REVOKE EXECUTE ON FUNCTION f() FROM PUBLIC; CREATE COLLATION c FROM "C"; CREATE TEXT SEARCH CONFIGURATION ts (COPY = simple); CREATE OPERATOR === (LEFTARG = integer, RIGHTARG = integer, FUNCTION = int4eq);
      CREATE VIEW v AS SELECT 1 AS x; COMMENT ON COLUMN v.x IS 'one'; CREATE MATERIALIZED VIEW m AS SELECT 1 AS x WITH NO DATA; CREATE TABLE parent (a integer, b text); CREATE TABLE child () INHERITS (parent); ALTER TABLE child ALTER a SET DEFAULT 5;
      CREATE CAST (pair AS text) WITH INOUT; CREATE SEQUENCE sq INCREMENT 5; CREATE TABLE tuned (id integer DEFAULT nextval('sq')); ALTER SEQUENCE sq OWNED BY tuned.id; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC`)
    const { unmodelled, objects } = await postgresql.reflect(connection)
    assert.deepEqual(
      objects.map(({ kind, name }) => `${kind} ${name}`),
      ['function f', 'materializedView m', 'view v', 'trigger tr'],
    )
    assert.deepEqual(
      unmodelled
        .map(
          ({ kind, name, table }) =>
            `${kind}: ${kind === 'default privileges' ? 'somebody' : name}${table === undefined ? '' : ` (${spell(table)})`}`,
        )
        .toSorted(),
      [
        'aggregate: total(integer)',
        'cast: pair as text',
        'changed inherited column: child.a (child)',
        'clustered index: k (t)',
        'collation: c',
        'column options: t.a (t)',
        'column statistics: t.a (t)',
        'column storage: t.b (t)',
        'comment on a schema: public',
        'comment on a view column: v.x (v)',
        'composite type: pair',
        'default privileges: somebody',
        'disabled trigger: t.tr (t)',
        'grant on a function: f()',
        'operator: ===',
        'options of a serial sequence: sq (tuned)',
        'partition: part_1 (part)',
        'range type: span',
        'replica identity: t (t)',
        'rule: t.r (t)',
        'statistics object: st',
        'text search configuration: ts',
        'view without data: m (m)',
      ],
    )
  },
  SERVERS,
)

forEachDatabase(
  'a user who may do nothing sees the same',
  async ({ connection }) => {
    await connection.script(
      `${DDL}; DROP ROLE IF EXISTS athanor_nobody; CREATE ROLE athanor_nobody`,
    )
    const found = await reflectAll(connection)
    await connection.script('SET ROLE athanor_nobody')
    const seen = await reflectAll(connection)
    assert.deepEqual(seen, found)
    assert.deepEqual(
      await postgresql
        .normalize(
          connection,
          {
            ...seen,
            tables: [
              {
                ...seen.tables[0]!,
                checks: [{ name: 'user_check', expression: { sql: "s<>'x' and m='sad'" } }],
              },
            ],
          },
          seen,
        )
        .then(({ tables }) => tables[0]?.checks[0]?.expression.sql),
      "s <> 'x'::text AND m = 'sad'::mood",
    )
    await connection.script('RESET ROLE; DROP ROLE athanor_nobody')
  },
  { on: ['postgresql'] },
)

forEachDatabase(
  'a policy and a sequence say no more than what they would not be unsaid',
  async ({ connection }) => {
    await connection.script(`
      CREATE TABLE t (a integer, b integer);
      CREATE POLICY every ON t; CREATE POLICY few ON t AS RESTRICTIVE FOR UPDATE TO PUBLIC USING (a > 0) WITH CHECK (b > 0);
      CREATE SEQUENCE plain; CREATE SEQUENCE tuned AS smallint START 5 INCREMENT 2 MINVALUE 3 MAXVALUE 300 CACHE 10 CYCLE OWNED BY t.a;
      COMMENT ON SEQUENCE tuned IS 'tickets'`)
    const { objects, sequences } = await reflectAll(connection)
    assert.deepEqual(
      objects.map(({ name, definition }) => [name, definition]),
      [
        ['every', 'CREATE POLICY "every" ON "t"'],
        [
          'few',
          'CREATE POLICY "few" ON "t" AS RESTRICTIVE FOR UPDATE USING (a > 0) WITH CHECK (b > 0)',
        ],
      ],
    )
    assert.deepEqual(sequences, [
      { name: 'plain' },
      {
        name: 'tuned',
        type: 'smallint',
        start: 5,
        increment: 2,
        minValue: 3,
        maxValue: 300,
        cache: 10,
        cycle: true,
        ownedBy: { name: 't', column: 'a' },
        comment: 'tickets',
      },
    ])
  },
  { on: ['postgresql'] },
)
