import { databasesNamed } from '../project/database.ts'
import { readHistory } from '../project/history.ts'
import type { Project } from '../project/project.ts'
import { countsFromRows, type RevisionGraph, type Rows } from '../revisions/index.ts'
import { readState } from '../runtime/state.ts'
import {
  type Branching,
  branchings,
  type Entry,
  headEntries,
  historyEntries,
  shownEntries,
} from './entries.ts'
import type { CommandOptions } from './options.ts'
import { onDatabases } from './session.ts'

/** A part of the history, and the database it is of where the configuration has several. */
export interface Listed<T> {
  readonly database?: string
  readonly entries: readonly T[]
  /** What is odd in the revision files, but stops nothing. */
  readonly notes: readonly string[]
}

export interface HistoryOptions extends CommandOptions {
  /** `start:end`; either may be left away. */
  readonly range?: string | undefined
  /** Asks the database which revisions it is at. */
  readonly indicateCurrent?: boolean | undefined
}

/** All revisions, or those in a range, newest first. */
export const history = (
  project: Project,
  { range, indicateCurrent = false, ...options }: HistoryOptions = {},
): Promise<readonly Listed<Entry>[]> =>
  list(project, options, indicateCurrent || needsRows(range), (graph, rows) =>
    historyEntries(graph, range, rows),
  )

export interface HeadsOptions extends CommandOptions {
  /** Leaves out heads that a revision elsewhere depends on. */
  readonly resolveDependencies?: boolean | undefined
}

/** The revisions that nothing follows. */
export const heads = (
  project: Project,
  { resolveDependencies = false, ...options }: HeadsOptions = {},
): Promise<readonly Listed<Entry>[]> =>
  list(project, options, false, (graph) => headEntries(graph, resolveDependencies))

/** The revisions that several follow, each with those. */
export const branches = (
  project: Project,
  options: CommandOptions = {},
): Promise<readonly Listed<Branching>[]> => list(project, options, false, branchings)

export interface ShowOptions extends CommandOptions {
  readonly identifier: string
}

/** The revisions that an identifier names. */
export const show = (
  project: Project,
  { identifier, ...options }: ShowOptions,
): Promise<readonly Listed<Entry>[]> =>
  list(project, options, countsFromRows(identifier), (graph, rows) =>
    shownEntries(graph, identifier, rows),
  )

/** Whether a range speaks of where the database is. */
const needsRows = (range: string | undefined): boolean => /(?:^|[@:])current/.test(range ?? '')

/** Reads the heads of the revision files and nothing else, unless the database must be asked. */
async function list<T>(
  project: Project,
  options: CommandOptions,
  withRows: boolean,
  entries: (graph: RevisionGraph, rows?: Rows) => readonly T[],
): Promise<readonly Listed<T>[]> {
  if (withRows)
    return onDatabases(project, { ...options, readOnly: true }, async (session) => {
      const { connection, dialect, settings } = session
      const { rows } = await readState({ connection, dialect }, settings)
      return { entries: entries(session.history.graph, rows), notes: session.history.notes }
    })
  return databasesNamed(project, options.names).map((database) => {
    const { graph, notes } = readHistory(database)
    const name = database.name === undefined ? {} : { database: database.name }
    return { ...name, entries: entries(graph), notes }
  })
}
