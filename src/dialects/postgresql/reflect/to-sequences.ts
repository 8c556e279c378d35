import { compact } from '../../../schema/equal.ts'
import { spell } from '../../../schema/lookup.ts'
import type { Column, Sequence, Unmodelled } from '../../../schema/model.ts'
import { serialSequence } from '../names.ts'
import { parseType } from '../parse-type.ts'
import { canonicalIdentity, sequenceOptions } from '../sequence-options.ts'
import { isInteger } from '../types.ts'
import type { ColumnRow } from './columns.ts'
import type { SequenceRow } from './sequences.ts'
import type { TableRow } from './tables.ts'
import { nameOfRow } from './to-name.ts'

/** How a column gets its numbers. */
export type NumberedColumn = Pick<Column, 'autoincrement' | 'sequenceName' | 'identity'>

/** What the sequences are there for. */
export interface Numbering {
  readonly of: (table: TableRow, column: ColumnRow) => NumberedColumn
  /** The sequences that are nobody's numbers. */
  readonly free: readonly Sequence[]
  readonly unmodelled: readonly Unmodelled[]
}

/** Sorts the sequences: those behind a column's numbers, and those that stand for themselves. */
export function numbering(
  rows: readonly SequenceRow[],
  columns: readonly ColumnRow[],
  tables: readonly TableRow[],
): Numbering {
  const read = new Set(tables.map(({ oid }) => oid))
  const mine = rows.filter(({ owner }) => owner === null || read.has(owner))
  const byColumn = Map.groupBy(mine, (row) => `${row.owner}.${row.owner_column}`)
  const sequencesOf = ({ table, number }: ColumnRow) => byColumn.get(`${table}.${number}`) ?? []
  const serials = new Map(
    columns.flatMap((column) => {
      const serial = sequencesOf(column).find((sequence) => isSerial(column, sequence))
      return serial === undefined ? [] : [[serial, column] as const]
    }),
  )
  return {
    of: (table, column) => {
      const owned = sequencesOf(column)
      const identity = owned.find(({ owned_as }) => owned_as === 'i')
      if (identity !== undefined)
        return {
          identity: toIdentity(column, identity),
          ...nameOfSequence(table, column, identity),
        }
      const serial = owned.find((sequence) => serials.has(sequence))
      return serial === undefined
        ? {}
        : { autoincrement: true, ...nameOfSequence(table, column, serial) }
    },
    free: mine.filter((row) => row.owned_as !== 'i' && !serials.has(row)).map(toSequence),
    unmodelled: [
      ...[...serials.keys()].filter(isTuned).map(unmodelled('options of a serial sequence')),
      ...mine
        .filter((row) => row.comment !== null && (row.owned_as === 'i' || serials.has(row)))
        .map(unmodelled("comment on a column's sequence")),
    ],
  }
}

/** `serial`, that is: a column of integers whose default takes the next number of a sequence it owns. */
const isSerial = (column: ColumnRow, sequence: SequenceRow): boolean =>
  sequence.owned_as === 'a' &&
  column.default === sequence.next_value &&
  isInteger(parseType(column.type))

/** Said only where it is not the one that the column would get today. */
const nameOfSequence = (
  table: TableRow,
  column: ColumnRow,
  { name }: SequenceRow,
): NumberedColumn =>
  name === serialSequence(table.name, column.name) ? {} : { sequenceName: name }

const toIdentity = (column: ColumnRow, row: SequenceRow): NonNullable<Column['identity']> =>
  canonicalIdentity({ always: column.identity === 'a', ...numbers(row) }, parseType(column.type))

const numbers = (row: SequenceRow) => ({
  start: BigInt(row.start),
  increment: BigInt(row.increment),
  minValue: BigInt(row.min),
  maxValue: BigInt(row.max),
  cache: BigInt(row.cache),
  cycle: row.cycle,
})

const toSequence = (row: SequenceRow): Sequence =>
  compact({
    ...nameOfRow(row),
    ...sequenceOptions({ type: row.type, ...numbers(row) }),
    ownedBy:
      row.owner_name === null
        ? undefined
        : {
            ...nameOfRow({ schema: row.owner_schema, name: row.owner_name }),
            column: row.owner_column_name!,
          },
    comment: row.comment ?? undefined,
  })

/** Its type and limit may be another column type's: that of the time when it was made. */
const isTuned = (row: SequenceRow): boolean =>
  row.start !== '1' || row.increment !== '1' || row.min !== '1' || row.cache !== '1' || row.cycle

const unmodelled =
  (kind: string) =>
  (row: SequenceRow): Unmodelled => ({
    kind,
    name: spell(nameOfRow(row)),
    table: nameOfRow({ schema: row.owner_schema, name: row.owner_name! }),
  })
