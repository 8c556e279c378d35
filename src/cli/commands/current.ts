import { type Current, current as run } from '../../commands/current.ts'
import { defineCommand } from '../command.ts'
import { entryBlock, entryLine } from '../entry-lines.ts'
import { exitCodes } from '../failure.ts'
import { printable } from '../paint.ts'
import { heading, printJson, projectIn, runOptions } from '../shared.ts'
import type { Shell } from '../shell.ts'

export const current = defineCommand({
  name: 'current',
  summary: 'Show where the database is.',
  description: 'Reads only: neither the database nor the version table is made by it.',
  examples: [
    ['athanor current', 'the revisions it is at'],
    ['athanor current --verbose', 'with all that is known of them'],
    ['athanor current --check-heads', 'exit code 1 unless it is up to date'],
  ],
  positionals: {},
  flags: {
    verbose: {
      type: 'boolean',
      short: 'v',
      help: 'all that is known of the revisions, and where the database is',
    },
    checkHeads: { type: 'boolean', help: 'exit code 1 when a head is not applied' },
  },
  async run({ flags, shell }) {
    const databases = await run(await projectIn(shell), runOptions(shell))
    if (shell.globals.json) printJson(shell, databases)
    else
      for (const one of databases)
        printCurrent(shell, one, databases.length > 1, flags.verbose === true)
    if (!flags.checkHeads || databases.every(({ upToDate }) => upToDate)) return exitCodes.done
    for (const { describe, missing } of databases.filter(({ upToDate }) => !upToDate))
      shell.log(
        `${shell.paint.bad('behind')}: ${printable(describe)}${missing.length === 0 ? '' : ` lacks ${missing.join(', ')}`}; bring it up to date: athanor upgrade heads`,
      )
    return exitCodes.failed
  },
})

function printCurrent(shell: Shell, one: Current, several: boolean, verbose: boolean): void {
  const { paint } = shell
  heading(shell, one.database, several)
  if (verbose) shell.print(`${printable(one.describe)} is at:`)
  if (one.revisions.length === 0)
    shell.log(
      one.versioned
        ? 'no revision is applied'
        : 'no revision is applied, and there is no version table yet',
    )
  for (const entry of one.revisions)
    if (verbose) for (const line of entryBlock(entry, paint)) shell.print(line)
    else shell.print(entryLine(entry, paint, { parents: false, message: false, labels: false }))
  if (one.unfinished !== undefined)
    shell.log(
      `${paint.warn('unfinished')}: ${one.unfinished.direction} of ${one.unfinished.revision} stopped after ${one.unfinished.step} operations; run it again and it goes on from there`,
    )
}
