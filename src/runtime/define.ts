import type { RecordedFunction } from '../operations/recorder.ts'
import type { RevisionNode } from '../revisions/model.ts'

/** A revision as its file says it. */
export interface RevisionDefinition {
  /** Any text without `@`, `-`, `+` and `:`. */
  readonly id: string
  /** The revision it follows; `null` for a base, several for a merge point. */
  readonly revises: string | readonly string[] | null
  readonly labels?: string | readonly string[]
  /** Revisions of other branches that must be there first. */
  readonly dependsOn?: string | readonly string[]
  /** Where no comment at the head of a file says it: in an imported list of revisions. */
  readonly message?: string
  /** `false`: no transaction around it, each statement commits on its own. */
  readonly transaction?: boolean
  readonly upgrade: RecordedFunction
  readonly downgrade?: RecordedFunction
}

/** Says what a revision is. Returns what it was given: it is there for the types. */
export const defineRevision = (revision: RevisionDefinition): RevisionDefinition => revision

/** A revision with its code. */
export type LoadedRevision = RevisionNode &
  Partial<Pick<RevisionDefinition, 'transaction' | 'upgrade' | 'downgrade'>>
