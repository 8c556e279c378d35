import type { DialectName } from '../schema/model.ts'
import { AsyncRecordingError, InvalidOperationError } from './errors.ts'
import type { Operation } from './model.ts'
import type { Sink } from './recorder/arguments.ts'
import { type ColumnOperations, columnMethods } from './recorder/columns.ts'
import { type ConstraintOperations, constraintMethods } from './recorder/constraints.ts'
import { type DataOperations, dataMethods } from './recorder/data.ts'
import { type EnumOperations, enumMethods } from './recorder/enums.ts'
import { type IndexOperations, indexMethods } from './recorder/indexes.ts'
import type { ObjectOperations } from './recorder/object-operations.ts'
import { objectMethods } from './recorder/objects.ts'
import { type SequenceOperations, sequenceMethods } from './recorder/sequences.ts'
import { type TableOperations, tableMethods } from './recorder/tables.ts'

export type { TableRef } from './recorder/arguments.ts'
export type { AlterColumnInput, FacetsInput } from './recorder/columns.ts'

/**
 * `op`, as revisions have it. Every method records one or more operations and returns nothing: nothing runs while they are
 * recorded, and there is nothing to await.
 */
export interface Recorder
  extends TableOperations,
    ColumnOperations,
    ConstraintOperations,
    IndexOperations,
    EnumOperations,
    SequenceOperations,
    ObjectOperations,
    DataOperations<Recorder> {
  /** The database that this is recorded for, for the rare thing that differs. */
  readonly dialect: DialectName
  /** What the configuration or the command line hands to every revision. */
  readonly context: any

  /**
   * Records what follows for one database only, or for some; elsewhere it is passed over.
   *
   * @example op.only('postgresql', (op) => op.createExtension('pg_trgm'))
   */
  only(dialects: DialectName | readonly DialectName[], operations: (op: Recorder) => void): void
}

export interface RecordOptions {
  readonly dialect: DialectName
  readonly context?: unknown
}

/** A revision's `upgrade` or `downgrade`. */
export type RecordedFunction = (op: Recorder, context: any) => void

/**
 * What a revision's function records.
 *
 * Throws what its operations throw, and `AsyncRecordingError` when it is asynchronous: what it does after its
 * first `await` would be lost.
 */
export const record = (operations: RecordedFunction, options: RecordOptions): Operation[] =>
  recordedBy((op) => operations(op, options.context), options)

function recordedBy(operations: (op: Recorder) => void, options: RecordOptions): Operation[] {
  const recorded: Operation[] = []
  let open = true
  const op = recorder((operation) => {
    if (!open) throw new AsyncRecordingError(operation.kind)
    recorded.push(operation)
  }, options)
  try {
    finish(operations(op))
  } finally {
    open = false
  }
  return recorded
}

/** What `fn` gives back, which must be nothing to wait for. */
function finish(returned: unknown): void {
  if (typeof (returned as { then?: unknown } | undefined)?.then !== 'function') return
  // Its own failure, if it has one, is not what there is to tell.
  Promise.resolve(returned).catch(() => {})
  throw new AsyncRecordingError()
}

function recorder(push: Sink, options: RecordOptions): Recorder {
  const inner = (operations: (op: Recorder) => void) => recordedBy(operations, options)
  return {
    dialect: options.dialect,
    context: options.context,
    ...tableMethods(push),
    ...columnMethods(push),
    ...constraintMethods(push),
    ...indexMethods(push),
    ...enumMethods(push),
    ...sequenceMethods(push),
    ...objectMethods(push),
    ...dataMethods<Recorder>(push, inner),
    only: (dialects, operations) => {
      const names = typeof dialects === 'string' ? [dialects] : dialects
      checkDialects(names)
      if (!names.includes(options.dialect)) return
      for (const operation of inner(operations))
        push({
          ...operation,
          dialects: operation.dialects?.filter((name) => names.includes(name)) ?? names,
        })
    },
  }
}

const DIALECTS: readonly string[] = ['postgresql', 'sqlite'] satisfies DialectName[]

function checkDialects(names: readonly string[]): void {
  const unknown = names.find((name) => !DIALECTS.includes(name))
  if (unknown !== undefined)
    throw new InvalidOperationError('only', `knows no database "${unknown}"`, {
      hint: `It knows: ${DIALECTS.join(', ')}`,
    })
}
