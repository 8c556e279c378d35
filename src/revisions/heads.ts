import type { PlacedRevision, RevisionGraph } from './model.ts'

/** The ends and the knots of a history; lists of ids are in the order of the graph. */

export const isBase = (revision: PlacedRevision): boolean => revision.parents.length === 0

/** Nothing revises it. */
export const isHead = (revision: PlacedRevision): boolean => revision.children.length === 0

/** A head on which nothing depends either. Only these have rows when everything is applied. */
export const isRealHead = (revision: PlacedRevision): boolean =>
  isHead(revision) && revision.dependents.length === 0

/** A head that another branch depends on: once that is applied, this one has no row of its own. */
export const isEffectiveHead = (revision: PlacedRevision): boolean =>
  isHead(revision) && revision.dependents.length > 0

export const isBranchPoint = (revision: PlacedRevision): boolean => revision.children.length > 1

export const isMergePoint = (revision: PlacedRevision): boolean => revision.parents.length > 1

export const bases = (graph: RevisionGraph): string[] => idsOf(graph, isBase)
export const heads = (graph: RevisionGraph): string[] => idsOf(graph, isHead)
export const realHeads = (graph: RevisionGraph): string[] => idsOf(graph, isRealHead)
export const effectiveHeads = (graph: RevisionGraph): string[] => idsOf(graph, isEffectiveHead)
export const branchPoints = (graph: RevisionGraph): string[] => idsOf(graph, isBranchPoint)
export const mergePoints = (graph: RevisionGraph): string[] => idsOf(graph, isMergePoint)

const idsOf = (graph: RevisionGraph, is: (revision: PlacedRevision) => boolean): string[] =>
  graph.order.filter(is).map(({ id }) => id)
