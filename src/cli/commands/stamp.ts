import { defineCommand } from '../command.ts'
import { lockTimeout, scriptDialect, serverVersion, sql } from '../flags.ts'
import { reportRuns } from '../runs.ts'
import { printScripts, scriptOptions } from '../scripts.ts'
import { lockOption, projectIn, runOptions } from '../shared.ts'
import { identifiers } from '../topics.ts'
import { UsageError } from '../usage.ts'

/** Moves version rows, and runs nothing. */
export const stamp = defineCommand({
  name: 'stamp',
  summary: 'Say which revisions the database is at, and run nothing',
  topics: [identifiers],
  examples: [
    ['athanor stamp head', 'the database is up to date already'],
    ['athanor stamp ae10 27c6', 'it is at these two'],
    ['athanor stamp --purge head', 'throw the rows away first, whatever they are'],
    ['athanor stamp base', 'it has nothing'],
    ['athanor stamp 1975:ae10 --sql', 'the SQL that moves the rows from there to there'],
  ],
  positionals: {
    targets: {
      rest: true,
      help: 'the revisions it is at; with --sql also from:to',
      completes: 'range',
    },
  },
  flags: {
    purge: {
      type: 'boolean',
      help: 'remove all version rows first, also those that no file knows',
    },
    sql,
    dialect: scriptDialect,
    serverVersion,
    lockTimeout,
  },
  rollsBack: true,
  async run({ args: { targets }, flags, shell }) {
    const { purge = false } = flags
    if (flags.sql && purge)
      throw new UsageError(
        '--purge cannot be written as a script: it depends on the rows that are there',
        { hint: 'Leave out --sql, or say where it starts: athanor stamp from:to --sql' },
      )
    const { stamp: run, stampSql } = await import('../../commands/stamp.ts')
    const project = await projectIn(shell)
    const { name: names } = shell.globals
    if (flags.sql)
      printScripts(shell, await stampSql(project, { targets, names, ...scriptOptions(flags) }))
    else {
      const lock = await lockOption(flags.lockTimeout)
      reportRuns(shell, await run(project, { targets, purge, ...runOptions(shell), ...lock }))
    }
  },
})
