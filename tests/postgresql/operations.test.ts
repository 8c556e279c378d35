/** Operations on a live database: what they do is what `apply` says, and their inverse undoes it. */
import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { complete } from '../../src/operations/complete.ts'
import { invertAll } from '../../src/operations/invert.ts'
import type { Operation } from '../../src/operations/model.ts'
import { findTable } from '../../src/schema/lookup.ts'
import type { Schema, StoredObject, Table } from '../../src/schema/model.ts'
import { forEachCase } from '../support/cases.ts'
import type { TestDatabase } from '../support/databases.ts'
import { applied, carryOut, reflectAll, sorted } from './live.ts'

interface Scenario {
  readonly name: string
  readonly ddl: string
  /** Given what is there: drops and replacements carry it. */
  readonly operations: (found: Schema) => readonly Operation[]
  /** A query, and what it gives after the operations; after their inverse it must give again what it gave before. */
  readonly rows?: readonly [query: string, after: readonly object[]]
  /** Reflection after it is not what `apply` says, for the database does more than that. */
  readonly loose?: boolean
  /** Its inverse, one by one, is in no legal order. */
  readonly oneWay?: boolean
  readonly since?: number
}

const t = { name: 't' }
const object = (schema: Schema, name: string): StoredObject =>
  schema.objects.find((one) => one.name === name)!
const table = (schema: Schema, name: string): Table => findTable(schema, { name })!
const integer = { kind: 'integer' } as const
const text = { kind: 'text' } as const

const alter = (column: string, from: object, to: object): Operation => ({
  kind: 'alterColumn',
  table: t,
  column,
  from,
  to,
})

