import type { Connection } from '../../src/drivers/connection.ts'
import { tokenize } from '../../src/source/sql-tokens.ts'

/**
 * A database in words, read by other queries than reflection's and never brought into any canonical form: what
 * reflection and `canonical` overlook alike, this sees. Names that are not among those stated are left out, for where
 * models give none the order of things may choose one.
 */
export function witnessed(
  connection: Connection,
  isStated: (name: string) => boolean = () => true,
): Promise<string[]> {
  return connection.dialect === 'sqlite'
    ? witnessedOnSqlite(connection, isStated)
    : witnessedOnPostgres(connection, isStated)
}

interface Fact {
  readonly kind: string
  readonly owner: string | null
  readonly name: string | null
  readonly said: string | null
}

async function witnessedOnPostgres(
  connection: Connection,
  isStated: (name: string) => boolean,
): Promise<string[]> {
  const facts = await connection.query<Fact>(POSTGRESQL)
  return facts
    .map(({ kind, owner, name, said }) => {
      const isGiven = kind !== 'constraint' || name === null || isStated(name)
      return [kind, owner, isGiven ? name : '(unnamed)', settled(said ?? '')].join(' | ')
    })
    .toSorted()
}

/**
 * PostgreSQL does not read its own words for a list of `varchar` as it wrote them: casts to text come and go. And a whole
 * number is `1` or `'1'::bigint`, and the time `now()` or CURRENT_TIMESTAMP, as it was once said.
 */
const settled = (said: string): string =>
  said
    .replace(/'(-?\d+)'::(?:smallint|integer|bigint)\b/g, '$1')
    .replace(/\bCURRENT_TIMESTAMP\b/g, 'now')
    .replace(/::(?:text|character varying)(?:\(\d+\))?(?:\[\])?|[() ]/g, '')

const comment = (catalog: string, oid: string) =>
  `'; comment ' || coalesce(obj_description(${oid}, '${catalog}'), '-')`

const tablespace = "(SELECT 'in ' || spcname FROM pg_tablespace AS s WHERE s.oid = r.reltablespace)"

