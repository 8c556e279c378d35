import { commentOn } from './comment.ts'

type Action = 'a' | 'r' | 'c' | 'n' | 'd'

export interface ConstraintRow {
  readonly table: number
  readonly name: string
  readonly type: 'p' | 'u' | 'f' | 'c' | 'x'
  readonly index: number
  readonly columns: readonly string[] | null
  readonly deferrable: boolean
  readonly deferred: boolean
  readonly validated: boolean
  readonly no_inherit: boolean
  readonly expression: string | null
  readonly period: boolean
  readonly to_schema: string | null
  readonly to_table: string | null
  readonly to_columns: readonly string[] | null
  readonly on_update: Action | ' '
  readonly on_delete: Action | ' '
  readonly on_delete_columns: readonly string[] | null
  readonly match: 'f' | 's' | ' '
  readonly comment: string | null
}

const columnNames = (relation: string, numbers: string): string => `
  (SELECT json_agg(a.attname ORDER BY k.place)
     FROM unnest(${numbers}) WITH ORDINALITY AS k(number, place)
     JOIN pg_catalog.pg_attribute AS a ON a.attrelid = ${relation} AND a.attnum = k.number)`

export const constraints = (major: number): string => `
  SELECT c.conrelid::bigint AS table, c.conname AS name, c.contype AS type, c.conindid::bigint AS index,
         ${columnNames('c.conrelid', 'c.conkey')} AS columns,
         c.condeferrable AS deferrable, c.condeferred AS deferred, c.convalidated AS validated,
         c.connoinherit AS no_inherit, pg_get_expr(c.conbin, c.conrelid, true) AS expression,
         ${major >= 18 ? 'c.conperiod' : 'false'} AS period,
         s.schema AS to_schema, target.relname AS to_table, ${columnNames('c.confrelid', 'c.confkey')} AS to_columns,
         c.confupdtype AS on_update, c.confdeltype AS on_delete,
         ${major >= 15 ? columnNames('c.conrelid', 'c.confdelsetcols') : 'NULL::json'} AS on_delete_columns,
         c.confmatchtype AS match, ${commentOn('pg_constraint', 'c.oid')} AS comment
    FROM relation AS r
    JOIN pg_catalog.pg_constraint AS c ON c.conrelid = r.oid
    LEFT JOIN pg_catalog.pg_class AS target ON target.oid = c.confrelid AND c.contype = 'f'
    LEFT JOIN space AS s ON s.oid = target.relnamespace
   WHERE r.kind IN ('r', 'p') AND c.contype IN ('p', 'u', 'f', 'c', 'x') AND c.conislocal AND c.conparentid = 0
   ORDER BY c.conrelid, c.conname`
