import type { Connection } from '../../src/drivers/connection.ts'
import { spell } from '../../src/schema/lookup.ts'
import type { Schema, Table } from '../../src/schema/model.ts'

/** The objects of a live database, counted by the catalog itself, that a reflected schema says nothing of. */
export async function unreported(connection: Connection, schema: Schema): Promise<string[]> {
  const rows = await connection.query<Counted>(
    connection.dialect === 'sqlite' ? SQLITE : POSTGRESQL,
  )
  const known = namesIn(schema)
  return rows
    .filter(
      ({ name }) => !known.has(name) && !schema.unmodelled.some((one) => one.name.includes(name)),
    )
    .map(({ kind, name }) => `${kind} ${name}`)
}

interface Counted {
  readonly kind: string
  /** Its own name, without what it is in. */
  readonly name: string
}

/** Every name of a thing of its own that the schema speaks of. */
function namesIn(schema: Schema): ReadonlySet<string> {
  return new Set([
    ...schema.schemas,
    ...schema.tables.flatMap(namesInTable),
    ...schema.enums.map(({ name }) => name),
    ...schema.sequences.map(({ name }) => name),
    ...schema.objects.flatMap((object) => [
      object.name,
      ...(object.indexes ?? []).map(({ name }) => name),
      ...(object.kind === 'domain' ? quotedNames(object.definition) : []),
    ]),
  ])
}

const quotedNames = (sql: string): string[] =>
  [...sql.matchAll(/CONSTRAINT "((?:[^"]|"")+)"/g)].map(([, name]) => name!.replaceAll('""', '"'))

const namesInTable = (table: Table): string[] => [
  table.name,
  ...[
    table.primaryKey,
    ...table.uniques,
    ...table.foreignKeys,
    ...table.checks,
    ...table.exclusions,
    ...table.indexes,
  ].flatMap((one) => one?.name ?? []),
  ...table.columns.flatMap(({ name, autoincrement, identity, sequenceName }) => [
    `${spell(table)}.${name}`,
    ...(autoincrement || identity
      ? [sequenceName ?? `the sequence of ${spell(table)}.${name}`]
      : []),
  ]),
]

const SQLITE = `
  SELECT type AS kind, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`

/** A catalog, the column with its objects' names, the one with their schema, and which of them are things of their own. */
const CATALOGS: readonly (readonly [string, string, string?, string?])[] = [
  ['pg_class', 'relname', 'relnamespace', "c.relkind <> 't' AND NOT (c.relkind = 'S' AND part)"],
  ['pg_type', 'typname', 'typnamespace', 'NOT part'],
  ['pg_proc', 'proname', 'pronamespace', 'NOT part'],
  ['pg_constraint', 'conname', 'connamespace', "c.contype NOT IN ('n', 't') AND c.conparentid = 0"],
  ['pg_trigger', 'tgname', undefined, 'NOT c.tgisinternal'],
  ['pg_rewrite', 'rulename', undefined, "c.rulename <> '_RETURN'"],
  ['pg_policy', 'polname'],
  ['pg_namespace', 'nspname', undefined, "c.nspname !~ '^pg_' AND c.nspname <> 'public'"],
  ['pg_extension', 'extname'],
  ['pg_language', 'lanname'],
  ['pg_cast', 'castsource::regtype::text'],
  ['pg_collation', 'collname', 'collnamespace'],
  ['pg_conversion', 'conname', 'connamespace'],
  ['pg_operator', 'oprname', 'oprnamespace'],
  ['pg_opclass', 'opcname', 'opcnamespace'],
  ['pg_ts_config', 'cfgname', 'cfgnamespace'],
  ['pg_ts_dict', 'dictname', 'dictnamespace'],
  ['pg_ts_parser', 'prsname', 'prsnamespace'],
  ['pg_ts_template', 'tmplname', 'tmplnamespace'],
  ['pg_am', 'amname'],
  ['pg_event_trigger', 'evtname'],
  ['pg_publication', 'pubname'],
  ['pg_statistic_ext', 'stxname', 'stxnamespace'],
  ['pg_foreign_data_wrapper', 'fdwname'],
  ['pg_foreign_server', 'srvname'],
]

/** Whether it depends on something in one of the ways that make it a part: inside it, or owned by a column. */
const dependsAs = (types: string, catalog: string, object: string): string =>
  `EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = ${catalog} AND d.objid = ${object} AND d.deptype IN (${types}))`

/**
 * Whatever the system has given a number of a user's object: but for what an extension brought, what is a part
 * of something else (row types, array types), and sequences that number a column.
 */
const POSTGRESQL = CATALOGS.map(([catalog, name, schema, where = 'true']) => {
  const own = `'pg_catalog.${catalog}'::regclass`
  const part = dependsAs("'i', 'a'", own, 'c.oid')
  const brought = `EXISTS (SELECT FROM pg_depend AS i JOIN pg_depend AS e ON e.classid = i.refclassid AND e.objid = i.refobjid AND e.deptype = 'e' WHERE i.classid = ${own} AND i.objid = c.oid AND i.deptype = 'i')`
  const system =
    schema === undefined
      ? 'true'
      : `c.${schema}::regnamespace::text !~ '^"?(pg_|information_schema)'`
  return `SELECT '${catalog}' AS kind, c.${name}::text AS name FROM pg_catalog.${catalog} AS c
    WHERE c.oid >= 16384 AND ${system} AND NOT ${dependsAs("'e'", own, 'c.oid')} AND NOT ${brought}
      AND (${where.replaceAll(/\bpart\b/g, part)})`
}).join('\nUNION ALL\n')
