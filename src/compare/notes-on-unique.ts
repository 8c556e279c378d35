import type { Operation } from '../operations/model.ts'
import { named } from '../operations/words.ts'
import { findColumn, findTable } from '../schema/lookup.ts'
import type { ObjectName, Schema, Table } from '../schema/model.ts'
import type { Note } from './model.ts'
import { uniqueColumns } from './things.ts'

type Remark = Omit<Note, 'operations'>

/** That rows which are there may stand against a key, a unique constraint or a unique index. */
export function madeUnique(
  operation: Operation<'addConstraint' | 'createIndex'>,
  found: Schema,
): Remark[] {
  const { table: name } = operation
  const columns = columnsMade(operation)
  const table = findTable(found, name)
  if (columns === undefined || table === undefined) return []
  // A new column holds nothing yet, and what was unique before stays so.
  if (!columns.every((column) => findColumn(table, column)) || isUnique(table, columns)) return []
  const quoted = columns.map((column) => `"${column}"`).join(', ')
  return [
    {
      kind: 'may-fail',
      message: `rows of ${named(name)} that agree in ${quoted} make it fail`,
      hint: `Find them before: SELECT ${quoted}, count(*) FROM ${path(name)} GROUP BY ${quoted} HAVING count(*) > 1`,
    },
  ]
}

/** The columns that must differ from row to row, where they are columns and all rows are meant. */
function columnsMade(
  operation: Operation<'addConstraint' | 'createIndex'>,
): readonly string[] | undefined {
  if (operation.kind === 'addConstraint') {
    const { constraint } = operation
    return constraint.kind === 'unique' || constraint.kind === 'primaryKey'
      ? constraint.columns
      : undefined
  }
  const { unique, elements } = operation.index
  const columns = elements.flatMap(({ column }) => column ?? [])
  return unique === true && columns.length === elements.length ? columns : undefined
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

const path = ({ schema, name }: ObjectName): string =>
  [...(schema === undefined ? [] : [schema]), name].map((part) => `"${part}"`).join('.')
