import { AthanorError, thrownText } from '../errors.ts'

/** Ids in a message: `a and b`, or a word for none. */
export const listed = (ids: readonly string[]): string =>
  ids.length === 0 ? 'base (nothing applied)' : ids.join(', ')

/** The version table is there, but is not what a version table is. */
export class VersionTableError extends AthanorError {
  readonly code = 'version-table'
  readonly table: string

  constructor(table: string, what: string, hint: string) {
    super(`the version table "${table}" ${what}`, { hint })
    this.table = table
  }
}

/** A row of the version table that no run writes: somebody edited it by hand. */
export class VersionRowError extends AthanorError {
  readonly code = 'version-row'
  readonly table: string
  readonly value: unknown

  constructor(table: string, value: unknown, what: string) {
    super(`the version table "${table}" holds ${what}; it was edited by hand`, {
      hint: 'See what the database really holds, then say so: athanor stamp --purge <revision>',
    })
    this.table = table
    this.value = value
  }
}

/** A change of the version table that did not hit its one row: somebody else changed it under the lock. */
export class VersionConflictError extends AthanorError {
  readonly code = 'version-conflict'
  readonly table: string
  readonly changed: number

  constructor(table: string, sql: string, changed: number) {
    super(
      `the version table "${table}" changed meanwhile: ${sql} matched ${changed} rows, not one`,
      {
        hint: 'Something other than Athanor writes to this table. See where it stands: athanor current',
      },
    )
    this.table = table
    this.changed = changed
  }
}

/** Another process moved the database while this one waited, and the target was relative to where it was. */
export class MovedMeanwhileError extends AthanorError {
  readonly code = 'moved-meanwhile'
  readonly expected: readonly string[]
  readonly found: readonly string[]

  constructor(expected: readonly string[], found: readonly string[]) {
    super(
      `another process moved the database from ${listed(expected)} to ${listed(found)} while this one waited`,
      { hint: 'Nothing more was changed. If it is still wanted, run the command again' },
    )
    this.expected = expected
    this.found = found
  }
}

/** A revision that cannot be one transaction was left half done, and something else was asked for. */
export class UnfinishedRevisionError extends AthanorError {
  readonly code = 'unfinished-revision'
  readonly revision: string

  constructor(revision: string, direction: string, done: number) {
    super(
      `the ${direction} of revision ${revision} was interrupted after ${done} of its operations, and what was asked for does not finish it`,
      {
        hint: `Finish it first: athanor ${direction} ${revision}. Or, once the database is put right by hand: athanor stamp <revision>`,
      },
    )
    this.revision = revision
  }
}

/** The revision file says nothing for this direction. */
export class MissingDirectionError extends AthanorError {
  readonly code = 'missing-direction'
  readonly revision: string

  constructor(revision: string, direction: string, path: string | undefined) {
    super(`revision ${revision} has no ${direction}${path === undefined ? '' : ` (${path})`}`, {
      hint:
        direction === 'downgrade'
          ? 'Nothing was changed. Write what undoes it: downgrade(op) { … }; an empty one says that there is nothing to undo'
          : 'Nothing was changed. A revision needs upgrade(op) { … }',
    })
    this.revision = revision
  }
}

/** A revision left rows that point nowhere. */
export class ForeignKeyViolationError extends AthanorError {
  readonly code = 'foreign-key-violation'
  readonly violations: readonly string[]

  constructor(violations: readonly string[]) {
    super(`it leaves rows that point nowhere: ${violations.join('; ')}`, {
      hint: 'Put these rows right in the revision (op.run or op.execute), before the change that minds them',
    })
    this.violations = violations
  }
}

/** Something in a list of imported revisions is none. */
export class NoRevisionError extends AthanorError {
  readonly code = 'no-revision'
  readonly index: number

  constructor(index: number) {
    super(`number ${index + 1} of the imported revisions is none`, {
      hint: 'Import what the file exports by default: export default defineRevision({ id: …, … })',
    })
    this.index = index
  }
}

/** Part of a revision must be committed on its own, and the transaction is the caller's. */
export class CallersTransactionError extends AthanorError {
  readonly code = 'callers-transaction'
  readonly sql: string

  constructor(sql: string) {
    super(`this cannot run inside the transaction that is open on this connection: ${sql}`, {
      hint: 'Give Athanor a connection that is not in a transaction, or let it open its own',
    })
    this.sql = sql
  }
}

/** The user's own SQL ended the transaction it ran in. */
export class EndedTransactionError extends AthanorError {
  readonly code = 'ended-transaction'

  constructor() {
    super(
      'its own SQL ended the transaction it ran in (COMMIT or ROLLBACK), so what came before is committed',
      {
        hint: 'Leave transactions to Athanor: op.execute(sql, { outsideTransaction: true }), or transaction: false in the revision',
      },
    )
  }
}

/** The run was asked to stop, and did. */
export class AbortedError extends AthanorError {
  readonly code = 'aborted'
  readonly rows: readonly string[]

  constructor(rows: readonly string[], state: string, cause: unknown) {
    super(`stopped\n${state}`, { hint: 'Run the same command again to go on', cause })
    this.rows = rows
  }
}

export interface FailureFacts {
  readonly revision: string
  readonly message: string
  readonly direction: string
  readonly path?: string
  /** Where the operation stands: `file:line`, or the file alone. */
  readonly place?: string
  /** The operation in words. */
  readonly operation?: string
  readonly statement?: string
  /** Where the database is now, and what this run had carried out before. */
  readonly rows: readonly string[]
  readonly applied: readonly string[]
  /** The same in a sentence. */
  readonly state: string
  readonly next: string
}

/** A revision failed: which, where in it, at which statement, what the database said, and what it holds now. */
export class RevisionFailedError extends AthanorError {
  readonly code = 'revision-failed'
  readonly facts: FailureFacts
  /** The code of what went wrong inside, where it has one. */
  readonly reason: string | undefined

  constructor(facts: FailureFacts, cause: unknown) {
    super(failureText(facts, cause), { hint: hintsOf(facts, cause), cause })
    this.facts = facts
    this.reason = cause instanceof AthanorError ? cause.code : undefined
  }
}

function failureText(
  { revision, message, direction, place, operation, state }: FailureFacts,
  cause: unknown,
): string {
  const title = message === '' ? '' : ` (${message})`
  return [
    `the ${direction} of revision ${revision}${title} failed${operation === undefined ? '' : ` to ${operation}`}`,
    place !== undefined && `at ${place}`,
    thrownText(cause),
    state,
  ]
    .filter((line) => line !== false)
    .join('\n')
}

/** What the cause advises comes first: it is nearer to the mistake. */
const hintsOf = ({ next }: FailureFacts, cause: unknown): string =>
  cause instanceof AthanorError && cause.hint !== undefined ? `${cause.hint}\n${next}` : next
