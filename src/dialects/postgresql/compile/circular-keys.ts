import type { Operation } from '../../../operations/model.ts'
import { findTable, nameOf, sameName } from '../../../schema/lookup.ts'
import type { ForeignKey, ObjectName, Schema } from '../../../schema/model.ts'
import { dropClause } from './constraints.ts'
import { tableIn } from './context.ts'
import type { Piece } from './pieces.ts'

/** A foreign key that waits until the table it leads to is there. */
export interface LateKey {
  readonly key: ForeignKey
  readonly add: Operation<'addConstraint'>
  /** The creation that it was written in. */
  readonly owner: Operation
}

/**
 * Takes the keys out of a new table that lead to tables made right after it: who writes down two tables that
 * refer to each other need not know which key has to wait.
 */
export function withoutLateKeys(
  operation: Operation,
  before: Schema,
  next: readonly Operation[],
): { readonly now: Operation; readonly late: readonly LateKey[] } {
  if (operation.kind !== 'createTable' || operation.ifNotExists === true)
    return { now: operation, late: [] }
  const { table } = operation
  const waits = ({ references }: ForeignKey): boolean =>
    !sameName(references, table) &&
    findTable(before, references) === undefined &&
    makes(next, references)
  const keys = table.foreignKeys.filter(waits)
  if (keys.length === 0) return { now: operation, late: [] }
  const foreignKeys = table.foreignKeys.filter((key) => !keys.includes(key))
  return {
    now: { ...operation, table: { ...table, foreignKeys } },
    late: keys.map((key) => ({ key, add: adding(table, key), owner: operation })),
  }
}

const makes = (operations: readonly Operation[], name: ObjectName): boolean =>
  operations.some((one) => one.kind === 'createTable' && sameName(one.table, name))

const adding = (table: ObjectName, key: ForeignKey): Operation<'addConstraint'> => ({
  kind: 'addConstraint',
  table: nameOf(table),
  constraint: { kind: 'foreignKey', ...key },
})

/** Drops the keys that would not let a table go, of tables that go right after it. */
export function keysInTheWay(
  operation: Operation,
  before: Schema,
  next: readonly Operation[],
): readonly Piece[] {
  if (operation.kind !== 'dropTable' || operation.cascade === true) return []
  const leadsHere = ({ references }: ForeignKey): boolean => sameName(references, operation.table)
  return before.tables
    .filter((other) => other.foreignKeys.some(leadsHere))
    .filter((other) => !sameName(other, operation.table) && drops(next, other))
    .flatMap((other) =>
      tableIn(before, other)
        .foreignKeys.filter(leadsHere)
        .map((key) => dropKey(other, key)),
    )
}

const drops = (operations: readonly Operation[], name: ObjectName): boolean =>
  operations.some((one) => one.kind === 'dropTable' && sameName(one.table, name))

const dropKey = (table: ObjectName, key: ForeignKey): Piece =>
  dropClause(table, { kind: 'foreignKey', ...key })
