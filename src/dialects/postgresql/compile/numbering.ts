import { numbering } from '../../../operations/facets.ts'
import type { Column, Identity, ObjectName } from '../../../schema/model.ts'
import { identityClause, nextValue, sequenceBehind } from '../definition.ts'
import { qualified, quote, text } from '../names.ts'
import { integerKind, wholeSequence } from '../sequence-options.ts'
import { canonicalType } from '../types.ts'
import type { Change } from './alter-column.ts'
import { clause, PASS, type Piece, sql } from './pieces.ts'
import { rangeChange } from './sequence-range.ts'

const kindOf = (column: Column) => integerKind(canonicalType(column.type))

/** The default goes before the sequence it asks; and no other one may stand where numbers come. */
export function numberingOff({ table, was, is }: Change): Piece[] {
  const alter = `ALTER COLUMN ${quote(was.name)}`
  return [
    ...(numbering(was) === 'not' && numbering(is) !== 'not' && was.default !== undefined
      ? [clause(table, PASS.drop, `${alter} DROP DEFAULT`, [was.name])]
      : []),
    ...(was.autoincrement && !is.autoincrement
      ? [
          clause(table, PASS.drop, `${alter} DROP DEFAULT`, [was.name]),
          sql(`DROP SEQUENCE ${qualified(sequenceBehind(table, was))}`),
        ]
      : []),
    ...(was.identity && !is.identity
      ? [clause(table, PASS.drop, `${alter} DROP IDENTITY`, [was.name])]
      : []),
  ]
}

/** Numbers go on behind the largest there is. */
export function numberingOn({ table, was, is }: Change): Piece[] {
  return [...sequenceRename({ table, was, is }), ...numberingFrom({ table, was, is })]
}

function sequenceRename({ table, was, is }: Change): Piece[] {
  const [from, to] = [sequenceBehind(table, was), sequenceBehind(table, is)]
  if (numbering(was) === 'not' || numbering(was) !== numbering(is) || from.name === to.name)
    return []
  return [sql(`ALTER SEQUENCE ${qualified(from)} RENAME TO ${quote(to.name)}`)]
}

function numberingFrom({ table, was, is }: Change): Piece[] {
  if (is.identity && was.identity) return identityChange(table, is, was.identity, is.identity)
  if (is.identity)
    return [
      clause(
        table,
        PASS.other,
        `ALTER COLUMN ${quote(is.name)} ADD ${identityClause(is, is.identity, table)}`,
        [is.name],
      ),
      goOn(table, is, `pg_get_serial_sequence(${text(qualified(table))}, ${text(is.name)})`),
    ]
  return is.autoincrement && !was.autoincrement ? serialOn(table, is) : []
}

function serialOn(table: ObjectName, column: Column): Piece[] {
  const sequence = sequenceBehind(table, column)
  return [
    sql(`CREATE SEQUENCE ${qualified(sequence)} AS ${kindOf(column)}`),
    clause(
      table,
      PASS.other,
      `ALTER COLUMN ${quote(column.name)} SET DEFAULT ${nextValue(sequence)}`,
      [column.name],
    ),
    sql(`ALTER SEQUENCE ${qualified(sequence)} OWNED BY ${qualified(table)}.${quote(column.name)}`),
    goOn(table, column, text(qualified(sequence))),
  ]
}

function goOn(table: ObjectName, column: Column, sequence: string): Piece {
  const { start, increment, minValue, maxValue } = wholeSequence(
    column.identity ?? {},
    kindOf(column),
  )
  // Somebody may have put in a number that the sequence would never come to.
  const isNarrow =
    column.identity?.minValue !== undefined || column.identity?.maxValue !== undefined
  const within = isNarrow
    ? ` FILTER (WHERE ${quote(column.name)} BETWEEN ${minValue} AND ${maxValue})`
    : ''
  const furthest = `${increment > 0n ? 'max' : 'min'}(${quote(column.name)})${within}`
  return sql(
    `SELECT setval(${sequence}, ${furthest}) FROM ${qualified(table)} HAVING ${furthest} ${increment > 0n ? '>=' : '<='} ${start}`,
  )
}

function identityChange(table: ObjectName, column: Column, was: Identity, is: Identity): Piece[] {
  const type = kindOf(column)
  const { first, clauses } = rangeChange(
    sequenceBehind(table, column),
    { ...was, type },
    { ...is, type },
  )
  const changes = [
    ...(was.always === is.always ? [] : [`SET GENERATED ${is.always ? 'ALWAYS' : 'BY DEFAULT'}`]),
    ...clauses.map((change) => (change.startsWith('RESTART') ? change : `SET ${change}`)),
  ]
  if (changes.length === 0) return []
  return [
    ...first.map(sql),
    clause(table, PASS.misc, `ALTER COLUMN ${quote(column.name)} ${changes.join(' ')}`, [
      column.name,
    ]),
  ]
}

/** A serial column's sequence does not follow the type by itself, and would run out where the column would not. */
export function sequenceType({ table, was, is }: Change): Piece[] {
  if (!was.autoincrement || !is.autoincrement || kindOf(was) === kindOf(is)) return []
  return [
    {
      ...sql(`ALTER SEQUENCE ${qualified(sequenceBehind(table, is))} AS ${kindOf(is)}`),
      follows: { table, touches: [is.name] },
    },
  ]
}
