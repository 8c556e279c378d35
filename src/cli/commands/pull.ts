import { defineCommand } from '../command.ts'
import { sourceDialect } from '../flags.ts'
import { printable } from '../paint.ts'
import { scriptOptions } from '../scripts.ts'
import { printJson } from '../shared.ts'
import { projectAround } from '../sources.ts'
import { sources } from '../topics.ts'

/** Prints the schema of a source as models. */
export const pull = defineCommand({
  name: 'pull',
  summary: 'Print the schema of a database as models',
  description: ['What is printed is TypeScript that describes what was read.'],
  topics: [sources],
  examples: [
    ['athanor pull > models.ts', 'begin with the database of the configuration'],
    ['athanor pull postgresql://localhost/shop > models.ts', 'or with another'],
    ['athanor pull schema.sql --dialect postgresql > models.ts', 'or with its DDL'],
  ],
  positionals: {
    source: { default: 'database', help: 'where to read the schema', completes: 'file' },
  },
  flags: {
    dialect: sourceDialect,
    schema: {
      type: 'list',
      value: '<name>',
      help: 'a named schema to read besides the default one (repeatable; default: all)',
    },
  },
  async run({ args, flags, shell }) {
    const { pull: run } = await import('../../commands/pull.ts')
    const { schema, text } = await run({
      source: args.source,
      folder: shell.cwd,
      schemas: flags.schema,
      ...(await projectAround(shell)),
      ...scriptOptions(flags),
    })
    for (const { kind, name } of schema.unmodelled)
      shell.log(
        `${shell.paint.warn('note')} ${printable(kind)} ${printable(name)} is not in the models: Athanor does not manage it`,
      )
    if (shell.globals.json) printJson(shell, schema)
    else shell.print(text.trimEnd())
  },
})
