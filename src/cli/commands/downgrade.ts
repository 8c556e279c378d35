import { downgradeSql, downgrade as run } from '../../commands/downgrade.ts'
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
} from '../shared.ts'
import { scriptOptions } from './upgrade.ts'

export const downgrade = defineCommand({
  name: 'downgrade',
  summary: 'Take the database down to a revision, which stays applied.',
  description:
    'What depends on a revision that goes, on other branches too, goes before it. A step that could mean\nseveral revisions is refused, with the commands that say which.',
  examples: [
    ['athanor downgrade -1', 'take the last revision back'],
    ['athanor downgrade ae10', 'down to a revision'],
    ['athanor downgrade base', 'take everything back'],
    ['athanor downgrade shop@-1', 'the last revision of one branch'],
    ['athanor downgrade ae10:1975 --sql', 'the SQL from one revision down to another'],
  ],
  positionals: {
    target: {
      help: 'a revision, "base", a step such as -1, or label@base; with --sql from:to',
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
        await downgradeSql(project, { target, ...scriptOptions(flags), names: shell.globals.name }),
      )
      return
    }
    reportRuns(shell, await run(project, { target, ...runOptions(shell, flags.lockTimeout) }))
  },
})
