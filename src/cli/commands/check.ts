import { changeLines } from '../changes.ts'
import { defineCommand } from '../command.ts'
import { exitCodes } from '../failure.ts'
import { rename, wantedModels } from '../flags.ts'
import { heading, printJson, projectIn, runOptions } from '../shared.ts'

/** Compares models and database, and ends with exit code 1 when they differ. */
export const check = defineCommand({
  name: 'check',
  summary: 'See whether models and database agree',
  description: [
    'Prints what athanor revision --autogenerate would write, and ends with exit code 1 when there is anything. Writes nothing, in the database or on the disk.',
  ],
  examples: [
    ['athanor check', 'in CI, after athanor upgrade head'],
    ['athanor check --models other.ts', 'another description than the models'],
    ['athanor check --json', 'the operations as data'],
  ],
  positionals: {},
  flags: { models: wantedModels, rename },
  async run({ flags, shell }) {
    const { check: run } = await import('../../commands/check.ts')
    const checked = await run(await projectIn(shell), {
      models: flags.models,
      renames: flags.rename,
      ...runOptions(shell),
    })
    if (shell.globals.json) printJson(shell, checked)
    else
      for (const one of checked) {
        heading(shell, one.database, checked.length > 1)
        for (const line of changeLines(one, shell)) shell.print(line)
        shell.print(verdict(one.words.length))
      }
    return checked.every(({ clean }) => clean) ? exitCodes.done : exitCodes.failed
  },
})

function verdict(differences: number): string {
  if (differences === 0) return 'the database is as the models describe it'
  return differences === 1
    ? '1 difference: athanor revision --autogenerate writes it down'
    : `${differences} differences: athanor revision --autogenerate writes them down`
}
