import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { after, before, describe, test } from 'node:test'
import { PGlite } from '@electric-sql/pglite'
import type { ObjectName } from '../schema/model.ts'
import { renameColumnInExpression, renameColumnInStatement } from './sql-rename-column.ts'
import { renameTableInExpression, renameTableInStatement } from './sql-rename-table.ts'
import { nameIn, tokenize } from './sql-tokens.ts'

const columns: Readonly<Record<string, readonly string[]>> = {
  t: ['id', 'a', 'day', 'time', 'key', 'Mixed'],
  u: ['id', 'a'],
  w: ['id', 't_id'],
}

const columnsOf = ({ name }: ObjectName) => columns[name]

interface Rename {
  readonly what: 'column' | 'table'
  readonly from: string
  readonly to: string
}

/** The text as we think it reads after the rename. */
function expected(
  sql: string,
  { what, from, to }: Rename,
  postgres: boolean,
  onTable: boolean,
): string {
  if (what === 'table')
    return renameTableInStatement(sql, { from: { name: from }, to: { name: to } }, onTable)
  const rename = { table: { name: 't' }, from, to, columnsOf, keepOutputNames: postgres }
  return renameColumnInStatement(sql, rename, onTable)
}

function expectedExpression(sql: string, { what, from, to }: Rename): string {
  return what === 'table'
    ? renameTableInExpression(sql, { from: { name: from }, to: { name: to } })
    : renameColumnInExpression(sql, { table: { name: 't' }, from, to, columnsOf })
}

const selects = [
  'SELECT a FROM t',
  'SELECT a FROM u',
  'SELECT x.a FROM t x, u',
  'SELECT x.a, y.a AS a2 FROM u x JOIN t AS y ON (x.a = y.a)',
  'SELECT t.a, 1 AS b FROM (t JOIN w ON ((t.a = w.t_id)))',
  'SELECT a FROM t UNION SELECT a FROM u',
  'SELECT id FROM u WHERE a IN (SELECT a FROM t)',
  'SELECT id FROM t WHERE EXISTS (SELECT 1 FROM w WHERE t_id = a)',
  'SELECT id FROM t WHERE EXISTS (SELECT 1 FROM u WHERE a = 1)',
  'SELECT s.id FROM (SELECT a, id FROM t) AS s',
  'SELECT CASE WHEN a > 1 THEN a ELSE -a END AS c, CAST(a AS text) AS d, count(a) OVER (PARTITION BY a ORDER BY a) AS e FROM t',
  'SELECT t.a FROM t LEFT JOIN u ON u.id = t.id WHERE t.a BETWEEN 1 AND t.a',
  'SELECT a AS x FROM t ORDER BY a',
  'SELECT max(a) FILTER (WHERE a > 0) AS m FROM t HAVING max(a) > 1',
  'SELECT (SELECT max(t.a) FROM t WHERE t.id = u.a) AS m FROM u',
  'SELECT t.a FROM u AS t',
  'SELECT o.a FROM t AS o JOIN t AS p ON o.a = p.a',
  'SELECT a.key, a.a FROM t AS a',
  'WITH RECURSIVE r(n) AS (SELECT a FROM t UNION ALL SELECT n + 1 FROM r) SELECT n FROM r',
  'WITH x AS (SELECT a AS z FROM t) SELECT z FROM x',
]

const renames: readonly Rename[] = [
  { what: 'column', from: 'a', to: 'b' },
  { what: 'column', from: 'a', to: 'Order' },
  { what: 'column', from: 'key', to: 'order' },
  { what: 'column', from: 'Mixed', to: 'mixed' },
  { what: 'table', from: 't', to: 'New' },
]

const statement = ({ what, from, to }: Rename): string =>
  what === 'table'
    ? `ALTER TABLE t RENAME TO "${to}"`
    : `ALTER TABLE t RENAME COLUMN "${from}" TO "${to}"`

describe('SQLite agrees on what becomes of', () => {
  const texts = [
    ...selects.map((select) => ({ name: 'v', sql: `CREATE VIEW v AS ${select}`, onTable: false })),
    ...['u', 't'].map((table) => ({
      name: 'x',
      sql: `CREATE TRIGGER x AFTER UPDATE OF id, a ON ${table} WHEN new.a <> old.a BEGIN
        UPDATE u SET a = new.a WHERE id = old.id; INSERT INTO t (id, a) VALUES (1, new.a);
        INSERT INTO t (a) SELECT a FROM u; UPDATE OR IGNORE t SET a = 1 WHERE a = 2; DELETE FROM t WHERE a = 1; END`,
      onTable: table === 't',
    })),
  ]
  const words = (sql: string): string =>
    tokenize(sql)
      .filter(({ kind }) => kind !== 'space')
      .map((token) => nameIn(token) ?? token.text)
      .join(' ')

  for (const { name, sql, onTable } of texts)
    test(sql, () => {
      for (const rename of renames) {
        const database = new DatabaseSync(':memory:')
        database.exec(`
          CREATE TABLE t (id int, a int, day text, "time" text, key int, "Mixed" int);
          CREATE TABLE u (id int, a int);
          CREATE TABLE w (id int, t_id int);
          ${sql}`)
        const read = database.prepare('SELECT sql FROM sqlite_schema WHERE name = ?')
        const was = String(read.get(name)?.sql)
        database.exec(statement(rename))
        assert.equal(
          words(expected(was, rename, false, onTable)),
          words(String(read.get(name)?.sql)),
        )
        database.close()
      }
    })
})

