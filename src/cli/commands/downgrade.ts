import { defineCommand } from '../command.ts'
import { lockTimeout, scriptDialect, serverVersion, sql } from '../flags.ts'
import { reportRuns } from '../runs.ts'
import { printScripts, scriptOptions } from '../scripts.ts'
import { lockOption, projectIn, runOptions } from '../shared.ts'
import { identifiers } from '../topics.ts'

/** Takes databases down, or prints the SQL that does. */
export const downgrade = defineCommand({
  name: 'downgrade',
  summary: 'Take the database down to a revision, which stays applied',
  description: [
    'What depends on a revision that goes, on other branches too, goes before it. A step that could mean several revisions is refused, with the commands that say which.',
  ],
  topics: [identifiers],
  examples: [
    ['athanor downgrade -1', 'take the last revision back'],
    ['athanor downgrade ae10', 'down to a revision'],
    ['athanor downgrade base', 'take everything back'],
    ['athanor downgrade shop@-1', 'the last revision of one branch'],
    ['athanor downgrade ae10:1975 --sql', 'the SQL from one revision down to another'],
  ],
  positionals: {
    target: {
      help: 'the revision to go down to, or a step such as -1; with --sql from:to',
      completes: 'range',
    },
  },
  flags: { sql, dialect: scriptDialect, serverVersion, lockTimeout },
  rollsBack: true,
  async run({ args: { target }, flags, shell }) {
    const { downgrade: run, downgradeSql } = await import('../../commands/downgrade.ts')
    const project = await projectIn(shell)
    const { name: names } = shell.globals
    if (flags.sql)
      printScripts(shell, await downgradeSql(project, { target, names, ...scriptOptions(flags) }))
    else
      reportRuns(
        shell,
        await run(project, {
          target,
          ...runOptions(shell),
          ...(await lockOption(flags.lockTimeout)),
        }),
      )
  },
})
