import type { PlacedRevision, RevisionGraph } from './model.ts'

/** How revisions are related. `lines` follows `revises` alone, `all` follows `dependsOn` too. */
export type Along = 'lines' | 'all'

/** The revision of this id. Only for ids that come from the graph. */
export function placed(graph: RevisionGraph, id: string): PlacedRevision {
  const revision = graph.byId.get(id)
  if (revision === undefined) throw new RangeError(`no revision ${JSON.stringify(id)} in the graph`)
  return revision
}

/** What the revision stands on directly. */
export const downs = (revision: PlacedRevision, along: Along = 'all'): readonly string[] =>
  along === 'lines' || revision.dependencies.length === 0
    ? revision.parents
    : [...new Set([...revision.parents, ...revision.dependencies])]

/** What stands on the revision directly. */
export const ups = (revision: PlacedRevision, along: Along = 'all'): readonly string[] =>
  along === 'lines' || revision.dependents.length === 0
    ? revision.children
    : [...new Set([...revision.children, ...revision.dependents])]

/** These revisions and all they stand on. */
export const withAncestors = (
  graph: RevisionGraph,
  ids: Iterable<string>,
  along: Along = 'all',
): Set<string> => reach(ids, (id) => downs(placed(graph, id), along))

/** These revisions and all that stand on them. */
export const withDescendants = (
  graph: RevisionGraph,
  ids: Iterable<string>,
  along: Along = 'all',
): Set<string> => reach(ids, (id) => ups(placed(graph, id), along))

/** All that these revisions stand on, without those among them on which no other stands. */
export const ancestors = (
  graph: RevisionGraph,
  ids: Iterable<string>,
  along: Along = 'all',
): Set<string> =>
  withAncestors(
    graph,
    Array.from(ids).flatMap((id) => downs(placed(graph, id), along)),
    along,
  )

/** All that stands on these revisions, without those among them that stand on no other. */
export const descendants = (
  graph: RevisionGraph,
  ids: Iterable<string>,
  along: Along = 'all',
): Set<string> =>
  withDescendants(
    graph,
    Array.from(ids).flatMap((id) => ups(placed(graph, id), along)),
    along,
  )

/** The revision, what it came from and what came from it: the lines that lead through it. */
export const lineage = (graph: RevisionGraph, id: string): Set<string> =>
  withAncestors(graph, [id], 'lines').union(withDescendants(graph, [id], 'lines'))

/** Those on which no other of them stands directly. Of a set closed under ancestors: its tips. */
export const tips = (graph: RevisionGraph, ids: ReadonlySet<string>, along: Along): string[] =>
  inOrder(graph, ids).filter((id) => !ups(placed(graph, id), along).some((up) => ids.has(up)))

/** Those of the ids that no other of them stands on, directly or not. */
export function uppermost(graph: RevisionGraph, ids: Iterable<string>): string[] {
  const all = new Set(ids)
  return inOrder(graph, all.difference(ancestors(graph, all)))
}

/** The ids in the order of the graph. */
export const inOrder = (graph: RevisionGraph, ids: Iterable<string>): string[] =>
  Array.from(ids, (id) => placed(graph, id))
    .sort((a, b) => a.position - b.position)
    .map(({ id }) => id)

/** Everything that can be reached, the start included. */
function reach(from: Iterable<string>, next: (id: string) => readonly string[]): Set<string> {
  const found = new Set(from)
  for (const id of found) for (const other of next(id)) found.add(other)
  return found
}
