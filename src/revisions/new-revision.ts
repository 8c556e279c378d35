import { InvalidLabelError, InvalidRevisionIdError } from './graph-errors.ts'
import { heads } from './heads.ts'
import { parseIdentifier } from './identifier.ts'
import { AmbiguousTargetError, MalformedIdentifierError } from './identifier-errors.ts'
import type { RevisionGraph, RevisionNode } from './model.ts'
import { idProblem, labelProblem } from './names.ts'
import {
  LabelExistsError,
  NotAHeadError,
  NothingToMergeError,
  RedundantHeadError,
  RevisionExistsError,
} from './plan-errors.ts'
import { ancestors, placed, withDescendants } from './relations.ts'
import { resolve } from './resolve.ts'
import type { Purpose } from './words.ts'

export interface NewRevision {
  readonly id: string
  readonly message: string
  readonly created?: string
  readonly labels?: readonly string[]
  /** Identifiers. Labels stay labels, all else becomes a whole id. */
  readonly dependsOn?: readonly string[]
  /** Lets it follow a revision that is no head, which makes that one a branch point. */
  readonly splice?: boolean
}

/**
 * The node of a new revision after `head` (any identifier; `heads` joins all, `base` starts a new history), once it
 * is sure that the history with it is a sound one.
 */
export function planRevision(
  graph: RevisionGraph,
  revision: NewRevision,
  head = 'head',
): RevisionNode {
  if (/@base$/.test(head))
    throw new MalformedIdentifierError(
      head,
      'a new base is on no branch yet',
      'For a new base: athanor revision --head base',
    )
  return newNode(graph, revision, parentsFrom(graph, [head], revision, 'revision'))
}

/** The node of a revision that joins these heads; `heads` stands for all of them. */
export function planMerge(
  graph: RevisionGraph,
  revision: NewRevision,
  targets: readonly string[],
): RevisionNode {
  const parents = parentsFrom(graph, targets, revision, 'merge')
  if (parents.length < 2) throw new NothingToMergeError(parents)
  return newNode(graph, revision, parents)
}

/** In the order in which they are named; several heads of one name in the order of the graph. */
function parentsFrom(
  graph: RevisionGraph,
  targets: readonly string[],
  { splice = false }: NewRevision,
  purpose: Purpose,
): string[] {
  const parents = targets.flatMap((text) => resolve(graph, text, { for: purpose }))
  parents.forEach((id, index) => {
    if (parents.indexOf(id) !== index) throw new RedundantHeadError(id, id)
    const covering = parents.find((other) => ancestors(graph, [other], 'lines').has(id))
    if (covering !== undefined) throw new RedundantHeadError(id, covering)
    if (!splice && placed(graph, id).children.length > 0) {
      const above = headsAbove(graph, [id])
      const tops = headsAbove(graph, parents)
      throw new NotAHeadError(id, above, purpose === 'merge' ? { parents, tops } : undefined)
    }
  })
  return parents
}

function headsAbove(graph: RevisionGraph, ids: readonly string[]): readonly string[] {
  const above = withDescendants(graph, ids, 'lines')
  return heads(graph).filter((id) => above.has(id))
}

function newNode(
  graph: RevisionGraph,
  revision: NewRevision,
  revises: readonly string[],
): RevisionNode {
  const { id, message, created, labels = [], dependsOn = [] } = revision
  const node: RevisionNode = {
    id,
    revises,
    labels,
    dependsOn: dependsOn.map((text) => dependency(graph, text)),
    message,
    ...(created !== undefined && { created }),
  }
  checkId(graph, id)
  checkLabels(graph, node)
  return node
}

function checkId(graph: RevisionGraph, id: string): void {
  const problem = idProblem(id)
  if (problem !== undefined) throw new InvalidRevisionIdError(id, problem)
  const [taken, label] = [graph.byId.get(id), graph.byLabel.get(id)]
  if (taken !== undefined) throw new RevisionExistsError(id, 'revision', taken.node.path)
  if (label !== undefined) throw new RevisionExistsError(id, 'label', label.node.path)
}

function checkLabels(graph: RevisionGraph, node: RevisionNode): void {
  node.labels.forEach((label, index) => {
    const problem =
      labelProblem(label) ??
      (label === node.id ? 'it is the id of the revision itself' : undefined) ??
      (node.labels.indexOf(label) !== index ? 'it is given twice' : undefined)
    if (problem !== undefined) throw new InvalidLabelError(label, problem, node)
    const other = graph.byLabel.get(label) ?? graph.byId.get(label)
    if (other !== undefined) throw new LabelExistsError(label, other.id)
  })
}

/** A label stays a label: it follows the branch should the labelled revision be replaced by another. */
function dependency(graph: RevisionGraph, text: string): string {
  const { name, branch, steps } = parseIdentifier(text)
  if (name !== undefined && branch === undefined && steps === undefined && graph.byLabel.has(name))
    return name
  const found = resolve(graph, text, { for: 'show' })
  if (found.length > 1) throw new AmbiguousTargetError(text, found, 'show')
  const [id] = found
  if (id === undefined)
    throw new MalformedIdentifierError(text, 'a dependency is a revision, and base is none')
  return id
}
