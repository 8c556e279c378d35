/** What is there and not in the model, each with the database's word for its kind. */
export interface UnmodelledRow {
  readonly kind: string
  readonly name: string
  /** The table whose property it is. */
  readonly table: { readonly schema: string | null; readonly name: string } | null
}

interface Kind {
  readonly kind: string
  /** SQL for its name, over the row `o`. */
  readonly name: string
  readonly from: string
  /** SQL for the schema and name of the table whose property it is. */
  readonly table?: readonly [schema: string, name: string]
  /** Catalog and oid, to leave out what came with an extension. */
  readonly of?: readonly [catalog: string, oid: string]
  readonly where?: string
}

/** `schema.name`, the schema only where it is not the default one. */
const spelt = (schema: string, name: string): string => `coalesce(${schema} || '.', '') || ${name}`

const inSpace = (column: string): string => `JOIN space AS s ON s.oid = o.${column} AND s.in_scope`

const named = (
  kind: string,
  catalog: string,
  name: string,
  space: string,
  where?: string,
): Kind => ({
  kind: `'${kind}'`,
  name: spelt('s.schema', `o.${name}`),
  from: `pg_catalog.${catalog} AS o ${inSpace(space)}`,
  of: [catalog, 'o.oid'],
  ...(where !== undefined && { where }),
})

/** Of the whole database, not of a schema. */
const global = (kind: string, catalog: string, name: string, where?: string): Kind => ({
  kind: `'${kind}'`,
  name: `o.${name}::text`,
  from: `pg_catalog.${catalog} AS o`,
  of: [catalog, 'o.oid'],
  ...(where !== undefined && { where }),
})

/** A property of something that is modelled. */
const ofRelation = (kind: string, name: string, from: string, where?: string): Kind => ({
  kind: `'${kind}'`,
  name,
  from: `relation AS r ${from}`,
  table: ['r.schema', 'r.name'],
  ...(where !== undefined && { where }),
})

const ofTable = spelt('r.schema', 'r.name')
const column = `${ofTable} || '.' || o.attname`
const live = 'o.attnum > 0 AND NOT o.attisdropped'
const attributes = 'JOIN pg_catalog.pg_attribute AS o ON o.attrelid = r.oid'
const tables = "r.kind IN ('r', 'p')"
const constraintsOf = 'JOIN pg_catalog.pg_constraint AS o ON o.conrelid = r.oid'

const objects: readonly Kind[] = [
  named('aggregate', 'pg_proc', 'oid::regprocedure::text', 'pronamespace', "o.prokind = 'a'"),
  named('operator', 'pg_operator', 'oprname', 'oprnamespace'),
  named('operator class', 'pg_opclass', 'opcname', 'opcnamespace'),
  named(
    'operator family',
    'pg_opfamily',
    'opfname',
    'opfnamespace',
    `NOT EXISTS (SELECT FROM pg_catalog.pg_opclass AS oc WHERE oc.opcfamily = o.oid)`,
  ),
  named('collation', 'pg_collation', 'collname', 'collnamespace'),
  named('conversion', 'pg_conversion', 'conname', 'connamespace'),
  named('text search configuration', 'pg_ts_config', 'cfgname', 'cfgnamespace'),
  named('text search dictionary', 'pg_ts_dict', 'dictname', 'dictnamespace'),
  named('text search parser', 'pg_ts_parser', 'prsname', 'prsnamespace'),
  named('text search template', 'pg_ts_template', 'tmplname', 'tmplnamespace'),
  named('statistics object', 'pg_statistic_ext', 'stxname', 'stxnamespace'),
  named('foreign table', 'pg_class', 'relname', 'relnamespace', "o.relkind = 'f'"),
  {
    ...named('composite type', 'pg_class', 'relname', 'relnamespace', "o.relkind = 'c'"),
    // The type is the extension's member, not the relation behind it.
    of: ['pg_type', 'o.reltype'],
  },
  named(
    'partition',
    'pg_class',
    'relname',
    'relnamespace',
    "o.relkind IN ('r', 'p', 'f') AND o.relispartition",
  ),
  named('range type', 'pg_type', 'typname', 'typnamespace', "o.typtype = 'r'"),
  named(
    'base type',
    'pg_type',
    'typname',
    'typnamespace',
    "o.typtype IN ('b', 'p') AND o.typcategory <> 'A'",
  ),
  global('event trigger', 'pg_event_trigger', 'evtname'),
  global('foreign data wrapper', 'pg_foreign_data_wrapper', 'fdwname'),
  global('foreign server', 'pg_foreign_server', 'srvname'),
  global('publication', 'pg_publication', 'pubname'),
  global('access method', 'pg_am', 'amname', 'o.amhandler::oid >= 16384'),
  global('language', 'pg_language', 'lanname', "o.lanispl AND o.lanname <> 'plpgsql'"),
  {
    kind: "'cast'",
    name: "format_type(o.castsource, NULL) || ' as ' || format_type(o.casttarget, NULL)",
    from: 'pg_catalog.pg_cast AS o',
    of: ['pg_cast', 'o.oid'],
    where: 'o.oid >= 16384',
  },
  {
    kind: "'subscription'",
    name: 'o.subname::text',
    from: 'pg_catalog.pg_subscription AS o',
    where:
      'o.subdbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())',
  },
  {
    kind: "'default privileges'",
    name: "pg_get_userbyid(o.defaclrole) || coalesce(' in ' || n.nspname, '')",
    from: 'pg_catalog.pg_default_acl AS o LEFT JOIN pg_catalog.pg_namespace AS n ON n.oid = o.defaclnamespace',
  },
]

