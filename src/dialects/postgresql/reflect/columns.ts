import { commentOn } from './comment.ts'

export interface ColumnRow {
  readonly table: number
  readonly number: number
  readonly name: string
  readonly type: string
  /** The enum it holds, by itself or in an array. */
  readonly enum: number | null
  /** What stands behind a domain. */
  readonly base: string | null
  readonly not_null: boolean
  readonly default: string | null
  readonly identity: '' | 'a' | 'd'
  readonly generated: '' | 's' | 'v'
  readonly collation: string | null
  readonly comment: string | null
}

/** A collation's name: bare where every search path finds it, else as SQL. */
export const collationName = (collation: string): string => `
  (SELECT CASE WHEN co.collnamespace = 'pg_catalog'::regnamespace OR s.schema IS NULL THEN co.collname
               ELSE '"' || replace(s.schema, '"', '""') || '"."' || replace(co.collname, '"', '""') || '"' END
     FROM pg_catalog.pg_collation AS co JOIN space AS s ON s.oid = co.collnamespace
    WHERE co.oid = ${collation})`

/** Inherited columns belong to the parent, unless the table declares them too. */
export const COLUMNS = `
  SELECT a.attrelid::bigint AS table, a.attnum AS number, a.attname AS name,
         format_type(a.atttypid, a.atttypmod) AS type, e.oid::bigint AS enum,
         CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END AS base,
         a.attnotnull AS not_null, pg_get_expr(d.adbin, d.adrelid, true) AS default,
         a.attidentity AS identity, a.attgenerated AS generated,
         CASE WHEN a.attcollation <> t.typcollation THEN ${collationName('a.attcollation')} END AS collation,
         ${commentOn('pg_class', 'a.attrelid', 'a.attnum')} AS comment
    FROM relation AS r
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attislocal
    JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
    LEFT JOIN pg_catalog.pg_type AS e
      ON e.oid = CASE WHEN t.typcategory = 'A' AND t.typelem <> 0 THEN t.typelem ELSE t.oid END AND e.typtype = 'e'
    LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
   WHERE r.kind IN ('r', 'p')
   ORDER BY a.attrelid, a.attnum`
