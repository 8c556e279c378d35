import { defineCommand } from '../command.ts'
import { lockTimeout, scriptDialect, sql } from '../flags.ts'
import { printable } from '../paint.ts'
import { printScripts, scriptOptions } from '../scripts.ts'
import { lockOption, printJson, projectIn, runOptions } from '../shared.ts'

/** Makes the version table, or prints the SQL that does. */
export const ensureVersion = defineCommand({
  name: 'ensure-version',
  summary: 'Make the version table where there is none, and nothing else',
  examples: [
    ['athanor ensure-version', 'before the first upgrade, where another role runs it'],
    ['athanor ensure-version --sql', 'the SQL that makes it'],
  ],
  positionals: {},
  flags: { sql, dialect: scriptDialect, lockTimeout },
  rollsBack: true,
  async run({ flags, shell }) {
    const { ensureVersion: run, ensureVersionSql } = await import(
      '../../commands/ensure-version.ts'
    )
    const project = await projectIn(shell)
    const { name: names } = shell.globals
    if (flags.sql) {
      printScripts(shell, await ensureVersionSql(project, { names, ...scriptOptions(flags) }))
      return
    }
    const lock = await lockOption(flags.lockTimeout)
    const { report, ...options } = runOptions(shell)
    const results = await run(project, {
      ...options,
      ...lock,
      // What was made is told below.
      report: (event, database) => event.kind !== 'version-table' && report?.(event, database),
    })
    if (shell.globals.json) printJson(shell, results)
    else
      for (const { table, made, describe } of results)
        shell.log(
          `${made ? 'made' : 'there is already'} the version table ${printable(table)} in ${printable(describe)}`,
        )
  },
})
