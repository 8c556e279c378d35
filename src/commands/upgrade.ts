import type { Project } from '../project/project.ts'
import { countsFromRows } from '../revisions/identifier.ts'
import type { RevisionGraph } from '../revisions/model.ts'
import { planOfflineUpgrade } from '../revisions/offline.ts'
import { planUpgrade } from '../revisions/plan.ts'
import { carryOut } from '../runtime/carry-out.ts'
import type { Plan, RunReport } from '../runtime/model.ts'
import type { CommandOptions, OfDatabase } from './options.ts'
import { type Script, type ScriptOptions, scripts } from './scripts.ts'
import { onDatabases } from './session.ts'

export type DatabaseRun = RunReport & OfDatabase

export interface UpgradeOptions extends CommandOptions {
  /** Absent: `heads`. */
  readonly target?: string
}

/** Brings databases up to a revision. */
export const upgrade = (
  project: Project,
  { target = 'heads', ...options }: UpgradeOptions = {},
): Promise<readonly DatabaseRun[]> =>
  onDatabases(project, options, ({ connection, dialect, history, settings }) =>
    carryOut({ connection, dialect }, history, upgradePlan(history.graph, target), settings),
  )

/** The way to a target. Steps that count from the rows are counted once, whatever other processes do meanwhile. */
export function upgradePlan(graph: RevisionGraph, target: string): Plan {
  const first: Plan['first'] = (rows) => planUpgrade(graph, rows, target)
  if (!countsFromRows(target)) return { first, again: first }
  return {
    first,
    again: (rows, planned) => planUpgrade(graph, rows, planned.at(-1)!.revision.id),
  }
}

/** The same as SQL, from `start:target` or from base. Opens no database. */
export const upgradeSql = (
  project: Project,
  { target = 'heads', ...options }: UpgradeOptions & ScriptOptions = {},
): Promise<readonly Script[]> =>
  scripts(project, options, (graph) => planOfflineUpgrade(graph, target))
