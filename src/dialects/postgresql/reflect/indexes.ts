import { collationName } from './columns.ts'
import { commentOn } from './comment.ts'

/** An index, of a constraint or of its own, of a table or of a materialized view. */
export interface IndexRow {
  readonly oid: number
  readonly table: number
  readonly name: string
  readonly of_constraint: boolean
  readonly unique: boolean
  readonly valid: boolean
  readonly nulls_not_distinct: boolean
  readonly method: string
  readonly options: readonly string[] | null
  readonly tablespace: string | null
  readonly predicate: string | null
  readonly comment: string | null
  readonly elements: readonly ElementRow[]
  readonly include: readonly string[] | null
}

export interface ElementRow {
  readonly column: string | null
  readonly expression: string | null
  readonly descending: boolean
  readonly nulls_first: boolean
  readonly opclass: string | null
  readonly collation: string | null
  readonly operator: string | null
}

/** An operator class is named only where it is not the one that the type gets by itself. */
const OPCLASS = `
  (SELECT CASE WHEN pg_opclass_is_visible(o.oid) THEN o.opcname::text
               ELSE format('%I.%I', o.opcnamespace::regnamespace::text, o.opcname) END
          || coalesce('(' || array_to_string(ia.attoptions, ', ') || ')', '')
     FROM pg_catalog.pg_opclass AS o
    WHERE o.oid = i.indclass[n]
      AND (NOT o.opcdefault OR ia.attoptions IS NOT NULL
           OR (a.atttypid <> o.opcintype AND EXISTS (
                 SELECT FROM pg_catalog.pg_opclass AS other
                  WHERE other.opcmethod = o.opcmethod AND other.opcdefault AND other.opcintype = a.atttypid))))`

const OPERATOR = `
  (SELECT CASE WHEN pg_operator_is_visible(o.oid) THEN o.oprname::text
               ELSE format('OPERATOR(%I.%s)', o.oprnamespace::regnamespace::text, o.oprname) END
     FROM pg_catalog.pg_operator AS o WHERE o.oid = c.conexclop[n + 1])`

export const indexes = (major: number): string => `
  SELECT i.indexrelid::bigint AS oid, i.indrelid::bigint AS table, ic.relname AS name, c.oid IS NOT NULL AS of_constraint,
         i.indisunique AS unique, i.indisvalid AS valid,
         ${major >= 15 ? 'i.indnullsnotdistinct' : 'false'} AS nulls_not_distinct,
         am.amname AS method, ic.reloptions AS options, t.spcname AS tablespace,
         pg_get_expr(i.indpred, i.indrelid, true) AS predicate, ${commentOn('pg_class', 'i.indexrelid')} AS comment,
         (SELECT json_agg(json_build_object(
                   'column', a.attname,
                   'expression', CASE WHEN i.indkey[n] = 0 THEN pg_get_indexdef(i.indexrelid, n + 1, true) END,
                   'descending', i.indoption[n] & 1 = 1,
                   'nulls_first', i.indoption[n] & 2 = 2,
                   'opclass', ${OPCLASS},
                   'collation', CASE WHEN i.indcollation[n] NOT IN (0, coalesce(a.attcollation, 100))
                                     THEN ${collationName('i.indcollation[n]')} END,
                   'operator', ${OPERATOR}) ORDER BY n)
            FROM generate_series(0, i.indnkeyatts - 1) AS n
            JOIN pg_catalog.pg_attribute AS ia ON ia.attrelid = i.indexrelid AND ia.attnum = n + 1
            LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[n] AND a.attnum <> 0
         ) AS elements,
         (SELECT json_agg(a.attname ORDER BY n)
            FROM generate_series(i.indnkeyatts, i.indnatts - 1) AS n
            JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[n]) AS include
    FROM relation AS r
    JOIN pg_catalog.pg_index AS i ON i.indrelid = r.oid
    JOIN pg_catalog.pg_class AS ic ON ic.oid = i.indexrelid
    JOIN pg_catalog.pg_am AS am ON am.oid = ic.relam
    LEFT JOIN pg_catalog.pg_tablespace AS t ON t.oid = ic.reltablespace
    LEFT JOIN pg_catalog.pg_constraint AS c ON c.conindid = i.indexrelid AND c.conrelid = i.indrelid AND c.contype IN ('p', 'u', 'x')
   ORDER BY i.indrelid, ic.relname`
