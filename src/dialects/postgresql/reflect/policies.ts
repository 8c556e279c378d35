import { commentOn } from './comment.ts'

export interface PolicyRow {
  readonly oid: number
  readonly table_schema: string | null
  readonly table_name: string
  readonly name: string
  readonly command: '*' | 'r' | 'a' | 'w' | 'd'
  readonly permissive: boolean
  /** As SQL; absent: everybody. */
  readonly roles: readonly string[] | null
  readonly using: string | null
  readonly check: string | null
  readonly comment: string | null
}

export const POLICIES = `
  SELECT p.oid::bigint, r.schema AS table_schema, r.name AS table_name, p.polname AS name, p.polcmd AS command,
         p.polpermissive AS permissive,
         (SELECT json_agg(quote_ident(role.rolname) ORDER BY role.rolname)
            FROM pg_catalog.pg_roles AS role WHERE role.oid = ANY (p.polroles)) AS roles,
         pg_get_expr(p.polqual, p.polrelid, true) AS using, pg_get_expr(p.polwithcheck, p.polrelid, true) AS check,
         ${commentOn('pg_policy', 'p.oid')} AS comment
    FROM relation AS r
    JOIN pg_catalog.pg_policy AS p ON p.polrelid = r.oid
   ORDER BY r.schema NULLS FIRST, r.name, p.polname`
