/** What means the same is found to be the same; what does not is not. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { postgresql } from '../../src/dialects/postgresql/index.ts'
import type { Connection } from '../../src/drivers/connection.ts'
import { sameData } from '../../src/schema/equal.ts'
import {
  type ColumnType,
  type Default,
  emptySchema,
  type Index,
  type Schema,
  type StoredObject,
  type Table,
} from '../../src/schema/model.ts'
import { forEachCase } from '../support/cases.ts'
import { forEachDatabase } from '../support/databases.ts'
import { reflectAll, sorted } from './live.ts'

const SERVERS = { on: ['postgresql', 'pglite'] } as const

const table = (parts: Partial<Table> & { readonly columns: Table['columns'] }): Table => ({
  name: 't',
  uniques: [],
  foreignKeys: [],
  checks: [],
  exclusions: [],
  indexes: [],
  ...parts,
})

const described = (parts: Partial<Schema>): Schema => ({ ...emptySchema, ...parts })

const column = (name: string, sql: string, rest: object = {}) => ({
  name,
  type: { kind: 'native', sql } as ColumnType,
  nullable: true,
  ...rest,
})

const normal = async (connection: Connection, wanted: Schema, found?: Schema): Promise<Schema> =>
  postgresql.normalize(
    connection,
    postgresql.canonical(wanted),
    found ?? (await reflectAll(connection)),
  )

async function judgesSame(connection: Connection, wanted: Schema): Promise<void> {
  const found = await reflectAll(connection)
  assert.deepEqual(sorted(await normal(connection, wanted, found)), sorted(found))
  assert.deepEqual(await reflectAll(connection), found, 'and leaves the database as it was')
}

const reset = (connection: Connection): Promise<void> =>
  connection.script('DROP SCHEMA public CASCADE; CREATE SCHEMA public')

// --- defaults ----------------------------------------------------------------------------------

/** Type, the default as the database was told it, and as a model says it. */
const SAME_DEFAULTS: readonly (readonly [type: string, told: string, said: Default])[] = [
  ['varchar(10)', "'x'", { literal: 'x' }],
  ['varchar(10)', "'x'::text", { literal: 'x' }],
  ['text', "'x'", { sql: "'x'::varchar" }],
  ['integer', '5', { literal: '5' }],
  ['bigint', '5', { sql: "'5'::bigint" }],
  ['numeric(10,2)', '1.50', { literal: 1.5 }],
  ['numeric(10,2)', '1.5', { sql: '1.500' }],
  ['boolean', 'false', { literal: 'f' }],
  ['boolean', "'0'", { literal: false }],
  ['json', '\'{"a": 1}\'', { literal: '{"a":1}' }],
  ['jsonb', '\'{"b": 1, "a": 2}\'', { literal: '{"a":2,"b":1}' }],
  ['json', "'null'", { literal: 'null' }],
  ['timestamp', "'2020-01-01'", { literal: '2020-01-01T00:00:00' }],
  ['timestamptz', "'2020-01-01 02:00+02'", { literal: '2020-01-01 00:00+00' }],
  ['timestamp', 'CURRENT_TIMESTAMP', { sql: 'now()' }],
  ['timestamp', 'now()', { sql: 'Current_Timestamp' }],
  ['timestamp', "(now() AT TIME ZONE 'utc')", { sql: "now() at time zone 'utc'::text" }],
  ['date', 'CURRENT_DATE', { sql: 'current_date' }],
  ['interval', "'1 hour'", { literal: '60 minutes' }],
  ['text[]', "'{a,b}'", { sql: `'{"a","b"}'` }],
  ['text', "'a' || 'b'", { sql: "'a'||'b'" }],
  ['text', "upper('x')", { sql: "UPPER ( 'x'::text )" }],
  ['uuid', 'gen_random_uuid()', { sql: 'pg_catalog.gen_random_uuid()' }],
  ['money', "'$12.35'", { sql: '12.345::numeric::money' }],
  ['bytea', "'\\x6162'", { sql: "'ab'" }],
  ['inet', "'10.0.0.1'", { literal: '10.0.0.1' }],
  ['bit(3)', "B'101'", { sql: "'101'" }],
  ['double precision', "'Infinity'", { sql: "'inf'" }],
]

