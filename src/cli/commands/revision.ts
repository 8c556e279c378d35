import { merge as runMerge } from '../../commands/merge.ts'
import { revision as runRevision } from '../../commands/revision.ts'
import { defineCommand } from '../command.ts'
import { projectIn, runOptions } from '../shared.ts'
import { UsageError } from '../usage.ts'
import { reportWritten } from '../written.ts'

const namingFlags = {
  message: {
    type: 'string',
    short: 'm',
    value: '<text>',
    help: 'what the revision does, for people',
  },
  branchLabel: {
    type: 'list',
    value: '<label>',
    help: 'a name for the branch that begins here (repeatable)',
  },
  revId: { type: 'string', value: '<id>', help: 'the id, instead of a random one' },
  dependsOn: {
    type: 'list',
    value: '<revision>',
    help: 'a revision of another branch that must be there first (repeatable)',
    completes: 'revision',
  },
  versionPath: {
    type: 'string',
    value: '<folder>',
    help: 'which of several migrations folders the file goes into',
    completes: 'folder',
  },
} as const

const given = (text: string | undefined, flag: string): void => {
  if (text !== undefined && text.trim() === '')
    throw new UsageError(`${flag} is empty`, {
      hint: 'Say what the revision does, in a few words.',
    })
}

export const revision = defineCommand({
  name: 'revision',
  summary: 'Write a new revision.',
  description:
    'With --autogenerate the models are compared with the database, and both directions are written; when\nnothing differs, no file is. Exit code 2 when a question must be answered and nobody can be asked.',
  examples: [
    ['athanor revision -m "add email" --autogenerate', 'what the models ask for'],
    ['athanor revision -m "fill email"', 'an empty one, to write by hand'],
    [
      'athanor revision -m "rename" --autogenerate --rename user.mail=email',
      'a rename, instead of drop and add',
    ],
    [
      'athanor revision -m "shop" --head base --branch-label shop',
      'the first of a history of its own',
    ],
    [
      'athanor revision -m "take over" --autogenerate --models schema.sql',
      'from another description than the models',
    ],
  ],
  positionals: {},
  flags: {
    ...namingFlags,
    autogenerate: { type: 'boolean', help: 'find out what the models ask for' },
    models: {
      type: 'string',
      value: '<source>',
      help: 'with --autogenerate: the wanted schema, from any source (see athanor diff --help)',
      completes: 'file',
    },
    rename: {
      type: 'list',
      value: '<table.old=new>',
      help: 'a column (or, as old=new, a table) that has another name now (repeatable)',
    },
    head: {
      type: 'string',
      value: '<revision>',
      help: 'the revision it follows: an id, label@head, "base" for a new history, "heads" for all (default: head)',
      completes: 'revision',
    },
    splice: {
      type: 'boolean',
      help: 'follow a revision that others follow already: it becomes a branch point',
    },
    empty: { type: 'boolean', help: 'with --autogenerate: write a file also when nothing differs' },
    sql: { type: 'boolean', help: 'print the SQL of the new revision as well' },
    yes: { type: 'boolean', short: 'y', help: 'answer every question with yes' },
  },
  async run({ flags, shell }) {
    given(flags.message, '--message')
    if (!flags.autogenerate && (flags.models !== undefined || flags.rename !== undefined))
      throw new UsageError(
        `${flags.models === undefined ? '--rename' : '--models'} says something to --autogenerate, which was not asked for`,
        { hint: 'Add --autogenerate' },
      )
    const project = await projectIn(shell)
    const written = await runRevision(project, {
      ...naming(flags),
      head: flags.head,
      splice: flags.splice,
      autogenerate: flags.autogenerate,
      models: flags.models,
      renames: flags.rename,
      empty: flags.empty,
      yes: flags.yes,
      confirm: shell.confirm,
      ...runOptions(shell),
    })
    await reportWritten(shell, project, written, flags.sql === true)
  },
})

const naming = (flags: {
  readonly message?: string
  readonly branchLabel?: readonly string[]
  readonly revId?: string
  readonly dependsOn?: readonly string[]
  readonly versionPath?: string
}) => ({
  message: flags.message,
  branchLabels: flags.branchLabel,
  revId: flags.revId,
  dependsOn: flags.dependsOn,
  versionPath: flags.versionPath,
})

export const merge = defineCommand({
  name: 'merge',
  summary: 'Write a revision that joins heads.',
  examples: [
    ['athanor merge heads -m "join"', 'all heads'],
    ['athanor merge ae10 27c6 -m "join"', 'these two'],
  ],
  positionals: {
    revisions: { rest: true, help: 'the heads to join, or "heads"', completes: 'revision' },
  },
  flags: namingFlags,
  async run({ args, flags, shell }) {
    given(flags.message, '--message')
    const project = await projectIn(shell)
    const written = await runMerge(project, {
      revisions: args.revisions,
      ...naming(flags),
      ...runOptions(shell),
    })
    await reportWritten(shell, project, written, false)
  },
})
