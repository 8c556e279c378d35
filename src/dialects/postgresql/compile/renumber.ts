import type { Column, ObjectName } from '../../../schema/model.ts'
import { identityClause, nextValue, sequenceBehind } from '../definition.ts'
import { qualified, quote, text } from '../names.ts'
import { integerKind, wholeSequence } from '../sequence-options.ts'
import { canonicalType } from '../types.ts'
import type { Change } from './alter-column.ts'
import { clause, PASS, type Piece, sql } from './pieces.ts'

export const kindOf = (column: Column) => integerKind(canonicalType(column.type))

const rangeOf = (column: Column) => wholeSequence(column.identity ?? {}, kindOf(column))

/** What asks a table for the sequence behind a column, whatever PostgreSQL called it. */
const identitySequence = (table: ObjectName, { name }: Column): string =>
  `pg_get_serial_sequence(${text(qualified(table))}, ${text(name)})`

// --- on -----------------------------------------------------------------------------------------

export const addIdentity = (table: ObjectName, column: Column): Piece[] =>
  column.identity === undefined
    ? []
    : [
        clause(
          table,
          PASS.other,
          `ALTER COLUMN ${quote(column.name)} ADD ${identityClause(column, column.identity, table)}`,
          [column.name],
        ),
      ]

export const createSequence = (table: ObjectName, column: Column): Piece =>
  sql(`CREATE SEQUENCE ${qualified(sequenceBehind(table, column))} AS ${kindOf(column)}`)

export function askSequence(table: ObjectName, column: Column): Piece[] {
  const [sequence, name] = [sequenceBehind(table, column), quote(column.name)]
  return [
    clause(table, PASS.other, `ALTER COLUMN ${name} SET DEFAULT ${nextValue(sequence)}`, [
      column.name,
    ]),
    sql(`ALTER SEQUENCE ${qualified(sequence)} OWNED BY ${qualified(table)}.${name}`),
  ]
}

/** Of a column that had no numbers of its own, they go on behind the largest there is. */
export function goOn(table: ObjectName, column: Column): Piece {
  const { start, increment, minValue, maxValue } = rangeOf(column)
  // Somebody may have put in a number that the sequence would never come to.
  const isNarrow =
    column.identity?.minValue !== undefined || column.identity?.maxValue !== undefined
  const within = isNarrow
    ? ` FILTER (WHERE ${quote(column.name)} BETWEEN ${minValue} AND ${maxValue})`
    : ''
  const furthest = `${increment > 0n ? 'max' : 'min'}(${quote(column.name)})${within}`
  return sql(
    `SELECT setval(${sequenceOf(table, column)}, ${furthest}) FROM ${qualified(table)} HAVING ${furthest} ${increment > 0n ? '>=' : '<='} ${start}`,
  )
}

const sequenceOf = (table: ObjectName, column: Column): string =>
  column.identity === undefined
    ? text(qualified(sequenceBehind(table, column)))
    : identitySequence(table, column)

// --- from one kind to the other ------------------------------------------------------------------

/** Under this name the old sequence waits until the new one knows how far it had got; both may be called alike. */
const aside = (table: ObjectName): ObjectName => ({ ...table, name: '_athanor_numbers' })

/** The old sequence goes out of the way: a serial one by itself, that of an identity with its column's. */
export function swapOff(change: Change): Piece[] {
  const { table, was, is } = change
  const [old, column] = [qualified(sequenceBehind(table, was)), quote(was.name)]
  const rename = sql(`ALTER SEQUENCE ${old} RENAME TO ${quote(aside(table).name)}`)
  if (was.identity === undefined)
    return [
      clause(table, PASS.drop, `ALTER COLUMN ${column} DROP DEFAULT`, [was.name]),
      sql(`ALTER SEQUENCE ${old} OWNED BY NONE`),
      rename,
    ]
  return [
    rename,
    createSequence(table, is),
    numbersFrom(change),
    clause(table, PASS.drop, `ALTER COLUMN ${column} DROP IDENTITY`, [was.name]),
  ]
}

export function swapOn(change: Change): Piece[] {
  const { table, is } = change
  if (is.identity === undefined) return askSequence(table, is)
  return [
    ...addIdentity(table, is),
    numbersFrom(change),
    sql(`DROP SEQUENCE ${qualified(aside(table))}`),
  ]
}

/** No number is given twice, not even one whose row is gone: they go on where they were, as far as the new limits go. */
function numbersFrom({ table, was, is }: Change): Piece {
  const { increment, minValue, maxValue } = rangeOf(is)
  const old = rangeOf(was)
  if (increment > 0n !== old.increment > 0n) return goOn(table, is)
  const counted = increment > 0n ? `last_value >= ${minValue}` : `last_value <= ${maxValue}`
  return sql(
    `SELECT setval(${sequenceOf(table, is)}, greatest(least(last_value, ${maxValue}), ${minValue}), is_called AND ${counted}) FROM ${qualified(aside(table))} WHERE is_called OR last_value <> ${old.start}`,
  )
}
