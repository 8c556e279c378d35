import { AthanorError } from '../../../errors.ts'
import { apply } from '../../../operations/apply.ts'
import type { Operation, OperationKind } from '../../../operations/model.ts'
import { findTable, sameName } from '../../../schema/lookup.ts'
import { emptyTable, type ObjectName, type Schema, type Table } from '../../../schema/model.ts'
import { nameConstraints } from '../canonical/constraint-names.ts'
import { canonicalTable } from '../canonical/table.ts'
import type { Piece } from './pieces.ts'

/** What an operation is compiled in: the schema around it, and what comes before and after it. */
export interface Context {
  readonly before: Schema
  readonly after: Schema
  readonly version: readonly [major: number, minor: number]
  readonly offline: boolean
  readonly earlier: readonly Operation[]
  readonly later: readonly Operation[]
}

/** How each kind of operation is said in SQL. */
export type CompileTable = {
  readonly [K in OperationKind]: (operation: Operation<K>, context: Context) => readonly Piece[]
}

/** The table in the database's own terms; an empty one where nobody knows it. */
export function tableIn(schema: Schema, name: ObjectName): Table {
  const table = findTable(schema, name)
  if (table === undefined) return emptyTable(name)
  const [named] = nameConstraints([canonicalTable(table, schema)])
  return named!
}

/**
 * The schema after an operation. Where it is not known well enough to tell, it stays as it was: what
 * is wrong with the operation itself, the database says.
 */
export function moved(schema: Schema, operation: Operation): Schema {
  try {
    return apply(schema, operation)
  } catch (error) {
    if (error instanceof AthanorError) return schema
    throw error
  }
}

/** Whether an operation that follows sets or drops the default of the column. */
export const setsDefaultLater = ({ later }: Context, table: ObjectName, column: string): boolean =>
  later.some(
    (next) =>
      next.kind === 'alterColumn' &&
      sameName(next.table, table) &&
      next.column === column &&
      next.to.default !== undefined,
  )
