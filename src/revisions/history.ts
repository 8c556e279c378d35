import { type Branch, findBranch } from './find.ts'
import { bases } from './heads.ts'
import { parseIdentifier } from './identifier.ts'
import type { RevisionGraph, RevisionNode, Rows } from './model.ts'
import { MalformedRangeError, NotOneLineError } from './plan-errors.ts'
import { splitRange } from './range.ts'
import { placed, withAncestors, withDescendants } from './relations.ts'
import { resolve } from './resolve.ts'
import { word } from './words.ts'

export interface HistoryOptions {
  /** The database's rows, for `current`. */
  readonly rows?: Rows
}

/** One end of a range: nothing, a step without a start, or a name. */
interface End {
  readonly branch?: Branch
  /** Of a step without a start, which counts from the other end. */
  readonly steps?: number
}

/**
 * The revisions from one to another, both included, newest first. Without a range: all of them.
 *
 * Either end may be left away (base, heads) or be any identifier. A step without a start counts from the other end
 * and means "at most so many steps", along all lines: `-3:` is the last three below each head, `current:+2` what
 * comes next. A range that starts at `label@base` keeps to the lines of that branch; any other that starts at base
 * has the dependencies too.
 *
 * @see https://alembic.sqlalchemy.org/en/latest/tutorial.html#viewing-history-ranges
 */
export function historyRange(
  graph: RevisionGraph,
  text?: string,
  options: HistoryOptions = {},
): RevisionNode[] {
  const shown = text === undefined ? undefined : between(graph, text, options)
  return graph.order
    .filter(({ id }) => shown?.has(id) ?? true)
    .map(({ node }) => node)
    .reverse()
}

/** Whether a range names `current`, so that the rows must be read first. */
export const rangeNeedsRows = (text: string): boolean =>
  Object.values(splitRange(text) ?? {}).some(
    (end) => end !== '' && parseIdentifier(end).name === 'current',
  )

function between(graph: RevisionGraph, text: string, { rows }: HistoryOptions): Set<string> {
  const range = splitRange(text)
  if (range === undefined)
    throw new MalformedRangeError(
      text,
      'it has no ":"',
      `Say start:end, start: or :end, such as athanor history -r ${word(`${text}:`)}. For one revision: athanor show ${word(text)}`,
    )
  const [from, to] = [endOf(graph, range.from), endOf(graph, range.to)]
  checkSteps(text, range, from, to)

  const idsOf = (name: string) => resolve(graph, name, { rows, for: 'history' })
  if (to.steps !== undefined && to.steps > 0)
    return nearby(graph, idsOf(range.from || 'base'), to.steps, to.branch ?? from.branch)
  const ends = idsOf(nameOfEnd(range.to, from, to))
  if (from.steps !== undefined) return nearby(graph, ends, from.steps, from.branch ?? to.branch)
  const starts = idsOf(range.from || 'base')
  return starts.length === 0
    ? allBelow(graph, ends, from.branch)
    : lineBetween(graph, text, range, starts, ends, from.branch)
}

function endOf(graph: RevisionGraph, text: string): End {
  if (text === '') return {}
  const { branch, name, steps } = parseIdentifier(text)
  return {
    ...(branch !== undefined && { branch: findBranch(graph, branch, text, 'history') }),
    ...(name === undefined && steps !== undefined && { steps }),
  }
}

function checkSteps(
  text: string,
  { from, to }: { from: string; to: string },
  start: End,
  end: End,
): void {
  const hint = (range: string) => `Say from where: athanor history -r ${word(range)}`
  if (start.steps !== undefined && start.steps > 0)
    throw new MalformedRangeError(
      text,
      'its start has nothing to count from',
      hint(`${from.replace(/\+/, 'current+')}:${to}`),
    )
  if (start.steps !== undefined && end.steps !== undefined)
    throw new MalformedRangeError(
      text,
      'each end counts from the other',
      hint(`${from.replace(/-(?=\d+$)/, 'current-')}:${to.replace(/[+-](?=\d+$)/, 'current$&')}`),
    )
}

/** An open end is the heads, on the branch that the start names; `-N` there counts from the heads. */
function nameOfEnd(text: string, from: End, { steps, branch }: End): string {
  const limit = branch ?? (text === '' ? from.branch : undefined)
  const on = limit === undefined ? '' : `${limit.name}@`
  if (text === '') return `${on}heads`
  return steps === undefined ? text : `${on}heads${steps}`
}

/** All that is at most so many steps above (or, negative, below) these revisions or base, they included. */
function nearby(
  graph: RevisionGraph,
  ids: readonly string[],
  steps: number,
  branch: Branch | undefined,
): Set<string> {
  const found = new Set(ids)
  let edge = [...ids]
  for (let step = 0; step < Math.abs(steps); step++) {
    const next = edge.flatMap((id) => {
      const { children, parents } = placed(graph, id)
      return steps > 0 ? children : parents
    })
    const first = step === 0 && ids.length === 0 && steps > 0 ? bases(graph) : next
    edge = first.filter((id) => !found.has(id) && (branch?.lines.has(id) ?? true))
    if (edge.length === 0) break
    for (const id of edge) found.add(id)
  }
  return found
}

const allBelow = (
  graph: RevisionGraph,
  ends: readonly string[],
  branch: Branch | undefined,
): Set<string> =>
  branch === undefined
    ? withAncestors(graph, ends)
    : withAncestors(graph, ends, 'lines').intersection(branch.lines)

/** Along `revises`, or along dependencies where only these lead from the start to an end. */
function lineBetween(
  graph: RevisionGraph,
  text: string,
  range: { from: string; to: string },
  starts: readonly string[],
  ends: readonly string[],
  branch: Branch | undefined,
): Set<string> {
  const lines = withDescendants(graph, starts, 'lines')
  const above = ends.some((id) => lines.has(id)) ? lines : withDescendants(graph, starts)
  const found = above.intersection(withAncestors(graph, ends))
  const shown = branch === undefined ? found : found.intersection(branch.lines)
  if (shown.size > 0) return shown

  const isBackwards =
    ends.length === 0 || starts.some((id) => withAncestors(graph, [id]).has(ends[0]!))
  const swapped = `athanor history -r ${word(`${range.to}:${range.from}`)}`
  throw new NotOneLineError(text, starts, ends, isBackwards ? swapped : undefined)
}
