import type { Current } from '../../commands/current.ts'
import { defineCommand } from '../command.ts'
import { entryBlock, entryLine } from '../entry-lines.ts'
import { exitCodes } from '../failure.ts'
import { verbose } from '../flags.ts'
import { printable } from '../paint.ts'
import { heading, printJson, projectIn, runOptions } from '../shared.ts'
import type { Shell } from '../shell.ts'

/** Shows where databases are. */
export const current = defineCommand({
  name: 'current',
  summary: 'Show where the database is',
  description: [
    'Reads only: neither a database file nor the version table is made by it. Prints nothing where no revision is applied.',
  ],
  examples: [
    ['athanor current', 'the revisions it is at'],
    ['athanor current --verbose', 'with all that is known of them'],
    ['athanor current --check-heads', 'exit code 1 unless it is up to date'],
  ],
  positionals: {},
  flags: {
    verbose: { ...verbose, help: 'which database it is, and all that is known of the revisions' },
    checkHeads: { type: 'boolean', help: 'exit code 1 when a head is not applied' },
  },
  async run({ flags, shell }) {
    const { current: run } = await import('../../commands/current.ts')
    const databases = await run(await projectIn(shell), runOptions(shell))
    if (shell.globals.json) printJson(shell, databases)
    else
      for (const one of databases)
        printCurrent(shell, one, databases.length > 1, flags.verbose === true)
    const behind = databases.filter(({ upToDate }) => !upToDate)
    if (!flags.checkHeads || behind.length === 0) return exitCodes.done
    for (const { describe, missing } of behind) {
      const lacks = missing.length === 0 ? '' : ` lacks ${missing.join(', ')}`
      shell.log(
        `${shell.paint.bad('behind')}: ${printable(describe)}${lacks}; bring it up to date: athanor upgrade heads`,
      )
    }
    return exitCodes.failed
  },
})

function printCurrent(shell: Shell, one: Current, several: boolean, isVerbose: boolean): void {
  const { paint } = shell
  const { describe, versioned, revisions, unfinished } = one
  heading(shell, one.database, several)
  if (isVerbose) shell.print(`${printable(describe)} is at:`)
  if (revisions.length === 0)
    shell.log(`no revision is applied${versioned ? '' : ', and there is no version table yet'}`)
  for (const entry of revisions)
    if (isVerbose) for (const line of entryBlock(entry, paint)) shell.print(line)
    else shell.print(entryLine(entry, paint, { parents: false, message: false, labels: false }))
  if (unfinished !== undefined)
    shell.log(
      `${paint.warn('unfinished')}: ${unfinished.direction} of ${unfinished.revision} stopped after ${unfinished.step} operations; run it again and it goes on from there`,
    )
}
