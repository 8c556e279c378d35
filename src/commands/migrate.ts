import path from 'node:path'
import { patternOf } from '../compare/patterns.ts'
import type { Lendable } from '../drivers/lendable.ts'
import type { ConfigExport } from '../project/config.ts'
import { connectTo, databasesNamed } from '../project/database.ts'
import { readHistory } from '../project/history.ts'
import { type DatabaseSettings, openProject, type Project, projectOf } from '../project/project.ts'
import type { RevisionGraph } from '../revisions/model.ts'
import { planStamp } from '../revisions/plan.ts'
import { type BundledRevision, historyOf } from '../runtime/bundled.ts'
import { carryOut } from '../runtime/carry-out.ts'
import type { Plan, RunEvent, RunReport, RunSettings, Target } from '../runtime/model.ts'
import { readState } from '../runtime/state.ts'
import { spell } from '../schema/lookup.ts'
import { dialectFor } from './dialects.ts'
import { SeveralDatabasesError } from './errors.ts'
import { runSettings } from './session.ts'
import { upgradePlan } from './upgrade.ts'

export interface MigrateOptions {
  /** The folder that relative paths in the configuration start from. Absent: the working directory. */
  readonly from?: string | undefined
  /** The revisions, imported, where they are not in files: for bundlers and single executables. */
  readonly revisions?: readonly BundledRevision[] | undefined
  /** A connection of the application's own, which stays open. */
  readonly connection?: Lendable | undefined
  /** Absent: `heads`. */
  readonly target?: string | undefined
  /** Which database, where the configuration has several. */
  readonly name?: string | undefined
  /** The revision that a database with tables and without a version table is taken to be at. */
  readonly stampIfUnversioned?: string | undefined
  /** Handed to the configuration and the revisions, as `-x` is on the command line. */
  readonly x?: Readonly<Record<string, string>> | undefined
  readonly signal?: AbortSignal | undefined
  /** Called with what goes on, as it goes on. */
  readonly report?: ((event: RunEvent) => void) | undefined
}

/**
 * Brings the database of an application up to date when it starts, however many of its processes start at once. The
 * configuration is that of the project: as an object, or the path of its file or folder.
 *
 * @example await migrate({ url: process.env.DATABASE_URL, migrations: './migrations' })
 */
export async function migrate(
  config: ConfigExport | string,
  options: MigrateOptions = {},
): Promise<RunReport> {
  const project = await projectFor(config, options)
  const { connection: own, report, signal } = options
  const named = oneDatabase(project, options.name)
  const database = own === undefined ? named : { ...named, connect: () => own }
  const { revisions } = options
  const history = revisions === undefined ? readHistory(database) : historyOf(revisions)
  const connection = await connectTo(project, database)
  try {
    const target = { connection, dialect: await dialectFor(connection.dialect) }
    const settings = await runSettings(project, database, { report, signal })
    const start = await startOf(target, settings, database, options.stampIfUnversioned)
    return await carryOut(
      target,
      history,
      launchPlan(history.graph, start, options.target),
      settings,
    )
  } finally {
    await connection.close()
  }
}

async function projectFor(
  config: ConfigExport | string,
  options: MigrateOptions,
): Promise<Project> {
  const { from = process.cwd(), x = {} } = options
  if (typeof config === 'string') return openProject({ cwd: from, file: config, x })
  return projectOf(config, { x }, path.join(from, 'configuration'))
}

function oneDatabase(project: Project, name: string | undefined): DatabaseSettings {
  const [database, ...others] = databasesNamed(project, name === undefined ? [] : [name])
  if (database !== undefined && others.length === 0) return database
  throw new SeveralDatabasesError(project.databases.flatMap((one) => one.name ?? []))
}

/** The revision to begin with: where there are tables and nothing says which revision they are of. */
async function startOf(
  target: Target,
  settings: RunSettings,
  { ignore }: DatabaseSettings,
  stamp: string | undefined,
): Promise<string | undefined> {
  if (stamp === undefined) return undefined
  const { exists, progress } = await readState(target, settings)
  if (exists || progress !== undefined) return undefined
  const found = await target.dialect.reflect(target.connection)
  const patterns = ignore.map(patternOf)
  const isOurs = (name: string) => !patterns.some((pattern) => pattern.matches('table', name))
  return found.tables.some((table) => isOurs(spell(table))) ? stamp : undefined
}

function launchPlan(graph: RevisionGraph, start: string | undefined, target = 'heads'): Plan {
  const plan = upgradePlan(graph, target)
  if (start === undefined) return plan
  const stamped = planStamp(graph, [], [start])
  return {
    first: (rows) =>
      rows.length > 0 ? plan.first(rows) : [...stamped, ...plan.first(stamped.at(-1)?.after ?? [])],
    again: plan.again,
  }
}