const SCENARIOS: readonly Scenario[] = [
  {
    name: 'a column under views, a materialized view, grants, a policy and a trigger changes its type',
    ddl: `CREATE TABLE t (id integer, s varchar(10)); INSERT INTO t VALUES (1, 'a');
      CREATE VIEW v AS SELECT id, s FROM t; CREATE VIEW w AS SELECT s || 'x' AS sx FROM v; COMMENT ON VIEW w IS 'second';
      CREATE MATERIALIZED VIEW m AS SELECT t.s FROM w CROSS JOIN t; CREATE INDEX mi ON m (s); COMMENT ON INDEX mi IS 'index';
      CREATE VIEW apart AS SELECT id FROM t; GRANT SELECT ON v TO PUBLIC; GRANT SELECT ON apart TO PUBLIC;
      CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE TRIGGER tr BEFORE UPDATE OF s ON t FOR EACH ROW WHEN (new.s <> '') EXECUTE FUNCTION f(); COMMENT ON TRIGGER tr ON t IS 'c';
      CREATE TRIGGER inst INSTEAD OF DELETE ON v FOR EACH ROW EXECUTE FUNCTION f();
      CREATE POLICY p ON t USING (s <> 'q')`,
    operations: () => [alter('s', { type: { kind: 'varchar', length: 10 } }, { type: text })],
    rows: ['SELECT sx FROM w', [{ sx: 'ax' }]],
    loose: true,
  },
  {
    name: 'a column that generated columns, their indexes and keys stand on changes its type',
    ddl: `CREATE TABLE t (a integer, g integer GENERATED ALWAYS AS (a * 2) STORED UNIQUE, h integer, CHECK (g > h)); CREATE INDEX i ON t (g) WHERE g > 0; COMMENT ON COLUMN t.g IS 'twice';
      CREATE TABLE u (g integer REFERENCES t (g)); INSERT INTO t VALUES (5); INSERT INTO u VALUES (10); CREATE VIEW v AS SELECT g FROM t`,
    operations: () => [alter('a', { type: integer }, { type: { kind: 'bigint' } })],
    rows: ['SELECT a::text, t.g, u.g AS ug FROM t JOIN u USING (g)', [{ a: '5', g: 10, ug: 10 }]],
    loose: true,
  },
  {
    name: 'a dropped column leaves a view that is replaced',
    ddl: 'CREATE TABLE t (a integer, b integer); CREATE VIEW v AS SELECT a, b FROM t; CREATE VIEW w AS SELECT a FROM v',
    operations: (found) => [
      { kind: 'dropColumn', table: t, column: table(found, 't').columns[1]! },
      {
        kind: 'replaceObject',
        from: object(found, 'v'),
        to: { ...object(found, 'v'), definition: 'SELECT a\n   FROM t' },
      },
    ],
    loose: true,
    oneWay: true,
  },
  {
    name: 'a dropped table leaves a view that is replaced, and one that is dropped',
    ddl: 'CREATE TABLE t (a integer); CREATE TABLE u (a integer); CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT a FROM v',
    operations: (found) => [
      { kind: 'dropTable', table: table(found, 't') },
      { kind: 'dropObject', object: object(found, 'w') },
      {
        kind: 'replaceObject',
        from: object(found, 'v'),
        to: { ...object(found, 'v'), definition: 'SELECT a\n   FROM u' },
      },
    ],
    loose: true,
    oneWay: true,
  },
  {
    name: 'numbers are switched on behind the largest there is',
    ddl: 'CREATE TABLE t (id integer PRIMARY KEY, n integer NOT NULL); INSERT INTO t VALUES (7, 70)',
    operations: () => [
      alter('id', { autoincrement: false }, { autoincrement: true }),
      alter('n', { identity: null }, { identity: { always: false, start: 50, increment: 5 } }),
      { kind: 'execute', sql: 'INSERT INTO t DEFAULT VALUES', effect: [] },
    ],
    rows: [
      'SELECT id, n FROM t ORDER BY id',
      [
        { id: 7, n: 70 },
        { id: 8, n: 75 },
      ],
    ],
  },
  {
    name: 'serial becomes identity, and a bigger one',
    ddl: 'CREATE TABLE t (id serial PRIMARY KEY, s serial); INSERT INTO t DEFAULT VALUES',
    operations: () => [
      alter(
        'id',
        { autoincrement: true, identity: null },
        { autoincrement: false, identity: { always: true } },
      ),
      alter('s', { type: integer }, { type: { kind: 'bigint' } }),
    ],
  },
  {
    name: 'serial becomes identity, and an identity serial, without giving a number twice',
    ddl: `CREATE TABLE t (a serial, b integer GENERATED BY DEFAULT AS IDENTITY, c bigint GENERATED ALWAYS AS IDENTITY (INCREMENT -1));
      INSERT INTO t SELECT FROM generate_series(1, 3); DELETE FROM t WHERE a > 1`,
    operations: () => [
      alter(
        'a',
        { autoincrement: true, identity: null },
        { autoincrement: false, identity: { always: true } },
      ),
      alter(
        'b',
        { autoincrement: false, identity: { always: false } },
        { autoincrement: true, identity: null },
      ),
      alter(
        'c',
        { autoincrement: false, identity: { always: true, increment: -1 } },
        { autoincrement: true, identity: null },
      ),
      { kind: 'execute', sql: 'INSERT INTO t DEFAULT VALUES', effect: [] },
    ],
    rows: [
      'SELECT a, b, c::integer FROM t ORDER BY a',
      [
        { a: 1, b: 1, c: -1 },
        { a: 4, b: 4, c: 1 },
      ],
    ],
    oneWay: true,
  },
  {
    name: 'an identity changes its options, and stays inside its limits',
    ddl: "CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY (START -200 MINVALUE -200 MAXVALUE 200)); CREATE SEQUENCE q MINVALUE 1 MAXVALUE 10; CREATE SEQUENCE r MAXVALUE 10; SELECT nextval('q'), nextval('q')",
    operations: (found) => {
      const [q, r] = found.sequences
      return [
        alter(
          'id',
          { identity: table(found, 't').columns[0]!.identity! },
          { identity: { always: false, minValue: -100, maxValue: 100, cache: 5, cycle: true } },
        ),
        {
          kind: 'alterSequence',
          from: q!,
          to: { name: 'q', minValue: 5, maxValue: 100, comment: 'tickets', type: 'integer' },
        },
        { kind: 'alterSequence', from: r!, to: { name: 'r', minValue: 20, maxValue: 30 } },
      ]
    },
  },
  {
    name: 'facets of a column, together',
    ddl: "CREATE TABLE t (a integer, b text DEFAULT 'x' NOT NULL)",
    operations: () => [
      alter(
        'a',
        { nullable: true, default: null, comment: null, type: integer },
        { nullable: false, default: { literal: 5 }, comment: "it's", type: { kind: 'bigint' } },
      ),
      alter(
        'b',
        { nullable: false, default: { literal: 'x' }, collation: null },
        { nullable: true, default: null, collation: 'C' },
      ),
    ],
  },
  {
    name: 'columns come, go and are called otherwise',
    ddl: 'CREATE TABLE t (a integer, b integer, UNIQUE (b)); CREATE VIEW v AS SELECT a FROM t',
    operations: (found) => [
      {
        kind: 'addColumn',
        table: t,
        column: {
          name: 'c',
          type: text,
          nullable: false,
          default: { literal: 'x' },
          comment: 'new',
        },
      },
      {
        kind: 'addColumn',
        table: t,
        column: { name: 'd', type: { kind: 'bigint' }, nullable: false, autoincrement: true },
      },
      {
        kind: 'addColumn',
        table: t,
        column: {
          name: 'e',
          type: integer,
          nullable: false,
          autoincrement: true,
          sequenceName: 'my numbers',
        },
      },
      {
        kind: 'addColumn',
        table: t,
        column: {
          name: 'f',
          type: integer,
          nullable: true,
          generated: { expression: { sql: 'a * 2' }, stored: true },
        },
      },
      { kind: 'renameColumn', table: t, from: 'a', to: 'A "renamed"' },
      {
        kind: 'dropConstraint',
        table: t,
        constraint: { kind: 'unique', ...table(found, 't').uniques[0]! },
      },
      { kind: 'dropColumn', table: t, column: table(found, 't').columns[1]! },
    ],
  },
  {
    name: 'a table moves to another schema under another name, with what belongs to it',
    ddl: 'CREATE SCHEMA s; CREATE TABLE t (id serial PRIMARY KEY, n integer GENERATED ALWAYS AS IDENTITY); CREATE TABLE u (t integer REFERENCES t)',
    operations: () => [{ kind: 'renameTable', from: t, to: { schema: 's', name: 'T two' } }],
  },
  {
    name: 'options of a table',
    ddl: 'CREATE TABLE parent (p integer); CREATE TABLE t (a integer, p text) WITH (fillfactor = 70)',
    operations: () => [
      {
        kind: 'alterTable',
        table: t,
        from: { with: { fillfactor: '70' } },
        to: {
          with: { autovacuum_enabled: 'false', 'toast.autovacuum_enabled': 'false' },
          unlogged: true,
          rowSecurity: 'forced',
        },
      },
      { kind: 'setTableComment', table: t, from: null, to: 'a "table"' },
    ],
  },
  {
    name: 'a table gets another parent, and parameters of which some stay',
    ddl: `CREATE SCHEMA s; CREATE TABLE p (a integer); CREATE TABLE q (a integer); CREATE TABLE s."The p" (a integer);
      CREATE TABLE t (a integer) INHERITS (q, p) WITH (fillfactor = 70, parallel_workers = 2); INSERT INTO t VALUES (1)`,
    operations: () => [
      {
        kind: 'alterTable',
        table: t,
        from: {
          inherits: [{ name: 'q' }, { name: 'p' }],
          with: { fillfactor: '70', parallel_workers: '2' },
        },
        to: {
          inherits: [{ name: 'q' }, { schema: 's', name: 'The p' }],
          with: { fillfactor: '70', parallel_workers: '3' },
          rowSecurity: 'enabled',
        },
      },
      {
        kind: 'alterTable',
        table: t,
        from: { rowSecurity: 'enabled' },
        to: { rowSecurity: 'forced', unlogged: true },
      },
    ],
    rows: ['SELECT a, (SELECT count(*)::int FROM q) AS q FROM t', [{ a: 1, q: 1 }]],
  },
  {
    name: 'new tables refer to each other and to themselves, in whatever order they are made',
    ddl: 'CREATE TABLE there (id integer PRIMARY KEY)',
    operations: () => {
      const made = (name: string, ...references: readonly string[]): Operation => ({
        kind: 'createTable',
        table: {
          name,
          columns: ['id', 'other'].map((one) => ({
            name: one,
            type: integer,
            nullable: one !== 'id',
          })),
          primaryKey: { columns: ['id'] },
          uniques: [],
          foreignKeys: references.map((to) => ({
            name: `${name} to ${to}`,
            columns: ['other'],
            references: { name: to, columns: ['id'] },
            comment: `from ${name}`,
          })),
          checks: [],
          exclusions: [],
          indexes: [],
        },
      })
      return [made('t', 'u', 't', 'there'), made('u', 'w', 't'), made('w', 't', 'u')]
    },
    rows: ["SELECT to_regclass('t')::text AS t", [{ t: 't' }]],
  },
  {
    name: 'a view that stands on one that is replaced much later',
    ddl: `CREATE TABLE t (a integer, b integer); INSERT INTO t VALUES (1, 2); CREATE VIEW v AS SELECT a, b FROM t; CREATE VIEW w AS SELECT a FROM v;
      CREATE VIEW apart AS SELECT b FROM t; CREATE VIEW kept AS SELECT a FROM t; GRANT SELECT ON w TO PUBLIC; GRANT SELECT ON kept TO PUBLIC`,
    operations: (found) => [
      { kind: 'dropColumn', table: t, column: table(found, 't').columns[1]! },
      { kind: 'bulkInsert', table: t, rows: [{ a: 5 }] },
      {
        kind: 'replaceObject',
        from: object(found, 'v'),
        to: { ...object(found, 'v'), definition: 'SELECT a\n   FROM t' },
      },
      { kind: 'dropObject', object: object(found, 'apart') },
    ],
    rows: ['SELECT a FROM w ORDER BY a', [{ a: 1 }, { a: 5 }]],
    loose: true,
    oneWay: true,
  },
  {
    name: 'sequences that belong to a column, and no more',
    ddl: 'CREATE SCHEMA s; CREATE TABLE s."T t" ("the id" integer, other integer); CREATE SEQUENCE s.was OWNED BY s."T t".other',
    operations: (found) => [
      {
        kind: 'createSequence',
        sequence: {
          schema: 's',
          name: 'is',
          ownedBy: { schema: 's', name: 'T t', column: 'the id' },
          cycle: true,
          type: 'smallint',
        },
      },
      {
        kind: 'alterSequence',
        from: found.sequences[0]!,
        to: { schema: 's', name: 'was', comment: 'free' },
      },
    ],
  },
  {
    name: 'a default that is a value of an enum goes where the value goes',
    ddl: `CREATE TYPE mood AS ENUM ('sad', 'ok', 'old'); CREATE TYPE lone AS ENUM ('x');
      CREATE TABLE t (id integer, a mood DEFAULT 'old', b mood DEFAULT 'ok', c mood[] DEFAULT '{old}', d text DEFAULT 'old', e lone DEFAULT 'x')`,
    operations: () => [
      alter('c', { default: { literal: '{old}' } }, { default: null }),
      {
        kind: 'alterEnum',
        enum: { name: 'mood' },
        from: ['sad', 'ok', 'old'],
        to: ['ok', 'new', 'sad'],
        mapping: { old: 'new' },
        mappingBack: { new: 'old' },
        comment: { from: null, to: 'moods' },
      } as Operation,
      { kind: 'execute', sql: 'INSERT INTO t (id) VALUES (1)', effect: [] },
    ],
    rows: [
      'SELECT a::text, b::text, c::text, d, e::text FROM t',
      [{ a: 'new', b: 'ok', c: null, d: 'old', e: 'x' }],
    ],
    loose: true,
    oneWay: true,
  },
  {
    name: 'only a comment of a sequence, and some indexes of a materialized view',
    since: 16,
    ddl: `CREATE SEQUENCE q; CREATE TABLE t (a integer, b integer); CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
      CREATE INDEX i ON m (a); CREATE INDEX j ON m (b); CREATE SEQUENCE marker`,
    operations: (found) => [
      {
        kind: 'alterSequence',
        from: found.sequences.find(({ name }) => name === 'q')!,
        to: { name: 'q', comment: 'x' },
      },
      {
        kind: 'replaceObject',
        from: object(found, 'm'),
        to: {
          ...object(found, 'm'),
          comment: 'kept',
          indexes: [
            object(found, 'm').indexes!.find(({ name }) => name === 'j')!,
            { name: 'k', elements: [{ column: 'a' }, { column: 'b' }] },
          ],
        },
      },
    ],
    rows: [
      "SELECT ('j'::regclass::oid < 'marker'::regclass::oid) AS kept FROM pg_class WHERE relname = 'm'",
      [{ kept: true }],
    ],
  },
  {
    name: 'a constraint for one database only is made on that one',
    ddl: 'CREATE TABLE t (a integer)',
    operations: () => [
      {
        kind: 'addConstraint',
        table: t,
        constraint: {
          kind: 'check',
          name: 'here',
          expression: { sql: 'a > 0' },
          dialects: ['postgresql'],
        },
      },
      {
        kind: 'addConstraint',
        table: t,
        constraint: {
          kind: 'check',
          name: 'elsewhere',
          expression: { sql: 'a IS NOT 5' },
          dialects: ['sqlite'],
        },
      },
    ],
    loose: true,
  },
  {
    name: 'a generated column that must have a value becomes plain, with all that stands on it',
    since: 18,
    ddl: `CREATE TABLE t (a integer, v integer GENERATED ALWAYS AS (a * 2) VIRTUAL NOT NULL, CONSTRAINT k CHECK (v > 0)); COMMENT ON COLUMN t.v IS 'twice'; INSERT INTO t VALUES (5);
      CREATE VIEW w AS SELECT v FROM t; CREATE VIEW x AS SELECT v FROM w`,
    operations: () => [
      alter(
        'v',
        { generated: { expression: { sql: 'a * 2' }, stored: false } },
        { generated: null },
      ),
      {
        kind: 'addConstraint',
        table: t,
        constraint: { kind: 'unique', name: 'u', columns: ['v'] },
      },
      alter('v', { nullable: false }, { nullable: true }),
    ],
    rows: ['SELECT a, v FROM t', [{ a: 5, v: 10 }]],
    loose: true,
    oneWay: true,
  },
  {
    name: 'constraints of every kind',
    ddl: 'CREATE TABLE t (a integer NOT NULL, b integer, r int4range); INSERT INTO t VALUES (1, 2)',
    operations: () => [
      {
        kind: 'addConstraint',
        table: t,
        constraint: { kind: 'primaryKey', name: 'pk', columns: ['a'] },
      },
      {
        kind: 'addConstraint',
        table: t,
        constraint: { kind: 'unique', name: 'u q', columns: ['b'], deferrable: 'deferred' },
      },
      {
        kind: 'addConstraint',
        table: t,
        constraint: { kind: 'check', name: 'ck', expression: { sql: 'b > 0' }, notValid: true },
      },
      {
        kind: 'addConstraint',
        table: t,
        constraint: {
          kind: 'foreignKey',
          name: 'fk',
          columns: ['b'],
          references: { name: 't', columns: ['a'] },
          notValid: true,
          onDelete: 'cascade',
        },
      },
      {
        kind: 'addConstraint',
        table: t,
        constraint: {
          kind: 'exclusion',
          name: 'ex',
          using: 'gist',
          elements: [{ column: 'r', operator: '&&' }],
          where: { sql: 'a > 0' },
        },
      },
      {
        kind: 'validateConstraint',
        table: t,
        name: 'ck',
        constraint: { kind: 'check', name: 'ck', expression: { sql: 'b > 0' }, notValid: true },
      },
      { kind: 'renameConstraint', table: t, constraint: 'unique', from: 'u q', to: 'uq' },
      { kind: 'setConstraintComment', table: t, name: 'uq', from: null, to: "it's" },
    ],
  },
  {
    name: 'indexes',
    ddl: 'CREATE TABLE t (a integer, b text); CREATE INDEX old ON t (a)',
    operations: (found) => [
      {
        kind: 'createIndex',
        table: t,
        index: {
          name: 'new one',
          elements: [{ column: 'a', descending: true }, { expression: { sql: 'lower(b)' } }],
          unique: true,
          where: { sql: 'a > 3' },
          comment: 'c',
          with: { fillfactor: '70' },
        },
      },
      { kind: 'renameIndex', table: t, from: 'new one', to: 'newer' },
      { kind: 'dropIndex', table: t, index: table(found, 't').indexes[0]! },
    ],
  },
  {
    name: 'schemas, enums and sequences are made, moved and dropped',
    ddl: "CREATE TYPE gone AS ENUM ('x'); CREATE SEQUENCE g; CREATE SCHEMA old",
    operations: (found) => [
      { kind: 'createSchema', name: 'new "one"' },
      { kind: 'createEnum', enum: { name: 'e', values: ["it's", 'b'], comment: 'letters' } },
      { kind: 'renameEnum', from: { name: 'e' }, to: { schema: 'new "one"', name: 'E' } },
      { kind: 'renameEnumValue', enum: { schema: 'new "one"', name: 'E' }, from: 'b', to: 'B' },
      { kind: 'createSequence', sequence: { name: 's', increment: 2, comment: 'two' } },
      { kind: 'renameSequence', from: { name: 's' }, to: { schema: 'new "one"', name: 'S' } },
      { kind: 'dropEnum', enum: found.enums[0]! },
      { kind: 'dropSequence', sequence: found.sequences[0]! },
      { kind: 'dropSchema', name: 'old' },
    ],
  },
  {
    name: 'things come back from another schema, under names that end quotings',
    ddl: `CREATE SCHEMA s; CREATE TABLE s."$athanor$ it's" (a integer); CREATE TYPE s."$athanor$ it's e" AS ENUM ('x'); CREATE SEQUENCE s."$athanor$ it's s"`,
    operations: () => [
      {
        kind: 'renameTable',
        from: { schema: 's', name: "$athanor$ it's" },
        to: { name: "$athanor$ it's" },
      },
      { kind: 'renameEnum', from: { schema: 's', name: "$athanor$ it's e" }, to: { name: 'e' } },
      {
        kind: 'renameSequence',
        from: { schema: 's', name: "$athanor$ it's s" },
        to: { name: 's' },
      },
      {
        kind: 'createEnum',
        enum: { name: '$athanor$', values: ["$athanor$; DROP TABLE x; '"] },
        ifNotExists: true,
      },
      { kind: 'createEnum', enum: { name: 'e', values: ['other'] }, ifNotExists: true },
    ],
  },
  {
    name: 'an enum loses a value that everything leans on',
    ddl: `CREATE TYPE mood AS ENUM ('sad', 'ok', 'old'); COMMENT ON TYPE mood IS 'moods';
      CREATE TABLE t (m mood DEFAULT 'sad' NOT NULL, ms mood[] DEFAULT '{sad}', n integer, g boolean GENERATED ALWAYS AS (m = 'sad') STORED, CHECK (m <> 'ok' OR n > 0), EXCLUDE USING btree (n WITH =) WHERE (m = 'ok'), UNIQUE (m, n));
      CREATE INDEX part ON t (n) WHERE m IN ('sad', 'ok'); CREATE INDEX plain ON t (m); CREATE INDEX expr ON t ((n + 1), g) WHERE m > 'sad';
      CREATE TABLE k (m mood PRIMARY KEY); CREATE TABLE l (m mood REFERENCES k, also text);
      CREATE VIEW v AS SELECT m, n FROM t WHERE m = 'sad'; CREATE FUNCTION f(x mood) RETURNS mood LANGUAGE sql AS 'SELECT x'; CREATE FUNCTION apart() RETURNS integer LANGUAGE sql AS 'SELECT 1';
      CREATE POLICY p ON t USING (m <> 'sad');
      INSERT INTO t (m, ms, n) VALUES ('old', '{old,sad,NULL}', 1), ('sad', NULL, 2); INSERT INTO k VALUES ('sad'); INSERT INTO l VALUES ('sad')`,
    operations: () => [
      {
        kind: 'alterEnum',
        enum: { name: 'mood' },
        from: ['sad', 'ok', 'old'],
        to: ['new', 'ok', 'sad'],
        mapping: { old: 'new' },
        mappingBack: { new: 'old' },
      },
    ],
    rows: [
      'SELECT m::text, ms::text, g FROM t ORDER BY n',
      [
        { m: 'new', ms: '{new,sad,NULL}', g: false },
        { m: 'sad', ms: null, g: true },
      ],
    ],
    loose: true,
  },
  {
    name: 'an enum whose default goes with a value',
    ddl: "CREATE SCHEMA s; CREATE TYPE s.e AS ENUM ('a', 'b'); CREATE TABLE t (x s.e DEFAULT 'a', y s.e DEFAULT 'b'); INSERT INTO t DEFAULT VALUES",
    operations: () => [
      alter('x', { default: { literal: 'a' } }, { default: null }),
      {
        kind: 'alterEnum',
        enum: { schema: 's', name: 'e' },
        from: ['a', 'b'],
        to: ['b', 'c'],
        mapping: { a: null },
        mappingBack: { c: 'a' },
      },
      alter('y', { default: { literal: 'b' } }, { default: { literal: 'c' } }),
    ],
    rows: ['SELECT y::text FROM t', [{ y: 'b' }]],
    loose: true,
  },
  {
    name: 'a function of standard SQL, and a view that calls it, stand on a column',
    since: 14,
    ddl: `CREATE TABLE t (a integer, b integer); INSERT INTO t VALUES (1, 2);
      CREATE FUNCTION total() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT sum(t.a) FROM t; END;
      CREATE FUNCTION once(x integer) RETURNS integer LANGUAGE sql RETURN x;
      CREATE FUNCTION body() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
RETURN NEW; -- t.a
END $$; CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION body();
      CREATE VIEW v AS SELECT total() AS n`,
    operations: () => [alter('a', { type: integer }, { type: { kind: 'smallint' } })],
    rows: ['SELECT n::text FROM v', [{ n: '1' }]],
    loose: true,
  },
  {
    name: 'views are replaced in place, and made anew where they cannot be',
    // Before, views were printed with the table before each column.
    since: 16,
    ddl: 'CREATE TABLE t (a integer, b text); CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT a FROM v; GRANT SELECT ON v TO PUBLIC; CREATE MATERIALIZED VIEW m AS SELECT a FROM t; CREATE INDEX i ON m (a)',
    operations: (found) => [
      {
        kind: 'replaceObject',
        from: object(found, 'v'),
        to: { ...object(found, 'v'), definition: 'SELECT a,\n    b\n   FROM t', comment: 'grown' },
      },
      {
        kind: 'replaceObject',
        from: object(found, 'w'),
        to: {
          ...object(found, 'w'),
          definition: 'SELECT a + 1 AS a\n   FROM v',
          with: { security_barrier: 'true' },
        },
      },
      {
        kind: 'replaceObject',
        from: object(found, 'm'),
        to: {
          ...object(found, 'm'),
          definition: 'SELECT a,\n    b\n   FROM t',
          indexes: [{ name: 'j', elements: [{ column: 'b' }] }],
        },
      },
    ],
  },
  {
    name: 'functions are replaced in place, and made anew where they cannot be',
    ddl: `CREATE TABLE t (a integer); CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION g(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
      CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION tf(); CREATE VIEW v AS SELECT g(1) AS x;
      CREATE PROCEDURE pr(x integer) LANGUAGE sql AS 'SELECT 1'`,
    operations: (found) => [
      {
        kind: 'replaceObject',
        from: object(found, 'f'),
        to: {
          ...object(found, 'f'),
          definition: object(found, 'f').definition.replace('SELECT 1', 'SELECT 2'),
          comment: 'two',
        },
      },
      {
        kind: 'replaceObject',
        from: object(found, 'g'),
        to: {
          ...object(found, 'g'),
          definition: object(found, 'g').definition.replace('RETURNS integer', 'RETURNS bigint'),
        },
      },
      {
        kind: 'replaceObject',
        from: object(found, 'tf'),
        to: {
          ...object(found, 'tf'),
          definition: object(found, 'tf').definition.replace('RETURN NEW', 'RETURN OLD'),
        },
      },
      {
        kind: 'replaceObject',
        from: object(found, 'tr'),
        to: {
          ...object(found, 'tr'),
          definition: object(found, 'tr').definition.replace('BEFORE UPDATE', 'AFTER DELETE'),
        },
      },
      { kind: 'dropObject', object: object(found, 'pr') },
    ],
    rows: ['SELECT pg_typeof(x)::text AS type FROM v', [{ type: 'bigint' }]],
  },
  {
    name: 'domains are altered, and made anew where they cannot be',
    ddl: "CREATE DOMAIN d AS text DEFAULT 'x' CHECK (VALUE <> ''); CREATE DOMAIN e AS integer; CREATE TABLE t (a d, b e); INSERT INTO t VALUES ('y', 5); CREATE VIEW v AS SELECT b FROM t",
    operations: (found) => [
      {
        kind: 'replaceObject',
        from: object(found, 'd'),
        to: {
          ...object(found, 'd'),
          definition: `AS text NOT NULL CONSTRAINT "len" CHECK (length(VALUE) < 10)`,
          comment: 'short',
        },
      },
      {
        kind: 'replaceObject',
        from: object(found, 'e'),
        to: { ...object(found, 'e'), definition: 'AS bigint' },
      },
    ],
    rows: ['SELECT a, b::text FROM t', [{ a: 'y', b: '5' }]],
    loose: true,
  },
  {
    name: 'policies, grants and triggers',
    ddl: 'CREATE TABLE t (a integer); CREATE POLICY p ON t USING (a > 0); GRANT SELECT, INSERT ON t TO PUBLIC',
    operations: (found) => [
      {
        kind: 'replaceObject',
        from: object(found, 'p'),
        to: {
          ...object(found, 'p'),
          definition: 'CREATE POLICY "p" ON "t" FOR SELECT USING (a > 1)',
          comment: 'reading',
        },
      },
      {
        kind: 'replaceObject',
        from: object(found, 'public'),
        to: {
          ...object(found, 'public'),
          definition: 'GRANT SELECT, UPDATE ("a") ON "t" TO PUBLIC',
        },
      },
      {
        kind: 'createObject',
        object: {
          kind: 'grant',
          name: 'pg_monitor',
          table: t,
          definition: 'GRANT DELETE ON "t" TO "pg_monitor"',
        },
      },
    ],
  },
  {
    name: 'generated columns get another expression, or none',
    since: 17,
    ddl: 'CREATE TABLE t (a integer, g integer GENERATED ALWAYS AS (a * 2) STORED, h integer GENERATED ALWAYS AS (a * 3) STORED); INSERT INTO t VALUES (5); CREATE INDEX i ON t (g)',
    operations: () => [
      alter(
        'g',
        { generated: { expression: { sql: 'a * 2' }, stored: true } },
        { generated: { expression: { sql: 'a * 4' }, stored: true } },
      ),
      alter(
        'h',
        { generated: { expression: { sql: 'a * 3' }, stored: true } },
        { generated: null },
      ),
    ],
    rows: ['SELECT g, h FROM t', [{ g: 20, h: 15 }]],
    loose: true,
  },
  {
    name: 'a virtual column becomes a plain one, and a plain one generated',
    since: 18,
    ddl: 'CREATE TABLE t (a integer, v integer GENERATED ALWAYS AS (a * 2) VIRTUAL, p integer, CHECK (v > 0)); INSERT INTO t VALUES (5); CREATE VIEW w AS SELECT v FROM t',
    operations: () => [
      alter(
        'v',
        { generated: { expression: { sql: 'a * 2' }, stored: false } },
        { generated: null },
      ),
      alter(
        'p',
        { generated: null },
        { generated: { expression: { sql: 'a + 1' }, stored: true } },
      ),
    ],
    rows: ['SELECT v FROM t', [{ v: 10 }]],
    loose: true,
  },
  {
    name: 'what is there already, and what is not',
    ddl: 'CREATE TABLE t (a integer); CREATE TABLE t2 (a integer); CREATE INDEX t2_i ON t2 (a); CREATE SCHEMA old',
    operations: () => [
      {
        kind: 'createTable',
        table: {
          name: 't',
          columns: [],
          uniques: [],
          foreignKeys: [],
          checks: [],
          exclusions: [],
          indexes: [],
        },
        ifNotExists: true,
      },
      {
        kind: 'addColumn',
        table: t,
        column: { name: 'a', type: text, nullable: true },
        ifNotExists: true,
      },
      {
        kind: 'dropColumn',
        table: t,
        column: { name: 'zz', type: text, nullable: true },
        ifExists: true,
      },
      {
        kind: 'dropConstraint',
        table: t,
        constraint: { kind: 'check', name: 'zz', expression: { sql: 'true' } },
        ifExists: true,
      },
      { kind: 'dropIndex', table: t, index: { name: 'zz', elements: [] }, ifExists: true },
      {
        kind: 'createIndex',
        table: { name: 't2' },
        index: { name: 't2_i', elements: [{ column: 'a', descending: true }] },
        ifNotExists: true,
      },
      {
        kind: 'dropTable',
        table: { ...table({ tables: [{ name: 'zz' }] } as never, 'zz'), columns: [] } as Table,
        ifExists: true,
      },
      { kind: 'createSchema', name: 'old', ifNotExists: true },
      {
        kind: 'createTable',
        table: {
          name: 't2',
          columns: [{ name: 'a', type: integer, nullable: true }],
          uniques: [],
          foreignKeys: [],
          checks: [],
          exclusions: [],
          indexes: [{ name: 't2_i', elements: [{ column: 'a' }] }],
        },
        ifNotExists: true,
      },
      { kind: 'dropEnum', enum: { name: 'zz', values: [] }, ifExists: true },
      { kind: 'dropObject', object: { kind: 'view', name: 'zz', definition: '' }, ifExists: true },
    ],
    loose: true,
  },
]

