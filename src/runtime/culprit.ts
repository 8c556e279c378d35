import { StatementError } from '../drivers/statement-error.ts'
import type { Operation } from '../operations/model.ts'

/** Of the operations that one statement carries out, the one that the database speaks of; the first where it does not tell. */
export function culpritOf(operations: readonly Operation[], thrown: unknown): Operation {
  const isMeant = thrown instanceof StatementError ? namedBy(thrown) : () => false
  return operations.find(isMeant) ?? operations[0]!
}

const namedBy =
  ({ constraint, column }: StatementError) =>
  (operation: Operation): boolean => {
    switch (operation.kind) {
      case 'addConstraint':
        return constraint !== undefined && operation.constraint.name === constraint
      case 'addColumn':
        return column !== undefined && operation.column.name === column
      case 'alterColumn':
        return column !== undefined && operation.column === column
      default:
        return false
    }
  }
