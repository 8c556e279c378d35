import { buildGraph } from '../revisions/graph.ts'
import type { RevisionGraph, RevisionNode } from '../revisions/model.ts'
import type { LoadedRevision } from '../runtime/define.ts'
import type { DatabaseSettings } from './project.ts'
import { readRevisionFiles } from './revision-files.ts'
import { loadRevision } from './revision-module.ts'

/** The history in the revision files of a database: its shape, and the code of a revision when it is asked for. */
export interface FileHistory {
  readonly graph: RevisionGraph
  readonly load: (node: RevisionNode) => Promise<LoadedRevision>
  /** What is odd in the files, but stops nothing. */
  readonly notes: readonly string[]
}

export function readHistory({
  migrations,
  recursive,
}: Pick<DatabaseSettings, 'migrations' | 'recursive'>): FileHistory {
  const { nodes, notes } = readRevisionFiles(migrations, { recursive })
  return { graph: buildGraph(nodes), load: loadRevision, notes }
}
