import { remarkLines } from '../changes.ts'
import { defineCommand } from '../command.ts'
import { rename, serverVersion, sourceDialect } from '../flags.ts'
import { printable } from '../paint.ts'
import { scriptOptions } from '../scripts.ts'
import { printJson } from '../shared.ts'
import { projectAround } from '../sources.ts'
import { sources } from '../topics.ts'

/** Compares any two schema sources. */
export const diff = defineCommand({
  name: 'diff',
  summary: 'Show what would make one schema another',
  description: ['Changes nothing anywhere. Two sources of their own need no project.'],
  topics: [sources],
  examples: [
    ['athanor diff', 'what autogenerate would write: --from database --to models'],
    ['athanor diff --from head --to schema.sql --sql', 'as SQL'],
    [
      'athanor diff --from postgresql://localhost/a --to postgresql://localhost/b --json',
      'two databases, as data',
    ],
  ],
  positionals: {},
  flags: {
    from: {
      type: 'string',
      value: '<source>',
      help: 'what there is (default: database)',
      completes: 'file',
    },
    to: {
      type: 'string',
      value: '<source>',
      help: 'what there should be (default: models)',
      completes: 'file',
    },
    sql: { type: 'boolean', help: 'print the SQL that does it' },
    dialect: sourceDialect,
    serverVersion,
    rename,
  },
  async run({ flags, shell }) {
    const { diff: run } = await import('../../commands/diff.ts')
    const difference = await run({
      from: flags.from ?? 'database',
      to: flags.to ?? 'models',
      folder: shell.cwd,
      renames: flags.rename,
      ...(await projectAround(shell)),
      ...scriptOptions(flags),
    })
    if (shell.globals.json) {
      printJson(shell, difference)
      return
    }
    if (!flags.sql) for (const text of difference.words) shell.print(printable(text))
    else if (difference.sql.trim() !== '') shell.print(difference.sql.trimEnd())
    for (const line of remarkLines(difference, shell)) shell.log(line)
    if (difference.words.length === 0) shell.log('no difference')
  },
})
