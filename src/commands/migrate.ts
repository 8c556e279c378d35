import path from 'node:path'
import { patternOf } from '../compare/patterns.ts'
import type { Lendable } from '../drivers/lend.ts'
import type { ConfigExport } from '../project/config.ts'
import { connectTo, databasesNamed } from '../project/database.ts'
import { readHistory } from '../project/history.ts'
import { type DatabaseSettings, openProject, type Project, projectOf } from '../project/project.ts'
import { planStamp } from '../revisions/plan.ts'
import { type BundledRevision, historyOf } from '../runtime/bundled.ts'
import { carryOut } from '../runtime/carry-out.ts'
import type { History, Plan, RunEvent, RunReport } from '../runtime/model.ts'
import { readState } from '../runtime/state.ts'
import { spell } from '../schema/lookup.ts'
import type { Schema } from '../schema/model.ts'
import { dialectFor } from './dialects.ts'
import { SeveralDatabasesError } from './errors.ts'
import { withoutOwnTables } from './own-tables.ts'
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
  const database = oneDatabase(project, options.name)
  const connection = await connectTo(project, lent(database, options.connection))
  try {
    const history = options.revisions === undefined ? readHistory(database) : historyOf(options.revisions)
    const dialect = await dialectFor(connection.dialect)
    const { report, signal } = options
    const settings = await runSettings(project, database, { report, signal })
    const target = { connection, dialect }
    const { exists, progress } = await readState(target, settings)
    const isTaken = async () =>
      hasTables(
        withoutOwnTables(await dialect.reflect(connection), settings.versionTable),
        database.ignore,
      )
    const isUnversioned = !exists && progress === undefined
    const stamp = options.stampIfUnversioned
    const start = stamp !== undefined && isUnversioned && (await isTaken()) ? stamp : undefined
    return await carryOut(target, history, launchPlan(history, options.target ?? 'heads', start), settings)
  } finally {
    await connection.close()
  }
}