const POSTGRESQL = `
  WITH n AS (SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'),
  own AS (SELECT d.classid, d.objid FROM pg_depend AS d WHERE d.deptype = 'e'),
  r AS (
    SELECT c.*, n.nspname, n.nspname || '.' || c.relname AS full_name
      FROM pg_class AS c JOIN n ON n.oid = c.relnamespace
     WHERE NOT EXISTS (SELECT FROM own WHERE own.classid = 'pg_class'::regclass AND own.objid = c.oid))
  SELECT 'schema' AS kind, NULL AS owner, nspname::text AS name, NULL AS said FROM n
  UNION ALL
  SELECT 'relation', NULL, full_name,
         concat_ws(', ', relkind, relpersistence, (SELECT string_agg(o, ',' ORDER BY o) FROM unnest(reloptions) AS o), ${tablespace}, relrowsecurity, relforcerowsecurity, pg_get_partkeydef(r.oid),
                   (SELECT string_agg(inhparent::regclass::text, ',' ORDER BY inhseqno) FROM pg_inherits WHERE inhrelid = r.oid),
                   (SELECT string_agg(acl::text, ',' ORDER BY acl::text) FROM unnest(coalesce(relacl, acldefault('r', relowner))) AS acl)) || ${comment('pg_class', 'r.oid')}
    FROM r WHERE relkind IN ('r', 'p', 'v', 'm', 'f')
  UNION ALL
  SELECT 'column', full_name, a.attname,
         concat_ws(', ', format_type(a.atttypid, a.atttypmod), a.attnotnull, CASE WHEN t.typtype = 'd' OR pg_get_expr(d.adbin, d.adrelid) !~ '^NULL::' THEN pg_get_expr(d.adbin, d.adrelid) END, 'identity' || a.attidentity::text, 'generated' || a.attgenerated::text,
                   (SELECT collname FROM pg_collation WHERE oid = a.attcollation AND a.attcollation <> t.typcollation), nullif(a.attacl::text, '{}'), a.attislocal, a.attinhcount)
         || '; comment ' || coalesce(col_description(r.oid, a.attnum), '-')
    FROM r JOIN pg_attribute AS a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_type AS t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef AS d ON d.adrelid = r.oid AND d.adnum = a.attnum
   WHERE relkind IN ('r', 'p', 'v', 'm')
  UNION ALL
  -- Whether one from above is valid for the rows here depends on which came first, the table or the constraint.
  SELECT 'constraint', full_name, c.conname, concat_ws(', ', c.contype, CASE WHEN c.conislocal THEN pg_get_constraintdef(c.oid, true) ELSE regexp_replace(pg_get_constraintdef(c.oid, true), ' NOT VALID$', '') END,
                   CASE WHEN c.conislocal THEN c.convalidated END, c.connoinherit) || ${comment('pg_constraint', 'c.oid')}
    FROM r JOIN pg_constraint AS c ON c.conrelid = r.oid WHERE c.contype <> 'n'
  UNION ALL
  SELECT 'index', x.indrelid::regclass::text, r.relname, regexp_replace(pg_get_indexdef(r.oid), ' WITH \\([^)]*\\)', '') || concat_ws(', ', (SELECT string_agg(o, ',' ORDER BY o) FROM unnest(r.reloptions) AS o), x.indisvalid, x.indnullsnotdistinct, ${tablespace}) || ${comment('pg_class', 'r.oid')}
    FROM r JOIN pg_index AS x ON x.indexrelid = r.oid
   WHERE NOT EXISTS (SELECT FROM pg_constraint AS c WHERE c.conindid = r.oid AND c.contype IN ('p', 'u', 'x'))
  UNION ALL
  SELECT 'view', NULL, full_name, pg_get_viewdef(r.oid) FROM r WHERE relkind IN ('v', 'm')
  UNION ALL
  SELECT 'trigger', full_name, t.tgname, pg_get_triggerdef(t.oid) || t.tgenabled::text || ${comment('pg_trigger', 't.oid')}
    FROM r JOIN pg_trigger AS t ON t.tgrelid = r.oid WHERE NOT t.tgisinternal
  UNION ALL
  SELECT 'policy', full_name, p.polname, concat_ws(', ', p.polcmd, p.polpermissive, (SELECT string_agg(role::regrole::text, ',' ORDER BY role) FROM unnest(p.polroles) AS role), pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) || ${comment('pg_policy', 'p.oid')}
    FROM r JOIN pg_policy AS p ON p.polrelid = r.oid
  UNION ALL
  SELECT 'routine', n.nspname, p.oid::regprocedure::text, pg_get_functiondef(p.oid) || coalesce(p.proacl::text, '') || ${comment('pg_proc', 'p.oid')}
    FROM pg_proc AS p JOIN n ON n.oid = p.pronamespace
   WHERE p.prokind <> 'a' AND NOT EXISTS (SELECT FROM own WHERE own.classid = 'pg_proc'::regclass AND own.objid = p.oid)
  UNION ALL
  SELECT 'enum', n.nspname, t.typname, (SELECT string_agg(quote_literal(enumlabel), ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid) || ${comment('pg_type', 't.oid')}
    FROM pg_type AS t JOIN n ON n.oid = t.typnamespace WHERE t.typtype = 'e'
  UNION ALL
  SELECT 'domain', n.nspname, t.typname,
         concat_ws(', ', format_type(t.typbasetype, t.typtypmod), t.typnotnull, t.typdefault, (SELECT collname FROM pg_collation WHERE oid = t.typcollation),
                   (SELECT string_agg(conname || ' ' || pg_get_constraintdef(c.oid, true), ',' ORDER BY conname) FROM pg_constraint AS c WHERE c.contypid = t.oid)) || ${comment('pg_type', 't.oid')}
    FROM pg_type AS t JOIN n ON n.oid = t.typnamespace
   WHERE t.typtype = 'd' AND NOT EXISTS (SELECT FROM own WHERE own.classid = 'pg_type'::regclass AND own.objid = t.oid)
  UNION ALL
  SELECT 'sequence', NULL, full_name,
         concat_ws(', ', format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle,
                   (SELECT d.deptype::text || d.refobjid::regclass::text || '.' || a.attname FROM pg_depend AS d JOIN pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                     WHERE d.classid = 'pg_class'::regclass AND d.objid = r.oid AND d.deptype IN ('a', 'i'))) || ${comment('pg_class', 'r.oid')}
    FROM r JOIN pg_sequence AS s ON s.seqrelid = r.oid
  UNION ALL
  SELECT 'extension', n.nspname, extname, extversion FROM pg_extension JOIN n ON n.oid = extnamespace`