forEachCase(
  'defaults are the same by what they mean',
  SAME_DEFAULTS.map(([type, told, said]) => ({
    name: `${type} DEFAULT ${told} is ${JSON.stringify(said)}`,
    ...{ type, told, said },
  })),
  async ({ type, told, said }, { connection }) => {
    await reset(connection)
    await connection.script(`CREATE TABLE t (a ${type} DEFAULT ${told})`)
    await judgesSame(
      connection,
      described({ tables: [table({ columns: [column('a', type, { default: said })] })] }),
    )
  },
  SERVERS,
)

const OTHER_DEFAULTS: typeof SAME_DEFAULTS = [
  ['integer', '5', { literal: 6 }],
  ['timestamp', 'now()', { sql: 'clock_timestamp()' }],
  ['json', '\'{"a": 1}\'', { literal: '{"a": 2}' }],
  ['text', "'x'", { literal: 'X' }],
  ['text', "'x'", { sql: 'no_such_function()' }],
  ['varchar(3)', "'x'", { sql: "'x '" }],
]

forEachCase(
  'defaults are others by what they mean',
  OTHER_DEFAULTS.map(([type, told, said]) => ({
    name: `${type} DEFAULT ${told} is not ${JSON.stringify(said)}`,
    ...{ type, told, said },
  })),
  async ({ type, told, said }, { connection }) => {
    await reset(connection)
    await connection.script(`CREATE TABLE t (a ${type} DEFAULT ${told})`)
    const wanted = described({
      tables: [table({ columns: [column('a', type, { default: said })] })],
    })
    const found = await reflectAll(connection)
    const [judged] = (await normal(connection, wanted, found)).tables
    assert.equal(sameData(judged?.columns[0]?.default, found.tables[0]?.columns[0]?.default), false)
  },
  SERVERS,
)

// --- checks ------------------------------------------------------------------------------------

const COLUMNS =
  'a integer, s varchar(10), x text, n numeric, c char(3), m mood, at timestamp, j jsonb'

const SAME_CHECKS: readonly (readonly [told: string, said: string])[] = [
  ["s LIKE 'x%'", "s like 'x%'"],
  ['a BETWEEN 1 AND 5', '(a >= 1) and (a <= 5)'],
  ["s IN ('a', 'b')", "s in ('a','b')"],
  ["s IN ('a', 'b')", "s = ANY (ARRAY['a', 'b'])"],
  ["s = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])", "s IN ('a', 'b')"],
  ["x NOT IN ('a')", "x <> 'a'"],
  ['n > 0', 'n > 0::numeric'],
  ['a <> 3', 'a != 3'],
  ["c IN ('a', 'b')", "c IN ('a','b')"],
  ["m IN ('sad')", "m = 'sad'"],
  ["at > '2020-01-01'", "at > timestamp '2020-01-01 00:00:00'"],
  ["length(x) > 3 AND x ~ '^a'", "((LENGTH(x) > 3)) AND x ~ '^a'"],
  ["coalesce(s, '') <> ''", "COALESCE(s,'')<>''"],
  ['a IS NOT NULL OR NOT (a > 3 AND n < 2)', 'a is not null or not (a > 3 and n < 2)'],
  ["j ? 'a' AND (j ->> 'b')::integer > 3", "j?'a' and cast(j->>'b' as int) > 3"],
  ["x <> 'it''s \\ \"fine\"'", `x <> 'it''s \\ "fine"'`],
  ['t.a > 0', 'a > 0'],
]

forEachCase(
  'checks are the same by what they mean',
  SAME_CHECKS.map(([told, said]) => ({ name: `${told} is ${said}`, told, said })),
  async ({ told, said }, { connection }) => {
    await reset(connection)
    await connection.script(
      `CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE t (${COLUMNS}, CONSTRAINT k CHECK (${told}))`,
    )
    const found = await reflectAll(connection)
    const [there] = found.tables
    const wanted = {
      ...found,
      tables: [{ ...there!, checks: [{ name: 'k', expression: { sql: said } }] }],
    }
    await judgesSame(connection, wanted)
  },
  SERVERS,
)

forEachDatabase(
  'a check that the server refuses does not spoil the others',
  async ({ connection }) => {
    await connection.script(
      'CREATE TABLE t (a integer, CONSTRAINT k CHECK (a > 0), CONSTRAINT l CHECK (a IN (1, 2)), CONSTRAINT m CHECK (a <> 3))',
    )
    const found = await reflectAll(connection)
    const [there] = found.tables
    const checks = [
      { name: 'k', expression: { sql: 'no_such_function(a)' } },
      { name: 'l', expression: { sql: 'a in (1,2)' } },
      { name: 'm', expression: { sql: 'a !=3' } },
    ]
    const [judged] = (
      await normal(connection, { ...found, tables: [{ ...there!, checks }] }, found)
    ).tables
    assert.deepEqual(
      judged?.checks.map(({ expression }) => expression.sql),
      ['no_such_function(a)', 'a = ANY (ARRAY[1, 2])', 'a <> 3'],
    )
  },
  SERVERS,
)

