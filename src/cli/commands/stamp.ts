import { stamp as run, stampSql } from '../../commands/stamp.ts'
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
import { UsageError } from '../usage.ts'
import { scriptOptions } from './upgrade.ts'

export const stamp = defineCommand({
  name: 'stamp',
  summary: 'Say which revisions the database is at, and run nothing.',
  examples: [
    ['athanor stamp head', 'the database is up to date already'],
    ['athanor stamp ae10 27c6', 'it is at these two'],
    ['athanor stamp --purge head', 'throw the rows away first, whatever they are'],
    ['athanor stamp base', 'it has nothing'],
  ],
  positionals: {
    targets: {
      rest: true,
      help: 'the revisions, or "head", "heads", "base"',
      completes: 'revision',
    },
  },
  flags: {
    purge: {
      type: 'boolean',
      help: 'remove all version rows first, also those that no file knows',
    },
    sql: sqlFlag,
    dialect: dialectFlag,
    serverVersion: serverVersionFlag,
    lockTimeout: lockTimeoutFlag,
  },
  async run({ args: { targets }, flags, shell }) {
    const project = await projectIn(shell)
    if (flags.sql) {
      if (flags.purge)
        throw new UsageError(
          '--purge cannot be written as a script: it depends on the rows that are there',
          {
            hint: 'Leave out --sql, or give the start: athanor stamp --sql from:to',
          },
        )
      printScripts(
        shell,
        await stampSql(project, { targets, ...scriptOptions(flags), names: shell.globals.name }),
      )
      return
    }
    const { purge = false } = flags
    reportRuns(
      shell,
      await run(project, { targets, purge, ...runOptions(shell, flags.lockTimeout) }),
    )
  },
})
