import { described } from './comment.ts'
import { FIRST_OID, PASSED_OVER, USUAL_OWNER } from './own.ts'

/** A catalog of things that stand for themselves. */
interface Kind {
  /** SQL, as all that follows, over a row `o` of the catalog. */
  readonly kind: string
  readonly catalog: string
  /** What stands for the catalog, where that has no `oid` or is not for everybody to read. */
  readonly from?: string
  readonly name: string
  /** The schema it is in; what is in none belongs to the whole database. */
  readonly space?: string
  readonly where?: string
  /** The oid of the table that it is a part of. */
  readonly table?: string
  /** The member of an extension, where that is not the row itself. */
  readonly member?: readonly [catalog: string, oid: string]
}

const named = (
  kind: string,
  catalog: string,
  name: string,
  space: string,
  where?: string,
): Kind => ({
  kind: `'${kind}'`,
  catalog,
  name: `o.${name}::text`,
  space: `o.${space}`,
  ...(where !== undefined && { where }),
})

const global = (kind: string, catalog: string, name: string, where?: string): Kind => ({
  kind: `'${kind}'`,
  catalog,
  name,
  ...(where !== undefined && { where }),
})

const ofDomain = (kind: string, where: string): Kind => ({
  kind: `'${kind}'`,
  catalog: 'pg_constraint',
  name: "(SELECT t.typname FROM pg_catalog.pg_type AS t WHERE t.oid = o.contypid) || '.' || o.conname",
  space: 'o.connamespace',
  where: `o.contypid <> 0 AND ${where}`,
  member: ['pg_type', 'o.contypid'],
})

const inNoFamily = 'NOT EXISTS (SELECT FROM pg_catalog.pg_opclass AS oc WHERE oc.opcfamily = o.oid)'
const inThisDatabase =
  'o.subdbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())'

/** What the server calls anything that it has. */
const identityOf = (catalog: string, oid: string, part: string): string =>
  `(pg_identify_object(${catalog}, ${oid}, ${part})).identity`

const ROOT = 'pg_partition_root(o.oid)'
const partitionOfOwn = `o.relkind IN ('r', 'p', 'f') AND o.relispartition AND ${ROOT} <> ALL (${PASSED_OVER})`