forEachDatabase(
  'a check without a name is found under another',
  async ({ connection }) => {
    await connection.script(
      'CREATE TABLE t (a integer, CONSTRAINT old_name CHECK (a > 0 AND a < 10))',
    )
    const wanted = described({
      tables: [
        table({
          columns: [column('a', 'int')],
          checks: [{ expression: { sql: 'a>0 and a<10' } }],
        }),
      ],
    })
    const [judged] = (await normal(connection, wanted)).tables
    assert.equal(judged?.checks[0]?.expression.sql, 'a > 0 AND a < 10')
  },
  SERVERS,
)

forEachDatabase(
  'a change of type makes of a check what the server makes of it',
  async ({ connection }) => {
    await connection.script(
      "CREATE TABLE t (a integer, s varchar(5), CONSTRAINT k CHECK (a > 0), CONSTRAINT l CHECK (s IN ('x', 'y')));CREATE INDEX i ON t (lower(s)) WHERE a > 3",
    )
    const found = await reflectAll(connection)
    const wanted = described({
      tables: [
        table({
          columns: [column('a', 'bigint'), column('s', 'text')],
          checks: [
            { name: 'k', expression: { sql: 'a > 0' } },
            { name: 'l', expression: { sql: "s IN ('x', 'y')" } },
          ],
          indexes: [
            {
              name: 'i',
              elements: [{ expression: { sql: 'lower(s)' } }],
              where: { sql: 'a > 3' },
            },
          ],
        }),
      ],
    })
    const judged = await normal(connection, wanted, found)
    assert.deepEqual(judged.tables[0]?.checks, found.tables[0]?.checks)
    assert.deepEqual(judged.tables[0]?.indexes, found.tables[0]?.indexes)
  },
  SERVERS,
)

// --- the rest ----------------------------------------------------------------------------------

const SAME_INDEXES: readonly (readonly [told: string, said: Index])[] = [
  [
    "(a) WHERE s IN ('a', 'b')",
    { name: 'i', elements: [{ column: 'a' }], where: { sql: "(s in ('a','b'))" } },
  ],
  [
    '(lower(s), (a + 1))',
    {
      name: 'i',
      elements: [{ expression: { sql: 'LOWER(s)' } }, { expression: { sql: '((a+1))' } }],
    },
  ],
  ['(s)', { name: 'i', elements: [{ column: 's', opclass: 'text_ops' }], method: 'btree' }],
  [
    'USING gin (j)',
    { name: 'i', elements: [{ column: 'j', opclass: 'jsonb_ops' }], method: 'GIN' },
  ],
  ['(a DESC)', { name: 'i', elements: [{ column: 'a', descending: true, nulls: 'first' }] }],
  [
    '(s COLLATE "C" varchar_pattern_ops)',
    { name: 'i', elements: [{ column: 's', collation: 'C', opclass: 'varchar_pattern_ops' }] },
  ],
  ["((j ->> 'k'))", { name: 'i', elements: [{ expression: { sql: "j->>'k'" } }] }],
  [
    '(a) WITH (fillfactor = 70)',
    { name: 'i', elements: [{ column: 'a' }], with: { FILLFACTOR: '70' } },
  ],
]

forEachCase(
  'indexes are the same by what they mean',
  SAME_INDEXES.map(([told, said]) => ({ name: told, said })),
  async ({ name, said }, { connection }) => {
    await reset(connection)
    await connection.script(
      `CREATE TABLE t (a integer, s varchar(10), j jsonb); CREATE INDEX i ON t ${name}`,
    )
    const columns = [column('a', 'integer'), column('s', 'varchar(10)'), column('j', 'jsonb')]
    await judgesSame(connection, described({ tables: [table({ columns, indexes: [said] })] }))
  },
  SERVERS,
)

forEachDatabase(
  'another predicate is another index',
  async ({ connection }) => {
    await connection.script('CREATE TABLE t (a integer); CREATE INDEX i ON t (a) WHERE a > 3')
    const wanted = described({
      tables: [
        table({
          columns: [column('a', 'integer')],
          indexes: [{ name: 'i', elements: [{ column: 'a' }], where: { sql: 'a > 4' } }],
        }),
      ],
    })
    const [judged] = (await normal(connection, wanted)).tables
    assert.equal(judged?.indexes[0]?.where?.sql, 'a > 4')
  },
  SERVERS,
)

