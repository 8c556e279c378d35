import type { Dialect } from '../dialects/dialect.ts'
import { apply } from '../operations/apply.ts'
import type { Operation } from '../operations/model.ts'
import type { Schema } from '../schema/model.ts'

/** The schema as it is between two operations. */
export interface SchemaCursor {
  readonly known: boolean
  /** The schema now, in the database's own terms. */
  read(): Promise<Schema>
  moveOn(operation: Operation): void
  forget(): void
}

/**
 * A cursor on a live database: it is read when somebody needs it, moves on with each operation, and is forgotten when
 * something was done whose effect nobody said.
 */
export function liveCursor(dialect: Dialect, reflect: () => Promise<Schema>): SchemaCursor {
  let inner: SchemaCursor | undefined
  return {
    get known() {
      return inner !== undefined
    },
    read: async () => {
      inner ??= replayCursor(dialect, await reflect())
      return inner.read()
    },
    moveOn: (operation) => {
      if (effectKnown(operation)) inner?.moveOn(operation)
      else inner = undefined
    },
    forget: () => {
      inner = undefined
    },
  }
}

/** A cursor without a database: what nobody said the effect of is taken to have none. */
export function replayCursor(dialect: Dialect, start: Schema): SchemaCursor {
  let schema = start
  /** Done, but not yet applied to `schema`: canonical form is sought once for many. */
  let waiting: Operation[] = []
  return {
    known: true,
    read: async () => {
      if (waiting.length > 0) schema = dialect.canonical(waiting.reduce(apply, schema))
      waiting = []
      return schema
    },
    moveOn: (operation) => {
      waiting.push(operation)
    },
    forget: () => {},
  }
}

function effectKnown(operation: Operation): boolean {
  if (operation.kind === 'execute' || operation.kind === 'run') return operation.effect !== undefined
  return operation.kind !== 'custom' || operation.apply !== undefined
}

/** Operations that say all there is to know: for them nothing needs to be read first. */
const SELF_CONTAINED: ReadonlySet<Operation['kind']> = new Set([
  'createTable',
  'createSchema',
  'createEnum',
  'createSequence',
  'execute',
  'run',
  'custom',
])

/** Whether the schema before it must be known to carry it out. */
export const needsSchema = ({ kind }: Operation): boolean => !SELF_CONTAINED.has(kind)
