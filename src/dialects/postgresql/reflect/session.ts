import { OWN_STATEMENT } from '../../../drivers/excerpt.ts'
import { APPENDAGE, FIRST_OID, isOwn, PASSED_OVER } from './own.ts'

/** Settings under which the catalog's deparser prints the same text for everybody. */
const SETTINGS = {
  TimeZone: "'UTC'",
  DateStyle: "'ISO, MDY'",
  IntervalStyle: "'postgres'",
  bytea_output: "'hex'",
  extra_float_digits: "'1'",
  standard_conforming_strings: "'on'",
  quote_all_identifiers: "'off'",
} as const

const names = Object.keys(SETTINGS) as (keyof typeof SETTINGS)[]

/** Which schema counts as the default one, and the search path that names in expressions are printed for. */
export interface Viewpoint {
  /** SQL for the name of the default schema. */
  readonly home: string
  /** SQL for the search path, over `home`. */
  readonly path: string
}

/** The default schema as the caller's search path has it, and nothing else of that path. */
export const ownViewpoint: Viewpoint = {
  home: "coalesce(current_schema(), 'public')",
  path: "quote_ident(home) || ', pg_temp'",
}

/**
 * One statement that reads every section of the catalog, as JSON, with one snapshot.
 *
 * It sets the search path before anything is printed and puts it back after: `here` is read by all sections through
 * `space`, and the outermost SELECT is computed when the JSON is there. Nothing of this outlives the statement,
 * inside a transaction or outside one, read-only or not.
 *
 * It looks expensive, and compiling it to machine code (`jit`) would take seconds: see `WITHOUT_JIT`.
 *
 * `$1`: the schemas to read besides the default one, as a JSON array, or `"all"`. `$2`: the oids of tables to pass over.
 */
export const catalogQuery = (
  sections: Readonly<Record<string, string>>,
  { home, path }: Viewpoint,
): string => `${OWN_STATEMENT}reads the schema
WITH here AS MATERIALIZED (
  SELECT home, ${names.map((name) => `"old ${name}"`).join(', ')}, "old search_path",
         set_config('search_path', ${path}, true)${names.map((name) => `, set_config('${name}', ${SETTINGS[name]}, true)`).join('')}
    FROM (SELECT ${home} AS home, current_setting('search_path') AS "old search_path",
                 ${names.map((name) => `current_setting('${name}') AS "old ${name}"`).join(', ')} OFFSET 0) AS was
), appendage AS MATERIALIZED (
${APPENDAGE}
), space AS MATERIALIZED (
  SELECT n.oid, CASE WHEN n.nspname = h.home THEN NULL ELSE n.nspname END AS schema,
         n.nspname = h.home
         OR ($1::jsonb = '"all"' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')
         OR (jsonb_typeof($1::jsonb) = 'array' AND $1::jsonb ? n.nspname::text) AS in_scope
    FROM pg_catalog.pg_namespace AS n, here AS h
), relation AS MATERIALIZED (
  SELECT c.oid, c.relname AS name, s.schema, c.relkind AS kind
    FROM pg_catalog.pg_class AS c JOIN space AS s ON s.oid = c.relnamespace AND s.in_scope
   WHERE c.oid >= ${FIRST_OID} AND c.relkind IN ('r', 'p', 'v', 'm', 'S') AND NOT c.relispartition
     AND c.oid <> ALL (${PASSED_OVER})
     AND ${isOwn('pg_class', 'c.oid')}
)
SELECT catalog, set_config('search_path', "old search_path", true)${names.map((name) => `, set_config('${name}', "old ${name}", true)`).join('')}
  FROM (SELECT here.*, json_build_object(${Object.entries(sections)
    .map(
      ([name, sql]) =>
        `'${name}', (SELECT coalesce(json_agg(section), '[]') FROM (${sql}) AS section)`,
    )
    .join(',\n')})::text AS catalog
          FROM here OFFSET 0) AS answer`

/** Turns `jit` off before the catalog's statement is planned, and tells what it was. */
export const WITHOUT_JIT = `SELECT current_setting('jit') AS jit, set_config('jit', 'off', false)`

/** Puts `jit` back: `$1` is what it was. */
export const JIT_AGAIN = `SELECT set_config('jit', $1, false)`

/** The tables there are, for `includeTable` to choose from. */
export const TABLE_NAMES = `
  SELECT c.oid::bigint::text AS oid, c.relname AS name,
         CASE WHEN n.nspname = current_schema() THEN NULL ELSE n.nspname END AS schema
    FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
     AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`