/** What stands in the database, and what the model says of it. */
const OBJECTS: readonly {
  readonly name: string
  readonly told: string
  readonly said: readonly Omit<StoredObject, 'name'>[]
}[] = [
  {
    name: 'view',
    told: "CREATE VIEW o AS SELECT id, s FROM t WHERE s IN ('a', 'b')",
    said: [
      {
        kind: 'view',
        definition: "select t.id, s from t where s in ('a','b')",
      },
      {
        kind: 'view',
        columns: ['id', 's'],
        definition: "SELECT id, s FROM public.t WHERE s IN ('a', 'b');",
      },
    ],
  },
  {
    name: 'star',
    told: 'CREATE VIEW o AS SELECT * FROM t',
    said: [{ kind: 'view', definition: 'SELECT * FROM t' }],
  },
  {
    name: 'materialized view',
    told: 'CREATE MATERIALIZED VIEW o AS SELECT s, count(*) AS n FROM t GROUP BY s; CREATE INDEX oi ON o (lower(s)) WHERE n > 3',
    said: [
      {
        kind: 'materializedView',
        definition: 'select s, count(*) as n from t group by 1',
        indexes: [
          { name: 'oi', elements: [{ expression: { sql: 'LOWER(s)' } }], where: { sql: '(n>3)' } },
        ],
      },
    ],
  },
  {
    name: 'function',
    told: "CREATE FUNCTION o(a int, b varchar(3) DEFAULT 'x') RETURNS int4 LANGUAGE sql IMMUTABLE AS $$ SELECT a $$",
    said: [
      {
        kind: 'function',
        signature: 'int, varchar(3)',
        definition:
          "create or replace function public.o(a integer, b character varying = 'x') returns int immutable language sql as ' SELECT a '",
      },
      {
        kind: 'function',
        definition:
          "CREATE FUNCTION o(a int, b varchar = 'x') RETURNS int IMMUTABLE LANGUAGE sql AS $_$ SELECT a $_$",
      },
    ],
  },
  {
    name: 'trigger',
    told: 'CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; CREATE TRIGGER o BEFORE UPDATE ON t FOR EACH ROW WHEN (new.id > 0) EXECUTE FUNCTION f()',
    said: [
      {
        kind: 'trigger',
        table: { name: 't' },
        definition:
          'create trigger o before update on public.t for each row when (NEW.id > 0) execute procedure f()',
      },
    ],
  },
  {
    name: 'policy',
    told: 'CREATE POLICY o ON t FOR SELECT TO PUBLIC USING (id IN (1, 2))',
    said: [
      {
        kind: 'policy',
        table: { name: 't' },
        definition: 'CREATE POLICY o ON t AS PERMISSIVE FOR SELECT USING (id in (1,2))',
      },
    ],
  },
  {
    name: 'domain',
    told: "CREATE DOMAIN o AS varchar(10) DEFAULT 'x' NOT NULL CHECK (VALUE <> '')",
    said: [{ kind: 'domain', definition: "varchar(10) not null default 'x' check (value != '')" }],
  },
]

forEachCase(
  'objects are the same by what they mean',
  OBJECTS.flatMap(({ name, told, said }) =>
    said.map((object, at) => ({ name: `${name} ${at + 1}`, told, object })),
  ),
  async ({ told, object }, { connection }) => {
    await reset(connection)
    await connection.script(`CREATE TABLE t (id integer, s varchar(10)); ${told}`)
    const found = await reflectAll(connection)
    const others = found.objects.filter((one) => one.name !== 'o')
    await judgesSame(connection, { ...found, objects: [...others, { ...object, name: 'o' }] })
  },
  SERVERS,
)

forEachDatabase(
  'a view of everything differs when its table does',
  async ({ connection }) => {
    await connection.script(
      'CREATE TABLE t (id integer); CREATE VIEW v AS SELECT * FROM t; CREATE VIEW w AS SELECT * FROM v',
    )
    const found = await reflectAll(connection)
    const view = (name: string, from: string): StoredObject => ({
      kind: 'view',
      name,
      definition: `SELECT * FROM ${from}`,
    })
    const wanted = described({
      tables: [table({ columns: [column('id', 'integer'), column('more', 'text')] })],
      objects: [view('w', 'v'), view('v', 't')],
    })
    const judged = await normal(connection, wanted, found)
    assert.deepEqual(
      judged.objects.map(({ definition }) => definition.replaceAll(/\s+/g, ' ')),
      ['SELECT id, more FROM v', 'SELECT id, more FROM t'].map((sql) =>
        connection.version[0] >= 16
          ? sql
          : sql.replace(/SELECT id, more FROM (.)/, 'SELECT $1.id, $1.more FROM $1'),
      ),
    )
  },
  SERVERS,
)

