import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ObjectName } from '../schema/model.ts'
import { renameColumnInExpression, renameColumnInStatement } from './sql-rename-column.ts'
import { renameTableInExpression, renameTableInStatement } from './sql-rename-table.ts'

const columns: Record<string, string[]> = {
  t: ['id', 'a', 'day', 'time', 'Mixed', 'order'],
  u: ['id', 'a'],
  w: ['id', 't_id'],
}

const rename = (from = 'a', to = 'b', keepOutputNames = false) => ({
  table: { name: 't' },
  from,
  to,
  keepOutputNames,
  columnsOf: ({ name, schema }: ObjectName) => (schema === undefined ? columns[name] : undefined),
})

const cases = (
  list: readonly (readonly [string, string])[],
  change: (sql: string) => string,
): void => {
  for (const [before, after] of list)
    test(before, () => {
      assert.equal(change(before), after)
    })
}

describe('a column renamed in an expression', () => {
  cases(
    [
      ['a > 0', 'b > 0'],
      ['(a > 0) AND "a" <> \'a\'', "(b > 0) AND b <> 'a'"],
      ['A + t.a + "t"."a" + [a]', 'b + t.b + "t".b + b'],
      ['a(a) + x.a', 'a(b) + x.a'],
      ["a /* a */ = 'a' -- a", "b /* a */ = 'a' -- a"],
      ["a::a || E'\\'a' || $$a$$", "b::a || E'\\'a' || $$a$$"],
      ['CAST(a AS a) COLLATE a', 'CAST(b AS a) COLLATE a'],
      ['ARRAY[a, a[1]]', 'ARRAY[b, b[1]]'],
      ['CASE WHEN a THEN a ELSE a END', 'CASE WHEN b THEN b ELSE b END'],
      ['ab + a_ + aä', 'ab + a_ + aä'],
      ['x SIMILAR TO a', 'x SIMILAR TO b'],
      ['now() AT TIME ZONE a', 'now() AT TIME ZONE b'],
    ],
    (sql) => renameColumnInExpression(sql, rename()),
  )
})

describe('a column whose name is also a word of the grammar', () => {
  cases(
    [
      ['EXTRACT(day FROM day)', 'EXTRACT(day FROM "the day")'],
      ["day > date '2026-01-01'", '"the day" > date \'2026-01-01\''],
      ["interval '1' day", "interval '1' day"],
    ],
    (sql) => renameColumnInExpression(sql, rename('day', 'the day')),
  )
  cases(
    [
      [
        '(x)::timestamp(3) without time zone > time',
        '(x)::timestamp(3) without time zone > at_time',
      ],
      [
        'CAST(x AS timestamp with time zone) > time',
        'CAST(x AS timestamp with time zone) > at_time',
      ],
    ],
    (sql) => renameColumnInExpression(sql, rename('time', 'at_time')),
  )
  cases([['a > "order"', 'a > "o""x"']], (sql) =>
    renameColumnInExpression(sql, rename('order', 'o"x')),
  )
  cases([['mixed > "Mixed" + MIXED', '"Big" > "Big" + "Big"']], (sql) =>
    renameColumnInExpression(sql, rename('Mixed', 'Big')),
  )
})

describe('a column renamed in a query', () => {
  cases(
    [
      ['SELECT a FROM t', 'SELECT b FROM t'],
      ['SELECT a FROM u', 'SELECT a FROM u'],
      [
        'CREATE VIEW v AS VALUES ((SELECT a FROM t), 2)',
        'CREATE VIEW v AS VALUES ((SELECT b FROM t), 2)',
      ],
      ['SELECT x.a FROM t x, u a', 'SELECT x.b FROM t x, u a'],
      [
        'SELECT x.a, y.a AS a FROM u x JOIN t AS y ON (x.a = y.a)',
        'SELECT x.a, y.b AS a FROM u x JOIN t AS y ON (x.a = y.b)',
      ],
      [
        'SELECT a a, count(*) a FROM (t JOIN w ON ((t.a = w.t_id)))',
        'SELECT b a, count(*) a FROM (t JOIN w ON ((t.b = w.t_id)))',
      ],
      ['SELECT a FROM t UNION SELECT a FROM u', 'SELECT b FROM t UNION SELECT a FROM u'],
      [
        'SELECT id FROM u WHERE a IN (SELECT a FROM t)',
        'SELECT id FROM u WHERE a IN (SELECT b FROM t)',
      ],
      [
        'SELECT id FROM t WHERE EXISTS (SELECT 1 FROM w WHERE t_id = a)',
        'SELECT id FROM t WHERE EXISTS (SELECT 1 FROM w WHERE t_id = b)',
      ],
      [
        'SELECT id FROM t WHERE EXISTS (SELECT 1 FROM u WHERE a = 1)',
        'SELECT id FROM t WHERE EXISTS (SELECT 1 FROM u WHERE a = 1)',
      ],
      ['WITH t AS (SELECT 1 AS a) SELECT a FROM t', 'WITH t AS (SELECT 1 AS a) SELECT a FROM t'],
      [
        'WITH x AS (SELECT a FROM t) SELECT a FROM x',
        'WITH x AS (SELECT b FROM t) SELECT a FROM x',
      ],
      [
        'SELECT public.t.a, t.* FROM public.t GROUP BY a ORDER BY a',
        'SELECT public.t.b, t.* FROM public.t GROUP BY b ORDER BY b',
      ],
      ['SELECT a FROM auth.t', 'SELECT a FROM auth.t'],
      ['SELECT s.a FROM (SELECT a FROM t) AS s(a)', 'SELECT s.a FROM (SELECT b FROM t) AS s(a)'],
      ['SELECT a IS DISTINCT FROM 1 FROM t', 'SELECT b IS DISTINCT FROM 1 FROM t'],
    ],
    (sql) => renameColumnInStatement(sql, rename(), false),
  )
})

