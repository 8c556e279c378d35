import type { Project } from '../project/project.ts'
import { writeVersionTable } from '../runtime/script.ts'
import { ensureVersionTable } from '../runtime/stamping.ts'
import { spell } from '../schema/lookup.ts'
import type { CommandOptions, OfDatabase } from './options.ts'
import { eachScript, type Script, type ScriptOptions } from './scripts.ts'
import { onDatabases } from './session.ts'

export interface EnsuredVersion extends OfDatabase {
  readonly table: string
  /** False: it was there already. */
  readonly made: boolean
}

/** Makes the version table where there is none, and does nothing else. */
export const ensureVersion = (
  project: Project,
  options: CommandOptions = {},
): Promise<readonly EnsuredVersion[]> =>
  onDatabases(project, options, async ({ connection, dialect, settings }) => ({
    table: spell(settings.versionTable),
    made: await ensureVersionTable({ connection, dialect }, settings),
  }))

/** The same as SQL. Opens no database. */
export const ensureVersionSql = (
  project: Project,
  options: ScriptOptions = {},
): Promise<readonly Script[]> =>
  eachScript(project, options, async (request) => writeVersionTable(request))
