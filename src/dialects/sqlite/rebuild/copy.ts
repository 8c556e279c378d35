import type { Column, Table } from '../../../schema/model.ts'
import { rowidColumn } from '../canonical.ts'
import { quote } from '../names.ts'
import { folded } from '../parse/tokens.ts'
import type { Source, Sources } from './sources.ts'

export interface Copy {
  readonly from: Table
  /** With the columns' old names, and the name it has until it takes the other's place. */
  readonly to: Table
  /** Its columns' final names, in the same order. */
  readonly finalNames: readonly string[]
  readonly sources: Sources
}

interface Pair {
  readonly into: string
  readonly value: string
}

/**
 * Copies the rows. Values go over as they are, and the new column's affinity does what a cast would do where nothing is
 * lost by it: a cast would make `0` of the text `abc`.
 *
 * @see https://www.sqlite.org/datatype3.html#column_affinity
 */
export function copyRows({ from, to, finalNames, sources }: Copy): string {
  const pairs = to.columns.flatMap((column, i): Pair[] => {
    const source = sources.get(finalNames[i]!)
    if (source === undefined || column.generated !== undefined) return []
    return [{ into: quote(column.name), value: valueFrom(source, column, from, to) }]
  })
  const rowid = rowidColumn(to)
  const keepsRowid = rowid !== undefined && pairs.some(({ into }) => into === quote(rowid))
  const all = keepsRowid ? pairs : [...rowids(from, to), ...pairs]
  // An action of the table's own would drop or change rows without a word.
  const insert = hasConflictAction(to) ? 'INSERT OR ABORT INTO' : 'INSERT INTO'
  return [
    `${insert} ${quote(to.name)} (${all.map(({ into }) => into).join(', ')})`,
    `SELECT ${all.map(({ value }) => value).join(', ')} FROM ${quote(from.name)}`,
  ].join(' ')
}

/**
 * A rowid is copied even where no column is another name for it: other tables may hold it (full-text indexes do),
 * and the order of rows hangs on it.
 */
function rowids(from: Table, to: Table): readonly Pair[] {
  const [value, into] = [rowidName(from), rowidName(to)]
  return value === undefined || into === undefined ? [] : [{ into, value }]
}

/** What the rowid is called in a table that has one: a column may have taken any of its three names. */
function rowidName({ columns, options }: Table): string | undefined {
  if (options?.withoutRowid) return undefined
  return ['rowid', '_rowid_', 'oid'].find(
    (name) => !columns.some((column) => folded(column.name) === name),
  )
}

function valueFrom(source: Source, column: Column, from: Table, to: Table): string {
  if (source.using !== undefined) return `(${source.using})`
  const value = quote(source.column)
  const was = from.columns.find(({ name }) => name === source.column)?.type.kind
  if (!to.options?.strict || was === undefined) return value
  // Only a STRICT table refuses what affinity leaves alone.
  if (column.type.kind === 'bytes' && was !== 'bytes') return `CAST(${value} AS BLOB)`
  return column.type.kind === 'text' && was === 'bytes' ? `CAST(${value} AS TEXT)` : value
}

const hasConflictAction = ({ columns, primaryKey, uniques, checks }: Table): boolean =>
  columns.some(({ notNullOnConflict }) => notNullOnConflict !== undefined) ||
  [primaryKey, ...uniques, ...checks].some((constraint) => constraint?.onConflict !== undefined)
