import { ensureVersionSql, ensureVersion as run } from '../../commands/ensure-version.ts'
import { defineCommand } from '../command.ts'
import { printable } from '../paint.ts'
import {
  dialectFlag,
  lockTimeoutFlag,
  printJson,
  printScripts,
  projectIn,
  runOptions,
  sqlFlag,
} from '../shared.ts'
import { scriptOptions } from './upgrade.ts'

export const ensureVersion = defineCommand({
  name: 'ensure-version',
  summary: 'Make the version table where there is none, and nothing else.',
  examples: [['athanor ensure-version', 'before the first upgrade, where another role runs it']],
  positionals: {},
  flags: { sql: sqlFlag, dialect: dialectFlag, lockTimeout: lockTimeoutFlag },
  async run({ flags, shell }) {
    const project = await projectIn(shell)
    if (flags.sql) {
      printScripts(
        shell,
        await ensureVersionSql(project, { ...scriptOptions(flags), names: shell.globals.name }),
      )
      return
    }
    const results = await run(project, runOptions(shell, flags.lockTimeout))
    if (shell.globals.json) printJson(shell, results)
    else
      for (const { table, made, describe } of results)
        shell.log(
          `${made ? 'made' : 'there is already'} the version table ${printable(table)} in ${printable(describe)}`,
        )
  },
})
