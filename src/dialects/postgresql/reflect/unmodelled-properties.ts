import { described } from './comment.ts'
import { USUAL_OWNER } from './own.ts'

/** Rows of catalogs that say something of a relation `r`, and what they may say: each kind with the condition for it. */
interface Properties {
  readonly from: string
  readonly name: string
  readonly kinds: Readonly<Record<string, string>>
}

const owner = "coalesce(r.schema || '.', '')"
const ofTable = `${owner} || r.name`
const column = `${ofTable} || '.' || o.attname`
const live = 'o.attnum > 0 AND NOT o.attisdropped'
const defaultOf = (attribute: string): string =>
  `(SELECT pg_get_expr(d.adbin, d.adrelid, true) FROM pg_catalog.pg_attrdef AS d WHERE d.adrelid = ${attribute}.attrelid AND d.adnum = ${attribute}.attnum)`

const OF_CONSTRAINT =
  "EXISTS (SELECT FROM pg_catalog.pg_constraint AS c WHERE c.conrelid = r.oid AND c.conindid = o.oid AND c.contype IN ('p', 'u', 'x'))"

/** A sequence that a column owns is as its table is. */
const OF_UNLOGGED = `EXISTS (SELECT FROM pg_catalog.pg_depend AS d JOIN pg_catalog.pg_class AS c ON c.oid = d.refobjid
   WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = o.oid AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.deptype IN ('a', 'i') AND c.relpersistence = 'u')`

const common: readonly Properties[] = [
  {
    from: "JOIN pg_catalog.pg_rewrite AS o ON o.ev_class = r.oid AND o.rulename <> '_RETURN'",
    name: `${ofTable} || '.' || o.rulename`,
    kinds: { rule: 'true' },
  },
  {
    from: 'JOIN pg_catalog.pg_index AS i ON i.indrelid = r.oid JOIN pg_catalog.pg_class AS o ON o.oid = i.indexrelid',
    name: `${owner} || o.relname`,
    kinds: {
      'invalid index': 'NOT i.indisvalid',
      'clustered index': 'i.indisclustered',
      'index storage parameters': `(o.reloptions IS NOT NULL OR o.reltablespace <> 0) AND ${OF_CONSTRAINT}`,
      'index column statistics':
        'EXISTS (SELECT FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = o.oid AND coalesce(a.attstattarget, -1) <> -1)',
      'comment on the index of a constraint': `${described('pg_class', 'o.oid')} AND ${OF_CONSTRAINT}`,
    },
  },
  {
    from: 'JOIN pg_catalog.pg_class AS o ON o.oid = r.oid',
    name: ofTable,
    kinds: {
      'replica identity': "r.kind IN ('r', 'p') AND o.relreplident <> 'd'",
      'typed table': "r.kind IN ('r', 'p') AND o.reloftype <> 0",
      'table access method':
        "r.kind IN ('r', 'm') AND o.relam <> (SELECT oid FROM pg_catalog.pg_am WHERE amname = 'heap')",
      'view without data': "r.kind = 'm' AND NOT o.relispopulated",
      'tablespace of a view': "r.kind = 'm' AND o.reltablespace <> 0",
      'unlogged sequence': `r.kind = 'S' AND o.relpersistence = 'u' AND NOT ${OF_UNLOGGED}`,
      'forced row security that is off': 'o.relforcerowsecurity AND NOT o.relrowsecurity',
      owner: `o.relowner <> ${USUAL_OWNER}`,
    },
  },
  {
    from: 'JOIN pg_catalog.pg_trigger AS o ON o.tgrelid = r.oid AND NOT o.tgisinternal AND o.tgparentid = 0',
    name: `${ofTable} || '.' || o.tgname`,
    kinds: { 'disabled trigger': "o.tgenabled <> 'O'" },
  },
  {
    from: `JOIN pg_catalog.pg_inherits AS i ON i.inhrelid = r.oid
           JOIN pg_catalog.pg_attribute AS o ON o.attrelid = r.oid AND ${live} AND NOT o.attislocal
           JOIN pg_catalog.pg_attribute AS p ON p.attrelid = i.inhparent AND p.attname = o.attname`,
    name: column,
    kinds: {
      'changed inherited column': `r.kind IN ('r', 'p') AND (o.attnotnull <> p.attnotnull OR ${defaultOf('o')} IS DISTINCT FROM ${defaultOf('p')} OR ${described('pg_class', 'r.oid', 'o.attnum')})`,
    },
  },
  {
    from: `JOIN pg_catalog.pg_attribute AS o ON r.kind IN ('v', 'm') AND o.attrelid = r.oid AND ${live}`,
    name: column,
    kinds: {
      'comment on a view column': described('pg_class', 'r.oid', 'o.attnum'),
      'default of a view column': "r.kind = 'v' AND o.atthasdef",
    },
  },
]

