import { commentOn } from './comment.ts'

export interface ViewRow {
  readonly oid: number
  readonly schema: string | null
  readonly name: string
  readonly kind: 'v' | 'm'
  readonly definition: string
  readonly options: readonly string[] | null
  readonly comment: string | null
}

export const VIEWS = `
  SELECT r.oid::bigint, r.schema, r.name, r.kind, pg_get_viewdef(r.oid, true) AS definition,
         c.reloptions AS options, ${commentOn('pg_class', 'r.oid')} AS comment
    FROM relation AS r JOIN pg_catalog.pg_class AS c ON c.oid = r.oid
   WHERE r.kind IN ('v', 'm')
   ORDER BY r.schema NULLS FIRST, r.name`
