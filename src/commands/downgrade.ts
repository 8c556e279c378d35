import type { Project } from '../project/project.ts'
import { countsFromRows } from '../revisions/identifier.ts'
import type { RevisionGraph } from '../revisions/model.ts'
import { planOfflineDowngrade } from '../revisions/offline.ts'
import { planDowngrade } from '../revisions/plan.ts'
import { carryOut } from '../runtime/carry-out.ts'
import { MovedMeanwhileError } from '../runtime/errors.ts'
import type { Plan } from '../runtime/model.ts'
import type { CommandOptions } from './options.ts'
import { type Script, type ScriptOptions, scripts } from './scripts.ts'
import { onDatabases } from './session.ts'
import type { DatabaseRun } from './upgrade.ts'

export interface DowngradeOptions extends CommandOptions {
  readonly target: string
}

/** Takes databases down to a revision, which stays applied; `base` leaves nothing. */
export const downgrade = (
  project: Project,
  { target, ...options }: DowngradeOptions,
): Promise<readonly DatabaseRun[]> =>
  onDatabases(project, options, ({ connection, dialect, history, settings }) =>
    carryOut({ connection, dialect }, history, downgradePlan(history.graph, target), settings),
  )

function downgradePlan(graph: RevisionGraph, target: string): Plan {
  const first: Plan['first'] = (rows) => planDowngrade(graph, rows, target)
  if (!countsFromRows(target)) return { first, again: first }
  return {
    first,
    again: (rows, planned) => {
      throw new MovedMeanwhileError(planned[0]!.before, rows)
    },
  }
}

/** The same as SQL, from `start:target`. Opens no database. */
export const downgradeSql = (
  project: Project,
  { target, ...options }: DowngradeOptions & ScriptOptions,
): Promise<readonly Script[]> =>
  scripts(project, options, (graph) => planOfflineDowngrade(graph, target))
