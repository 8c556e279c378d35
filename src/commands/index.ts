/** Everything the command line does, as functions that return data and print nothing. */

export { openProject, type Project, projectOf } from '../project/project.ts'
export { type Checked, check } from './check.ts'
export { createAll, dropAll, type Where } from './create-all.ts'
export { type Current, current } from './current.ts'
export { type Difference, type DiffOptions, diff } from './diff.ts'
export { type DowngradeOptions, downgrade, downgradeSql } from './downgrade.ts'
export { type EditOptions, type EditorCall, edit } from './edit.ts'
export { type EnsuredVersion, ensureVersion, ensureVersionSql } from './ensure-version.ts'
export type { Branching, Entry } from './entries.ts'
export * from './errors.ts'
export {
  branches,
  type HeadsOptions,
  type HistoryOptions,
  heads,
  history,
  type Listed,
  type ShowOptions,
  show,
} from './history.ts'
export { type InitOptions, init, listTemplates } from './init.ts'
export { type MergeOptions, merge } from './merge.ts'
export { type MigrateOptions, migrate } from './migrate.ts'
export type { CommandOptions, OfDatabase } from './options.ts'
export type { ProposalOptions } from './proposal.ts'
export { type Pulled, type PullOptions, pull } from './pull.ts'
export { type RevisionOptions, revision } from './revision.ts'
export type { Script, ScriptOptions } from './scripts.ts'
export { type StampOptions, stamp, stampSql } from './stamp.ts'
export { type DatabaseRun, type UpgradeOptions, upgrade, upgradeSql } from './upgrade.ts'
export type { WrittenRevision } from './write-revision.ts'