describe('PostgreSQL agrees on what becomes of', () => {
  const expressions = [
    'a > 0',
    't.a > 0 AND "Mixed" IS NOT NULL',
    "a::text <> 'a'",
    'CASE WHEN a > 1 THEN a ELSE 0 END > 0',
    'EXTRACT(day FROM day) > 1',
    '"time"::timestamp without time zone > now()',
    "key > 1 AND day > date '2020-01-01'",
  ]
  const more = [
    'SELECT DISTINCT ON (a) a, id FROM t ORDER BY a, id',
    'SELECT array_agg(a ORDER BY a DESC) AS l FROM t WHERE a = ANY (ARRAY[1, a])',
    'SELECT t.a FROM t, LATERAL (SELECT u.a AS q FROM u WHERE u.a = t.a) z',
    'SELECT a FROM t GROUP BY GROUPING SETS ((a), ())',
    'SELECT u.a, (u.a)::numeric(10,2) AS a3, t.a AS a4 FROM u CROSS JOIN t',
    `SELECT day, "time", key FROM t WHERE "time"::timestamp without time zone < now() AND EXTRACT(day FROM day) > 3`,
  ]
  const views = [...selects.filter((select) => !select.includes('OVER')), ...more]

  const all = [
    ...renames,
    { what: 'column', from: 'day', to: 'the day' } as const,
    { what: 'column', from: 'time', to: 'at' } as const,
  ]
  let database: PGlite

  before(async () => {
    database = new PGlite()
    await database.exec(`
      CREATE TABLE t (id int PRIMARY KEY, a int, day timestamp, "time" timestamptz, key int, "Mixed" int);
      CREATE TABLE u (id int, a int);
      CREATE TABLE w (id int, t_id int);
      CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
      ${views.map((select, i) => `CREATE VIEW v${i} AS ${select};`).join('\n')}
      ${expressions.map((sql) => `ALTER TABLE t ADD CHECK (${sql});`).join('\n')}
      CREATE INDEX ON t (lower(a::text)) WHERE t.a > 1 AND key > 2;
      CREATE TRIGGER x BEFORE UPDATE OF id, a ON t FOR EACH ROW
        WHEN ((old.a IS DISTINCT FROM new.a) AND new.key > 1) EXECUTE FUNCTION f();
      CREATE POLICY p ON t USING (a > 1 AND EXISTS (SELECT 1 FROM u WHERE u.a = t.a))`)
  })

  after(() => database.close())

  const read = async (sql: string): Promise<string[]> => {
    const { rows } = await database.query<{ sql: string }>(sql)
    return rows.map((row) => row.sql)
  }

  const statements = async () => [
    ...(await read(
      "SELECT pg_get_viewdef(oid) AS sql FROM pg_class WHERE relname ~ '^v[0-9]' ORDER BY oid",
    )),
    ...(await read("SELECT pg_get_triggerdef(oid) AS sql FROM pg_trigger WHERE tgname = 'x'")),
  ]

  const inTable = async () => [
    ...(await read(
      "SELECT pg_get_expr(conbin, conrelid) AS sql FROM pg_constraint WHERE conrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace) AND conbin IS NOT NULL ORDER BY oid",
    )),
    ...(await read(
      'SELECT pg_get_expr(indpred, indrelid) AS sql FROM pg_index WHERE indpred IS NOT NULL',
    )),
    ...(await read('SELECT pg_get_expr(polqual, polrelid) AS sql FROM pg_policy')),
  ]

  const line = (sql: string): string => sql.replaceAll(/\s+/g, ' ')

  for (const rename of all)
    test(`views, checks, indexes and triggers: ${statement(rename)}`, async () => {
      const [wholes, parts] = [await statements(), await inTable()]
      assert.ok(wholes.length > views.length && parts.length > expressions.length)
      await database.exec(`BEGIN; ${statement(rename)}`)
      try {
        const last = wholes.length - 1
        assert.deepEqual(
          wholes.map((sql, i) => line(expected(sql, rename, true, i === last))),
          (await statements()).map(line),
        )
        assert.deepEqual(
          parts.map((sql) => line(expectedExpression(sql, rename))),
          (await inTable()).map(line),
        )
      } finally {
        await database.exec('ROLLBACK')
      }
    })
})
