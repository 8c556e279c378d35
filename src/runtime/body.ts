import type { Step } from '../dialects/dialect.ts'
import type { Operation } from '../operations/model.ts'
import { culpritOf } from './culprit.ts'
import { FailedAt } from './failed-at.ts'
import type { Outlet } from './outlet.ts'
import { placeWithin, type Recording } from './places.ts'
import type { SchemaCursor } from './schema-cursor.ts'
import { type Segment, segments } from './segments.ts'

/** What one revision does in one direction. */
export interface Body extends Recording {
  /** How many of the operations an earlier run has done already. */
  readonly done: number
  /** No transaction around the revision: each statement commits on its own. */
  readonly apart: boolean
}

/** Carries out the operations of a revision, in order: on a database or into a script, only the outlet differs. */
export async function carryOutBody(
  outlet: Outlet,
  body: Body,
  cursor: SchemaCursor,
): Promise<void> {
  const { dialect, version, offline } = outlet
  let commitFirst = false
  let begun = false
  for await (const segment of segments(dialect, body, body.done, cursor, { version, offline })) {
    for (const [at, step] of segment.steps.entries()) {
      const alone = standsAlone(step, body.apart)
      const apart = begun && body.apart && isBoundary(segment, at)
      if (alone || commitFirst || apart)
        await outlet.commitPart(doneBefore(segment, at), sqlOf(step))
      if (!alone) await outlet.begin()
      await perform(outlet, step).catch((cause) => {
        const operation = culpritOf(operationsOf(step), cause)
        const index = segment.first + segment.operations.indexOf(operation)
        const recorded = body.places[index]
        const place = step.kind === 'run' ? placeWithin(recorded, cause) : recorded
        throw new FailedAt({ operation, statement: sqlOf(step), place }, cause)
      })
      begun = true
      commitFirst = alone || (step.kind === 'statement' && step.commitAfter === true)
    }
  }
}

/** Whether it runs outside any transaction: because it must, or because it is the user's own and they want none. */
function standsAlone(step: Step, apart: boolean): boolean {
  if (step.kind === 'run') return apart
  return step.outsideTransaction === true || (apart && step.operations.some(isForeign))
}

const isForeign = ({ kind }: Operation): boolean => kind === 'execute' || kind === 'custom'

/** Whether every operation is either wholly before statement `at` or wholly after. */
function isBoundary({ steps }: Segment, at: number): boolean {
  const before = new Set(steps.slice(0, at).flatMap(operationsOf))
  return steps.slice(at).every((step) => operationsOf(step).every((one) => !before.has(one)))
}

/** How many operations of the revision are wholly done before statement `at`: what a later run may skip. */
function doneBefore(segment: Segment, at: number): number {
  const open = new Set(segment.steps.slice(at).flatMap(operationsOf))
  const undone = segment.operations.findIndex((operation) => open.has(operation))
  return segment.first + (undone === -1 ? segment.operations.length : undone)
}

const operationsOf = (step: Step): readonly Operation[] =>
  step.kind === 'run' ? [step.operation] : step.operations

const perform = async (outlet: Outlet, step: Step): Promise<void> =>
  step.kind === 'run' ? outlet.call(step) : outlet.statement(step)

const sqlOf = (step: Step): string | undefined => (step.kind === 'statement' ? step.sql : undefined)
