import { commentOn } from './comment.ts'

/** A table, ordinary or partitioned. Partitions are part of theirs. */
export interface TableRow {
  readonly oid: number
  readonly schema: string | null
  readonly name: string
  readonly persistence: 'p' | 'u' | 't'
  readonly options: readonly string[] | null
  readonly toast_options: readonly string[] | null
  readonly tablespace: string | null
  readonly partition_by: string | null
  readonly row_security: boolean
  readonly forced: boolean
  readonly comment: string | null
  readonly inherits: readonly { readonly schema: string | null; readonly name: string }[] | null
}

export const TABLES = `
  SELECT c.oid::bigint, r.schema, r.name, c.relpersistence AS persistence, c.reloptions AS options,
         toast.reloptions AS toast_options, t.spcname AS tablespace,
         CASE WHEN r.kind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_by,
         c.relrowsecurity AS row_security, c.relforcerowsecurity AS forced,
         ${commentOn('pg_class', 'c.oid')} AS comment,
         (SELECT json_agg(json_build_object('schema', s.schema, 'name', parent.relname) ORDER BY i.inhseqno)
            FROM pg_catalog.pg_inherits AS i
            JOIN pg_catalog.pg_class AS parent ON parent.oid = i.inhparent
            JOIN space AS s ON s.oid = parent.relnamespace
           WHERE i.inhrelid = c.oid) AS inherits
    FROM relation AS r
    JOIN pg_catalog.pg_class AS c ON c.oid = r.oid
    LEFT JOIN pg_catalog.pg_class AS toast ON toast.oid = c.reltoastrelid
    LEFT JOIN pg_catalog.pg_tablespace AS t ON t.oid = c.reltablespace
   WHERE r.kind IN ('r', 'p')
   ORDER BY r.schema NULLS FIRST, r.name`
