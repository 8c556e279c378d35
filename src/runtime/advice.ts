import { StatementError } from '../drivers/statement-error.ts'
import type { Operation } from '../operations/model.ts'
import {
  agreeingRows,
  BY_STEPS,
  columnList,
  type Distinct,
  fillEmpty,
  madeDistinct,
} from '../operations/rows-in-the-way.ts'
import { named } from '../operations/words.ts'
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
    const distinct = madeDistinct(operation)
    return distinct !== undefined && isAboutUnique(cause) ? [agreeing(operation, distinct)] : []
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
  return isEmpty ? [`There are rows already: give "${column.name}" ${BY_STEPS}`] : []
}

const withoutValue = ({ table, column }: Operation<'alterColumn'>): string =>
  `There are rows without a value in "${column}": give them one before, ${fillEmpty(table, column)}`

const agreeing = (
  { table }: Pick<Operation<'addConstraint'>, 'table'>,
  distinct: Distinct,
): string =>
  `There are rows of ${named(table)} that agree in ${columnList(distinct.columns)}: ${agreeingRows(table, distinct)}`
