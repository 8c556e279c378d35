import type { Project } from '../project/project.ts'
import type { Rows } from '../revisions/model.ts'
import { planOfflineStamp } from '../revisions/offline.ts'
import { planStamp } from '../revisions/plan.ts'
import { carryOut } from '../runtime/carry-out.ts'
import type { Plan, RunReport } from '../runtime/model.ts'
import { restamp } from '../runtime/stamping.ts'
import { readableRows } from '../runtime/version-table.ts'
import type { CommandOptions } from './options.ts'
import { type Script, type ScriptOptions, scripts } from './scripts.ts'
import { onDatabases, type Session } from './session.ts'
import type { DatabaseRun } from './upgrade.ts'

export interface StampOptions extends CommandOptions {
  readonly targets: readonly string[]
  /** Throws away all version rows first, also those that cannot be read. */
  readonly purge?: boolean
}

/** Says where databases are, without running anything. */
export const stamp = (
  project: Project,
  { targets, purge = false, ...options }: StampOptions,
): Promise<readonly DatabaseRun[]> =>
  onDatabases(project, options, (session) => {
    if (purge) return purged(session, targets)
    const { connection, dialect, history, settings } = session
    const first: Plan['first'] = (rows) => planStamp(history.graph, rows, targets)
    const passing = { ...settings, passOver: true }
    return carryOut({ connection, dialect }, history, { first, again: first }, passing)
  })

async function purged(session: Session, targets: readonly string[]): Promise<RunReport> {
  const { connection, dialect, history, settings } = session
  const from: Rows = await readableRows(connection, dialect, settings.versionTable)
  const steps = planStamp(history.graph, from, targets, { purge: true })
  const to = steps.at(-1)?.after ?? from
  return restamp({ connection, dialect }, settings, { from, to }, steps)
}

/** The same as SQL, from `start:target`. Opens no database. */
export const stampSql = (
  project: Project,
  { targets, ...options }: Pick<StampOptions, 'targets'> & ScriptOptions,
): Promise<readonly Script[]> =>
  scripts(project, options, (graph) => planOfflineStamp(graph, targets))
