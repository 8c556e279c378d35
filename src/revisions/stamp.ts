import { parseIdentifier } from './identifier.ts'
import type { PlanStep, RevisionGraph, RevisionNode, RowChange, Rows } from './model.ts'
import { InconsistentStampError } from './plan-errors.ts'
import { inOrder, lineage, placed, uppermost, withAncestors, withDescendants } from './relations.ts'
import { branchOf, type Context, resolve, startOfSteps } from './resolve.ts'
import { rowsReplaced } from './row-changes.ts'
import { checkRows } from './rows.ts'
import { list, spell } from './words.ts'

export interface StampOptions {
  /** Throws away whatever rows there are first, unknown ones too: the way out of a wrong version table. */
  readonly purge?: boolean
}

/** What one target says: these revisions are applied last, or nothing on these lines is. */
interface Claim {
  readonly text: string
  readonly ids: readonly string[]
  /** `base`, and steps that lead there: of everything, or of the lines through one revision. */
  readonly without?: 'everything' | { readonly id: string; readonly lines: ReadonlySet<string> }
}

/**
 * The steps that make the rows say what is named, without running anything. Each target takes the place of all rows
 * below and above it and leaves those of other branches; `base` removes all rows, `label@base` those on that branch.
 *
 * Refused when the targets cannot all be true: a revision together with one it stands on, or with `base`.
 */
export function planStamp(
  graph: RevisionGraph,
  rows: Rows,
  targets: readonly string[],
  { purge = false }: StampOptions = {},
): PlanStep[] {
  const current = purge ? sorted(graph, rows) : checkRows(graph, rows)
  const claims = targets.map((text) => claimOf(graph, rows, text))
  const wanted = wantedBy(graph, claims)
  const gone = purge
    ? current.filter((row) => !wanted.includes(row))
    : current.filter((row) => claims.some((claim) => removes(claim, row)))

  const steps: PlanStep[] = []
  let now = current
  const change = (revision: RevisionNode, changes: readonly RowChange[]) => {
    const after = sorted(graph, applied(now, changes))
    steps.push({ revision, direction: 'stamp', before: now, after, changes })
    now = after
  }
  for (const row of gone) change(graph.byId.get(row)?.node ?? rowAlone(row), [{ delete: row }])
  for (const id of wanted.filter((other) => !now.includes(other)))
    change(placed(graph, id).node, rowsReplaced(related(graph, now, id), id))
  for (const claim of claims) checkStays(graph, now, targets, claim)
  return steps
}

function claimOf(graph: RevisionGraph, rows: Rows, text: string): Claim {
  const ids = uppermost(graph, resolve(graph, text, { rows, for: 'stamp' }))
  const identifier = parseIdentifier(text)
  const context: Context = { graph, rows, purpose: 'stamp' }
  if (ids.length > 0 || (identifier.name !== 'base' && identifier.steps === undefined))
    return { text, ids }
  const branch = branchOf(context, identifier)
  if (branch !== undefined) return { text, ids, without: branch }
  const id = startOfSteps(context, identifier)
  return { text, ids, without: id === undefined ? 'everything' : { id, lines: lineage(graph, id) } }
}

/** The revisions to be said, once it is sure that all can be true. */
function wantedBy(graph: RevisionGraph, claims: readonly Claim[]): string[] {
  const targets = claims.map(({ text }) => text)
  const nothing = claims.find(({ without }) => without === 'everything')
  if (claims.length > 1 && nothing !== undefined)
    throw new InconsistentStampError(targets, `${nothing.text} says that nothing is applied`, [])

  const ids = new Set(claims.flatMap((claim) => claim.ids))
  const tops = uppermost(graph, ids)
  if (tops.length === ids.size) return tops
  const below = inOrder(graph, ids.difference(new Set(tops)))
  const why = `${list(below)} is included in ${list(tops)}`
  throw new InconsistentStampError(targets, why, tops)
}

const removes = ({ without }: Claim, row: string): boolean =>
  without === 'everything' || (without?.lines.has(row) ?? false)

/** A branch cannot be without anything while a row that stays stands on it. */
function checkStays(
  graph: RevisionGraph,
  rows: Rows,
  targets: readonly string[],
  { text, without }: Claim,
): void {
  if (without === undefined || without === 'everything') return
  const branch = withDescendants(graph, [without.id])
  const row = rows.find((other) => branch.has(other))
  if (row === undefined) return
  const why = `${spell(row)} stands on what ${text} takes away`
  throw new InconsistentStampError(targets, why, [])
}

/** The rows below and above a revision. */
function related(graph: RevisionGraph, rows: Rows, id: string): string[] {
  const kin = withAncestors(graph, [id]).union(withDescendants(graph, [id]))
  return rows.filter((row) => kin.has(row))
}

function applied(rows: Rows, changes: readonly RowChange[]): string[] {
  const now = new Set(rows)
  for (const change of changes) {
    if ('delete' in change) now.delete(change.delete)
    else if ('insert' in change) now.add(change.insert)
    else {
      now.delete(change.update)
      now.add(change.to)
    }
  }
  return [...now]
}

/** In the order of the graph, after those it does not know. */
function sorted(graph: RevisionGraph, rows: Rows): string[] {
  const known = new Set(rows).intersection(graph.byId)
  return [...new Set(rows).difference(known)].toSorted().concat(inOrder(graph, known))
}

const rowAlone = (id: string): RevisionNode => ({
  id,
  revises: [],
  labels: [],
  dependsOn: [],
  message: '',
})
