import { heads } from './heads.ts'
import type { RevisionGraph, Rows } from './model.ts'
import { DuplicateRowError, OverlappingRowsError, UnknownRowError } from './plan-errors.ts'
import { ancestors, inOrder, tips, withAncestors } from './relations.ts'

/** The rows in the order of the graph, once it is sure that a run can have written them. */
export function checkRows(graph: RevisionGraph, rows: Rows): string[] {
  const unknown = rows.filter((row) => !graph.byId.has(row))
  if (unknown.length > 0) {
    throw new UnknownRowError(unknown.toSorted(), cutShort(graph, unknown))
  }
  const known = new Set(rows)
  const covered = ancestors(graph, known)
  const uncovered = inOrder(graph, known.difference(covered))
  const below = inOrder(graph, known.intersection(covered))
  if (below.length > 0) throw new OverlappingRowsError(inOrder(graph, known), below, uncovered)
  if (known.size < rows.length) {
    const twice = rows.filter((row, index) => rows.indexOf(row) !== index)
    throw new DuplicateRowError(inOrder(graph, new Set(twice)), uncovered)
  }
  return uncovered
}

/** The ids that these rows are the start of: older version tables keep no more than 32 characters. */
const cutShort = (graph: RevisionGraph, rows: Rows): string[] =>
  [...graph.byId.keys()]
    .filter((id) => rows.some((row) => row !== '' && id.startsWith(row)))
    .toSorted()

/** Everything that is applied when the version table holds these rows. */
export const appliedAt = (graph: RevisionGraph, rows: Rows): Set<string> =>
  withAncestors(graph, checkRows(graph, rows))

/** The rows of a database that has exactly these revisions. The set must be closed under ancestors. */
export const rowsFor = (graph: RevisionGraph, applied: ReadonlySet<string>): string[] =>
  tips(graph, applied, 'all')

/**
 * Where each applied line ends: the rows, and the revisions that have no row only because an applied revision of
 * another branch depends on them.
 */
export const currentRevisions = (graph: RevisionGraph, rows: Rows): string[] =>
  tips(graph, appliedAt(graph, rows), 'lines')

/** The heads that are not applied. None: the database is up to date, depended-on heads included. */
export function missingHeads(graph: RevisionGraph, rows: Rows): string[] {
  const applied = appliedAt(graph, rows)
  return heads(graph).filter((id) => !applied.has(id))
}
