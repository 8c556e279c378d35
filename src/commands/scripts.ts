import { databasesNamed } from '../project/database.ts'
import { readHistory } from '../project/history.ts'
import type { Project } from '../project/project.ts'
import type { RevisionGraph } from '../revisions/model.ts'
import type { OfflinePlan } from '../revisions/offline.ts'
import { type ScriptRequest, writeScript } from '../runtime/script.ts'
import type { DialectName } from '../schema/model.ts'
import { dialectFor, OLDEST } from './dialects.ts'
import type { CommandOptions } from './options.ts'
import { dialectName, inDatabase, runSettings } from './session.ts'

export interface ScriptOptions extends Pick<CommandOptions, 'names'> {
  /** The database the script is for. Absent: what the configuration's URL says. */
  readonly dialect?: DialectName | undefined
  /** Major and minor version of the server. Absent: the oldest there is, so that all understand it. */
  readonly version?: readonly [major: number, minor: number] | undefined
}

export interface Script {
  readonly database?: string
  readonly dialect: DialectName
  readonly sql: string
}

/** The plan as a script, for each database that was named. */
export const scripts = (
  project: Project,
  options: ScriptOptions,
  plan: (graph: RevisionGraph) => OfflinePlan,
): Promise<readonly Script[]> =>
  eachScript(project, options, (request) =>
    writeScript({ ...request, ...plan(request.history.graph) }),
  )

/** A script for each database that was named; none of them is opened, unless the configuration has no URL. */
export async function eachScript(
  project: Project,
  options: ScriptOptions,
  write: (request: Omit<ScriptRequest, 'from' | 'steps'>) => Promise<string>,
): Promise<readonly Script[]> {
  const written: Script[] = []
  for (const database of databasesNamed(project, options.names)) {
    const { name } = database
    try {
      const dialect = await dialectFor(options.dialect ?? (await dialectName(project, database)))
      const version = options.version ?? OLDEST[dialect.name]
      const history = readHistory(database)
      const settings = await runSettings(project, database, {})
      const sql = await write({ dialect, version, history, settings })
      written.push({ ...(name !== undefined && { database: name }), dialect: dialect.name, sql })
    } catch (error) {
      throw inDatabase(error, name, [])
    }
  }
  return written
}
