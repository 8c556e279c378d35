/** The revision history as a graph: what the rest of the program may ask of it. */

export { buildGraph } from './graph.ts'
export * from './graph-errors.ts'
export {
  bases,
  branchPoints,
  effectiveHeads,
  heads,
  isBase,
  isBranchPoint,
  isEffectiveHead,
  isHead,
  isMergePoint,
  isRealHead,
  mergePoints,
  realHeads,
} from './heads.ts'
export { type HistoryOptions, historyRange, rangeNeedsRows } from './history.ts'
export { countsFromRows, type Identifier, parseIdentifier } from './identifier.ts'
export * from './identifier-errors.ts'
export type * from './model.ts'
export { idProblem, labelProblem } from './names.ts'
export { type NewRevision, planMerge, planRevision } from './new-revision.ts'
export {
  type OfflinePlan,
  planOfflineDowngrade,
  planOfflineStamp,
  planOfflineUpgrade,
} from './offline.ts'
export { planDowngrade, planStamp, planUpgrade, type StampOptions } from './plan.ts'
export * from './plan-errors.ts'
export { splitRange } from './range.ts'
export {
  type Along,
  ancestors,
  descendants,
  inOrder,
  lineage,
  placed,
  uppermost,
  withAncestors,
  withDescendants,
} from './relations.ts'
export { type ResolveOptions, resolve } from './resolve.ts'
export { appliedAt, checkRows, currentRevisions, missingHeads, rowsFor } from './rows.ts'
export { command, type Purpose } from './words.ts'
