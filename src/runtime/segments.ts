import type { CompileOptions, Dialect, Step } from '../dialects/dialect.ts'
import type { Operation } from '../operations/model.ts'
import { emptySchema, type Schema } from '../schema/model.ts'
import { FailedAt } from './failed-at.ts'
import type { Recording } from './places.ts'
import { needsSchema, type SchemaCursor, wholeOf } from './schema-cursor.ts'

/** Operations that are compiled at once, and their statements. */
export interface Segment {
  /** The number of the first one in the revision, counted from 0. */
  readonly first: number
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
  recording: Recording,
  first: number,
  cursor: SchemaCursor,
  options: CompileOptions,
): AsyncGenerator<Segment> {
  let batch: Batch = { first, before: emptySchema, operations: [] }
  for (const [index, operation] of recording.operations.entries()) {
    if (index < first) continue
    const mustRead = !cursor.known && needsSchema(operation)
    if (mustRead && batch.operations.length > 0) {
      yield compiled(dialect, recording, batch, options)
      batch = { ...batch, operations: [] }
    }
    if (batch.operations.length === 0) {
      const before = mustRead || cursor.known ? await cursor.read() : emptySchema
      batch = { first: index, before, operations: [] }
    }
    try {
      const whole = await wholeOf(operation, cursor)
      cursor.moveOn(whole)
      batch = { ...batch, operations: [...batch.operations, whole] }
    } catch (cause) {
      throw new FailedAt({ operation, place: recording.places[index] }, cause)
    }
  }
  if (batch.operations.length > 0) yield compiled(dialect, recording, batch, options)
}

interface Batch extends Omit<Segment, 'steps'> {
  readonly before: Schema
}

function compiled(
  dialect: Dialect,
  recording: Recording,
  { first, before, operations }: Batch,
  options: CompileOptions,
): Segment {
  try {
    return { first, operations, steps: dialect.compile(operations, before, options) }
  } catch (cause) {
    const at = Math.max(0, operations.indexOf(operationOf(cause) as Operation))
    const place = recording.places[first + at]
    throw new FailedAt({ operation: operations[at], place }, cause)
  }
}

/** The operation that an error is about, where it says. */
const operationOf = (error: unknown): unknown =>
  (error as { operation?: unknown } | null)?.operation
