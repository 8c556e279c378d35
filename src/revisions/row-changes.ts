import type { PlacedRevision, PlanStep, RevisionGraph, RowChange, Rows } from './model.ts'
import { downs, inOrder, placed, ups } from './relations.ts'

/**
 * The steps that apply these revisions, which come oldest first and find all they stand on applied.
 *
 * The rows are always the tips of what is applied. Of several rows that a revision takes the place of, the one it
 * names first in `revises` is updated and the others are deleted, so that the same history always says the same.
 */
export function upSteps(
  graph: RevisionGraph,
  rows: Rows,
  revisions: readonly PlacedRevision[],
): PlanStep[] {
  let current = rows
  return revisions.map((revision) => {
    const before = current
    const covered = downs(revision).filter((id) => before.includes(id))
    current = inOrder(graph, [...before.filter((id) => !covered.includes(id)), revision.id])
    return {
      revision: revision.node,
      direction: 'upgrade',
      before,
      after: current,
      changes: rowsReplaced(covered, revision.id),
    }
  })
}

/**
 * The steps that undo these revisions, which come newest first and have nothing applied above them: the exact
 * reverse of `upSteps`. A revision that other applied ones still stand on gets no row back.
 */
export function downSteps(
  graph: RevisionGraph,
  rows: Rows,
  applied: ReadonlySet<string>,
  revisions: readonly PlacedRevision[],
): PlanStep[] {
  const left = new Set(applied)
  let current = rows
  return revisions.map((revision) => {
    const before = current
    left.delete(revision.id)
    const uncovered = downs(revision).filter(
      (id) => !ups(placed(graph, id)).some((up) => left.has(up)),
    )
    current = inOrder(graph, [...before.filter((id) => id !== revision.id), ...uncovered])
    return {
      revision: revision.node,
      direction: 'downgrade',
      before,
      after: current,
      changes: rowRestored(revision.id, uncovered),
    }
  })
}

/** `to` takes the place of these rows: the first is updated, the others are deleted. */
export function rowsReplaced(rows: Rows, to: string): RowChange[] {
  const [first, ...others] = rows
  return first === undefined
    ? [{ insert: to }]
    : [...others.map((row) => ({ delete: row })), { update: first, to }]
}

function rowRestored(row: string, to: Rows): RowChange[] {
  const [first, ...others] = to
  return first === undefined
    ? [{ delete: row }]
    : [...others.map((id) => ({ insert: id })), { update: row, to: first }]
}
