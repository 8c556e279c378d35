import type { LeftAlone, Note } from '../compare/index.ts'
import { describe } from '../operations/describe.ts'
import type { Operation } from '../operations/model.ts'
import type { Project } from '../project/project.ts'
import type { CommandOptions, OfDatabase } from './options.ts'
import { type ProposalOptions, propose } from './proposal.ts'
import { onDatabases } from './session.ts'

export interface Checked extends OfDatabase {
  /** Whether the models ask for nothing. */
  readonly clean: boolean
  readonly operations: readonly Operation[]
  /** The same in words, in the same order. */
  readonly words: readonly string[]
  readonly notes: readonly Note[]
  readonly left: readonly LeftAlone[]
}

/** Whether databases are as the models describe them. */
export const check = (
  project: Project,
  options: CommandOptions & ProposalOptions = {},
): Promise<readonly Checked[]> =>
  onDatabases(project, { ...options, readOnly: true }, async (session) => {
    const { upgrade: operations, notes, left } = await propose(session, options)
    return {
      clean: operations.length === 0,
      operations,
      words: operations.map(describe),
      notes,
      left,
    }
  })
