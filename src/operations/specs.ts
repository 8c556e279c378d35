import type { DialectName, Schema } from '../schema/model.ts'
import type { Code } from '../source/code.ts'
import type { SourceContext } from '../source/dsl/context.ts'
import type { Operation, OperationKind } from './model.ts'

/**
 * What is said about an operation without a database. What a database makes of it is said in that
 * database's dialect.
 */
export interface OperationSpec<K extends OperationKind> {
  /** In words, as the object of a sentence: `add column "user"."email"`. Never throws. */
  readonly describe: (op: Operation<K>) => string
  /** What undoes it; a list where it takes more than one, in order. */
  readonly invert: (op: Operation<K>) => Operation | readonly Operation[]
  /** The call of `op` that records it. */
  readonly source: (op: Operation<K>, context: SourceContext) => Code
  /** The schema after it, on that database. */
  readonly apply: (schema: Schema, op: Operation<K>, dialect: DialectName) => Schema
  /** Fills in what was not said from the schema before. */
  readonly complete?: (op: Operation<K>, before: Schema) => Operation<K>
  /** What else the databases change with it and it does not say, as operations that do. */
  readonly consequences?: (op: Operation<K>, before: Schema, dialect: DialectName) => Consequences
}

export interface Consequences {
  readonly before?: readonly Operation[]
  readonly after?: readonly Operation[]
}

/** A spec for each of these kinds; for all of them when none are named. */
export type OperationSpecs<K extends OperationKind = OperationKind> = {
  readonly [P in K]: OperationSpec<P>
}
