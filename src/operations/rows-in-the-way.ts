/** What to say of rows that a change has to get past: before it, as a remark, and after the database has refused it. */
import type { ObjectName } from '../schema/model.ts'
import type { Operation } from './model.ts'

/** The columns that must differ from row to row, and of which rows; `where` is absent where all are meant. */
export interface Distinct {
  readonly columns: readonly string[]
  readonly where?: string
}

/** What a new key or index makes distinct; nothing where it is not unique, or over expressions. */
export function madeDistinct(
  operation: Operation<'addConstraint' | 'createIndex'>,
): Distinct | undefined {
  if (operation.kind === 'addConstraint') {
    const { constraint } = operation
    const isKey = constraint.kind === 'unique' || constraint.kind === 'primaryKey'
    return isKey ? { columns: constraint.columns } : undefined
  }
  const { unique, elements, where } = operation.index
  const columns = elements.flatMap(({ column }) => column ?? [])
  if (unique !== true || columns.length !== elements.length) return undefined
  return where === undefined ? { columns } : { columns, where: where.sql }
}

/** Both databases quote alike. */
const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`

const qualified = ({ schema, name }: ObjectName): string =>
  schema === undefined ? quote(name) : `${quote(schema)}.${quote(name)}`

/** `"a", "b"` */
export const columnList = (columns: readonly string[]): string => columns.map(quote).join(', ')

/** The query that finds rows which are not distinct. */
export function agreeingRows(table: ObjectName, { columns, where }: Distinct): string {
  const list = columnList(columns)
  const some = where === undefined ? '' : ` WHERE ${where}`
  return `SELECT ${list}, count(*) FROM ${qualified(table)}${some} GROUP BY ${list} HAVING count(*) > 1`
}

/** What gives rows without a value one. */
export const fillEmpty = (table: ObjectName, column: string): string =>
  `op.execute(\`UPDATE ${qualified(table)} SET ${quote(column)} = … WHERE ${quote(column)} IS NULL\`)`

/** How a column that must have a value comes to a table that has rows. */
export const BY_STEPS =
  'a default, or add it nullable, fill it with op.run(), and make it NOT NULL then.'
