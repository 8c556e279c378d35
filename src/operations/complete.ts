import type { Schema } from '../schema/model.ts'
import { applyAs, specOf } from './all.ts'
import type { Operation } from './model.ts'

/**
 * The operation with everything said that was left to be looked up in the schema before it: what a drop by name
 * drops, where an alteration comes from, and whether `ifExists` finds anything.
 *
 * Throws `NotThereError`, with the names most like it, for what is not there.
 */
export function complete(operation: Operation, before: Schema): Operation {
  const completed = specOf(operation).complete?.(operation, before) ?? operation
  if (completed.idle === true) return completed
  const { lookUp: _, ...whole } = completed
  return whole as Operation
}

/** All of them completed, each from the schema that those before it leave; and the schema after the last. */
export function completeAll(
  operations: readonly Operation[],
  before: Schema,
): { readonly operations: readonly Operation[]; readonly after: Schema } {
  let after = before
  const completed = operations.map((operation) => {
    const whole = complete(operation, after)
    after = applyAs(after, whole, 'postgresql')
    return whole
  })
  return { operations: completed, after }
}

/**
 * The same operations, completed, with what the databases do of their own accord said beside them: the indexes that go with
 * a column, the triggers that go with a table. The inverse of such a list restores everything.
 */
export function spellOut(operations: readonly Operation[], before: Schema): Operation[] {
  let schema = before
  return operations.flatMap((operation) => {
    const whole = complete(operation, schema)
    const said = whole.idle === true ? {} : (specOf(whole).consequences?.(whole, schema) ?? {})
    const { dialects } = operation
    const all = [...(said.before ?? []).map(only), whole, ...(said.after ?? []).map(only)]
    schema = all.reduce((after, one) => applyAs(after, one, 'postgresql'), schema)
    return all

    function only(one: Operation): Operation {
      return dialects === undefined ? one : { ...one, dialects }
    }
  })
}