forEachDatabase(
  'a schema of another name is judged where it is',
  async ({ connection }) => {
    await connection.script(`
      CREATE SCHEMA auth; CREATE TABLE t (a integer); CREATE TABLE auth.t (a integer, s varchar(5) DEFAULT 'x', CHECK (s IN ('a', 'b')));
      CREATE INDEX i ON auth.t (lower(s)); CREATE VIEW auth.v AS SELECT a FROM auth.t WHERE a > 0;
      CREATE FUNCTION auth.f(x integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
      CREATE FUNCTION auth.tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
      CREATE TRIGGER tr AFTER INSERT ON auth.t FOR EACH ROW EXECUTE FUNCTION auth.tf();
      CREATE POLICY p ON auth.t USING (a > 0)`)
    const found = await reflectAll(connection)
    const [home, other] = found.tables
    const said: Readonly<Record<string, string>> = {
      f: "create function auth.f(x int) returns int language sql as 'SELECT 1'",
      tf: "create function auth.tf() returns trigger language plpgsql as 'BEGIN RETURN NULL; END'",
      v: 'select a from auth.t where a>0',
      tr: 'create trigger tr after insert on auth.t for each row execute procedure auth.tf()',
      p: 'create policy p on auth.t using (a>0)',
    }
    const wanted: Schema = {
      ...found,
      tables: [
        { ...home!, schema: 'public' },
        {
          ...other!,
          checks: [{ expression: { sql: "s in ('a','b')" } }],
          indexes: [{ name: 'i', elements: [{ expression: { sql: 'LOWER(s)' } }] }],
        },
      ],
      objects: found.objects.map((object) => ({ ...object, definition: said[object.name]! })),
    }
    await judgesSame(connection, wanted)
  },
  SERVERS,
)

forEachDatabase(
  'inside a transaction that somebody else has open, it changes nothing and breaks nothing',
  async ({ connection }) => {
    await connection.script(
      'CREATE TABLE t (a integer CHECK (a IN (1, 2))); BEGIN; INSERT INTO t VALUES (1); SET LOCAL search_path = public, pg_temp',
    )
    const wanted = described({
      tables: [
        table({
          columns: [column('a', 'integer')],
          checks: [{ expression: { sql: 'a in (1,2)' } }, { expression: { sql: 'broken(' } }],
        }),
      ],
    })
    const judged = await normal(connection, wanted)
    assert.equal(judged.tables[0]?.checks[0]?.expression.sql, 'a = ANY (ARRAY[1, 2])')
    const [row] = await connection.query("SELECT a, current_setting('search_path') AS path FROM t")
    assert.deepEqual(row, { a: 1, path: 'public, pg_temp' })
    await connection.run('ROLLBACK')
  },
  SERVERS,
)

forEachDatabase(
  'a session that may write nothing leaves it at the words',
  async ({ connection }) => {
    await connection.script(
      'CREATE TABLE t (a integer CHECK (a IN (1, 2)) CHECK (a > 0)); SET default_transaction_read_only = on',
    )
    const wanted = described({
      tables: [
        table({
          columns: [column('a', 'integer')],
          checks: [
            { name: 't_a_check', expression: { sql: 'a in (1,2)' } },
            { name: 't_a_check1', expression: { sql: '(a>0)' } },
          ],
        }),
      ],
    })
    const judged = await normal(connection, wanted)
    assert.deepEqual(
      judged.tables[0]?.checks.map(({ expression }) => expression.sql),
      ['a in (1,2)', 'a > 0'],
    )
    await connection.run('SET default_transaction_read_only = off')
  },
  SERVERS,
)

forEachDatabase(
  'a sequence that the models name keeps that name, another is called as it likes',
  async ({ connection }) => {
    await connection.script('CREATE TABLE t (a serial, b serial, c integer NOT NULL)')
    await connection.script(
      'ALTER SEQUENCE t_a_seq RENAME TO x; ALTER SEQUENCE t_b_seq RENAME TO y',
    )
    const numbered = (name: string, rest: object = {}) =>
      column(name, 'integer', { nullable: false, autoincrement: true, ...rest })
    const wanted = described({
      tables: [
        table({ columns: [numbered('a', { sequenceName: 'mine' }), numbered('b'), numbered('c')] }),
      ],
    })
    const judged = await normal(connection, wanted)
    assert.deepEqual(
      judged.tables[0]?.columns.map(({ sequenceName }) => sequenceName),
      ['mine', 'y', undefined],
    )
  },
  { on: ['postgresql'] },
)

