import { inverses, invertAll } from './all.ts'
import { describe } from './describe.ts'
import { IrreversibleOperationError } from './errors.ts'
import type { Operation } from './model.ts'

export { invertAll }

/**
 * What undoes the operation. It must be completed.
 *
 * Throws `IrreversibleOperationError` where there is no way back that could be known: code, SQL without
 * `inverse`, rows put in. The few that take more than one operation to undo are undone by `invertAll`.
 */
export function invert(operation: Operation): Operation {
  const [undo, ...more] = inverses(operation)
  if (undo === undefined || more.length > 0)
    throw new IrreversibleOperationError(
      describe(operation),
      'It takes several operations: invertAll([operation])',
    )
  return undo
}

/**
 * What undoes all of them, for a downgrade that people will read: where something cannot be undone, it says so and
 * refuses, so that nobody takes half a way back for the whole.
 */
export const downgradeOf = (operations: readonly Operation[]): Operation[] =>
  operations.toReversed().flatMap((operation) => {
    try {
      return inverses(operation)
    } catch (cause) {
      if (cause instanceof IrreversibleOperationError) return [irreversible(cause.operation)]
      throw cause
    }
  })

/** An operation that refuses, with the reason, before anything is carried out. */
export const irreversible = (reason: string): Operation<'custom'> => ({
  kind: 'custom',
  describe: `stop: this cannot be undone: ${reason}`,
  ddl: {},
  irreversible: reason,
})
