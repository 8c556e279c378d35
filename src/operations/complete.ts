import type { DialectName, Schema } from '../schema/model.ts'
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
  dialect: DialectName = 'postgresql',
): { readonly operations: readonly Operation[]; readonly after: Schema } {
  let after = before
  const completed = operations.map((operation) => {
    const whole = isFor(operation, dialect) ? complete(operation, after) : operation
    after = applyAs(after, whole, dialect)
    return whole
  })
  return { operations: completed, after }
}

const isFor = ({ dialects }: Operation, dialect: DialectName): boolean =>
  dialects === undefined || dialects.includes(dialect)

/**
 * The same operations, completed, with what the databases do of their own accord said beside them: the indexes that go with
 * a column, the triggers that go with a table. The inverse of such a list restores everything.
 */
export function spellOut(
  operations: readonly Operation[],
  before: Schema,
  dialect: DialectName = 'postgresql',
): Operation[] {
  let schema = before
  return operations.flatMap((operation) => {
    const all = isFor(operation, dialect) ? spelt(operation, schema, dialect) : [operation]
    schema = all.reduce((after, one) => applyAs(after, one, dialect), schema)
    return all
  })
}

function spelt(operation: Operation, before: Schema, dialect: DialectName): Operation[] {
  const whole = complete(operation, before)
  if (whole.idle === true) return [whole]
  const { dialects } = whole
  const limited = (one: Operation): Operation =>
    dialects === undefined ? one : { ...one, dialects }
  const said = specOf(whole).consequences?.(whole, before, dialect)
  return [...(said?.before ?? []).map(limited), whole, ...(said?.after ?? []).map(limited)]
}
