import { databasesNamed } from '../project/database.ts'
import { readHistory } from '../project/history.ts'
import type { Project } from '../project/project.ts'
import { planMerge } from '../revisions/new-revision.ts'
import type { CommandOptions } from './options.ts'
import { inDatabase } from './session.ts'
import {
  emptyDraft,
  type Naming,
  newRevision,
  sharing,
  type WrittenRevision,
  writeDraft,
} from './write-revision.ts'

export interface MergeOptions extends CommandOptions, Naming {
  /** The heads to join; `heads` stands for all of them. */
  readonly revisions: readonly string[]
}

/** Writes a revision that joins heads, and does nothing else. */
export async function merge(
  project: Project,
  { revisions, ...options }: MergeOptions,
): Promise<readonly WrittenRevision[]> {
  const written: WrittenRevision[] = []
  for (const [database, ...others] of sharing(databasesNamed(project, options.names))) {
    try {
      const history = readHistory(database)
      const node = planMerge(history.graph, newRevision(options, database), revisions)
      const one = await writeDraft({ project, database, history }, emptyDraft(node), options)
      const names = [database, ...others].flatMap(({ name }) => name ?? [])
      written.push({ ...one, databases: names })
    } catch (error) {
      throw inDatabase(error, database.name, [])
    }
  }
  return written
}
