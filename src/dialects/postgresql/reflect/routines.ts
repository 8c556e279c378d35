import { commentOn } from './comment.ts'
import { FIRST_OID, isOwn } from './own.ts'

export interface RoutineRow {
  readonly oid: number
  readonly schema: string | null
  readonly name: string
  readonly kind: 'f' | 'p' | 'w'
  readonly signature: string
  readonly definition: string
  readonly comment: string | null
}

/** `pg_get_functiondef` always names the schema; the default one's name is taken out, for it goes without saying. */
export const ROUTINES = `
  SELECT oid::bigint, schema, name, kind, signature, comment, prefix
         || CASE WHEN schema IS NULL THEN quote_ident(name) ELSE quote_ident(schema) || '.' || quote_ident(name) END
         || substr(definition, length(prefix || quote_ident(actual) || '.' || quote_ident(name)) + 1) AS definition
    FROM (SELECT p.oid, s.schema, CASE WHEN n.oid = pg_my_temp_schema() AND pg_get_functiondef(p.oid) ~ '^CREATE OR REPLACE \\w+ pg_temp\\.'
                      THEN 'pg_temp' ELSE n.nspname END AS actual, p.proname AS name, p.prokind AS kind,
                 oidvectortypes(p.proargtypes) AS signature, ${commentOn('pg_proc', 'p.oid')} AS comment,
                 CASE p.prokind WHEN 'p' THEN 'CREATE OR REPLACE PROCEDURE ' ELSE 'CREATE OR REPLACE FUNCTION ' END AS prefix,
                 pg_get_functiondef(p.oid) AS definition
            FROM pg_catalog.pg_proc AS p
            JOIN space AS s ON s.oid = p.pronamespace AND s.in_scope
            JOIN pg_catalog.pg_namespace AS n ON n.oid = s.oid
           WHERE p.oid >= ${FIRST_OID} AND p.prokind IN ('f', 'p', 'w') AND ${isOwn('pg_proc', 'p.oid')}) AS routine
   ORDER BY schema NULLS FIRST, name, signature`
