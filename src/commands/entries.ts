import {
  appliedAt,
  branchPoints,
  currentRevisions,
  heads,
  historyRange,
  isBranchPoint,
  isEffectiveHead,
  isHead,
  isMergePoint,
  type PlacedRevision,
  placed,
  type RevisionGraph,
  type Rows,
  realHeads,
  resolve,
} from '../revisions/index.ts'

/** A revision as lists and `show` tell it: what its file says, and what the history makes of it. */
export interface Entry {
  readonly id: string
  readonly message: string
  readonly revises: readonly string[]
  readonly dependsOn: readonly string[]
  /** The revisions that follow it. */
  readonly children: readonly string[]
  /** Its branch labels, inherited ones too. */
  readonly labels: readonly string[]
  readonly created?: string
  readonly path?: string
  /** Nothing follows it. */
  readonly head: boolean
  /** A head that a revision elsewhere depends on: it has no version row once that one is applied. */
  readonly effectiveHead: boolean
  readonly branchPoint: boolean
  readonly mergePoint: boolean
  /** One of the revisions the database is at. Absent where no database was asked. */
  readonly current?: boolean
  readonly applied?: boolean
}

export function entriesOf(
  graph: RevisionGraph,
  ids: readonly string[],
  rows?: Rows,
): readonly Entry[] {
  const current = rows && new Set(currentRevisions(graph, rows))
  const applied = rows && new Set(appliedAt(graph, rows))
  return ids.map((id) => ({
    ...entryOf(placed(graph, id)),
    ...(current !== undefined && { current: current.has(id), applied: applied?.has(id) === true }),
  }))
}

function entryOf(revision: PlacedRevision): Entry {
  const { id, message, created, path } = revision.node
  return {
    id,
    message,
    revises: revision.parents,
    dependsOn: revision.dependencies,
    children: revision.children,
    labels: revision.labels,
    ...(created !== undefined && { created }),
    ...(path !== undefined && { path }),
    head: isHead(revision),
    effectiveHead: isEffectiveHead(revision),
    branchPoint: isBranchPoint(revision),
    mergePoint: isMergePoint(revision),
  }
}

/** All revisions, or those in a range, newest first. */
export const historyEntries = (
  graph: RevisionGraph,
  range?: string,
  rows?: Rows,
): readonly Entry[] =>
  entriesOf(
    graph,
    historyRange(graph, range, rows === undefined ? {} : { rows }).map(({ id }) => id),
    rows,
  )

/** The heads; with `real`, without those that a revision elsewhere depends on. */
export const headEntries = (graph: RevisionGraph, real = false): readonly Entry[] =>
  entriesOf(graph, real ? realHeads(graph) : heads(graph))

export interface Branching {
  readonly revision: Entry
  readonly into: readonly Entry[]
}

/** Every branch point with what it branches into. */
export const branchings = (graph: RevisionGraph): readonly Branching[] =>
  entriesOf(graph, branchPoints(graph)).map((revision) => ({
    revision,
    into: entriesOf(graph, revision.children),
  }))

/** What an identifier names, each revision once. `base` names nothing. */
export const shownEntries = (
  graph: RevisionGraph,
  identifier: string,
  rows?: Rows,
): readonly Entry[] =>
  entriesOf(graph, resolve(graph, identifier, { ...(rows && { rows }), for: 'show' }), rows)
