import {
  type CycleLink,
  DuplicateParentError,
  DuplicateRevisionError,
  InvalidLabelError,
  InvalidRevisionIdError,
  LabelClashError,
  type Meant,
  MissingDependencyError,
  MissingParentError,
  RevisionCycleError,
} from './graph-errors.ts'
import { inheritLabels } from './labels.ts'
import type { PlacedRevision, RevisionGraph, RevisionNode } from './model.ts'
import { idProblem, labelProblem } from './names.ts'
import { findCycle, type Links, lineByLine } from './order.ts'
import { alike } from './words.ts'

type Nodes = ReadonlyMap<string, RevisionNode>
type Relation = ReadonlyMap<string, readonly string[]>

/**
 * The history that these revisions make, or the error that says why they make none.
 *
 * What comes out does not depend on the order of what goes in.
 */
export function buildGraph(revisions: Iterable<RevisionNode>): RevisionGraph {
  const nodes = nodesById([...revisions].toSorted(byId))
  const labelled = nodesByLabel(nodes)
  const parents = mapValues(nodes, (node) => parentsOf(node, nodes, labelled))
  const dependencies = mapValues(nodes, (node) => dependenciesOf(node, nodes, labelled))
  const children = inverse(parents)
  const dependents = inverse(dependencies)

  const links = new Map<string, Links>(
    Array.from(nodes.keys(), (id) => [
      id,
      {
        downs: unique([...parents.get(id)!, ...dependencies.get(id)!]),
        ups: unique([...children.get(id)!, ...dependents.get(id)!]).toSorted(),
      },
    ]),
  )
  const cycle = findCycle(links)
  if (cycle !== undefined) throw new RevisionCycleError(cycleLinks(cycle, nodes, parents))

  const labels = inheritLabels(nodes, labelled, { parents, children, dependents })
  const order = lineByLine(links).map(
    (id, position): PlacedRevision => ({
      node: nodes.get(id)!,
      id,
      position,
      parents: parents.get(id)!,
      dependencies: dependencies.get(id)!,
      children: children.get(id)!,
      dependents: dependents.get(id)!,
      labels: labels.get(id)!,
    }),
  )
  const placed = new Map(order.map((revision) => [revision.id, revision]))
  return {
    order,
    byId: placed,
    byLabel: new Map(Array.from(labelled, ([label, node]) => [label, placed.get(node.id)!])),
  }
}

function nodesById(sorted: readonly RevisionNode[]): Map<string, RevisionNode> {
  const groups = Map.groupBy(sorted, (node) => node.id)
  for (const [id, [first, ...others]] of groups) {
    const problem = idProblem(id)
    if (problem !== undefined) throw new InvalidRevisionIdError(id, problem, first!.path)
    if (others.length > 0) throw new DuplicateRevisionError(id, [first!, ...others])
  }
  return new Map(Array.from(groups, ([id, [node]]) => [id, node!]))
}

function nodesByLabel(nodes: Nodes): Map<string, RevisionNode> {
  const labelled = new Map<string, RevisionNode>()
  for (const node of nodes.values()) {
    for (const label of node.labels) {
      const problem = labelProblem(label)
      if (problem !== undefined) throw new InvalidLabelError(label, problem, node)
      const other = nodes.get(label) ?? labelled.get(label)
      if (other !== undefined) throw new LabelClashError(label, node, other)
      labelled.set(label, node)
    }
  }
  return labelled
}

function parentsOf(node: RevisionNode, nodes: Nodes, labelled: Nodes): readonly string[] {
  node.revises.forEach((parent, index) => {
    if (!nodes.has(parent))
      throw new MissingParentError(node, parent, meant(node, parent, nodes, labelled))
    if (node.revises.indexOf(parent) !== index) throw new DuplicateParentError(node, parent)
  })
  return node.revises
}

function dependenciesOf(node: RevisionNode, nodes: Nodes, labelled: Nodes): readonly string[] {
  const found = node.dependsOn.map((name) => {
    const dependency = nodes.get(name) ?? labelled.get(name)
    if (dependency !== undefined) return dependency.id
    throw new MissingDependencyError(node, name, meant(node, name, nodes, labelled))
  })
  return unique(found)
}

/** Ids that a wrong reference may have meant: that of the label, those it is the start of, or, less surely, those alike. */
function meant({ id: from }: RevisionNode, name: string, nodes: Nodes, labelled: Nodes): Meant {
  const label = labelled.get(name)
  if (label !== undefined) return { ids: [label.id], sure: true }
  const others = [...nodes.keys()].filter((id) => id !== from)
  const started = others.filter((id) => name !== '' && id.startsWith(name))
  return started.length > 0
    ? { ids: started, sure: true }
    : { ids: alike(name, others), sure: false }
}

const cycleLinks = (cycle: readonly string[], nodes: Nodes, parents: Relation): CycleLink[] =>
  cycle.map((id, index) => {
    const to = cycle[(index + 1) % cycle.length]!
    const verb = parents.get(id)!.includes(to) ? 'revises' : 'depends on'
    return { from: nodes.get(id)!, verb, to }
  })

/** The same relation seen from the other end; lists are sorted, because the nodes are. */
function inverse(relation: Relation): Map<string, readonly string[]> {
  const back = new Map<string, string[]>(Array.from(relation.keys(), (id) => [id, []]))
  for (const [id, others] of relation) for (const other of others) back.get(other)!.push(id)
  return back
}

const mapValues = <T>(nodes: Nodes, value: (node: RevisionNode) => T): Map<string, T> =>
  new Map(Array.from(nodes, ([id, node]) => [id, value(node)]))

const unique = (ids: readonly string[]): string[] => [...new Set(ids)]

function byId(a: RevisionNode, b: RevisionNode): number {
  const [x, y] = a.id === b.id ? [a.path ?? '', b.path ?? ''] : [a.id, b.id]
  return x < y ? -1 : x > y ? 1 : 0
}
