import type { Dialect } from '../dialects/dialect.ts'
import { record } from '../operations/recorder.ts'
import type { PlanStep } from '../revisions/model.ts'
import type { Body } from './body.ts'
import type { LoadedRevision } from './define.ts'
import { MissingDirectionError } from './errors.ts'
import type { History, RunSettings } from './model.ts'
import type { Progress } from './progress.ts'

/** The code of the revisions on a path. All of it is loaded before anything is changed. */
export interface Revisions {
  load(steps: readonly PlanStep[]): Promise<void>
  get(id: string): LoadedRevision
}

export function revisionsOf(history: History): Revisions {
  const loaded = new Map<string, LoadedRevision>()
  return {
    load: async (steps) => {
      for (const { revision, direction } of steps) {
        if (direction === 'stamp') continue
        if (!loaded.has(revision.id)) loaded.set(revision.id, await history.load(revision))
        if (loaded.get(revision.id)?.[direction] === undefined)
          throw new MissingDirectionError(revision.id, direction, revision.path)
      }
    },
    get: (id) => loaded.get(id)!,
  }
}

/** What the step does, recorded; a stamp does nothing. */
export function recordedBody(
  revisions: Revisions,
  step: PlanStep,
  settings: Pick<RunSettings, 'context' | 'transactions'>,
  dialect: Dialect,
  progress: Progress | undefined,
): Body {
  if (step.direction === 'stamp') return { operations: [], done: 0, apart: false }
  const revision = revisions.get(step.revision.id)
  const options = { dialect: dialect.name, context: settings.context }
  return {
    operations: record(revision[step.direction]!, options).filter(
      ({ dialects }) => dialects === undefined || dialects.includes(dialect.name),
    ),
    done: progress?.step ?? 0,
    apart: revision.transaction === undefined ? settings.transactions === 'none' : !revision.transaction,
  }
}
