import { commentOn } from './comment.ts'

export interface TriggerRow {
  readonly oid: number
  readonly table_schema: string | null
  readonly table_name: string
  readonly name: string
  readonly definition: string
  readonly comment: string | null
}

/** Those that people made: not the ones behind foreign keys, and not the copies on partitions. */
export const TRIGGERS = `
  SELECT t.oid::bigint, r.schema AS table_schema, r.name AS table_name, t.tgname AS name,
         pg_get_triggerdef(t.oid, true) AS definition, ${commentOn('pg_trigger', 't.oid')} AS comment
    FROM relation AS r
    JOIN pg_catalog.pg_trigger AS t ON t.tgrelid = r.oid AND NOT t.tgisinternal AND t.tgparentid = 0
   ORDER BY r.schema NULLS FIRST, r.name, t.tgname`
