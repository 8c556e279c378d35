import { LockTimeoutError } from '../dialects/errors.ts'
import { describe } from '../operations/describe.ts'
import type { Operation } from '../operations/model.ts'
import type { PlanStep } from '../revisions/model.ts'
import { adviceOn } from './advice.ts'
import {
  AbortedError,
  EndedTransactionError,
  type FailureFacts,
  listed,
  RevisionFailedError,
  UnfinishedRevisionError,
} from './errors.ts'
import { FailedAt } from './failed-at.ts'
import type { LiveRun } from './live.ts'
import type { AppliedStep } from './model.ts'
import { type DatabaseState, readState } from './state.ts'
import { unheardIn } from './unawaited.ts'

/**
 * Rolls back, looks where the database is now, and says all of it: what failed, where that stands in the revision,
 * and what is in the database.
 */
export async function failure(
  run: LiveRun,
  step: PlanStep,
  applied: readonly AppliedStep[],
  thrown: unknown,
): Promise<Error> {
  await run.transactions.rollback()
  if (thrown instanceof UnfinishedRevisionError) return thrown
  if (thrown instanceof LockTimeoutError && applied.length === 0) return thrown
  const state = await readState(run.target, run.settings).catch(() => undefined)
  const rows = state?.rows ?? []
  const sentence =
    causeOf(thrown) instanceof EndedTransactionError && state !== undefined
      ? `Not rolled back: what came before it in the revision is in the database. It is at ${listed(rows)}.`
      : stateNow(run, step, applied, state)
  const { signal } = run.settings
  const unheard = unheardIn(signal)
  if (signal?.aborted === true && unheard === undefined)
    return new AbortedError(rows, sentence, causeOf(thrown))
  const facts = {
    rows,
    applied: applied.map(({ revision }) => revision),
    state: sentence,
    next: [...adviceOn(thrown), NEXT].join('\n'),
  }
  // The database's own answer to what came after it says less than the rejection itself.
  const cause = unheard ?? causeOf(thrown)
  return new RevisionFailedError({ ...factsOf(step, thrown), ...facts }, cause)
}

/** The same for a step of which nothing was carried out, or that only a script was to be written of. */
export const notBegun = (
  step: Pick<PlanStep, 'revision' | 'direction'>,
  thrown: unknown,
  state = 'It was not begun: nothing was changed.',
): Error =>
  new RevisionFailedError(
    { ...factsOf(step, thrown), rows: [], applied: [], state, next: NEXT },
    causeOf(thrown),
  )

const NEXT = 'Put right what it says, then run the same command again'

const causeOf = (thrown: unknown): unknown => (thrown instanceof FailedAt ? thrown.cause : thrown)

function factsOf(
  { revision, direction }: Pick<PlanStep, 'revision' | 'direction'>,
  thrown: unknown,
): Omit<FailureFacts, 'rows' | 'applied' | 'state' | 'next'> {
  const { id, message, path } = revision
  const { operation, statement, place = path } = thrown instanceof FailedAt ? thrown.at : {}
  return {
    revision: id,
    message,
    direction,
    ...(path !== undefined && { path }),
    ...(place !== undefined && { place }),
    ...(operation !== undefined && !isRefusal(operation) && { operation: describe(operation) }),
    ...(statement !== undefined && { statement }),
  }
}

/** `op.irreversible`: what failed is the revision, not the refusal. */
const isRefusal = (operation: Operation): boolean =>
  operation.kind === 'custom' && operation.irreversible !== undefined

/** What the database holds now, in a sentence. */
function stateNow(
  { settings }: LiveRun,
  { revision }: PlanStep,
  applied: readonly AppliedStep[],
  state: DatabaseState | undefined,
): string {
  if (state === undefined)
    return 'The connection is gone, and what was not committed is undone by the database; athanor current says where it is.'
  const at = `the database is at ${listed(state.rows)}`
  if (state.progress?.revision === revision.id)
    return `Half done: the first ${state.progress.step} operations of revision ${revision.id} are committed, and a later run goes on from there; ${at}.`
  if (settings.transactions === 'caller')
    return `Rolled back to the beginning of the revision: ${at}.`
  if (settings.transactions === 'run') return `Rolled back: ${at}.`
  return applied.length === 0
    ? `Rolled back, nothing was changed: ${at}.`
    : `Rolled back: ${at}. This run had carried out ${applied.map((one) => one.revision).join(', ')} before.`
}
