import { commentOn } from './comment.ts'

/** Numbers come as text: most of them are beyond what JSON readers keep. */
export interface SequenceRow {
  readonly schema: string | null
  readonly name: string
  readonly type: 'smallint' | 'integer' | 'bigint'
  readonly start: string
  readonly increment: string
  readonly min: string
  readonly max: string
  readonly cache: string
  readonly cycle: boolean
  readonly comment: string | null
  /** The column that owns it: `i` as its identity, `a` in any other way. */
  readonly owner: number | null
  readonly owner_column: number | null
  readonly owned_as: 'a' | 'i' | null
  readonly owner_schema: string | null
  readonly owner_name: string | null
  readonly owner_column_name: string | null
  /** The default that takes numbers from it. */
  readonly next_value: string
}

export const SEQUENCES = `
  SELECT r.schema, r.name, format_type(q.seqtypid, NULL) AS type, q.seqstart::text AS start, q.seqincrement::text AS increment,
         q.seqmin::text AS min, q.seqmax::text AS max, q.seqcache::text AS cache, q.seqcycle AS cycle,
         ${commentOn('pg_class', 'r.oid')} AS comment,
         d.refobjid::bigint AS owner, d.refobjsubid AS owner_column, d.deptype AS owned_as,
         s.schema AS owner_schema, o.relname AS owner_name, a.attname AS owner_column_name,
         'nextval(''' || replace(r.oid::regclass::text, '''', '''''') || '''::regclass)' AS next_value
    FROM relation AS r
    JOIN pg_catalog.pg_sequence AS q ON q.seqrelid = r.oid
    LEFT JOIN pg_catalog.pg_depend AS d
      ON d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = r.oid AND d.deptype IN ('a', 'i')
     AND d.refclassid = 'pg_catalog.pg_class'::regclass
    LEFT JOIN pg_catalog.pg_class AS o ON o.oid = d.refobjid
    LEFT JOIN space AS s ON s.oid = o.relnamespace
    LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
   WHERE r.kind = 'S'
   ORDER BY r.schema NULLS FIRST, r.name`
