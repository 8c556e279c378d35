import { buildGraph } from './graph.ts'
import type { PlanStep, RevisionGraph, RevisionNode } from './model.ts'

/**
 * The revisions of a drawing:
 *
 *     a - b[shop] - c{x}
 *         b - d
 *     c + d - m
 *     x
 *
 * Each revision follows what stands left of it, `+` joins several, `[…]` are labels, `{…}` dependencies. What has
 * nothing to its left in any line is a base.
 */
export function draw(drawing: string): RevisionNode[] {
  const nodes = new Map<string, RevisionNode>()
  for (const line of drawing.split('\n').filter((text) => text.trim() !== '')) {
    let parents: string[] = []
    for (const group of line.trim().split(/\s+-\s+/)) {
      const drawn = group.split(/\s*\+\s*/).map(drawnNode)
      for (const node of drawn) nodes.set(node.id, joined(nodes.get(node.id), node, parents))
      parents = drawn.map(({ id }) => id)
    }
  }
  return [...nodes.values()]
}

/** The history of a drawing. */
export const history = (drawing: string): RevisionGraph => buildGraph(draw(drawing))

/** The ids of a plan's steps, in order. */
export const idsOf = (steps: readonly PlanStep[]): string =>
  steps.map(({ revision }) => revision.id).join(' ')

/** The rows a plan leaves, or those it started from when it has no steps. */
export const rowsAfter = (steps: readonly PlanStep[], rows: readonly string[]): readonly string[] =>
  steps.at(-1)?.after ?? rows

function drawnNode(text: string): RevisionNode {
  const [, id = '', labels, dependsOn] = /^([^[{]+)(?:\[(.*?)\])?(?:\{(.*?)\})?$/.exec(text) ?? []
  return { id, revises: [], labels: names(labels), dependsOn: names(dependsOn), message: '' }
}

const names = (text: string | undefined): string[] => text?.split(/,\s*/) ?? []

const joined = (
  known: RevisionNode | undefined,
  node: RevisionNode,
  parents: readonly string[],
): RevisionNode => ({
  ...node,
  revises: [...new Set([...(known?.revises ?? []), ...parents])],
  labels: [...(known?.labels ?? []), ...node.labels],
  dependsOn: [...(known?.dependsOn ?? []), ...node.dependsOn],
})
