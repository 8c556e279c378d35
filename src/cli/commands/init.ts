import { relative, resolve } from 'node:path'
import { templates } from '../../project/templates/index.ts'
import { word } from '../../revisions/words.ts'
import { defineCommand } from '../command.ts'
import { printJson } from '../shared.ts'

/** Begins a project. */
export const init = defineCommand({
  name: 'init',
  summary: 'Begin a project in this folder',
  description: [
    'Writes a configuration, models and a migrations folder. Nothing that is there is touched.',
  ],
  examples: [
    ['athanor init', 'on SQLite'],
    ['athanor init --template postgresql', 'on PostgreSQL'],
    ['athanor init server --template javascript', 'in a folder, in plain JavaScript'],
  ],
  positionals: { folder: { default: '.', help: 'where', completes: 'file' } },
  flags: {
    template: {
      type: 'string',
      short: 't',
      value: '<name>',
      help: `what to begin with: ${templates.map(({ name }) => name).join(', ')} (default: ${templates[0].name})`,
      choices: templates.map(({ name }) => name),
    },
  },
  async run({ args, flags, shell }) {
    const { init: run } = await import('../../commands/init.ts')
    const report = run({ folder: resolve(shell.cwd, args.folder), template: flags.template })
    if (shell.globals.json) {
      printJson(shell, report)
      return
    }
    const shown = (file: string) => relative(shell.cwd, file) || '.'
    for (const file of report.written) shell.log(`${shell.paint.good('wrote')} ${shown(file)}`)
    for (const file of report.kept)
      shell.log(`${shell.paint.faint('kept')}  ${shown(file)} (it was there)`)
    shell.log('')
    shell.log('Set the database in the configuration, describe your tables in the models, then:')
    const folder = relative(shell.cwd, resolve(shell.cwd, args.folder))
    if (folder !== '') shell.log(`  cd ${word(folder)}`)
    shell.log('  npx athanor revision -m "first" --autogenerate')
    shell.log('  npx athanor upgrade head')
  },
})

/** Lists what a project can begin with. */
export const listTemplates = defineCommand({
  name: 'list-templates',
  summary: 'List what init can begin with',
  examples: [['athanor list-templates', 'their names, and what they are for']],
  positionals: {},
  flags: {},
  async run({ shell }) {
    if (shell.globals.json) {
      printJson(
        shell,
        templates.map(({ name, summary }) => ({ name, summary })),
      )
      return
    }
    const width = Math.max(...templates.map(({ name }) => name.length))
    for (const { name, summary } of templates)
      shell.print(`${shell.paint.strong(name.padEnd(width))}  ${summary}`)
  },
})
