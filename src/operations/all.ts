import type { DialectName, Schema } from '../schema/model.ts'
import { type Code, call } from '../source/code.ts'
import { plainContext, type SourceContext } from '../source/dsl/context.ts'
import { literal } from '../source/literal.ts'
import { columnSpecs } from './columns.ts'
import { constraintSpecs } from './constraints.ts'
import { dataSpecs } from './data.ts'
import { enumSpecs } from './enums.ts'
import { IncompleteOperationError } from './errors.ts'
import { indexSpecs } from './indexes.ts'
import type { Operation, OperationKind } from './model.ts'
import { objectSpecs } from './objects.ts'
import { schemaSpecs } from './schemas.ts'
import { sequenceSpecs } from './sequences.ts'
import type { OperationSpec, OperationSpecs } from './specs.ts'
import { tableSpecs } from './tables.ts'

/** Every operation's own part. A kind that is missing here does not compile. */
const specs: OperationSpecs = {
  ...tableSpecs,
  ...columnSpecs,
  ...constraintSpecs,
  ...indexSpecs,
  ...schemaSpecs,
  ...enumSpecs,
  ...sequenceSpecs,
  ...objectSpecs,
  ...dataSpecs({
    apply: (schema, operation, dialect) => applyAs(schema, operation, dialect),
    invertAll: (operations) => invertAll(operations),
    code: (operation) => codeOf(operation),
  }),
}

/** The spec of an operation, whatever its kind: TypeScript cannot see that the two belong together. */
export const specOf = <K extends OperationKind>(operation: Operation<K>): OperationSpec<K> =>
  specs[operation.kind as K] as unknown as OperationSpec<K>

/** See `apply`. What is not for the database does nothing to it. */
export function applyAs(schema: Schema, operation: Operation, dialect: DialectName): Schema {
  if (operation.dialects?.includes(dialect) === false || operation.idle === true) return schema
  return specOf(operation).apply(schema, operation, dialect)
}

/** What undoes the operation, in order. */
export function inverses(operation: Operation): readonly Operation[] {
  const { dialects, lookUp, idle } = operation
  if (idle === true) return [operation]
  if (lookUp === true) throw new IncompleteOperationError(specOf(operation).describe(operation))
  const undo = specOf(operation).invert(operation)
  const list = Array.isArray(undo) ? (undo as readonly Operation[]) : [undo as Operation]
  return dialects === undefined ? list : list.map((one) => ({ ...one, dialects }))
}

/** What undoes all of them: the inverse of each, the last one first. */
export const invertAll = (operations: readonly Operation[]): Operation[] =>
  operations.toReversed().flatMap(inverses)

/** See `sourceOf`: the same before it is broken into lines. */
export function codeOf(operation: Operation, context: SourceContext = plainContext): Code {
  const { dialects } = operation
  const code = specOf(operation).source(operation, context)
  if (dialects === undefined) return code
  return call('op.only', literal(dialects.length === 1 ? dialects[0] : dialects), {
    kind: 'arrow',
    parameters: '(op)',
    body: [{ comments: [], code }],
  })
}
