import path from 'node:path'
import { type Between, type LeftAlone, type Note, notesOnReturn } from '../compare/index.ts'
import { describe } from '../operations/describe.ts'
import type { Operation } from '../operations/model.ts'
import { timestampIn } from '../project/dates.ts'
import { ConfigError } from '../project/errors.ts'
import type { FileHistory } from '../project/history.ts'
import { runPostWriteHooks } from '../project/hooks.ts'
import type { DatabaseSettings, Project } from '../project/project.ts'
import { newRevisionId, scriptExtension, writeRevisionFile } from '../project/write.ts'
import { renderRevision } from '../render/revision.ts'
import type { RevisionNode } from '../revisions/model.ts'
import type { NewRevision } from '../revisions/new-revision.ts'

/** A revision as it was written, or why it was not. */
export interface WrittenRevision {
  /** The databases it is for, where the configuration has several. */
  readonly databases: readonly string[]
  readonly id: string
  readonly message: string
  readonly revises: readonly string[]
  /** Absent: nothing was written. */
  readonly path?: string
  /** What `upgrade` does, in words. */
  readonly words: readonly string[]
  readonly notes: readonly Note[]
  /** What was not compared, and why. */
  readonly left: readonly LeftAlone[]
  /** What the post-write hooks printed. */
  readonly printed: readonly string[]
}

/** Which revision is to be written, and where. */
export interface Naming {
  readonly message?: string | undefined
  readonly revId?: string | undefined
  readonly branchLabels?: readonly string[] | undefined
  readonly dependsOn?: readonly string[] | undefined
  readonly splice?: boolean | undefined
  /** One of the migrations folders. Absent: the folder of the revision it follows. */
  readonly versionPath?: string | undefined
}

export function newRevision(naming: Naming, { timezone }: DatabaseSettings): NewRevision {
  return {
    id: naming.revId ?? newRevisionId(),
    message: naming.message ?? '',
    created: timestampIn(new Date(), timezone),
    labels: naming.branchLabels ?? [],
    dependsOn: naming.dependsOn ?? [],
    splice: naming.splice ?? false,
  }
}

export interface Draft {
  readonly node: RevisionNode
  readonly upgrade: readonly Operation[]
  readonly downgrade: readonly Operation[]
  readonly notes: readonly Note[]
  readonly left: readonly LeftAlone[]
  /** What the operations lead from and to; absent where nothing was compared. */
  readonly between?: Between
}

export const emptyDraft = (node: RevisionNode): Draft => ({
  node,
  upgrade: [],
  downgrade: [],
  notes: [],
  left: [],
})

/** Where a draft goes. */
export interface Home {
  readonly project: Project
  readonly database: DatabaseSettings
  readonly history: FileHistory
}

/** Lets the project look the draft over, and writes it as a file; `false` from the project writes none. */
export async function writeDraft(
  home: Home,
  draft: Draft,
  naming: Naming,
): Promise<WrittenRevision> {
  const { project, database } = home
  const processed = await processedDraft(draft, project, database)
  if (processed === undefined) return reported(draft, database)
  const { node, upgrade, downgrade, notes, between } = processed
  const { renderItem } = database
  const text = renderRevision({
    ...node,
    upgrade,
    downgrade,
    // What is left alone is told, and is none of the revision's.
    notes: notes.filter(({ kind }) => kind !== 'left-alone'),
    notesOnReturn: between === undefined ? [] : notesOnReturn(downgrade, between),
    ...(renderItem !== undefined && { renderItem }),
  })
  const folder = folderFor(home, node, naming)
  const file = writeRevisionFile(database, {
    id: node.id,
    message: node.message,
    moment: new Date(),
    text,
    extension: scriptExtension(project),
    ...(folder !== undefined && { folder }),
  })
  const printed = await runPostWriteHooks(project, database, file)
  return { ...reported(processed, database), path: file, printed }
}

/** What is told of a draft that was not written. */
export const reported = (
  { node, upgrade, notes, left }: Draft,
  { name }: DatabaseSettings,
): WrittenRevision => ({
  databases: name === undefined ? [] : [name],
  id: node.id,
  message: node.message,
  revises: node.revises,
  words: upgrade.map(describe),
  notes,
  left,
  printed: [],
})

async function processedDraft(
  draft: Draft,
  project: Project,
  { processRevision, name }: DatabaseSettings,
): Promise<Draft | undefined> {
  if (processRevision === undefined) return draft
  const { node, upgrade, downgrade, notes } = draft
  const { id, message, revises, labels, dependsOn } = node
  const said = await processRevision({
    ...{ id, message, revises, labels, dependsOn, upgrade, downgrade },
    ...(name !== undefined && { database: name }),
  })
  if (said === false) return undefined
  if (said === undefined) return draft
  if (
    typeof said?.id !== 'string' ||
    !Array.isArray(said.upgrade) ||
    !Array.isArray(said.downgrade)
  )
    throw new ConfigError(
      project.file,
      'processRevision',
      'gives something that is no revision',
      'Return the draft it was given, changed or not; nothing, to leave it as it is; or false, to write none.',
    )
  return {
    ...draft,
    node: {
      ...node,
      id: said.id,
      message: said.message,
      revises: said.revises,
      labels: said.labels,
      dependsOn: said.dependsOn,
    },
    upgrade: said.upgrade,
    downgrade: said.downgrade,
    notes: notes.flatMap((note) => kept(note, upgrade, said.upgrade)),
  }
}

/** The remark, about the same operations in their new places; without it when none of them is left. */
function kept(note: Note, before: readonly Operation[], after: readonly Operation[]): Note[] {
  const operations = note.operations
    .map((index) => after.indexOf(before[index]!))
    .filter((index) => index !== -1)
  return note.operations.length > 0 && operations.length === 0 ? [] : [{ ...note, operations }]
}

/** The folder that was asked for; else the one the revision it follows is in. */
function folderFor(
  { project, database, history }: Home,
  { revises }: RevisionNode,
  { versionPath }: Naming,
): string | undefined {
  if (versionPath !== undefined) return path.resolve(project.folder, versionPath)
  const parent = history.graph.byId.get(revises[0] ?? '')?.node.path
  if (parent === undefined) return undefined
  return database.migrations.find((folder) => !path.relative(folder, parent).startsWith('..'))
}

type Sharing = readonly [DatabaseSettings, ...DatabaseSettings[]]

/** Databases that keep their revisions in the same folders are one history. */
export const sharing = (databases: readonly DatabaseSettings[]): Sharing[] => [
  ...(Map.groupBy(databases, ({ migrations }) => JSON.stringify(migrations)).values() as Iterable<
    DatabaseSettings[] & Sharing
  >),
]
