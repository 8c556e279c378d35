import type { WrittenRevision } from '../../commands/write-revision.ts'
import type { Project } from '../../project/project.ts'
import { defineCommand } from '../command.ts'
import { rename, wantedModels } from '../flags.ts'
import { printScripts } from '../scripts.ts'
import { projectIn, runOptions } from '../shared.ts'
import type { Shell } from '../shell.ts'
import { UsageError } from '../usage.ts'
import { reportWritten } from '../written.ts'

const message = {
  type: 'string',
  short: 'm',
  value: '<text>',
  help: 'what the revision does, for people',
} as const

const namingFlags = {
  branchLabel: {
    type: 'list',
    value: '<label>',
    help: 'a name for the branch that begins here (repeatable)',
  },
  dependsOn: {
    type: 'list',
    value: '<revision>',
    help: 'a revision of another branch that must be there first (repeatable)',
    completes: 'revision',
  },
  revId: { type: 'string', value: '<id>', help: 'the id, instead of a random one' },
  versionPath: {
    type: 'string',
    value: '<folder>',
    help: 'which of several migrations folders the file goes into',
    completes: 'file',
  },
} as const

/** Writes a revision, by hand or from a comparison. */
export const revision = defineCommand({
  name: 'revision',
  summary: 'Write a new revision',
  description: [
    'With --autogenerate the models are compared with the database, and both directions are written; when nothing differs, no file is.',
    'On a terminal it asks of what looks like a rename whether it is one. Elsewhere that is a drop and an addition, with a remark on which --rename makes it one. What would drop most of the database needs --yes, or an answer: exit code 2 when nobody can be asked.',
  ],
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
    message,
    autogenerate: { type: 'boolean', help: 'find out what the models ask for' },
    models: { ...wantedModels, help: `with --autogenerate: ${wantedModels.help}` },
    rename: { ...rename, help: `with --autogenerate: ${rename.help}` },
    empty: { type: 'boolean', help: 'with --autogenerate: write a file also when nothing differs' },
    yes: {
      type: 'boolean',
      short: 'y',
      help: 'ask nothing: write it whatever it drops; only --rename renames',
    },
    sql: { type: 'boolean', help: 'print the SQL of the new revision' },
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
    ...namingFlags,
  },
  async run({ flags, shell }) {
    checkMessage(flags.message)
    checkAutogenerate(flags)
    const { revision: run } = await import('../../commands/revision.ts')
    const project = await projectIn(shell)
    const written = await run(project, {
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
    reportWritten(shell, written, { sql: flags.sql })
    if (flags.sql && !shell.globals.json) await printSql(shell, project, written)
  },
})

function checkMessage(text: string | undefined): void {
  if (text !== undefined && text.trim() === '')
    throw new UsageError('--message is empty', {
      hint: 'Say what the revision does, in a few words: -m "add email"',
    })
}

function checkAutogenerate(flags: Readonly<Record<string, unknown>>): void {
  if (flags.autogenerate) return
  const said = ['models', 'rename', 'empty'].find((name) => flags[name] !== undefined)
  if (said !== undefined)
    throw new UsageError(`--${said} says something to --autogenerate, which was not asked for`, {
      hint: 'Add --autogenerate',
    })
}

/** What each new revision does, from the one it follows. */
async function printSql(
  shell: Shell,
  project: Project,
  written: readonly WrittenRevision[],
): Promise<void> {
  const { upgradeSql } = await import('../../commands/upgrade.ts')
  for (const { databases: names, path, id, revises } of written) {
    if (path === undefined) continue
    const [parent = 'base', ...others] = revises
    if (others.length > 0)
      shell.log(
        `no SQL for ${id}: it joins ${revises.join(' and ')}, and only moves the version rows`,
      )
    else printScripts(shell, await upgradeSql(project, { target: `${parent}:${id}`, names }))
  }
}

interface NamingFlags {
  readonly message?: string
  readonly branchLabel?: readonly string[]
  readonly revId?: string
  readonly dependsOn?: readonly string[]
  readonly versionPath?: string
}

const naming = (flags: NamingFlags) => ({
  message: flags.message,
  branchLabels: flags.branchLabel,
  revId: flags.revId,
  dependsOn: flags.dependsOn,
  versionPath: flags.versionPath,
})

/** Writes a revision that joins heads. */
export const merge = defineCommand({
  name: 'merge',
  summary: 'Write a revision that joins heads',
  examples: [
    ['athanor merge heads -m "join"', 'all heads'],
    ['athanor merge ae10 27c6 -m "join"', 'these two'],
  ],
  positionals: {
    revisions: { rest: true, help: 'the heads to join, or "heads"', completes: 'revision' },
  },
  flags: {
    message,
    splice: { type: 'boolean', help: 'join also revisions that others follow already' },
    ...namingFlags,
  },
  async run({ args, flags, shell }) {
    checkMessage(flags.message)
    const { merge: run } = await import('../../commands/merge.ts')
    const written = await run(await projectIn(shell), {
      revisions: args.revisions,
      splice: flags.splice,
      ...naming(flags),
      ...runOptions(shell),
    })
    reportWritten(shell, written)
  },
})
