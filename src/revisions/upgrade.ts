import type { PlanStep, RevisionGraph, Rows } from './model.ts'
import { withAncestors } from './relations.ts'
import { resolve } from './resolve.ts'
import { upSteps } from './row-changes.ts'
import { checkRows } from './rows.ts'

/**
 * The steps that bring a database from its rows up to a target, with all the target stands on, dependencies of other
 * branches included. None when it is there already, or above.
 *
 * `+N` counts along the line of the row: where that line joins another, the other is brought in as well.
 */
export function planUpgrade(graph: RevisionGraph, rows: Rows, target: string): PlanStep[] {
  const current = checkRows(graph, rows)
  const targets = resolve(graph, target, { rows: current, for: 'upgrade' })
  const missing = withAncestors(graph, targets).difference(withAncestors(graph, current))
  return upSteps(
    graph,
    current,
    graph.order.filter(({ id }) => missing.has(id)),
  )
}
