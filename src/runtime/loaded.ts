import type { Dialect } from '../dialects/dialect.ts'
import type { PlanStep } from '../revisions/model.ts'
import type { Body } from './body.ts'
import type { LoadedRevision } from './define.ts'
import { MissingDirectionError } from './errors.ts'
import { FailedAt } from './failed-at.ts'
import type { History, RunSettings } from './model.ts'
import { callSite, type Recording, recordWithPlaces } from './places.ts'

/** A revision, and the way through it. */
type Way = Pick<PlanStep, 'revision' | 'direction'>

/** The code of the revisions on a path. All of it is loaded before anything is changed. */
export interface Revisions {
  load(steps: readonly Way[]): Promise<void>
  get(id: string): LoadedRevision
}

export function revisionsOf(history: History): Revisions {
  const loaded = new Map<string, LoadedRevision>()
  return {
    load: async (steps) => {
      for (const { revision, direction } of steps) {
        if (direction === 'stamp') continue
        const known = loaded.get(revision.id) ?? (await history.load(revision))
        if (known[direction] === undefined)
          throw new MissingDirectionError(revision.id, direction, revision.path)
        loaded.set(revision.id, known)
      }
    },
    get: (id) => loaded.get(id)!,
  }
}

export interface BodyRequest {
  readonly dialect: Dialect
  readonly settings: Pick<RunSettings, 'context' | 'transactions'>
  /** How many operations an earlier run has carried out. */
  readonly done?: number
}

/** What the step does, recorded; a stamp does nothing. */
export function recordedBody(revisions: Revisions, step: Way, request: BodyRequest): Body {
  const { settings, done = 0 } = request
  if (step.direction === 'stamp') return { operations: [], places: [], done: 0, apart: false }
  const revision = revisions.get(step.revision.id)
  const { transaction = settings.transactions !== 'none' } = revision
  return { ...recorded(revision[step.direction]!, request), done, apart: !transaction }
}

function recorded(
  fn: NonNullable<LoadedRevision['upgrade']>,
  { dialect, settings }: BodyRequest,
): Recording {
  try {
    const options = { dialect: dialect.name, context: settings.context }
    return forDialect(recordWithPlaces(fn, options), dialect)
  } catch (cause) {
    throw new FailedAt({ place: callSite(cause instanceof Error ? cause.stack : undefined) }, cause)
  }
}

/** Without what is only for other databases. */
function forDialect({ operations, places }: Recording, { name }: Dialect): Recording {
  const own = operations.map(({ dialects }) => dialects === undefined || dialects.includes(name))
  return {
    operations: operations.filter((_, index) => own[index]),
    places: places.filter((_, index) => own[index]),
  }
}
