import type { Dialect } from '../dialects/dialect.ts'
import { RefusedError } from '../operations/errors.ts'
import type { PlanStep } from '../revisions/model.ts'
import type { Body } from './body.ts'
import type { LoadedRevision } from './define.ts'
import { MissingDirectionError } from './errors.ts'
import { FailedAt } from './failed-at.ts'
import { notBegun } from './failure.ts'
import type { History, RunSettings } from './model.ts'
import { callSite, type Recording, recordWithPlaces } from './places.ts'

/** A revision, and the way through it. */
type Way = Pick<PlanStep, 'revision' | 'direction'>

/** What the revisions on a path do. All of them are loaded and recorded before anything is changed. */
export interface Bodies {
  load(ways: readonly Way[]): Promise<void>
  /** What a step does, less the operations that an earlier run has `done`; a stamp does nothing. */
  of(way: Way, done?: number): Body
}

export interface BodyRequest {
  readonly dialect: Dialect
  readonly history: History
  readonly settings: Pick<RunSettings, 'context' | 'transactions'>
}

export function bodiesOf(request: BodyRequest): Bodies {
  const bodies = new Map<string, Body>()
  const keyOf = ({ revision, direction }: Way) => `${direction} ${revision.id}`
  return {
    load: async (ways) => {
      for (const way of ways) {
        if (way.direction === 'stamp' || bodies.has(keyOf(way))) continue
        bodies.set(keyOf(way), await bodyOf(way, request))
      }
    },
    of: (way, done = 0) => ({ ...(bodies.get(keyOf(way)) ?? NOTHING), done }),
  }
}

const NOTHING: Body = { operations: [], places: [], done: 0, apart: false }

async function bodyOf(way: Way, request: BodyRequest): Promise<Body> {
  const { revision, direction } = way
  const { history, settings } = request
  const loaded: LoadedRevision = await history.load(revision)
  const fn = direction === 'stamp' ? undefined : loaded[direction]
  if (fn === undefined) throw new MissingDirectionError(revision.id, direction, revision.path)
  const { transaction = settings.transactions !== 'none' } = loaded
  try {
    const recording = recorded(fn, request)
    refuseIrreversible(recording)
    return { ...recording, done: 0, apart: !transaction }
  } catch (cause) {
    throw notBegun(way, cause)
  }
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

/** Where there is no way back, nothing on the way there is begun. */
function refuseIrreversible({ operations, places }: Recording): void {
  for (const [index, operation] of operations.entries()) {
    if (operation.kind !== 'custom' || operation.irreversible === undefined) continue
    const place = places[index]
    throw new FailedAt({ operation, place }, new RefusedError(operation.irreversible))
  }
}
