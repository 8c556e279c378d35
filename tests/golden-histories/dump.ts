import type { Connection } from '../../src/drivers/connection.ts'
import type { DialectName } from '../../src/schema/model.ts'

/** A schema as the golden files hold it: what Alembic's own run of a history left in a real database. */
export interface Dump {
  readonly revision: string
  readonly tables: Readonly<Record<string, DumpTable>>
  readonly enums: readonly { readonly name: string; readonly labels: readonly string[] }[]
  readonly sequences: readonly {
    readonly name: string
    readonly data_type: string
    readonly owned_by: string | null
  }[]
}

export interface DumpTable {
  readonly columns: readonly {
    readonly name: string
    readonly type: string
    readonly nullable: boolean
    readonly default: string | null
    readonly owned_sequence?: string | null
  }[]
  readonly primary_key: { readonly name: string | null; readonly columns: readonly string[] } | null
  readonly unique_constraints: readonly {
    readonly name: string | null
    readonly columns: readonly string[]
    readonly definition?: string
  }[]
  readonly foreign_keys: readonly {
    readonly name: string | null
    readonly columns: readonly string[]
    readonly referred_table: string
    readonly referred_columns: readonly string[]
    readonly ondelete: string | null
    readonly onupdate: string | null
    readonly definition?: string
  }[]
  readonly indexes: readonly {
    readonly name: string
    readonly columns: readonly string[]
    readonly unique: boolean
    readonly definition: string
  }[]
  readonly sql?: string
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`
const list = (names: readonly string[]) => names.map(quote).join(', ')
const text = (value: string) => `'${value.replaceAll("'", "''")}'`

/** The statements that make the very database a dump was taken of. */
export function statementsOf(dump: Dump, dialect: DialectName): string[] {
  const tables = Object.entries(dump.tables).filter(([name]) => name !== 'alembic_version')
  if (dialect === 'sqlite')
    return tables.flatMap(([, table]) => [
      table.sql!,
      ...table.indexes.map((index) => index.definition),
    ])

  const sequences = dump.sequences.map(
    ({ name, data_type }) => `CREATE SEQUENCE ${quote(name)} AS ${data_type}`,
  )
  return [
    ...dump.enums.map(
      ({ name, labels }) => `CREATE TYPE ${quote(name)} AS ENUM (${labels.map(text).join(', ')})`,
    ),
    ...sequences,
    ...tables.flatMap(([name, table]) => [
      `CREATE TABLE ${quote(name)} (${table.columns
        .map(
          (column) =>
            `${quote(column.name)} ${column.type}${column.default === null ? '' : ` DEFAULT ${column.default}`}${column.nullable ? '' : ' NOT NULL'}`,
        )
        .join(', ')})`,
      ...(table.primary_key === null
        ? []
        : [
            `ALTER TABLE ${quote(name)} ADD CONSTRAINT ${quote(table.primary_key.name!)} PRIMARY KEY (${list(table.primary_key.columns)})`,
          ]),
      ...table.unique_constraints.map(
        (unique) =>
          `ALTER TABLE ${quote(name)} ADD CONSTRAINT ${quote(unique.name!)} ${unique.definition!}`,
      ),
      ...table.indexes.map((index) => index.definition),
    ]),
    ...tables.flatMap(([name, table]) =>
      table.foreign_keys.map(
        (key) => `ALTER TABLE ${quote(name)} ADD CONSTRAINT ${quote(key.name!)} ${key.definition!}`,
      ),
    ),
    ...dump.sequences.flatMap(({ name, owned_by }) => {
      if (owned_by === null) return []
      const [table, column] = owned_by.split('.')
      return [`ALTER SEQUENCE ${quote(name)} OWNED BY ${quote(table!)}.${quote(column!)}`]
    }),
  ]
}

/** A schema in words that two databases can be compared by: one line a fact, sorted, column order apart. */
export function factsOf(dump: Dump, dialect: DialectName): string[] {
  const facts = Object.entries(dump.tables)
    .filter(([name]) => name !== 'alembic_version')
    .flatMap(([name, table]) => [
      `table ${name}`,
      ...table.columns.map(
        (column) =>
          `${name}.${column.name} ${column.type}${column.nullable ? '' : ' not null'} default ${column.default ?? 'none'}`,
      ),
      `${name} primary key ${table.primary_key?.columns.join(',') || 'none'} ${nameOn(dialect, table.primary_key?.name)}`,
      ...table.unique_constraints.map(
        (unique) => `${name} unique ${unique.columns.join(',')} ${nameOn(dialect, unique.name)}`,
      ),
      ...table.foreign_keys.map(
        (key) =>
          `${name} foreign key ${key.columns.join(',')} to ${key.referred_table} ${key.referred_columns.join(',')} delete ${key.ondelete ?? 'no action'} update ${key.onupdate ?? 'no action'} ${nameOn(dialect, key.name)}`,
      ),
      ...table.indexes.map(
        (index) =>
          `${name} ${index.unique ? 'unique ' : ''}index ${index.name} on ${index.columns.join(',')}`,
      ),
    ])
  return [
    ...facts,
    ...dump.enums.map(({ name, labels }) => `enum ${name} ${labels.join(',')}`),
    ...dump.sequences.map(
      ({ name, data_type, owned_by }) => `sequence ${name} ${data_type} of ${owned_by ?? 'nobody'}`,
    ),
  ].toSorted()
}

/** SQLite's pragmas tell no constraint's name; there the comparison of reflections covers them. */
const nameOn = (dialect: DialectName, name: string | null | undefined) =>
  dialect === 'sqlite' ? '' : (name ?? '')

/** Reads a live database into the facts of a dump, with plain catalog queries of its own: an oracle beside reflection. */
export async function factsIn(connection: Connection): Promise<string[]> {
  const queries = connection.dialect === 'sqlite' ? SQLITE : POSTGRESQL
  const rows = await connection.query<{ fact: string }>(queries)
  return rows.map(({ fact }) => fact).toSorted()
}

const SQLITE = `
  WITH t AS (SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'alembic\\_version%' ESCAPE '\\')
  SELECT 'table ' || t.name AS fact FROM t
  UNION ALL
  SELECT t.name || '.' || c.name || ' ' || c.type || iif(c."notnull" OR (c.pk > 0 AND c.type = 'INTEGER'), ' not null', '') || ' default ' || coalesce(iif(c.dflt_value = '''''' AND c.type = 'BLOB', '''''', c.dflt_value), 'none')
    FROM t, pragma_table_info(t.name) AS c
  UNION ALL
  SELECT t.name || ' primary key ' || coalesce((SELECT group_concat(name, ',') FROM (SELECT name FROM pragma_table_info(t.name) WHERE pk > 0 ORDER BY pk)), 'none') || ' '
    FROM t
  UNION ALL
  SELECT t.name || iif(i.origin = 'u', ' unique ', iif(i."unique", ' unique index ', ' index ') || i.name || ' on ') || (SELECT group_concat(name, ',') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) || iif(i.origin = 'u', ' ', '')
    FROM t, pragma_index_list(t.name) AS i WHERE i.origin <> 'pk'
  UNION ALL
  SELECT t.name || ' foreign key ' || group_concat(f."from", ',') || ' to ' || f."table" || ' ' || group_concat(f."to", ',') || ' delete ' || iif(f.on_delete = 'NO ACTION', 'no action', f.on_delete) || ' update ' || iif(f.on_update = 'NO ACTION', 'no action', f.on_update) || ' '
    FROM t, pragma_foreign_key_list(t.name) AS f GROUP BY t.name, f.id`

const POSTGRESQL = `
  WITH r AS (SELECT oid, relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname NOT LIKE 'alembic\\_version%'),
  k AS (
    SELECT c.*, r.relname,
           (SELECT string_agg(a.attname, ',' ORDER BY p.n) FROM unnest(c.conkey) WITH ORDINALITY AS p(num, n) JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = p.num) AS columns,
           (SELECT string_agg(a.attname, ',' ORDER BY p.n) FROM unnest(c.confkey) WITH ORDINALITY AS p(num, n) JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = p.num) AS referred
      FROM pg_constraint c JOIN r ON r.oid = c.conrelid)
  SELECT 'table ' || relname AS fact FROM r
  UNION ALL
  SELECT r.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END || ' default ' || coalesce(pg_get_expr(d.adbin, d.adrelid), 'none')
    FROM r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
  UNION ALL
  SELECT r.relname || ' primary key ' || coalesce(k.columns, 'none') || ' ' || coalesce(k.conname, '') FROM r LEFT JOIN k ON k.conrelid = r.oid AND k.contype = 'p'
  UNION ALL
  SELECT relname || ' unique ' || columns || ' ' || conname FROM k WHERE contype = 'u'
  UNION ALL
  SELECT relname || ' foreign key ' || columns || ' to ' || confrelid::regclass::text || ' ' || referred
         || ' delete ' || CASE confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' WHEN 'r' THEN 'RESTRICT' WHEN 'd' THEN 'SET DEFAULT' ELSE 'no action' END
         || ' update ' || CASE confupdtype WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' WHEN 'r' THEN 'RESTRICT' WHEN 'd' THEN 'SET DEFAULT' ELSE 'no action' END
         || ' ' || conname FROM k WHERE contype = 'f'
  UNION ALL
  SELECT r.relname || CASE WHEN i.indisunique THEN ' unique' ELSE '' END || ' index ' || x.relname || ' on '
         || (SELECT string_agg(a.attname, ',' ORDER BY p.n) FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS p(num, n) JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = p.num)
    FROM r JOIN pg_index i ON i.indrelid = r.oid JOIN pg_class x ON x.oid = i.indexrelid
   WHERE NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x'))
  UNION ALL
  SELECT 'enum ' || t.typname || ' ' || string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder) FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY t.typname
  UNION ALL
  SELECT 'sequence ' || s.relname || ' ' || format_type(q.seqtypid, NULL) || ' of ' || coalesce(o.relname || '.' || a.attname, 'nobody')
    FROM pg_sequence q JOIN pg_class s ON s.oid = q.seqrelid
    LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.oid AND d.deptype IN ('a', 'i') AND d.refclassid = 'pg_class'::regclass
    LEFT JOIN pg_class o ON o.oid = d.refobjid LEFT JOIN pg_attribute a ON a.attrelid = o.oid AND a.attnum = d.refobjsubid`
