import type { CompileOptions, Dialect, Step } from '../dialects/dialect.ts'
import { complete } from '../operations/complete.ts'
import type { Operation } from '../operations/model.ts'
import { emptySchema, type Schema } from '../schema/model.ts'
import { FailedAt } from './failed-at.ts'
import { needsSchema, type SchemaCursor } from './schema-cursor.ts'

/** Operations that are compiled at once, and their statements. */
export interface Segment {
  /** The number of the first one in the revision, counted from 0. */
  readonly first: number
  /** The schema they start from; empty where nobody needed to know it. */
  readonly before: Schema
  /** Completed: each says in full what it drops. */
  readonly operations: readonly Operation[]
  readonly steps: readonly Step[]
}

/**
 * The operations from number `first` on, in as few segments as can be. One ends where the schema is needed but no longer
 * known: what came before must be carried out before the database can be read again.
 */
export async function* segments(
  dialect: Dialect,
  operations: readonly Operation[],
  first: number,
  cursor: SchemaCursor,
  options: CompileOptions,
): AsyncGenerator<Segment> {
  let batch: Operation[] = []
  let before: Schema = emptySchema
  let start = first
  for (const [offset, operation] of operations.slice(first).entries()) {
    const index = first + offset
    if (batch.length > 0 && !cursor.known && needsSchema(operation)) {
      yield compiled(dialect, { first: start, before, operations: batch }, options)
      batch = []
    }
    if (batch.length === 0) {
      start = index
      before = cursor.known || needsSchema(operation) ? await cursor.read() : emptySchema
    }
    const whole = cursor.known ? completed(operation, index, await cursor.read()) : operation
    batch = [...batch, whole]
    cursor.moveOn(whole)
  }
  if (batch.length > 0) yield compiled(dialect, { first: start, before, operations: batch }, options)
}

function completed(operation: Operation, index: number, schema: Schema): Operation {
  try {
    return complete(operation, schema)
  } catch (cause) {
    throw new FailedAt(index, operation, undefined, cause)
  }
}

function compiled(
  dialect: Dialect,
  segment: Omit<Segment, 'steps'>,
  options: CompileOptions,
): Segment {
  try {
    return { ...segment, steps: dialect.compile(segment.operations, segment.before, options) }
  } catch (cause) {
    const at = blamed(segment.operations, cause)
    throw new FailedAt(segment.first + at, segment.operations[at]!, undefined, cause)
  }
}

/** The operation that could not be compiled, where the error names it; else the first. */
function blamed(operations: readonly Operation[], cause: unknown): number {
  const named = (cause as { operation?: unknown } | undefined)?.operation
  return Math.max(0, operations.findIndex((operation) => operation === named))
}
