import type { Operation } from '../operations/model.ts'
import { agreeingRows, columnList, madeDistinct } from '../operations/rows-in-the-way.ts'
import { named } from '../operations/words.ts'
import { findColumn, findTable } from '../schema/lookup.ts'
import type { Schema, Table } from '../schema/model.ts'
import type { Note } from './model.ts'
import { uniqueColumns } from './things.ts'

type Remark = Omit<Note, 'operations'>

/** That rows which are there may stand against a key, a unique constraint or a unique index. */
export function madeUnique(
  operation: Operation<'addConstraint' | 'createIndex'>,
  found: Schema,
): Remark[] {
  const { table: name } = operation
  const distinct = madeDistinct(operation)
  const table = findTable(found, name)
  if (distinct === undefined || table === undefined) return []
  const { columns } = distinct
  // A new column holds nothing yet, and what was unique before stays so.
  if (!columns.every((column) => findColumn(table, column)) || isUnique(table, columns)) return []
  return [
    {
      kind: 'may-fail',
      message: `rows of ${named(name)} that agree in ${columnList(columns)} make it fail`,
      hint: `Find them before: ${agreeingRows(name, distinct)}`,
    },
  ]
}

function isUnique({ primaryKey, uniques, indexes }: Table, columns: readonly string[]): boolean {
  const keys = [
    ...[...uniques, ...(primaryKey === undefined ? [] : [primaryKey])].map((key) => key.columns),
    ...indexes.flatMap((index) => {
      const own = uniqueColumns(index)
      return own === undefined ? [] : [own]
    }),
  ]
  return keys.some((key) => key.every((column) => columns.includes(column)))
}
