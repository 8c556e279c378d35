import { databasesNamed } from '../project/database.ts'
import { readHistory } from '../project/history.ts'
import type { DatabaseSettings, Project } from '../project/project.ts'
import { planRevision } from '../revisions/new-revision.ts'
import { DeclinedError, UnansweredQuestionError } from './errors.ts'
import type { CommandOptions } from './options.ts'
import { type Proposal, type ProposalOptions, propose } from './proposal.ts'
import { inDatabase, type Session, withSession } from './session.ts'
import {
  type Draft,
  emptyDraft,
  type Naming,
  newRevision,
  reported,
  sharing,
  type WrittenRevision,
  writeDraft,
} from './write-revision.ts'

export interface RevisionOptions extends CommandOptions, ProposalOptions, Naming {
  /** The revision that the new one follows; `heads` joins all, `base` starts a new history. Absent: `head`. */
  readonly head?: string | undefined
  /** Finds out what the models ask for. */
  readonly autogenerate?: boolean | undefined
  /** Writes a file also when nothing has changed. */
  readonly empty?: boolean | undefined
  /** Asks nothing: the revision is written whatever it drops, and renames are those that were stated. */
  readonly yes?: boolean | undefined
  /** Asks somebody; `undefined` when nobody is there. */
  readonly confirm?: ((question: string) => Promise<boolean | undefined>) | undefined
}

/** Writes a new revision: one a migrations folder, however many databases share it. */
export async function revision(
  project: Project,
  options: RevisionOptions,
): Promise<readonly WrittenRevision[]> {
  const written: WrittenRevision[] = []
  for (const databases of sharing(databasesNamed(project, options.names))) {
    const names = databases.flatMap(({ name }) => name ?? [])
    const one = await writeOne(project, databases[0], options).catch((error) => {
      throw inDatabase(error, names[0], [])
    })
    written.push({ ...one, databases: names })
  }
  return written
}

async function writeOne(
  project: Project,
  database: DatabaseSettings,
  options: RevisionOptions,
): Promise<WrittenRevision> {
  const history = readHistory(database)
  const node = planRevision(history.graph, newRevision(options, database), options.head)
  const home = { project, database, history }
  if (options.autogenerate !== true) return writeDraft(home, emptyDraft(node), options)
  return withSession(project, database, { ...options, readOnly: true }, async (session) => {
    const proposal = await proposeWithRenames(session, options)
    const draft: Draft = { node, ...proposal }
    if (proposal.upgrade.length === 0 && options.empty !== true) return reported(draft, database)
    await mayDestroy(proposal, options)
    return writeDraft(home, draft, options)
  })
}

/**
 * Asks of each pair that looks like a rename whether it is one, and compares again where it is. Where nobody is asked it stays a
 * drop and an addition, with a remark on how to say otherwise.
 */
async function proposeWithRenames(session: Session, options: RevisionOptions): Promise<Proposal> {
  const renames = [...(options.renames ?? [])]
  const asked = new Set<string>()
  for (;;) {
    const proposal = await propose(session, { ...options, renames })
    const { message, rename } =
      proposal.notes.find((note) => note.rename !== undefined && !asked.has(note.rename)) ?? {}
    if (rename === undefined || options.yes === true) return proposal
    const answer = await options.confirm?.(`${message}. Rename it, and keep its data?`)
    if (answer === undefined) return proposal
    asked.add(rename)
    if (answer) renames.push(rename)
  }
}

/** Models that were not loaded look like tables that are no longer wanted: somebody must say that they are not. */
async function mayDestroy(
  { destruction, notes }: Proposal,
  options: RevisionOptions,
): Promise<void> {
  if (!destruction.most || options.yes === true) return
  const { tables, columns } = destruction
  const question = `this revision would drop ${tables.dropped} of ${tables.dropped + tables.kept} tables and ${columns.dropped} of ${columns.dropped + columns.kept} columns`
  const renames = notes.flatMap(({ rename }) =>
    rename === undefined ? [] : [`--rename ${rename}`],
  )
  const hint = `${renames.length === 0 ? '' : `If something has another name now, say so: ${renames.join(' ')}\n`}${WANTED}`
  const answer = await options.confirm?.(`${question}. Write it?`)
  if (answer === undefined) throw new UnansweredQuestionError(question, hint)
  if (!answer) throw new DeclinedError(hint)
}

const WANTED =
  'If that is what you want, say --yes. If the models were not all loaded, see "models" in the configuration; tables of somebody else belong into "ignore"'
