import type { Connection } from '../drivers/connection.ts'
import type { Operation } from '../operations/model.ts'
import type { PlanStep } from '../revisions/model.ts'
import { spell } from '../schema/lookup.ts'
import { checkSignal, stoppable, unlessAborted } from './abort.ts'
import { CallersTransactionError, EndedTransactionError, VersionConflictError } from './errors.ts'
import { execute } from './execute.ts'
import type { ForeignKeys } from './foreign-keys.ts'
import type { WithKysely } from './lend-kysely.ts'
import type { RunSettings, Target } from './model.ts'
import type { Outlet } from './outlet.ts'
import { clearProgress, type Direction, writeProgress } from './progress.ts'
import { type DatabaseState, readState, sameRows } from './state.ts'
import type { Transactions } from './transactions.ts'
import { createVersionTable, rowChangeSql, widenVersionTable, widthFor } from './version-table.ts'

/** Another process carried on with this step while this one had let go of the lock. Never leaves this folder. */
export class Overtaken extends Error {}

/** What all steps of a run share. */
export interface LiveRun {
  readonly target: Target
  readonly settings: RunSettings
  readonly transactions: Transactions
  readonly foreignKeys: ForeignKeys
  /** Carries out the code of `run` operations. */
  readonly withKysely: WithKysely
  /** Whether these may have changed the schema, since the last time this was asked. */
  readonly changed: () => boolean
}

/** One step on a database, its first transaction already open. */
export interface LiveStep {
  readonly step: PlanStep
  readonly state: DatabaseState
  readonly operations: readonly Operation[]
  /** The whole run is one transaction, which this step leaves open for the next. */
  readonly keepOpen: boolean
}

export interface LiveOutlet extends Outlet {
  /** Moves the version rows, and commits. */
  finish(): Promise<void>
}

/** An outlet that leads to a database. */
export function liveOutlet(run: LiveRun, live: LiveStep): LiveOutlet {
  const { target, settings, transactions, foreignKeys } = run
  const { connection, dialect } = target
  const { step, operations } = live
  const { versionTable: table } = settings
  let noted = live.state.progress
  const own = (statements: readonly string[]) => runAll(connection, statements)
  const begin = async () => {
    if (transactions.open) return
    await transactions.begin()
    const now = await readState(target, settings)
    if (!sameRows(now.rows, step.before) || now.progress?.step !== noted?.step)
      throw new Overtaken()
    await foreignKeys.before()
  }
  return {
    dialect,
    version: connection.version,
    offline: false,
    begin,
    commitPart: async (done, next = 'code of its own') => {
      if (settings.transactions === 'caller') throw new CallersTransactionError(next)
      await begin()
      const now = { revision: step.revision.id, direction: step.direction as Direction, step: done }
      await own(writeProgress(dialect, table, now, noted !== undefined))
      noted = now
      await foreignKeys.after(operations)
      await transactions.commit()
    },
    ...carriers(run, step),
    finish: async () => {
      await checkSignal(settings.signal)
      await begin()
      if (noted !== undefined) await own(clearProgress(dialect, table))
      await moveRows(run, live)
      await callHooks(run, step)
      await foreignKeys.after(operations)
      if (!live.keepOpen) await transactions.commit()
    },
  }
}

async function runAll(connection: Connection, statements: readonly string[]): Promise<void> {
  for (const sql of statements) await connection.run(sql)
}

/** How statements and code are carried out. */
function carriers(
  { target, settings, transactions, withKysely }: LiveRun,
  { revision }: PlanStep,
): Pick<Outlet, 'statement' | 'call'> {
  const { connection } = target
  const { signal, report } = settings
  const carry = async (work: () => Promise<void>) => {
    await stoppable(connection, signal, work)
    if (transactions.open && connection.inTransaction?.() === false)
      throw new EndedTransactionError()
  }
  return {
    statement: async (statement) => {
      report({ kind: 'statement', sql: statement.sql, revision: revision.id })
      await carry(() => execute(connection, statement))
    },
    call: async ({ operation }) => {
      const context = { ...settings.context, signal }
      await carry(() => unlessAborted(signal, () => withKysely((db) => operation.run(db, context))))
    },
  }
}

async function moveRows(
  { target, settings, transactions }: LiveRun,
  { step, state }: LiveStep,
): Promise<void> {
  const { connection, dialect } = target
  const { versionTable: table, report } = settings
  const name = spell(table)
  if (!state.exists) {
    await runAll(connection, createVersionTable(dialect, table, step.after))
    transactions.onCommit(() => report({ kind: 'version-table', table: name }))
  }
  for (const sql of widenVersionTable(dialect, table, state.width, step.after)) {
    await connection.run(sql)
    const width = widthFor(step.after)
    transactions.onCommit(() => report({ kind: 'widened', table: name, width }))
  }
  for (const change of step.changes) {
    const sql = rowChangeSql(dialect, table, change)
    const { changes } = await connection.run(sql)
    if (changes !== 1) throw new VersionConflictError(name, sql, changes)
  }
}

/** Tells those who asked that the version rows have changed. */
export async function callHooks({ target, settings }: LiveRun, step: PlanStep): Promise<void> {
  const { id, message } = step.revision
  const { direction, before, after } = step
  const { connection } = target
  for (const hook of settings.onVersionApply)
    await hook({ direction, revision: { id, message }, before, after, connection })
}
