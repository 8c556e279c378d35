import { spell } from '../schema/lookup.ts'
import type { Schema } from '../schema/model.ts'
import type { Comparison } from './model.ts'

/** How much of a database goes, beside how much of it stays. Only what is managed is counted. */
export interface Destruction {
  readonly tables: Count
  /** Those of dropped tables included. */
  readonly columns: Count
  /** More goes than stays: models that were not loaded look like this, so somebody should be asked. */
  readonly most: boolean
}

export interface Count {
  readonly dropped: number
  readonly kept: number
}

/** `found` as it was handed to `compare`. */
export function destruction({ operations, left }: Comparison, found: Schema): Destruction {
  const ignored = new Set(
    left.filter(({ side, kind }) => side === 'found' && kind === 'table').map(({ name }) => name),
  )
  const managed = found.tables.filter((table) => !ignored.has(spell(table)))
  const tables = operations.flatMap((op) => (op.kind === 'dropTable' ? [op.table] : []))
  const replaced = new Set(
    operations.flatMap((op) =>
      op.kind === 'addColumn' ? [`${spell(op.table)}\0${op.column.name}`] : [],
    ),
  )
  const columns = operations.filter(
    (op) => op.kind === 'dropColumn' && !replaced.has(`${spell(op.table)}\0${op.column.name}`),
  )
  const inTables = tables.flatMap((table) => table.columns)
  const all = managed.flatMap((table) => table.columns)
  const dropped = columns.length + inTables.length
  const counts = {
    tables: { dropped: tables.length, kept: managed.length - tables.length },
    columns: { dropped, kept: all.length - dropped },
  }
  const most = ({ dropped, kept }: Count) => dropped > kept
  return { ...counts, most: most(counts.tables) || most(counts.columns) }
}
