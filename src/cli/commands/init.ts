import { resolve } from 'node:path'
import { listTemplates as list, init as run } from '../../commands/init.ts'
import { defineCommand } from '../command.ts'
import { printJson } from '../shared.ts'

export const init = defineCommand({
  name: 'init',
  summary: 'Begin a project in this folder.',
  description:
    'Writes a configuration, models and a migrations folder. Nothing that is there is touched.',
  examples: [
    ['athanor init', 'on SQLite'],
    ['athanor init --template postgresql', 'on PostgreSQL'],
    ['athanor init server --template javascript', 'in a folder, in plain JavaScript'],
  ],
  positionals: { folder: { default: '.', help: 'where', completes: 'folder' } },
  flags: {
    template: {
      type: 'string',
      short: 't',
      value: '<name>',
      help: 'one of athanor list-templates',
      choices: list().map(({ name }) => name),
    },
  },
  async run({ args, flags, shell }) {
    const report = run({ folder: resolve(shell.cwd, args.folder), template: flags.template })
    if (shell.globals.json) {
      printJson(shell, report)
      return
    }
    for (const file of report.written) shell.log(`${shell.paint.good('wrote')} ${file}`)
    for (const file of report.kept) shell.log(`${shell.paint.faint('kept')}  ${file}`)
    shell.log('')
    shell.log('Set the database in the configuration, describe your tables in the models, then:')
    shell.log('  athanor revision -m "first" --autogenerate')
    shell.log('  athanor upgrade head')
  },
})

export const listTemplates = defineCommand({
  name: 'list-templates',
  summary: 'List what init can begin with.',
  examples: [['athanor list-templates', 'their names, and what they are for']],
  positionals: {},
  flags: {},
  async run({ shell }) {
    const templates = list()
    if (shell.globals.json) {
      printJson(shell, templates)
      return
    }
    const width = Math.max(...templates.map(({ name }) => name.length))
    for (const { name, summary } of templates)
      shell.print(`${shell.paint.strong(name.padEnd(width))}  ${summary}`)
  },
})
