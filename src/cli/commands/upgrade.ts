import { upgrade as run, upgradeSql } from '../../commands/upgrade.ts'
import { defineCommand } from '../command.ts'
import { reportRuns } from '../runs.ts'
import {
  dialectFlag,
  lockTimeoutFlag,
  printScripts,
  projectIn,
  runOptions,
  serverVersionFlag,
  sqlFlag,
  versionOf,
} from '../shared.ts'

export const upgrade = defineCommand({
  name: 'upgrade',
  summary: 'Bring the database up to a revision.',
  description:
    'Each revision and its row in the version table are one transaction. Only one run works on a database at a\ntime; others wait, and find the work done.',
  examples: [
    ['athanor upgrade head', 'to the head'],
    ['athanor upgrade +1', 'one revision further'],
    ['athanor upgrade ae10', 'to a revision, by the start of its id'],
    ['athanor upgrade heads', 'to the heads of all branches'],
    ['athanor upgrade 1975:ae10 --sql', 'the SQL from one revision to another'],
  ],
  positionals: {
    target: {
      default: 'heads',
      help: 'a revision, "head", "heads", a step such as +1, or label@head; with --sql also from:to',
      completes: 'revision',
    },
  },
  flags: {
    sql: sqlFlag,
    dialect: dialectFlag,
    serverVersion: serverVersionFlag,
    lockTimeout: lockTimeoutFlag,
  },
  async run({ args: { target }, flags, shell }) {
    const project = await projectIn(shell)
    if (flags.sql) {
      printScripts(
        shell,
        await upgradeSql(project, { target, ...scriptOptions(flags), names: shell.globals.name }),
      )
      return
    }
    reportRuns(shell, await run(project, { target, ...runOptions(shell, flags.lockTimeout) }))
  },
})

export const scriptOptions = ({
  dialect,
  serverVersion,
}: {
  readonly dialect?: string | undefined
  readonly serverVersion?: string | undefined
}) => ({
  ...(dialect !== undefined && { dialect: dialect as 'postgresql' | 'sqlite' }),
  ...(serverVersion !== undefined && { version: versionOf(serverVersion) }),
})
