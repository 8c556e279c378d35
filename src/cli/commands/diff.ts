import { diff as run } from '../../commands/diff.ts'
import { pull as runPull } from '../../commands/pull.ts'
import { MissingConfigError } from '../../project/errors.ts'
import type { Project } from '../../project/project.ts'
import { printChanges } from '../changes.ts'
import { defineCommand } from '../command.ts'
import { printable } from '../paint.ts'
import { printJson, projectIn, serverVersionFlag, versionOf } from '../shared.ts'
import type { Shell } from '../shell.ts'

const SOURCES = `A schema source is one of:
  models               the configuration's models
  database             the configuration's database
  sqlite:app.db        a database, by its URL (postgresql://…, pglite:./data)
  schema.sql           DDL, run on a scratch database
  models.ts            a module that exports models
  revision:ae10, head  the history up to there, replayed without a database
  empty                nothing`

const dialect = {
  type: 'string',
  value: '<dialect>',
  help: 'whose schema is meant, where the sources do not say',
  choices: ['postgresql', 'sqlite'],
} as const

export const diff = defineCommand({
  name: 'diff',
  summary: 'Show what would make one schema another.',
  description: `Changes nothing anywhere.\n\n${SOURCES}`,
  examples: [
    ['athanor diff --from database --to models', 'what autogenerate would write'],
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
    dialect,
    serverVersion: serverVersionFlag,
    rename: { type: 'list', value: '<table.old=new>', help: 'take it for a rename (repeatable)' },
  },
  async run({ flags, shell }) {
    const difference = await run({
      from: flags.from ?? 'database',
      to: flags.to ?? 'models',
      folder: shell.cwd,
      renames: flags.rename,
      ...(await around(shell)),
      ...(flags.dialect !== undefined && { dialect: flags.dialect as 'postgresql' | 'sqlite' }),
      ...(flags.serverVersion !== undefined && { version: versionOf(flags.serverVersion) }),
    })
    if (shell.globals.json) printJson(shell, difference)
    else if (flags.sql) {
      printChanges(shell, { ...difference, words: [] })
      if (difference.sql.trim() !== '') shell.print(difference.sql.trimEnd())
    } else {
      for (const text of difference.words) shell.print(printable(text))
      printChanges(shell, { ...difference, words: [] })
      if (difference.words.length === 0) shell.log('no difference')
    }
  },
})

export const pull = defineCommand({
  name: 'pull',
  summary: 'Print the schema of a source as models.',
  description: `What is printed is TypeScript that describes what was read.\n\n${SOURCES}`,
  examples: [
    ['athanor pull database > models.ts', 'begin with a database that is there'],
    ['athanor pull schema.sql --dialect postgresql > models.ts', 'or with its DDL'],
  ],
  positionals: {
    source: { default: 'database', help: 'where to read the schema', completes: 'file' },
  },
  flags: {
    dialect,
    schema: {
      type: 'list',
      value: '<name>',
      help: 'a named schema to read besides the default one (repeatable; default: all)',
    },
  },
  async run({ args, flags, shell }) {
    const pulled = await runPull({
      source: args.source,
      folder: shell.cwd,
      schemas: flags.schema,
      ...(await around(shell)),
      ...(flags.dialect !== undefined && { dialect: flags.dialect as 'postgresql' | 'sqlite' }),
    })
    for (const { kind, name } of pulled.schema.unmodelled)
      shell.log(
        `${shell.paint.warn('note')} ${printable(kind)} ${printable(name)} is not in the models: Athanor does not manage it`,
      )
    if (shell.globals.json) printJson(shell, pulled.schema)
    else shell.print(pulled.text.trimEnd())
  },
})

/** The project, if the folder has one: two URLs need none. */
async function around(shell: Shell): Promise<{ project?: Project; name?: string }> {
  const [name] = shell.globals.name ?? []
  try {
    return { project: await projectIn(shell), ...(name !== undefined && { name }) }
  } catch (error) {
    if (!(error instanceof MissingConfigError) || shell.globals.config !== undefined) throw error
    return {}
  }
}