describe('a column renamed in a query whose output keeps its name', () => {
  cases(
    [
      ['SELECT a, a + 1 FROM t', 'SELECT b AS a, b + 1 FROM t'],
      ['SELECT DISTINCT ON (a) a, id FROM t', 'SELECT DISTINCT ON (b) b AS a, id FROM t'],
      ['SELECT DISTINCT t.a, t.a AS x FROM t', 'SELECT DISTINCT t.b AS a, t.b AS x FROM t'],
      ['SELECT s.a FROM (SELECT t.a FROM t) s', 'SELECT s.a FROM (SELECT t.b AS a FROM t) s'],
      [
        'SELECT coalesce(a, 1) FROM t ORDER BY id, a',
        'SELECT coalesce(b, 1) FROM t ORDER BY id, b',
      ],
    ],
    (sql) => renameColumnInStatement(sql, rename('a', 'b', true), false),
  )
})

describe('a column renamed in what stands on its table', () => {
  cases(
    [
      [
        'CREATE TRIGGER a BEFORE INSERT OR UPDATE OF id, a ON t FOR EACH ROW WHEN ((old.a IS DISTINCT FROM new.a)) EXECUTE FUNCTION a()',
        'CREATE TRIGGER a BEFORE INSERT OR UPDATE OF id, b ON t FOR EACH ROW WHEN ((old.b IS DISTINCT FROM new.b)) EXECUTE FUNCTION a()',
      ],
      [
        'CREATE TRIGGER x AFTER UPDATE ON t BEGIN UPDATE u SET a = new.a WHERE id = old.id; INSERT INTO t (id, a) VALUES (1, new.a); UPDATE OR IGNORE t SET a = 1; END',
        'CREATE TRIGGER x AFTER UPDATE ON t BEGIN UPDATE u SET a = new.b WHERE id = old.id; INSERT INTO t (id, b) VALUES (1, new.b); UPDATE OR IGNORE t SET b = 1; END',
      ],
      [
        'CREATE POLICY a ON t FOR SELECT TO a USING ((a = CURRENT_USER))',
        'CREATE POLICY a ON t FOR SELECT TO a USING ((b = CURRENT_USER))',
      ],
      ['GRANT SELECT (id, a) ON t TO a', 'GRANT SELECT (id, b) ON t TO a'],
    ],
    (sql) => renameColumnInStatement(sql, rename(), true),
  )
})

describe("a column renamed in another table's trigger", () => {
  cases(
    [
      [
        'CREATE TRIGGER x AFTER INSERT ON u BEGIN INSERT INTO t (a) SELECT a FROM u; UPDATE t SET a = new.a; INSERT INTO t (a) VALUES (1) ON CONFLICT (id) DO UPDATE SET a = excluded.a; END',
        'CREATE TRIGGER x AFTER INSERT ON u BEGIN INSERT INTO t (b) SELECT a FROM u; UPDATE t SET b = new.a; INSERT INTO t (b) VALUES (1) ON CONFLICT (id) DO UPDATE SET b = excluded.b; END',
      ],
    ],
    (sql) => renameColumnInStatement(sql, rename(), false),
  )
})

describe('a table renamed', () => {
  const renamed = { from: { name: 't' }, to: { name: 'New' } }
  cases(
    [
      ['SELECT t.a, x.t FROM t, u x', 'SELECT "New".a, x.t FROM "New", u x'],
      ['SELECT t.a FROM u t', 'SELECT t.a FROM u t'],
      [
        'SELECT main.t.a, t.*, x.t.a FROM main.t',
        'SELECT main."New".a, "New".*, x.t.a FROM main."New"',
      ],
      ['SELECT t.a FROM t t', 'SELECT t.a FROM "New" t'],
      [
        'SELECT x.a FROM auth.t x JOIN (t JOIN u ON (t.a = u.a)) ON true',
        'SELECT x.a FROM auth.t x JOIN ("New" JOIN u ON ("New".a = u.a)) ON true',
      ],
      [
        'SELECT 1 FROM u WHERE EXISTS (SELECT t.id FROM t WHERE t.id = u.id)',
        'SELECT 1 FROM u WHERE EXISTS (SELECT "New".id FROM "New" WHERE "New".id = u.id)',
      ],
      ["SELECT 't' AS t FROM public.t", 'SELECT \'t\' AS t FROM public."New"'],
    ],
    (sql) => renameTableInStatement(sql, renamed, false),
  )
  cases(
    [
      [
        'CREATE TRIGGER t AFTER UPDATE ON t BEGIN DELETE FROM t WHERE t.id = new.id; END',
        'CREATE TRIGGER t AFTER UPDATE ON "New" BEGIN DELETE FROM "New" WHERE "New".id = new.id; END',
      ],
      ['GRANT SELECT ON TABLE public.t TO t', 'GRANT SELECT ON TABLE public."New" TO t'],
    ],
    (sql) => renameTableInStatement(sql, renamed, true),
  )
  cases([['t.a > "t".b + u.t', '"New".a > "New".b + u.t']], (sql) =>
    renameTableInExpression(sql, renamed),
  )
  test('into another schema', () => {
    const moved = { from: { name: 't' }, to: { schema: 'auth', name: 't' } }
    assert.equal(
      renameTableInStatement('SELECT t.a FROM t JOIN public.t x ON true', moved, false),
      'SELECT t.a FROM auth.t JOIN auth.t x ON true',
    )
    const back = { from: moved.to, to: moved.from }
    assert.equal(
      renameTableInStatement('SELECT t.a FROM auth . t', back, false),
      'SELECT t.a FROM t',
    )
  })
})
