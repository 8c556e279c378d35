import { collationName } from './columns.ts'
import { commentOn } from './comment.ts'
import { FIRST_OID, isOwn } from './own.ts'

export interface EnumRow {
  readonly oid: number
  readonly schema: string | null
  readonly name: string
  /** In a schema that is read, and no part of an extension. */
  readonly own: boolean
  readonly comment: string | null
  readonly values: readonly string[]
}

/** All of them, wherever they live: a column may be of any. */
export const ENUMS = `
  SELECT t.oid::bigint, s.schema, t.typname AS name, ${commentOn('pg_type', 't.oid')} AS comment,
         s.in_scope AND ${isOwn('pg_type', 't.oid')} AS own,
         (SELECT coalesce(json_agg(v.enumlabel ORDER BY v.enumsortorder), '[]')
            FROM pg_catalog.pg_enum AS v WHERE v.enumtypid = t.oid) AS values
    FROM pg_catalog.pg_type AS t JOIN space AS s ON s.oid = t.typnamespace
   WHERE t.oid >= ${FIRST_OID} AND t.typtype = 'e'
   ORDER BY s.schema NULLS FIRST, t.typname`

export interface DomainRow {
  readonly oid: number
  readonly schema: string | null
  readonly name: string
  readonly type: string
  readonly collation: string | null
  readonly default: string | null
  readonly not_null: boolean
  readonly comment: string | null
  readonly checks: readonly { readonly name: string; readonly expression: string }[] | null
}

export const DOMAINS = `
  SELECT t.oid::bigint, s.schema, t.typname AS name, format_type(t.typbasetype, t.typtypmod) AS type,
         CASE WHEN t.typcollation <> base.typcollation THEN ${collationName('t.typcollation')} END AS collation,
         pg_get_expr(t.typdefaultbin, 0, true) AS default, t.typnotnull AS not_null,
         ${commentOn('pg_type', 't.oid')} AS comment,
         (SELECT json_agg(json_build_object('name', c.conname, 'expression', pg_get_expr(c.conbin, 0, true)) ORDER BY c.conname)
            FROM pg_catalog.pg_constraint AS c WHERE c.contypid = t.oid AND c.contype = 'c') AS checks
    FROM pg_catalog.pg_type AS t
    JOIN space AS s ON s.oid = t.typnamespace AND s.in_scope
    JOIN pg_catalog.pg_type AS base ON base.oid = t.typbasetype
   WHERE t.oid >= ${FIRST_OID} AND t.typtype = 'd' AND ${isOwn('pg_type', 't.oid')}
   ORDER BY s.schema NULLS FIRST, t.typname`
