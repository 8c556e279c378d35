import type { PlanStep } from '../revisions/model.ts'
import { carryOutBody } from './body.ts'
import { changesEnum, enumsFrom } from './enums-from.ts'
import { AbortedError } from './errors.ts'
import { failure } from './failure.ts'
import { type LiveRun, liveOutlet, Overtaken } from './live.ts'
import { type Bodies, bodiesOf } from './loaded.ts'
import type { AppliedStep, History, Plan, RunReport, RunSettings, Target } from './model.ts'
import { schemaAt } from './replay.ts'
import { type LiveCursor, liveCursor } from './schema-cursor.ts'
import { checkUnfinished, readState, sameRows } from './state.ts'
import { unheardIn } from './unawaited.ts'
import { underLock } from './under-lock.ts'

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
  const bodies = bodiesOf({ dialect: target.dialect, history, settings })
  await bodies.load(planned)
  try {
    return await underLock(target, settings, async (run) => {
      const steps = await goAlong({ run, history, bodies, plan }, planned)
      return { from, to: (await readState(target, settings)).rows, steps }
    })
  } catch (error) {
    const { signal } = settings
    if (signal?.aborted !== true || error instanceof AbortedError || unheardIn(signal)) throw error
    throw new AbortedError(from, 'Nothing was changed.', error)
  }
}

interface Walk {
  readonly run: LiveRun
  readonly history: History
  readonly bodies: Bodies
  readonly plan: Plan
}

/** Goes the way step by step, and looks for it anew where somebody else has moved the database. */
async function goAlong(walk: Walk, planned: readonly PlanStep[]): Promise<readonly AppliedStep[]> {
  const { run, bodies, plan } = walk
  const { target, settings, transactions } = run
  const applied: AppliedStep[] = []
  let steps = planned
  const cursor = liveCursor(
    target.dialect,
    () => target.dialect.reflect(target.connection, { schemas: 'all' }),
    run.changed,
  )
  while (steps[0] !== undefined) {
    const [step, ...rest] = steps
    const began = performance.now()
    const place = { index: applied.length, total: applied.length + steps.length }
    const carried = await carryOutStep(walk, step, cursor, place).catch(async (cause) => {
      throw await failure(run, step, applied, cause)
    })
    if (carried) {
      const milliseconds = performance.now() - began
      settings.report({ kind: 'done', step, milliseconds })
      const { id: revision, message } = step.revision
      applied.push({ revision, message, direction: step.direction, milliseconds })
      steps = rest
    } else {
      await transactions.rollback()
      cursor.forget()
      const { rows } = await readState(target, settings)
      settings.report({ kind: 'moved', from: step.before, to: rows })
      steps = plan.again(rows, steps)
      await bodies.load(steps)
    }
  }
  if (transactions.open) await transactions.commit()
  return applied
}

/** False when the database turns out not to be where the step begins. */
async function carryOutStep(
  { run, history, bodies }: Walk,
  step: PlanStep,
  cursor: LiveCursor,
  place: { readonly index: number; readonly total: number },
): Promise<boolean> {
  const { target, settings, transactions } = run
  if (!transactions.open) await transactions.begin()
  const state = await readState(target, settings)
  if (!sameRows(state.rows, step.before)) return false
  checkUnfinished(state, step, settings)
  settings.report({ kind: 'step', step, ...place })
  const done = state.progress?.step ?? 0
  if (state.progress !== undefined && step.direction !== 'stamp')
    settings.report({ kind: 'resumed', revision: step.revision.id, step: done })
  const { dialect } = target
  const body = bodies.of(step, done)
  if (dialect.name === 'sqlite' && body.operations.some(changesEnum))
    cursor.learn(async (found) => {
      const said = await schemaAt({ dialect, history, settings }, step.before)
      return enumsFrom(found, said, dialect.canonical(said))
    })
  const keepOpen = settings.transactions === 'run'
  const outlet = liveOutlet(run, { step, state, operations: body.operations, keepOpen })
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
