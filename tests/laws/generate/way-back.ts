import { findColumn, findTable, sameName } from '../../../src/schema/lookup.ts'
import type { ForeignKey, Schema, Table } from '../../../src/schema/model.ts'
import { speaksOf } from './ground.ts'
import { textOf } from './scene.ts'
import { hasRows } from './values.ts'

/**
 * Whether a downgrade can put a dropped column back under the rows that are there. What it held is gone: a column
 * that must not be null, and has no value of its own, no database can add again; one whose rows would all be
 * alike cannot be unique again; and what pointed at its values would point nowhere.
 */
export function canComeBack(origin: Schema | undefined, table: Table, name: string): boolean {
  const had = origin && findTable(origin, table)
  const column = had && findColumn(had, name)
  if (origin === undefined || had === undefined || column === undefined) return true
  if (!hasRows(origin, had)) return !isTarget(origin, had, name)
  const isAlike = column.default !== undefined
  const isNull =
    column.default !== undefined && 'literal' in column.default && column.default.literal === null
  const hasValue = (isAlike && !isNull) || column.generated !== undefined || isNumbered(column)
  const isUnique =
    had.uniques.some((key) => key.columns.includes(name) && (isAlike || key.nullsNotDistinct)) ||
    had.indexes.some(
      (index) =>
        index.unique &&
        (isAlike || index.nullsNotDistinct) &&
        index.elements.some((one) => one.column === name || speaksOf(textOf(one.expression), name)),
    ) ||
    had.exclusions.some(({ elements }) =>
      elements.some((one) => one.column === name || speaksOf(textOf(one.expression), name)),
    )
  const isHeld = had.foreignKeys.some(
    (key) => key.columns.includes(name) && (isAlike || key.match === 'full'),
  )
  return (column.nullable || hasValue) && !isUnique && !isHeld && !isTarget(origin, had, name)
}

const isNumbered = (column: Table['columns'][number]): boolean =>
  column.autoincrement === true || column.identity !== undefined

/** Rows of this or another table point at the column. */
const isTarget = (origin: Schema, table: Table, name: string): boolean =>
  keysTo(origin, table).some(({ references }) => references.columns.includes(name))

/** Whether a downgrade can make a dropped table anew, empty: not while rows of others point at its rows. */
export function canBeMadeAnew(origin: Schema | undefined, table: Table): boolean {
  return origin === undefined || keysTo(origin, table, false).length === 0
}

/** The keys by which rows that are there point at a table. */
const keysTo = (origin: Schema, table: Table, self = true): ForeignKey[] =>
  origin.tables
    .filter((one) => hasRows(origin, one) && (self || !sameName(one, table)))
    .flatMap(({ foreignKeys }) => foreignKeys)
    .filter(({ references }) => sameName(references, table))