forEachDatabase(
  'what is said to be in the default schema is there as if nothing were said',
  async ({ connection }) => {
    await connection.script(`
      CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN email AS text; CREATE TABLE parent (a integer);
      CREATE TABLE t (id serial PRIMARY KEY, m mood, ms mood[], n integer) INHERITS (parent); CREATE SEQUENCE q OWNED BY t.n;
      CREATE TABLE u (t integer REFERENCES t); CREATE VIEW v AS SELECT id FROM t; CREATE POLICY p ON t USING (id > 0)`)
    const found = await reflectAll(connection)
    const there = <T extends object>(one: T): T => ({ ...one, schema: 'public' })
    const typed = (type: ColumnType): ColumnType => {
      if (type.kind === 'array') return { ...type, of: typed(type.of) }
      return type.kind === 'enum' ? there(type) : type
    }
    const wanted: Schema = {
      ...found,
      schemas: ['public'],
      tables: found.tables.map((one) => ({
        ...there(one),
        columns: one.columns.map((each) => ({ ...each, type: typed(each.type) })),
        foreignKeys: one.foreignKeys.map((key) => ({ ...key, references: there(key.references) })),
        ...(one.options?.inherits && {
          options: { ...one.options, inherits: one.options.inherits.map(there) },
        }),
      })),
      enums: found.enums.map(there),
      sequences: found.sequences.map((one) => ({
        ...there(one),
        ...(one.ownedBy && { ownedBy: there(one.ownedBy) }),
      })),
      objects: found.objects.map((one) =>
        one.table === undefined ? there(one) : { ...one, table: there(one.table) },
      ),
    }
    await judgesSame(connection, wanted)
  },
  { on: ['postgresql'] },
)

forEachDatabase(
  'partitions are the same by what they mean',
  async ({ connection }) => {
    await connection.script(
      'CREATE TABLE t (a integer, s text) PARTITION BY RANGE (a, lower(s)); CREATE TABLE u (a integer)',
    )
    const options = (partitionBy: string) => ({ options: { partitionBy } })
    const columns = [column('a', 'integer'), column('s', 'text')]
    const of = (said: string, other: string) =>
      described({
        tables: [
          table({ columns, ...options(said) }),
          table({ name: 'u', columns: columns.slice(0, 1), ...options(other) }),
        ],
      })
    const judged = await normal(connection, of('range ( a, LOWER(s) )', 'list (a)'))
    const found = await reflectAll(connection)
    assert.deepEqual(judged.tables[0]?.options, found.tables[0]?.options)
    assert.ok(judged.tables[1]?.options?.partitionBy)
    const other = await normal(connection, of('LIST (a)', 'list (a)'))
    assert.notDeepEqual(other.tables[0]?.options, found.tables[0]?.options)
  },
  { on: ['postgresql'] },
)

forEachDatabase(
  'types are the same by what they mean, where they have many names',
  async ({ connection }) => {
    await connection.script(
      'CREATE TABLE t (a integer, b integer[], c numeric(5,2), d varchar(3)[], e bit varying(4))',
    )
    const columns = [
      column('a', 'pg_catalog.int4'),
      column('b', 'pg_catalog.int4[]'),
      column('c', 'dec(5,2)'),
      column('d', 'char varying(3)[]'),
      column('e', 'varbit(4)'),
    ]
    await judgesSame(connection, described({ tables: [table({ columns })] }))
    const [changed] = (
      await normal(
        connection,
        described({ tables: [table({ columns: [column('a', 'pg_catalog.int8')] })] }),
      )
    ).tables
    assert.notDeepEqual(changed?.columns[0]?.type, { kind: 'integer' })
  },
  { on: ['postgresql'] },
)

test('without a difference nobody is asked', async () => {
  const connection = { version: [18, 0] } as unknown as Connection
  const schema = described({
    tables: [table({ columns: [column('a', 'integer', { default: { literal: 1 } })] })],
  })
  const canonical = postgresql.canonical(schema)
  assert.deepEqual(await postgresql.normalize(connection, canonical, canonical), canonical)
})
