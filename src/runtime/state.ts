import type { PlanStep } from '../revisions/model.ts'
import { UnfinishedRevisionError } from './errors.ts'
import type { RunSettings, Target } from './model.ts'
import { type Progress, readProgress } from './progress.ts'
import { readVersions, type VersionState } from './version-table.ts'

/** Where the database says it is. */
export interface DatabaseState extends VersionState {
  /** The revision that an earlier run left half done. */
  readonly progress: Progress | undefined
}

export async function readState(
  { connection, dialect }: Target,
  { versionTable }: Pick<RunSettings, 'versionTable'>,
): Promise<DatabaseState> {
  return {
    ...(await readVersions(connection, dialect, versionTable)),
    progress: await readProgress(connection, dialect, versionTable),
  }
}

/** The same revisions, in whatever order. */
export const sameRows = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id))

/** A revision that was left half done is finished before anything else. */
export function checkUnfinished(
  { progress }: DatabaseState,
  { revision, direction }: PlanStep,
  { passOver = false }: Pick<RunSettings, 'passOver'>,
): void {
  if (progress === undefined || passOver) return
  if (progress.revision !== revision.id || progress.direction !== direction)
    throw new UnfinishedRevisionError(progress.revision, progress.direction, progress.step)
}
