import type { Dialect } from '../dialects/dialect.ts'
import type { Connection } from '../drivers/connection.ts'
import type { Operation } from '../operations/model.ts'
import type { PlanStep, RevisionGraph, RevisionNode } from '../revisions/model.ts'
import type { ObjectName } from '../schema/model.ts'
import type { LoadedRevision } from './define.ts'

/**
 * How much is one transaction: each revision with its row, the whole run, or each statement.
 * `caller`: the connection is in a transaction already, which is left open; each revision is a savepoint in it.
 */
export type TransactionMode = 'revision' | 'run' | 'none' | 'caller'

/** The history as a run needs it: its shape, and the code of the revisions on the path. */
export interface History {
  readonly graph: RevisionGraph
  readonly load: (node: RevisionNode) => Promise<LoadedRevision>
}

/** What may be said of a run besides its path. */
export interface RunSettings {
  readonly versionTable: ObjectName
  readonly transactions: TransactionMode
  /** Milliseconds to wait for another run on the same database. */
  readonly lockTimeout: number
  /** Milliseconds for one statement, where the server can be told. */
  readonly statementTimeout?: number
  /** Handed to every revision as `context`. */
  readonly context: Readonly<Record<string, unknown>>
  readonly onVersionApply: readonly VersionHook[]
  readonly report: (event: RunEvent) => void
  readonly signal?: AbortSignal
  /** A stamp that passes over a revision that was left half done. */
  readonly passOver?: boolean
}

export interface Target {
  readonly connection: Connection
  readonly dialect: Dialect
}

/** Called in the transaction of each step (stamps too), after its row has changed. */
export type VersionHook = (step: VersionApplied) => unknown

export interface VersionApplied {
  readonly direction: PlanStep['direction']
  readonly revision: Pick<RevisionNode, 'id' | 'message'>
  readonly before: readonly string[]
  readonly after: readonly string[]
  readonly connection: Connection
}

/** What a run tells while it is under way: the log is made of these. */
export type RunEvent =
  | { readonly kind: 'waiting'; readonly database: string }
  | { readonly kind: 'version-table'; readonly table: string }
  | { readonly kind: 'widened'; readonly table: string; readonly width: number }
  | { readonly kind: 'resumed'; readonly revision: string; readonly step: number }
  | {
      readonly kind: 'step'
      readonly step: PlanStep
      readonly index: number
      readonly total: number
    }
  | { readonly kind: 'statement'; readonly sql: string; readonly revision: string }
  | { readonly kind: 'done'; readonly step: PlanStep; readonly milliseconds: number }
  | { readonly kind: 'moved'; readonly from: readonly string[]; readonly to: readonly string[] }

/**
 * The way to the target. `first` is asked before the lock; `again` whenever the rows turn out, under the lock, not
 * to be what they were: it goes where `first` wanted to go, which for a relative target is no longer the same question.
 */
export interface Plan {
  readonly first: (rows: readonly string[]) => readonly PlanStep[]
  readonly again: (rows: readonly string[], planned: readonly PlanStep[]) => readonly PlanStep[]
}

export interface RunReport {
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly steps: readonly AppliedStep[]
  /** How many rows that no run writes a stamp threw away: the same revision twice, NULL, bytes. */
  readonly mended?: number
}

export interface AppliedStep {
  readonly revision: string
  readonly message: string
  readonly direction: PlanStep['direction']
  readonly milliseconds: number
}

/** An operation with its number in the revision, counted from 0. */
export interface Numbered {
  readonly operation: Operation
  readonly index: number
}
