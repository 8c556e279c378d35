import type { Dialect } from '../dialects/dialect.ts'
import { AthanorError } from '../errors.ts'
import { applyFor } from '../operations/apply.ts'
import type { Operation } from '../operations/model.ts'
import type { Schema } from '../schema/model.ts'

/** The schema as it is between two operations. */
export interface SchemaCursor {
  readonly known: boolean
  /** The schema now, under the names the database itself would use. */
  read(): Promise<Schema>
  moveOn(operation: Operation): void
  forget(): void
}

/** What was found, with what is known besides. */
type Understanding = (found: Schema) => Promise<Schema>

export interface LiveCursor extends SchemaCursor {
  /** What is read from now on is understood in the light of `more`. */
  learn(more: Understanding): void
}

/**
 * A cursor on a live database: it is read when somebody needs it, moves on with each operation, and is forgotten when
 * something was done whose effect nobody said.
 */
export function liveCursor(dialect: Dialect, reflect: () => Promise<Schema>): LiveCursor {
  let inner: SchemaCursor | undefined
  let understand: Understanding = async (found) => found
  return {
    get known() {
      return inner !== undefined
    },
    read: async () => {
      inner ??= replayCursor(dialect, await understand(await reflect()))
      return inner.read()
    },
    moveOn: (operation) => {
      if (!effectKnown(operation)) inner = undefined
      try {
        inner?.moveOn(operation)
      } catch (error) {
        // What is wrong with it the database says, and better.
        if (!(error instanceof AthanorError)) throw error
        inner = undefined
      }
    },
    forget: () => {
      inner = undefined
    },
    learn: (more) => {
      understand = more
      inner = undefined
    },
  }
}

/** A cursor without a database: what nobody said the effect of is taken to have none. */
export function replayCursor(dialect: Dialect, start: Schema): SchemaCursor {
  const apply = applyFor(dialect.name)
  let schema = start
  let changed = false
  return {
    known: true,
    read: async () => {
      // SQLite has no names of its own to give, and its canonical form no longer knows what was an enum.
      if (changed && dialect.name === 'postgresql') schema = dialect.canonical(schema)
      changed = false
      return schema
    },
    moveOn: (operation) => {
      schema = apply(schema, operation)
      changed = true
    },
    forget: () => {},
  }
}

function effectKnown(operation: Operation): boolean {
  if (operation.kind === 'execute' || operation.kind === 'run')
    return operation.effect !== undefined
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
export const needsSchema = (operation: Operation): boolean =>
  !SELF_CONTAINED.has(operation.kind) || operation.lookUp === true || hasEffect(operation)

const hasEffect = (operation: Operation): boolean =>
  (operation.kind === 'execute' || operation.kind === 'run') &&
  operation.effect !== undefined &&
  operation.effect.length > 0