const properties = (major: number): readonly Kind[] => [
  ofRelation(
    'rule',
    `${ofTable} || '.' || o.rulename`,
    'JOIN pg_catalog.pg_rewrite AS o ON o.ev_class = r.oid',
    "o.rulename <> '_RETURN'",
  ),
  ofRelation(
    'invalid index',
    spelt('r.schema', 'o.relname'),
    'JOIN pg_catalog.pg_index AS i ON i.indrelid = r.oid JOIN pg_catalog.pg_class AS o ON o.oid = i.indexrelid',
    'NOT i.indisvalid',
  ),
  ofRelation(
    'clustered index',
    spelt('r.schema', 'o.relname'),
    'JOIN pg_catalog.pg_index AS i ON i.indrelid = r.oid JOIN pg_catalog.pg_class AS o ON o.oid = i.indexrelid',
    'i.indisclustered',
  ),
  ofRelation(
    'index storage parameters',
    spelt('r.schema', 'o.relname'),
    `JOIN pg_catalog.pg_constraint AS c ON c.conrelid = r.oid AND c.contype IN ('p', 'u', 'x') JOIN pg_catalog.pg_class AS o ON o.oid = c.conindid`,
    'o.reloptions IS NOT NULL OR o.reltablespace <> 0',
  ),
  ofRelation(
    'replica identity',
    ofTable,
    'JOIN pg_catalog.pg_class AS o ON o.oid = r.oid',
    `${tables} AND o.relreplident <> 'd'`,
  ),
  ofRelation(
    'typed table',
    ofTable,
    'JOIN pg_catalog.pg_class AS o ON o.oid = r.oid',
    `${tables} AND o.reloftype <> 0`,
  ),
  ofRelation(
    'table access method',
    ofTable,
    'JOIN pg_catalog.pg_class AS o ON o.oid = r.oid JOIN pg_catalog.pg_am AS am ON am.oid = o.relam',
    "r.kind IN ('r', 'm') AND am.amname <> 'heap'",
  ),
  ofRelation(
    'view without data',
    ofTable,
    'JOIN pg_catalog.pg_class AS o ON o.oid = r.oid',
    "r.kind = 'm' AND NOT o.relispopulated",
  ),
  ofRelation(
    'disabled trigger',
    `${ofTable} || '.' || o.tgname`,
    'JOIN pg_catalog.pg_trigger AS o ON o.tgrelid = r.oid',
    "NOT o.tgisinternal AND o.tgparentid = 0 AND o.tgenabled <> 'O'",
  ),
  ofRelation(
    'column storage',
    column,
    `${attributes} JOIN pg_catalog.pg_type AS t ON t.oid = o.atttypid`,
    `${tables} AND ${live} AND o.attstorage <> t.typstorage`,
  ),
  ...(major >= 14
    ? [
        ofRelation(
          'column compression',
          column,
          attributes,
          `${tables} AND ${live} AND o.attcompression <> ''`,
        ),
      ]
    : []),
  ofRelation(
    'column statistics',
    column,
    attributes,
    `${tables} AND ${live} AND coalesce(o.attstattarget, -1) <> -1`,
  ),
  ofRelation(
    'column options',
    column,
    attributes,
    `${tables} AND ${live} AND o.attoptions IS NOT NULL`,
  ),
  ofRelation(
    'changed inherited column',
    column,
    `${attributes} LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = o.attrelid AND d.adnum = o.attnum LEFT JOIN pg_catalog.pg_inherits AS i ON i.inhrelid = r.oid LEFT JOIN pg_catalog.pg_attribute AS p ON p.attrelid = i.inhparent AND p.attname = o.attname LEFT JOIN pg_catalog.pg_attrdef AS pd ON pd.adrelid = p.attrelid AND pd.adnum = p.attnum`,
    `${tables} AND ${live} AND NOT o.attislocal AND p.attnum IS NOT NULL AND (pg_get_expr(d.adbin, d.adrelid, true) IS DISTINCT FROM pg_get_expr(pd.adbin, pd.adrelid, true) OR o.attnotnull <> p.attnotnull)`,
  ),
  ofRelation(
    'comment on a view column',
    column,
    `${attributes} JOIN pg_catalog.pg_description AS d ON d.objoid = r.oid AND d.classoid = 'pg_catalog.pg_class'::regclass AND d.objsubid = o.attnum`,
    "r.kind IN ('v', 'm')",
  ),
  ofRelation(
    'default of a view column',
    column,
    `${attributes} JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = r.oid AND d.adnum = o.attnum`,
    "r.kind = 'v'",
  ),
  ofRelation(
    'comment on a constraint',
    `${ofTable} || '.' || o.conname`,
    `${constraintsOf} JOIN pg_catalog.pg_description AS d ON d.objoid = o.oid AND d.classoid = 'pg_catalog.pg_constraint'::regclass`,
  ),
  ...(major >= 18
    ? [
        ofRelation(
          'constraint that is not enforced',
          `${ofTable} || '.' || o.conname`,
          constraintsOf,
          'NOT o.conenforced',
        ),
        ofRelation(
          'not-null constraint that is not valid',
          `${ofTable} || '.' || o.conname`,
          constraintsOf,
          "o.contype = 'n' AND NOT o.convalidated",
        ),
      ]
    : []),
  {
    kind: "'comment on a schema'",
    name: 'n.nspname',
    from: `space AS s JOIN pg_catalog.pg_namespace AS n ON n.oid = s.oid JOIN pg_catalog.pg_description AS d ON d.objoid = s.oid AND d.classoid = 'pg_catalog.pg_namespace'::regclass`,
    where: "s.in_scope AND NOT (n.nspname = 'public' AND d.description = 'standard public schema')",
  },
  {
    kind: "'grant on a ' || CASE o.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END",
    name: spelt('s.schema', "o.proname || '(' || oidvectortypes(o.proargtypes) || ')'"),
    from: `pg_catalog.pg_proc AS o ${inSpace('pronamespace')}`,
    of: ['pg_proc', 'o.oid'],
    where: 'o.proacl IS NOT NULL',
  },
  {
    kind: "'grant on a type'",
    name: spelt('s.schema', 'o.typname'),
    from: `pg_catalog.pg_type AS o ${inSpace('typnamespace')}`,
    of: ['pg_type', 'o.oid'],
    where: 'o.typacl IS NOT NULL',
  },
  {
    kind: "'grant on a schema'",
    name: 's.schema',
    from: 'space AS s JOIN pg_catalog.pg_namespace AS n ON n.oid = s.oid',
    where: 's.in_scope AND s.schema IS NOT NULL AND n.nspacl IS NOT NULL',
  },
]

const query = ({ kind, name, from, table, of, where }: Kind): string => {
  const conditions = [
    ...(where === undefined ? [] : [`(${where})`]),
    ...(of === undefined
      ? []
      : [
          `NOT EXISTS (SELECT FROM appendage AS e WHERE e.classid = 'pg_catalog.${of[0]}'::regclass AND e.objid = ${of[1]})`,
        ]),
  ]
  const owner =
    table === undefined
      ? 'NULL::jsonb'
      : `jsonb_build_object('schema', ${table[0]}, 'name', ${table[1]})`
  return `SELECT ${kind} AS kind, ${name} AS name, ${owner} AS table FROM ${from}${conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : ''}`
}

export const unmodelled = (major: number): string =>
  `${[...objects, ...properties(major)].map(query).join('\nUNION ALL\n')}\nORDER BY 1, 2`