const SQLITE = `
  WITH t AS (SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\')
  SELECT 'table' AS kind, NULL AS owner, name, concat_ws(', ', type, wr, strict) AS said FROM t
  UNION ALL
  SELECT 'column', t.name, c.name, concat_ws(', ', c.type, c."notnull", c.dflt_value, c.pk, c.hidden) FROM t, pragma_table_xinfo(t.name) AS c
  UNION ALL
  SELECT 'index', t.name, iif(i.origin = 'c', i.name, ''),
         concat_ws(', ', i."unique", i.origin, i.partial, (SELECT group_concat(concat_ws(' ', name, "desc", coll, key), ', ') FROM (SELECT * FROM pragma_index_xinfo(i.name) WHERE key ORDER BY seqno)))
    FROM t, pragma_index_list(t.name) AS i
  UNION ALL
  SELECT 'foreign key', t.name, NULL, concat_ws(', ', group_concat(f."from", ' '), f."table", group_concat(f."to", ' '), f.on_delete, f.on_update)
    FROM t, pragma_foreign_key_list(t.name) AS f GROUP BY t.name, f.id`

async function witnessedOnSqlite(
  connection: Connection,
  isStated: (name: string) => boolean,
): Promise<string[]> {
  const facts = await connection.query<Fact>(SQLITE)
  const texts = await connection.query<{ type: string; name: string; sql: string }>(
    'SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL',
  )
  return [
    ...facts.map(({ kind, owner, name, said }) => [kind, owner, name, said].join(' | ')),
    ...texts.flatMap(({ type, name, sql }) =>
      type === 'table'
        ? clauses(sql, isStated).map((clause) => `${name} | ${clause}`)
        : [`${type} ${name} | ${words(sql)}`],
    ),
  ].toSorted()
}

/** Words in a row, however they are spaced and whatever is remarked between them. */
const words = (sql: string): string =>
  tokenize(sql)
    .filter(({ kind }) => kind !== 'space' && kind !== 'comment')
    .map(({ text }) => text)
    .join(' ')

/** What no pragma tells of a table, wherever it stands in the statement. */
function clauses(sql: string, isStated: (name: string) => boolean): string[] {
  const all = words(sql)
  return [
    ...parenthesized(all, 'CHECK'),
    ...parenthesized(all, 'AS'),
    ...[...all.matchAll(/\bCOLLATE "?(\w+)"?/gi)].map(([, name]) => `COLLATE ${name}`),
    ...[
      ...all.matchAll(
        /\b(ON CONFLICT \w+|AUTOINCREMENT|DEFERRABLE INITIALLY \w+|MATCH \w+|STORED|VIRTUAL)\b/gi,
      ),
    ].map(([text]) => text.toUpperCase()),
    ...[...all.matchAll(/\bCONSTRAINT "((?:[^"]|"")+)" (\w+)/g)].flatMap(([, name = '', kind]) =>
      kind === 'NOT' || isStated(name.replaceAll('""', '"'))
        ? [`${kind === 'REFERENCES' ? 'FOREIGN' : kind} named ${name}`]
        : [],
    ),
  ]
}

/** What stands in parentheses behind each such keyword. */
function parenthesized(text: string, keyword: string): string[] {
  const parts = text.split(new RegExp(`\\b${keyword} \\(`))
  return parts.slice(1).map((part) => {
    let depth = 1
    let quoted = ''
    for (const [at, character] of Array.from(part).entries()) {
      if (quoted !== '') quoted = character === quoted ? '' : quoted
      else if (character === '"' || character === "'") quoted = character
      else if (character === '(') depth += 1
      else if (character === ')') depth -= 1
      if (depth === 0) return `${keyword} (${Array.from(part).slice(0, at).join('')})`
    }
    return `${keyword} (${part}`
  })
}
