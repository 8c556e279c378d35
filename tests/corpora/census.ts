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

/**
 * Whatever the system has given a number of a user's object: but for what an extension brought, what is a part
 * of something else (row types, array types, toast, rules of views, defaults), and sequences that number a column.
 */
const POSTGRESQL = `
  WITH own (classid, objid) AS (
    SELECT 'pg_class'::regclass, oid FROM pg_class WHERE relkind NOT IN ('t') AND relnamespace::regnamespace::text !~ '^pg_(toast|temp)'
      AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = 'pg_class'::regclass AND d.objid = pg_class.oid AND d.deptype IN ('a', 'i') AND relkind = 'S')
    UNION ALL SELECT 'pg_type'::regclass, t.oid FROM pg_type AS t
      WHERE NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'i')
    UNION ALL SELECT 'pg_proc'::regclass, p.oid FROM pg_proc AS p
      WHERE NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')
    UNION ALL SELECT 'pg_constraint'::regclass, oid FROM pg_constraint WHERE contype NOT IN ('n', 't') AND conparentid = 0
    UNION ALL SELECT 'pg_trigger'::regclass, oid FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'pg_rewrite'::regclass, oid FROM pg_rewrite WHERE rulename <> '_RETURN'
    UNION ALL SELECT 'pg_policy'::regclass, oid FROM pg_policy
    UNION ALL SELECT 'pg_namespace'::regclass, oid FROM pg_namespace
    UNION ALL SELECT 'pg_extension'::regclass, oid FROM pg_extension
    UNION ALL SELECT 'pg_language'::regclass, oid FROM pg_language
    UNION ALL SELECT 'pg_cast'::regclass, oid FROM pg_cast
    UNION ALL SELECT 'pg_collation'::regclass, oid FROM pg_collation
    UNION ALL SELECT 'pg_conversion'::regclass, oid FROM pg_conversion
    UNION ALL SELECT 'pg_operator'::regclass, oid FROM pg_operator
    UNION ALL SELECT 'pg_opclass'::regclass, oid FROM pg_opclass
    UNION ALL SELECT 'pg_ts_config'::regclass, oid FROM pg_ts_config
    UNION ALL SELECT 'pg_ts_dict'::regclass, oid FROM pg_ts_dict
    UNION ALL SELECT 'pg_ts_parser'::regclass, oid FROM pg_ts_parser
    UNION ALL SELECT 'pg_ts_template'::regclass, oid FROM pg_ts_template
    UNION ALL SELECT 'pg_am'::regclass, oid FROM pg_am
    UNION ALL SELECT 'pg_event_trigger'::regclass, oid FROM pg_event_trigger
    UNION ALL SELECT 'pg_publication'::regclass, oid FROM pg_publication
    UNION ALL SELECT 'pg_statistic_ext'::regclass, oid FROM pg_statistic_ext
    UNION ALL SELECT 'pg_foreign_data_wrapper'::regclass, oid FROM pg_foreign_data_wrapper
    UNION ALL SELECT 'pg_foreign_server'::regclass, oid FROM pg_foreign_server
  )
  SELECT i.type AS kind,
         coalesce(i.name, regexp_replace(i.identity, '^.*\\.', '')) AS name
    FROM own, LATERAL pg_identify_object(own.classid, own.objid, 0) AS i
   WHERE own.objid >= 16384
     AND coalesce(i.schema, '') !~ '^(pg_|information_schema)' AND coalesce(i.name, '') !~ '^pg_(toast|temp)'
     AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = own.classid AND d.objid = own.objid AND d.deptype = 'e')
     AND NOT EXISTS (SELECT FROM pg_depend AS d JOIN pg_depend AS e ON e.classid = d.refclassid AND e.objid = d.refobjid AND e.deptype = 'e'
                      WHERE d.classid = own.classid AND d.objid = own.objid AND d.deptype = 'i')`