const KINDS: readonly Kind[] = [
  named('aggregate', 'pg_proc', 'oid::regprocedure', 'pronamespace', "o.prokind = 'a'"),
  named('operator', 'pg_operator', 'oprname', 'oprnamespace'),
  named('operator class', 'pg_opclass', 'opcname', 'opcnamespace'),
  named('operator family', 'pg_opfamily', 'opfname', 'opfnamespace', inNoFamily),
  named('collation', 'pg_collation', 'collname', 'collnamespace'),
  named('conversion', 'pg_conversion', 'conname', 'connamespace'),
  named('text search configuration', 'pg_ts_config', 'cfgname', 'cfgnamespace'),
  named('text search dictionary', 'pg_ts_dict', 'dictname', 'dictnamespace'),
  named('text search parser', 'pg_ts_parser', 'prsname', 'prsnamespace'),
  named('text search template', 'pg_ts_template', 'tmplname', 'tmplnamespace'),
  named('statistics object', 'pg_statistic_ext', 'stxname', 'stxnamespace'),
  named(
    'foreign table',
    'pg_class',
    'relname',
    'relnamespace',
    "o.relkind = 'f' AND NOT o.relispartition",
  ),
  {
    ...named('composite type', 'pg_class', 'relname', 'relnamespace', "o.relkind = 'c'"),
    // The type is the extension's member, not the relation behind it.
    member: ['pg_type', 'o.reltype'],
  },
  {
    ...named('partition', 'pg_class', 'relname', 'relnamespace', partitionOfOwn),
    table: ROOT,
  },
  named('range type', 'pg_type', 'typname', 'typnamespace', "o.typtype = 'r'"),
  named(
    'base type',
    'pg_type',
    'typname',
    'typnamespace',
    "o.typtype IN ('b', 'p') AND o.typcategory <> 'A'",
  ),
  {
    kind: "CASE o.prokind WHEN 'p' THEN 'grant on a procedure' ELSE 'grant on a function' END",
    catalog: 'pg_proc',
    name: "o.proname || '(' || oidvectortypes(o.proargtypes) || ')'",
    space: 'o.pronamespace',
    where: 'o.proacl IS NOT NULL',
  },
  named('grant on a type', 'pg_type', 'typname', 'typnamespace', 'o.typacl IS NOT NULL'),
  named('owner', 'pg_proc', 'oid::regprocedure', 'pronamespace', `o.proowner <> ${USUAL_OWNER}`),
  named(
    'owner',
    'pg_type',
    'typname',
    'typnamespace',
    `o.typtype IN ('e', 'd') AND o.typowner <> ${USUAL_OWNER}`,
  ),
  ofDomain('comment on the constraint of a domain', described('pg_constraint', 'o.oid')),
  ofDomain('constraint of a domain that is not valid', 'NOT o.convalidated'),
  {
    ...global(
      'user mapping',
      'pg_user_mapping',
      "coalesce(o.usename, 'public') || ' on ' || o.srvname",
    ),
    from: '(SELECT umid AS oid, usename, srvname FROM pg_catalog.pg_user_mappings)',
  },
  global(
    'transform',
    'pg_transform',
    "format_type(o.trftype, NULL) || ' for ' || (SELECT l.lanname FROM pg_catalog.pg_language AS l WHERE l.oid = o.trflang)",
  ),
  {
    ...global('security label', 'pg_class', identityOf('o.classoid', 'o.oid', 'o.objsubid')),
    from: '(SELECT objoid AS oid, classoid, objsubid FROM pg_catalog.pg_seclabel)',
    member: ['pg_class', '0'],
  },
  {
    ...global(
      'dependence on an extension',
      'pg_depend',
      identityOf('o.classid', 'o.oid', 'o.objsubid'),
    ),
    from: "(SELECT objid AS oid, classid, objsubid FROM pg_catalog.pg_depend WHERE refclassid = 'pg_catalog.pg_extension'::regclass AND deptype = 'x')",
    member: ['pg_class', '0'],
  },
  global('event trigger', 'pg_event_trigger', 'o.evtname'),
  global('foreign data wrapper', 'pg_foreign_data_wrapper', 'o.fdwname'),
  global('foreign server', 'pg_foreign_server', 'o.srvname'),
  global('publication', 'pg_publication', 'o.pubname'),
  global('access method', 'pg_am', 'o.amname'),
  global('language', 'pg_language', 'o.lanname', "o.lanispl AND o.lanname <> 'plpgsql'"),
  global(
    'cast',
    'pg_cast',
    "format_type(o.castsource, NULL) || ' as ' || format_type(o.casttarget, NULL)",
  ),
  global('subscription', 'pg_subscription', 'o.subname', inThisDatabase),
  global(
    'default privileges',
    'pg_default_acl',
    "pg_get_userbyid(o.defaclrole) || coalesce(' in ' || (SELECT nspname FROM pg_catalog.pg_namespace WHERE oid = o.defaclnamespace), '')",
  ),
]

const rows = ({
  kind,
  catalog,
  from = `pg_catalog.${catalog}`,
  name,
  space = '0',
  where,
  table = '0',
  member,
}: Kind): string => {
  const [of, oid] = member ?? [catalog, 'o.oid']
  const condition = where === undefined ? '' : ` AND ${where}`
  return `SELECT ${kind} AS kind, ${name}::text AS name, ${space}::oid AS space, 'pg_catalog.${of}'::regclass::oid AS class, ${oid} AS oid, ${table}::oid AS table FROM ${from} AS o WHERE o.oid >= ${FIRST_OID}${condition}`
}

/** `schema.name`, the schema only where it is not the default one. */
export const UNMODELLED_OBJECTS = `
  SELECT o.kind, coalesce(s.schema || '.', '') || o.name AS name,
         (SELECT jsonb_build_object('schema', ts.schema, 'name', t.relname) FROM pg_catalog.pg_class AS t JOIN space AS ts ON ts.oid = t.relnamespace WHERE t.oid = o.table) AS table
    FROM (${KINDS.map(rows).join('\nUNION ALL\n')}) AS o
    LEFT JOIN space AS s ON s.oid = o.space
   WHERE (o.space = 0 OR s.in_scope) AND (o.class, o.oid) NOT IN (SELECT classid, objid FROM appendage)`