const ofColumns = (major: number): Properties => ({
  from: `JOIN pg_catalog.pg_attribute AS o ON r.kind IN ('r', 'p', 'm') AND o.attrelid = r.oid AND ${live} JOIN pg_catalog.pg_type AS t ON t.oid = o.atttypid`,
  name: column,
  kinds: {
    'column storage': 'o.attstorage <> t.typstorage',
    ...(major >= 14 && { 'column compression': "o.attcompression <> ''" }),
    'column statistics': 'coalesce(o.attstattarget, -1) <> -1',
    'column options': 'o.attoptions IS NOT NULL',
  },
})

const ofConstraints = (major: number): Properties => ({
  from: 'JOIN pg_catalog.pg_constraint AS o ON o.conrelid = r.oid',
  name: `${ofTable} || '.' || o.conname`,
  kinds: {
    // Those of the others are modelled: not-null, and what comes from a parent, has no place to keep it.
    'comment on a constraint': `(o.contype NOT IN ('p', 'u', 'f', 'c', 'x') OR NOT o.conislocal OR o.conparentid <> 0)
         AND ${described('pg_constraint', 'o.oid')}`,
    'disabled constraint':
      "EXISTS (SELECT FROM pg_catalog.pg_trigger AS t WHERE t.tgconstraint = o.oid AND t.tgisinternal AND t.tgenabled <> 'O')",
    ...(major >= 18 && {
      'constraint that is not enforced': 'NOT o.conenforced',
      'not-null constraint that is not valid': "o.contype = 'n' AND NOT o.convalidated",
      'not-null constraint that is not inherited': "o.contype = 'n' AND o.connoinherit",
    }),
  },
})

/** The catalog is gone through once, however many kinds there are to look for. */
const chosen = (kinds: Readonly<Record<string, string>>): string => `
   CROSS JOIN LATERAL (VALUES ${Object.entries(kinds)
     .map(([kind, holds]) => `('${kind}', ${holds})`)
     .join(', ')}) AS k(kind, holds)
   WHERE k.holds`

const ofSchemas = `
  SELECT k.kind, n.nspname, NULL::jsonb
    FROM space AS s JOIN pg_catalog.pg_namespace AS n ON n.oid = s.oid AND s.in_scope
    LEFT JOIN pg_catalog.pg_description AS d ON d.objoid = s.oid AND d.classoid = 'pg_catalog.pg_namespace'::regclass${chosen(
      {
        'comment on a schema':
          "d.description IS NOT NULL AND NOT (n.nspname = 'public' AND d.description = 'standard public schema')",
        owner: `s.schema IS NOT NULL AND n.nspname <> 'public' AND n.nspowner <> ${USUAL_OWNER}`,
        'grant on a schema': `n.nspacl IS DISTINCT FROM (SELECT i.initprivs FROM pg_catalog.pg_init_privs AS i
           WHERE i.objoid = n.oid AND i.classoid = 'pg_catalog.pg_namespace'::regclass AND i.objsubid = 0)`,
      },
    )}`

/** What is said of relations and schemas that are modelled themselves. */
export const unmodelledProperties = (major: number): readonly string[] => [
  ...[...common, ofColumns(major), ofConstraints(major)].map(
    ({ from, name, kinds }) => `
  SELECT k.kind, ${name}, jsonb_build_object('schema', r.schema, 'name', r.name) FROM relation AS r ${from}${chosen(kinds)}`,
  ),
  ofSchemas,
]
