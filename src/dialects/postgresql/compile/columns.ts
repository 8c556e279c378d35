import type { Operation } from '../../../operations/model.ts'
import { columnDefinition, isApart, sequenceBehind } from '../definition.ts'
import { qualified, quote } from '../names.ts'
import { integerKind } from '../sequence-options.ts'
import { canonicalType } from '../types.ts'
import { commentsOn } from './comments.ts'
import type { Context } from './context.ts'
import { consumedReaders } from './dependents.ts'
import { clause, PASS, type Piece, sql } from './pieces.ts'

/** A sequence that is made apart is made before the column, and given to it after. */
export function addColumn({ table, column, ifNotExists }: Operation<'addColumn'>): Piece[] {
  const touches = [column.name]
  const sequence = isApart(column) ? qualified(sequenceBehind(table, column)) : undefined
  const guard = ifNotExists ? 'IF NOT EXISTS ' : ''
  const place = `${qualified(table)}.${quote(column.name)}`
  return [
    ...(sequence === undefined
      ? []
      : [sql(`CREATE SEQUENCE ${guard}${sequence} AS ${integerKind(canonicalType(column.type))}`)]),
    clause(table, PASS.addColumn, `ADD COLUMN ${guard}${columnDefinition(column, table)}`, touches),
    ...(sequence === undefined ? [] : [sql(`ALTER SEQUENCE ${sequence} OWNED BY ${place}`)]),
    ...commentsOn(`COLUMN ${place}`, column.comment).map((text) => ({
      ...sql(text),
      follows: { table, touches },
    })),
  ]
}

/** Views that a later operation drops or replaces must not stand in its way. */
export const dropColumn = (
  { table, column, ifExists }: Operation<'dropColumn'>,
  context: Context,
): Piece[] => [
  { kind: 'away', objects: consumedReaders(context, table, column.name) },
  clause(table, PASS.drop, `DROP COLUMN ${ifExists ? 'IF EXISTS ' : ''}${quote(column.name)}`, [
    column.name,
  ]),
]

export const renameColumn = ({ table, from, to }: Operation<'renameColumn'>): Piece[] => [
  sql(`ALTER TABLE ${qualified(table)} RENAME COLUMN ${quote(from)} TO ${quote(to)}`),
]
