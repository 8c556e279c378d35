import type { Branch } from './find.ts'
import { bases } from './heads.ts'
import { type Identifier, isStepFromRows, parseIdentifier } from './identifier.ts'
import { AmbiguousTargetError, WrongDirectionError } from './identifier-errors.ts'
import type { PlacedRevision, PlanStep, RevisionGraph, Rows } from './model.ts'
import { BranchNotAppliedError, NotAppliedError } from './plan-errors.ts'
import { downs, lineage, placed, tips, withAncestors, withDescendants } from './relations.ts'
import { appliedEnds, branchOf, type Context, resolve, startOfSteps } from './resolve.ts'
import { downSteps } from './row-changes.ts'
import { checkRows } from './rows.ts'
import { ambiguousFork, ambiguousStart, tooFar } from './step-errors.ts'
import { type Place, walk } from './walk.ts'
import { command, steps as spellSteps } from './words.ts'

/** Where a downgrade ends, and the lines it keeps to when it was limited to some. */
interface Goal {
  readonly to: Place
  readonly within?: ReadonlySet<string>
  readonly branch?: Branch
  /** What `rev-2` counts from, where that leads to base. */
  readonly start?: string
}

/**
 * The steps that bring a database from its rows down to a target, which stays applied; `base` leaves nothing.
 *
 * Every revision above the target goes, on all branches that start there, unless the target names a branch
 * (`label@target`). Whatever stands on one of these goes too, first; what is on no line that was asked for is
 * marked with `also`. To undo a merge leaves all it had joined.
 */
export function planDowngrade(graph: RevisionGraph, rows: Rows, target: string): PlanStep[] {
  const current = checkRows(graph, rows)
  const context: Context = { graph, rows: current, purpose: 'downgrade' }
  const { to, within, branch, start } = goalOf(context, parseIdentifier(target))

  const applied = withAncestors(graph, current)
  for (const id of [to, start])
    if (id !== undefined && !applied.has(id)) throw new NotAppliedError(id, target, current)
  const roots = (to === undefined ? bases(graph) : placed(graph, to).children).filter(
    (id) => within?.has(id) ?? true,
  )
  const going = withDescendants(graph, roots).intersection(applied)
  if (going.size > 0 && branch !== undefined) checkBranch(graph, branch, applied, current)
  const lines = withDescendants(graph, roots, 'lines')
  const asked = within === undefined ? lines : lines.intersection(within)

  const newestFirst = graph.order.filter(({ id }) => going.has(id)).reverse()
  return downSteps(graph, current, applied, newestFirst).map((step, index) => {
    const revision = newestFirst[index]!
    return asked.has(revision.id) ? step : { ...step, also: reasons(revision, going) }
  })
}

const reasons = (revision: PlacedRevision, going: ReadonlySet<string>): string[] =>
  downs(revision).filter((id) => going.has(id))

function goalOf(context: Context, identifier: Identifier): Goal {
  const branch = branchOf(context, identifier)
  if (isStepFromRows(identifier)) return goalBelowRow(context, identifier, branch)

  const { graph, rows = [] } = context
  const targets = resolve(graph, identifier.text, { rows, for: 'downgrade' })
  if (targets.length > 1) throw new AmbiguousTargetError(identifier.text, targets, 'downgrade')
  const [to] = targets
  // Steps that end at base say which history they count down, and no other goes.
  const start = to === undefined ? startOfSteps(context, identifier) : undefined
  return {
    to,
    ...(start !== undefined && { start, within: lineage(graph, start) }),
    ...(branch !== undefined && { branch, within: branch.lines }),
  }
}

/**
 * `-N` and `label@-N`. Down from a merge there are several ways, and from several rows several starts: which one is
 * never chosen for the user.
 */
function goalBelowRow(context: Context, identifier: Identifier, branch: Branch | undefined): Goal {
  const { graph, rows = [] } = context
  const count = identifier.steps!
  if (count > 0) throw new WrongDirectionError(identifier.text, 'downgrade')
  const starts = appliedEnds(context, identifier, branch)
  if (branch !== undefined) checkBranch(graph, branch, starts, rows)
  if (starts.length > 1) throw ambiguousStart(context, identifier, starts)

  const [start] = starts
  const way = walk(graph, start, count, branch?.lines)
  if (way.kind === 'end') throw tooFar(context, identifier, start, way.walked)
  if (way.kind === 'fork')
    throw ambiguousFork(identifier, way, (id, left) =>
      command('downgrade', wayBelow(context, start!, count, id, left)),
    )
  return {
    to: way.at,
    within: branch?.lines ?? (start === undefined ? new Set() : lineage(graph, start)),
  }
}

/** A branch of which nothing is applied has nothing to undo; what lies on its lines then is the trunk it grew from. */
function checkBranch(
  graph: RevisionGraph,
  { name, id, label }: Branch,
  applied: Iterable<string>,
  rows: Rows,
): void {
  const above = withDescendants(graph, [id], 'lines')
  for (const other of applied) {
    const isOn =
      label === undefined ? above.has(other) : placed(graph, other).labels.includes(label)
    if (isOn) return
  }
  throw new BranchNotAppliedError(name, rows)
}

/** How to go down from `start` through `id`, a parent of a merge, with `left` steps to go after it. */
function wayBelow(
  { graph, rows = [] }: Context,
  start: string,
  count: number,
  id: string,
  left: number,
): string {
  if (left === 0) return `${start}@${id}`
  const lines = lineage(graph, id)
  const ends = tips(graph, withAncestors(graph, rows).intersection(lines), 'lines')
  const first = walk(graph, start, count - left, lines)
  const short = ends.length === 1 && first.kind === 'arrived' && first.at === id
  return short ? `${id}@${spellSteps(count)}` : `${id}@${id}${spellSteps(left)}`
}
