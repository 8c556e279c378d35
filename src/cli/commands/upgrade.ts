import { defineCommand } from '../command.ts'
import { lockTimeout, scriptDialect, serverVersion, sql } from '../flags.ts'
import { reportRuns } from '../runs.ts'
import { printScripts, scriptOptions } from '../scripts.ts'
import { lockOption, projectIn, runOptions } from '../shared.ts'
import { identifiers } from '../topics.ts'

/** Brings databases up, or prints the SQL that does. */
export const upgrade = defineCommand({
  name: 'upgrade',
  summary: 'Bring the database up to a revision',
  description: [
    'Each revision and its row in the version table are one transaction. Only one run works on a database at a time; others wait, and find the work done.',
  ],
  topics: [identifiers],
  examples: [
    ['athanor upgrade head', 'to the head'],
    ['athanor upgrade +1', 'one revision further'],
    ['athanor upgrade ae10', 'to a revision, by the start of its id'],
    ['athanor upgrade heads', 'to the heads of all branches'],
    ['athanor upgrade head --sql', 'the SQL for an empty database'],
    ['athanor upgrade 1975:ae10 --sql', 'the SQL from one revision to another'],
  ],
  positionals: {
    target: {
      default: 'heads',
      help: 'the revision to go to; with --sql also from:to',
      completes: 'range',
    },
  },
  flags: { sql, dialect: scriptDialect, serverVersion, lockTimeout },
  rollsBack: true,
  async run({ args: { target }, flags, shell }) {
    const { upgrade: run, upgradeSql } = await import('../../commands/upgrade.ts')
    const project = await projectIn(shell)
    const { name: names } = shell.globals
    if (flags.sql)
      printScripts(shell, await upgradeSql(project, { target, names, ...scriptOptions(flags) }))
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
