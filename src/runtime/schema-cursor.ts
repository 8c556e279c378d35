import type { Dialect } from '../dialects/dialect.ts'
import { AthanorError } from '../errors.ts'
import { applyFor } from '../operations/apply.ts'
import { complete } from '../operations/complete.ts'
import { leavesUnsaid } from '../operations/inherited.ts'
import type { Operation } from '../operations/model.ts'
import type { DialectName, Schema } from '../schema/model.ts'
import { leavesSchema } from './leaves-schema.ts'

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
 * A cursor on a live database: it is read when somebody needs it, and moves on with each operation. Where code ran whose effect
 * nobody said, `changed` tells whether it may have had one; then it is read again.
 */
export function liveCursor(
  dialect: Dialect,
  reflect: () => Promise<Schema>,
  changed: () => boolean,
): LiveCursor {
  let inner: SchemaCursor | undefined
  let doubtful = false
  let understand: Understanding = async (found) => found
  const forget = () => {
    inner = undefined
  }
  return {
    get known() {
      return inner !== undefined && !doubtful
    },
    read: async () => {
      if (doubtful && changed()) forget()
      doubtful = false
      inner ??= replayCursor(dialect, await understand(await reflect()))
      return inner.read()
    },
    moveOn: (operation) => {
      if (operation.kind === 'run' && operation.effect === undefined) doubtful = true
      else if (!effectKnown(operation, dialect.name)) forget()
      try {
        inner?.moveOn(operation)
      } catch (error) {
        // What is wrong with it the database says, and better.
        if (!(error instanceof AthanorError)) throw error
        forget()
      }
    },
    forget,
    learn: (more) => {
      understand = more
      forget()
    },
  }
}

/** A cursor without a database: what nobody said the effect of is taken to have none. */
export function replayCursor(dialect: Dialect, start: Schema): SchemaCursor {
  const apply = applyFor(dialect.name)
  let schema = start
  let changed = false
  const settle = () => {
    // SQLite has no names of its own to give, and its canonical form no longer knows what was an enum.
    if (changed && dialect.name === 'postgresql') schema = dialect.canonical(schema)
    changed = false
  }
  return {
    known: true,
    read: async () => {
      settle()
      return schema
    },
    moveOn: (operation) => {
      // PostgreSQL has named by now what was made without a name; what goes now takes no name along.
      if (!ADDITIONS.has(operation.kind)) settle()
      schema = apply(schema, operation)
      changed = true
    },
    forget: () => {},
  }
}

/** Whether the effect of SQL was said, or is none. */
function effectKnown(operation: Operation, dialect: DialectName): boolean {
  if (operation.kind === 'execute') {
    const { sql, effect } = operation
    const text = typeof sql === 'string' ? sql : (sql[dialect] ?? '')
    return effect !== undefined || leavesSchema(text)
  }
  if (operation.kind !== 'custom') return true
  return operation.apply !== undefined || (operation.ddl[dialect] ?? []).every(leavesSchema)
}

/** Operations that add to what there is: the names that are given to theirs do not depend on when. */
const ADDITIONS: ReadonlySet<Operation['kind']> = new Set([
  'createTable',
  'createSchema',
  'createEnum',
  'createSequence',
  'createObject',
  'createIndex',
  'addColumn',
  'addConstraint',
  'setTableComment',
  'bulkInsert',
])

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

/** The operation with everything said that its author left to be looked up, as far as the schema is known. */
export const wholeOf = async (operation: Operation, cursor: SchemaCursor): Promise<Operation> =>
  cursor.known && isLookedUp(operation) ? complete(operation, await cursor.read()) : operation

const isLookedUp = (operation: Operation): boolean =>
  operation.lookUp === true ||
  'ifExists' in operation ||
  'ifNotExists' in operation ||
  leavesUnsaid(operation)
