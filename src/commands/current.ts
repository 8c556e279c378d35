import type { Project } from '../project/project.ts'
import { currentRevisions, missingHeads } from '../revisions/index.ts'
import type { Progress } from '../runtime/progress.ts'
import { readState } from '../runtime/state.ts'
import { type Entry, entriesOf } from './entries.ts'
import type { CommandOptions, OfDatabase } from './options.ts'
import { onDatabases } from './session.ts'

export interface Current extends OfDatabase {
  /** Whether there is a version table; reading never makes one. */
  readonly versioned: boolean
  readonly rows: readonly string[]
  /** Where each applied line ends: the rows, and heads that have none because an applied revision depends on them. */
  readonly revisions: readonly Entry[]
  /** Heads that are not applied; none: up to date. */
  readonly missing: readonly string[]
  readonly upToDate: boolean
  /** A revision that was interrupted, and how far it is. */
  readonly unfinished?: Progress
}

/** Where databases are. */
export const current = (
  project: Project,
  options: CommandOptions = {},
): Promise<readonly Current[]> =>
  onDatabases(
    project,
    { ...options, readOnly: true },
    async ({ connection, dialect, history: { graph }, settings }) => {
      const { exists, rows, progress } = await readState({ connection, dialect }, settings)
      const missing = missingHeads(graph, rows)
      return {
        versioned: exists,
        rows,
        revisions: entriesOf(graph, currentRevisions(graph, rows), rows),
        missing,
        upToDate: missing.length === 0 && progress === undefined,
        ...(progress !== undefined && { unfinished: progress }),
      }
    },
  )
