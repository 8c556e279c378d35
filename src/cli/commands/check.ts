import { check as run } from '../../commands/check.ts'
import { printChanges } from '../changes.ts'
import { defineCommand } from '../command.ts'
import { exitCodes } from '../failure.ts'
import { heading, printJson, projectIn, runOptions } from '../shared.ts'

export const check = defineCommand({
  name: 'check',
  summary: 'See whether models and database agree.',
  description: 'Exit code 1 when they differ. Writes nothing, in the database or on the disk.',
  examples: [
    ['athanor check', 'in CI, after athanor upgrade head'],
    ['athanor check --models other.ts', 'another description than the models'],
  ],
  positionals: {},
  flags: {
    models: {
      type: 'string',
      value: '<source>',
      help: 'the wanted schema, from any source (see athanor diff --help)',
      completes: 'file',
    },
    rename: { type: 'list', value: '<table.old=new>', help: 'take it for a rename (repeatable)' },
  },
  async run({ flags, shell }) {
    const checked = await run(await projectIn(shell), {
      models: flags.models,
      renames: flags.rename,
      ...runOptions(shell),
    })
    const clean = checked.every((one) => one.clean)
    if (shell.globals.json) printJson(shell, checked)
    else
      for (const one of checked) {
        heading(shell, one.database, checked.length > 1)
        printChanges(shell, one)
        shell.print(
          one.clean
            ? 'the database is as the models describe it'
            : `${one.words.length} ${one.words.length === 1 ? 'difference' : 'differences'}: athanor revision --autogenerate writes ${one.words.length === 1 ? 'it' : 'them'} down`,
        )
      }
    return clean ? exitCodes.done : exitCodes.failed
  },
})
