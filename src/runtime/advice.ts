import { StatementError } from '../drivers/statement-error.ts'
import type { Operation } from '../operations/model.ts'
import { spell } from '../schema/lookup.ts'
import type { ObjectName } from '../schema/model.ts'
import { FailedAt } from './failed-at.ts'

/** What to do about rows that are in the way of an operation; the database may not even say that it is rows. */
export function adviceOn(thrown: unknown): string[] {
  if (!(thrown instanceof FailedAt) || !(thrown.cause instanceof StatementError)) return []
  const { operation } = thrown.at
  const { cause } = thrown
  if (operation?.kind === 'addColumn') return withoutDefault(operation, cause)
  if (operation?.kind === 'alterColumn' && operation.to.nullable === false && isAboutNull(cause))
    return [withoutValue(operation)]
  if (operation?.kind === 'addConstraint' || operation?.kind === 'createIndex') {
    const columns = uniqueColumns(operation)
    return columns !== undefined && isAboutUnique(cause) ? [agreeing(operation.table, columns)] : []
  }
  return []
}

/** SQLite's ALTER COLUMN … SET NOT NULL says of rows without a value no more than "constraint failed". */
const isAboutNull = ({ sqlState, message }: StatementError): boolean =>
  sqlState === '23502' || /^(?:NOT NULL )?constraint failed/.test(message)

const isAboutUnique = ({ sqlState, message }: StatementError): boolean =>
  sqlState === '23505' || /^UNIQUE constraint failed/.test(message)

function withoutDefault({ column }: Operation<'addColumn'>, cause: StatementError): string[] {
  const isEmpty = cause.column === column.name || /Cannot add a NOT NULL/.test(cause.message)
  return isEmpty
    ? [
        `There are rows already: give "${column.name}" a default, or add it nullable, fill it with op.run(), and make it NOT NULL then.`,
      ]
    : []
}

const withoutValue = ({ table, column }: Operation<'alterColumn'>): string =>
  `There are rows without a value in "${column}": give them one before, op.execute(\`UPDATE ${path(table)} SET "${column}" = … WHERE "${column}" IS NULL\`)`

function agreeing(table: ObjectName, columns: readonly string[]): string {
  const list = columns.map((column) => `"${column}"`).join(', ')
  return `There are rows of "${spell(table)}" that agree in ${list}: SELECT ${list}, count(*) FROM ${path(table)} GROUP BY ${list} HAVING count(*) > 1`
}

function uniqueColumns(
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

const path = ({ schema, name }: ObjectName): string =>
  [...(schema === undefined ? [] : [schema]), name].map((part) => `"${part}"`).join('.')