forEachCase('operations do what they say', SCENARIOS, tried, { on: ['postgresql', 'pglite'] })

async function tried(
  scenario: Scenario,
  { connection }: TestDatabase,
  context: TestContext,
): Promise<void> {
  const { since = 0 } = scenario
  if (connection.version[0] < since) return context.skip(`PostgreSQL ${since} and later`)
  await connection.run('ROLLBACK')
  await connection.script(
    `DROP SCHEMA IF EXISTS s CASCADE; DROP SCHEMA IF EXISTS old CASCADE; DROP SCHEMA IF EXISTS "new ""one""" CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public; ${scenario.ddl}`,
  )
  const before = await reflectAll(connection)
  const [query, expected] = scenario.rows ?? ['SELECT 1 AS one', [{ one: 1 }]]
  const rows = await connection.query(query)
  const operations = completed(scenario.operations(before), before)
  await connection.run('BEGIN')
  await carryOut(connection, operations, before)
  await connection.run('COMMIT')
  const after = await reflectAll(connection)
  if (!scenario.loose)
    assert.deepEqual(sorted(after), sorted(applied(before, operations)), 'as apply says')
  assert.deepEqual(await connection.query(query), expected)
  if (scenario.oneWay) return
  await connection.run('BEGIN')
  await carryOut(connection, invertAll(operations.filter(({ kind }) => kind !== 'execute')), after)
  await connection.run('COMMIT')
  assert.deepEqual(anyOrder(await reflectAll(connection)), anyOrder(before), 'and back')
  if (!operations.some(({ kind }) => kind === 'execute'))
    assert.deepEqual(await connection.query(query), rows, 'with the rows')
}

const completed = (operations: readonly Operation[], before: Schema): Operation[] => {
  let schema = before
  return operations.map((operation) => {
    const whole = complete(operation, schema)
    schema = applied(schema, [whole])
    return whole
  })
}

/** A column that is made again stands last. */
const anyOrder = (schema: Schema): Schema =>
  sorted({
    ...schema,
    tables: schema.tables.map((one) => ({
      ...one,
      columns: one.columns.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    })),
  })
