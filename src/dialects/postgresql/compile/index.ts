import type { Operation, OperationKind } from '../../../operations/model.ts'
import { findTable } from '../../../schema/lookup.ts'
import type { Schema, StoredObject } from '../../../schema/model.ts'
import type { CompileOptions, Step } from '../../dialect.ts'
import { keysInTheWay, type LateKey, withoutLateKeys } from './circular-keys.ts'
import { addPieces } from './constraints.ts'
import { type Context, moved } from './context.ts'
import { withReaders } from './dependents.ts'
import { withFamily } from './family.ts'
import { dropStatements, restoreStatements, sameObject } from './objects.ts'
import { merged, type Owned, type Piece, sql } from './pieces.ts'
import { table } from './table.ts'
import { checkTypesNamed } from './types-named.ts'

/** The statements for the operations, in order. `before` is the schema they start from. */
export const compile = (
  operations: readonly Operation[],
  before: Schema,
  options: CompileOptions,
): readonly Step[] => [...merged(ownedPieces(operations.filter(isHere), before, options))]

const isHere = ({ dialects, idle }: Operation): boolean =>
  idle !== true && (dialects === undefined || dialects.includes('postgresql'))

function* ownedPieces(
  operations: readonly Operation[],
  start: Schema,
  { version, offline = false }: CompileOptions,
): Generator<Owned> {
  let before = start
  let away: readonly StoredObject[] = []
  let waiting: readonly LateKey[] = []
  for (const [at, operation] of operations.entries()) {
    checkTypesNamed(operation)
    const after = moved(before, operation)
    const [earlier, later] = [operations.slice(0, at), operations.slice(at + 1)]
    const context: Context = { before, after, version, offline, earlier, later }
    if (away.length > 0 && (!staysAway(operation) || bringsBack(operation, away))) {
      const consumed = away.filter((object) => isConsumed(object, operations.slice(at)))
      // What stands on a view that is not there yet waits with it.
      const waits = withReaders(start, consumed)
      const back = away.filter((object) => !waits.some((one) => sameObject(one, object)))
      yield* owned(restoreStatements(back, before), operation)
      away = away.filter((object) => !back.includes(object))
    }
    const next = quietly(context.later)
    const { now, late } = withoutLateKeys(operation, before, next)
    const own = withoutAway(now, away)
    if (own !== now) away = away.filter((object) => !isConsumed(object, [operation]))
    const pieces = own === undefined ? [] : withFamily(own, context, compiled)
    for (const piece of [...keysInTheWay(operation, before, next), ...pieces]) {
      if (piece.kind !== 'away') {
        yield { piece, operation }
        continue
      }
      const taken = piece.objects.filter((object) => !away.some((one) => sameObject(one, object)))
      const gone = taken.flatMap((object) => dropStatements(object))
      yield* owned(gone, operation)
      away = [...away, ...taken]
    }
    const due = waiting.filter(({ key }) => findTable(after, key.references))
    for (const { add, owner } of due)
      for (const piece of addPieces(add.table, add.constraint, after))
        yield { piece, operation: owner }
    waiting = [...waiting.filter((one) => !due.includes(one)), ...late]
    before = after
  }
  const last = operations.at(-1)
  if (last !== undefined) yield* owned(restoreStatements(away, before), last)
}

const owned = (statements: readonly string[], operation: Operation): Owned[] =>
  statements.map((statement) => ({ piece: sql(statement), operation }))

const compiled = <K extends OperationKind>(
  operation: Operation<K>,
  context: Context,
): readonly Piece[] =>
  (table[operation.kind] as (operation: Operation<K>, context: Context) => readonly Piece[])(
    operation,
    context,
  )

/** Changes to tables and types, during which views that were taken away may stay away. */
const QUIET: ReadonlySet<OperationKind> = new Set<OperationKind>([
  'createTable',
  'dropTable',
  'alterTable',
  'setTableComment',
  'setConstraintComment',
  'setIndexComment',
  'addColumn',
  'dropColumn',
  'alterColumn',
  'addConstraint',
  'dropConstraint',
  'renameConstraint',
  'createIndex',
  'dropIndex',
  'createEnum',
  'dropEnum',
  'alterEnum',
  'createSequence',
  'dropSequence',
  'dropObject',
  'replaceObject',
])

const staysAway = (operation: Operation): boolean =>
  QUIET.has(operation.kind) && !('concurrently' in operation && operation.concurrently === true)

/** Whether it makes an object that is away, as it is to be: what that reads has to be there. */
const bringsBack = (operation: Operation, away: readonly StoredObject[]): boolean =>
  operation.kind === 'replaceObject' && away.some((one) => sameObject(one, operation.from))

/** What follows, up to what may have to be committed first: half a revision must not stand without a key of its own. */
function quietly(operations: readonly Operation[]): readonly Operation[] {
  const end = operations.findIndex((operation) => !staysAway(operation))
  return end === -1 ? operations : operations.slice(0, end)
}

/** Whether one of the operations drops or replaces the object, so that it need not come back as it was. */
const isConsumed = (object: StoredObject, operations: readonly Operation[]): boolean =>
  operations.some(
    (operation) =>
      (operation.kind === 'dropObject' && sameObject(operation.object, object)) ||
      (operation.kind === 'replaceObject' && sameObject(operation.from, object)),
  )

/** What is left to do of an operation on an object that is away already. */
function withoutAway(operation: Operation, away: readonly StoredObject[]): Operation | undefined {
  if (!away.some((object) => isConsumed(object, [operation]))) return operation
  if (operation.kind !== 'replaceObject') return undefined
  return { kind: 'createObject', object: operation.to }
}
