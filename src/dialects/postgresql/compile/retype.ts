import { findColumn } from '../../../schema/lookup.ts'
import type { ObjectName, Schema } from '../../../schema/model.ts'
import { qualified, quote } from '../names.ts'
import { below } from './below.ts'
import { type Context, tableIn } from './context.ts'
import { clause, PASS, type Piece, sql } from './pieces.ts'

/**
 * `ALTER COLUMN … TYPE …`, which the tables below follow. PostgreSQL 18 makes NOT NULL anew with the type, and meets
 * twice what a table below says itself: where there are such, only the lowest keep it meanwhile.
 *
 * @see https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-NOT-NULL
 */
export function retype(
  table: ObjectName,
  column: string,
  type: string,
  { before, after, version: [major] }: Context,
): Piece[] {
  const change = `ALTER COLUMN ${quote(column)}`
  const open = major < 18 ? [] : saidTwice(table, column, before)
  const alter = (one: ObjectName, action: string) =>
    sql(`ALTER TABLE ${qualified(one)} ${change} ${action}`)
  return [
    ...open.map((one) => alter(one, 'DROP NOT NULL')),
    clause(table, PASS.type, `${change} TYPE ${type}`, [column]),
    ...open
      .filter((one) => isRequired(one, column, after))
      .toReversed()
      .map((one) => alter(one, 'SET NOT NULL')),
  ]
}

/** The tables that require a value in the column as some table below them does. */
function saidTwice(table: ObjectName, column: string, schema: Schema): readonly ObjectName[] {
  const heirs = below(table, schema)
  if (heirs.length === 0) return []
  return [table, ...heirs].filter(
    (one) =>
      isRequired(one, column, schema) &&
      below(one, schema).some((heir) => isRequired(heir, column, schema)),
  )
}

const isRequired = (table: ObjectName, column: string, schema: Schema): boolean =>
  findColumn(tableIn(schema, table), column)?.nullable === false
