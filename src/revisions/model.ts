/**
 * The history of a database as a graph: what a revision is, where it stands, and what a plan says.
 * Plain data throughout; nothing here knows a disk, a database or an operation.
 */

/** What the head of a revision file says. */
export interface RevisionNode {
  readonly id: string
  /** The revisions it follows, by whole id: none for a base, several for a merge point. */
  readonly revises: readonly string[]
  /** Names for the branch that starts or goes on here. */
  readonly labels: readonly string[]
  /** Revisions of other branches that must be there first, by whole id or label. */
  readonly dependsOn: readonly string[]
  readonly message: string
  readonly created?: string
  readonly path?: string
}

/** A revision with its place in the history. Lists of children are sorted by id, so that file order never counts. */
export interface PlacedRevision {
  readonly node: RevisionNode
  readonly id: string
  /** In `RevisionGraph.order`. */
  readonly position: number
  readonly parents: readonly string[]
  /** `dependsOn` as ids. */
  readonly dependencies: readonly string[]
  readonly children: readonly string[]
  /** The revisions that name this one in `dependsOn`. */
  readonly dependents: readonly string[]
  /** Its own labels and those it inherits, sorted. */
  readonly labels: readonly string[]
}

export interface RevisionGraph {
  /** Every revision, each after all it stands on. Every plan is a part of this one order, or of its reverse. */
  readonly order: readonly PlacedRevision[]
  readonly byId: ReadonlyMap<string, PlacedRevision>
  /** The revision that carries each label itself. */
  readonly byLabel: ReadonlyMap<string, PlacedRevision>
}

/** The version table: the applied revisions that nothing applied stands on. */
export type Rows = readonly string[]

/** One change of the version table. An update or delete must match exactly one row. */
export type RowChange =
  | { readonly insert: string }
  | { readonly delete: string }
  | { readonly update: string; readonly to: string }

/** One revision of a plan, with the version rows around it. A stamp changes the rows and runs nothing. */
export interface PlanStep {
  /** A row without a file, which only `stamp --purge` removes, is a node of its id alone. */
  readonly revision: RevisionNode
  readonly direction: 'upgrade' | 'downgrade' | 'stamp'
  readonly before: Rows
  readonly after: Rows
  readonly changes: readonly RowChange[]
  /**
   * Only where a downgrade takes a revision with it that was not asked for: it is on another branch and stands on
   * these revisions, which go down too.
   */
  readonly also?: readonly string[]
}
