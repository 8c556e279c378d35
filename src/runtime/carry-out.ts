import type { Lock } from '../dialects/dialect.ts'
import { kyselyOn } from '../drivers/kysely.ts'
import type { PlanStep } from '../revisions/model.ts'
import { spell } from '../schema/lookup.ts'
import { checkSignal } from './abort.ts'
import { carryOutBody } from './body.ts'
import { failure } from './failure.ts'
import { noForeignKeys, suspendForeignKeys } from './foreign-keys.ts'
import { type LiveRun, liveOutlet, Overtaken } from './live.ts'
import type { AppliedStep, History, Plan, RunReport, RunSettings, Target } from './model.ts'
import { type Revisions, recordedBody, revisionsOf } from './loaded.ts'
import { type SchemaCursor, schemaCursor } from './schema-cursor.ts'
import { checkUnfinished, readState, sameRows } from './state.ts'
import { transactions } from './transactions.ts'

/**
 * Carries out a plan on a database: one run at a time, each step together with its version row or not at all.
 *
 * The plan is made before the lock is taken, so that a database with nothing to do is never locked, and looked at
 * again under the lock, where another process may have done the work already.
 */
export async function carryOut(
  target: Target,
  history: History,
  plan: Plan,
  settings: RunSettings,
): Promise<RunReport> {
  const { rows: from } = await readState(target, settings)
  const planned = plan.first(from)
  if (planned.length === 0) return { from, to: from, steps: [] }
  const revisions = revisionsOf(history)
  await revisions.load(planned)
  return underLock(target, settings, async (run) => {
    const steps = await walk(run, revisions, plan, planned)
    return { from, to: (await readState(target, settings)).rows, steps }
  })
}

/** Does `work` with the lock held and foreign keys out of the way, and leaves neither behind. */
async function underLock<T>(
  target: Target,
  settings: RunSettings,
  work: (run: LiveRun) => Promise<T>,
): Promise<T> {
  const { connection, dialect } = target
  const lock = () => takeLock(target, settings)
  const sqlite = dialect.name === 'sqlite'
  // PostgreSQL's lock belongs to the session and lasts for the run, SQLite's is each transaction's own.
  const held = sqlite ? undefined : await lock()
  try {
    const foreignKeys = sqlite ? await suspendForeignKeys(connection) : noForeignKeys
    const run: LiveRun = {
      target,
      settings,
      transactions: transactions(target, settings, lock),
      foreignKeys,
      kysely: () => kyselyOn(connection),
    }
    try {
      return await work(run)
    } finally {
      await run.transactions.rollback()
      await foreignKeys.restore()
    }
  } finally {
    await held?.release()
  }
}

async function takeLock({ connection, dialect }: Target, settings: RunSettings): Promise<Lock> {
  await checkSignal(settings.signal)
  return dialect.lock(connection, {
    timeout: settings.lockTimeout,
    key: spell(settings.versionTable),
    ...(settings.signal !== undefined && { signal: settings.signal }),
  })
}

/** Goes the way step by step, and looks for it anew where somebody else has moved the database. */
async function walk(
  run: LiveRun,
  revisions: Revisions,
  plan: Plan,
  planned: readonly PlanStep[],
): Promise<readonly AppliedStep[]> {
  const { target, settings, transactions } = run
  const { connection, dialect } = target
  const cursor = schemaCursor(dialect, () => dialect.reflect(connection, { schemas: 'all' }))
  const applied: AppliedStep[] = []
  let steps = planned
  while (steps[0] !== undefined) {
    const [step, ...rest] = steps
    const began = performance.now()
    settings.report({ kind: 'step', step, index: applied.length, total: applied.length + steps.length })
    const carried = await carryOutStep(run, revisions, step, cursor).catch(async (cause) => {
      throw await failure(run, step, applied, cause)
    })
    if (carried) {
      const { id: revision, message } = step.revision
      const milliseconds = performance.now() - began
      settings.report({ kind: 'done', step, milliseconds })
      applied.push({ revision, message, direction: step.direction, milliseconds })
      steps = rest
    } else {
      await transactions.rollback()
      cursor.forget()
      const { rows } = await readState(target, settings)
      settings.report({ kind: 'moved', from: step.before, to: rows })
      steps = plan.again(rows, steps)
      await revisions.load(steps)
    }
  }
  if (transactions.open) await transactions.commit()
  return applied
}

/** False when the database turns out not to be where the step begins. */
async function carryOutStep(
  run: LiveRun,
  revisions: Revisions,
  step: PlanStep,
  cursor: SchemaCursor,
): Promise<boolean> {
  const { target, settings, transactions } = run
  if (!transactions.open) await transactions.begin()
  const state = await readState(target, settings)
  if (!sameRows(state.rows, step.before)) return false
  checkUnfinished(state, step)
  if (state.progress !== undefined)
    settings.report({ kind: 'resumed', revision: step.revision.id, step: state.progress.step })
  const body = recordedBody(revisions, step, settings, target.dialect, state.progress)
  const outlet = liveOutlet(run, {
    step,
    state,
    operations: body.operations,
    keepOpen: settings.transactions === 'run',
  })
  await run.foreignKeys.before()
  try {
    await carryOutBody(outlet, body, cursor)
    await outlet.finish()
    return true
  } catch (cause) {
    if (cause instanceof Overtaken) return false
    throw cause
  }
}
