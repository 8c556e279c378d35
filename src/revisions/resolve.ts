import { type Branch, findBranch, findRevision } from './find.ts'
import { heads } from './heads.ts'
import { type Identifier, isStepFromRows, parseIdentifier } from './identifier.ts'
import {
  AmbiguousLabelError,
  MultipleHeadsError,
  RowsNeededError,
  WrongDirectionError,
} from './identifier-errors.ts'
import type { RevisionGraph, Rows } from './model.ts'
import { inOrder, placed, tips, withAncestors } from './relations.ts'
import { checkRows } from './rows.ts'
import { ambiguousFork, ambiguousStart, tooFar } from './step-errors.ts'
import { type Place, walk } from './walk.ts'
import { command, type Purpose, steps as spellSteps } from './words.ts'

export interface ResolveOptions {
  /** The database's rows, for `current` and for steps without a start. */
  readonly rows?: Rows
  /** What the revisions are wanted for. To look at them, unless said otherwise. */
  readonly for?: Purpose
}

/** All that an identifier is read against. */
export interface Context {
  readonly graph: RevisionGraph
  readonly rows: Rows | undefined
  readonly purpose: Purpose
}

/**
 * The revisions an identifier stands for, in the order of the graph; none for `base`.
 *
 * One grammar for all commands: `rev-2` and `head-1` are good wherever a revision is, and a step without a start
 * always counts from where the database is. `head` and `heads` are the revisions that nothing revises, with a branch
 * and without. The start of an id will do when it fits no other name.
 *
 * A label alone is the revision that carries it, for everything that only reads, and for `--head`. Where it would
 * move a database it is refused unless that revision is the tip of its branch: `upgrade networking` would stop at
 * the first revision of the branch, and `downgrade networking` leave it there.
 */
export function resolve(
  graph: RevisionGraph,
  text: string,
  options: ResolveOptions = {},
): string[] {
  const identifier = parseIdentifier(text)
  const context = { graph, rows: options.rows, purpose: options.for ?? 'show' }
  const branch = branchOf(context, identifier)
  if (isStepFromRows(identifier)) return some(stepFromRows(context, identifier, branch))

  const found = named(context, identifier, branch)
  if (identifier.steps === undefined) return found
  const starts = identifier.name === 'base' ? [undefined] : found
  const ends = starts.flatMap((start) => some(stepFrom(context, identifier, start, branch)))
  return inOrder(graph, new Set(ends))
}

/** The branch an identifier is limited to, if it is to any. */
export const branchOf = (context: Context, { branch, text }: Identifier): Branch | undefined =>
  branch === undefined ? undefined : findBranch(context.graph, branch, text, context.purpose)

/** The rows, checked; an error when no database is at hand. */
export function rowsOf({ graph, rows }: Context, identifier: Identifier): string[] {
  if (rows === undefined) throw new RowsNeededError(identifier.text)
  return checkRows(graph, rows)
}

/** Where the applied part of a branch ends; without a branch, the rows. */
export function appliedEnds(
  context: Context,
  identifier: Identifier,
  branch: Branch | undefined,
): string[] {
  const rows = rowsOf(context, identifier)
  if (branch === undefined) return rows
  const applied = withAncestors(context.graph, rows)
  return tips(context.graph, applied.intersection(branch.lines), 'lines')
}

/** The revision that steps count from, where it is one. */
export function startOfSteps(context: Context, identifier: Identifier): Place {
  const starts = named({ ...context, purpose: 'show' }, identifier, branchOf(context, identifier))
  return starts.length === 1 ? starts[0] : undefined
}

const some = (place: Place): string[] => (place === undefined ? [] : [place])

function named(context: Context, identifier: Identifier, branch: Branch | undefined): string[] {
  const { name = 'current' } = identifier
  switch (name) {
    case 'base':
      return []
    case 'current':
      return appliedEnds(context, identifier, branch)
    case 'head':
    case 'heads':
      return headsOf(context, identifier, branch)
    default: {
      const { id, label } = findRevision(context.graph, name, context.purpose, branch)
      if (label !== undefined) checkLabel(context, identifier, id, label)
      return [id]
    }
  }
}

function headsOf(context: Context, identifier: Identifier, branch: Branch | undefined): string[] {
  const found = heads(context.graph).filter((id) => branch?.lines.has(id) ?? true)
  if (identifier.name === 'head' && found.length > 1) {
    const asked = branch === undefined ? 'head' : `${branch.name}@head`
    throw new MultipleHeadsError(asked, found, context.purpose)
  }
  return found
}

function checkLabel(context: Context, identifier: Identifier, id: string, label: string): void {
  const { graph, purpose } = context
  const revision = placed(graph, id)
  const by = spellSteps(identifier.steps ?? 0)
  const alone = { means: 'For this revision', identifier: `${id}${by}` }
  if (purpose === 'upgrade' || purpose === 'stamp') {
    if (by === '' && revision.children.length === 0) return
    const ends = headsOf(context, { text: label }, findBranch(graph, label, label, purpose))
    const whole = `${label}@${ends.length > 1 ? 'heads' : 'head'}`
    throw new AmbiguousLabelError(label, id, purpose, [
      by === ''
        ? { means: 'For the whole branch', identifier: whole }
        : { means: 'From where the database is on this branch', identifier: `${label}@${by}` },
      alone,
    ])
  }
  if (purpose === 'downgrade')
    throw new AmbiguousLabelError(label, id, purpose, [
      by === ''
        ? { means: 'To undo the branch', identifier: `${label}@${revision.parents[0] ?? 'base'}` }
        : { means: 'From where the database is on this branch', identifier: `${label}@${by}` },
      alone,
    ])
}

/** A step from where the database is. */
function stepFromRows(context: Context, identifier: Identifier, branch: Branch | undefined): Place {
  const { purpose } = context
  const count = identifier.steps!
  if ((purpose === 'upgrade' && count < 0) || (purpose === 'downgrade' && count > 0))
    throw new WrongDirectionError(identifier.text, purpose)
  const starts = appliedEnds(context, identifier, branch)
  if (starts.length > 1) throw ambiguousStart(context, identifier, starts)
  return stepFrom(context, identifier, starts[0], branch)
}

function stepFrom(
  context: Context,
  identifier: Identifier,
  start: Place,
  branch: Branch | undefined,
): Place {
  const way = walk(context.graph, start, identifier.steps!, branch?.lines)
  if (way.kind === 'end') throw tooFar(context, identifier, start, way.walked)
  if (way.kind === 'arrived') return way.at
  throw ambiguousFork(identifier, way, (id, left) =>
    // Named in full from here, so that the command cannot meet the same fork again.
    command(
      context.purpose,
      `${branch === undefined ? '' : `${branch.name}@`}${id}${spellSteps(left)}`,
    ),
  )
}
