import type { DatabaseRun } from '../commands/upgrade.ts'
import { printable } from './paint.ts'
import { seconds } from './report.ts'
import { printJson } from './shared.ts'
import type { Shell } from './shell.ts'

/** Tells where the databases are after a run: as data with `--json`, else on the log. */
export function reportRuns(shell: Shell, runs: readonly DatabaseRun[]): void {
  if (shell.globals.json) {
    printJson(shell, runs)
    return
  }
  const { paint } = shell
  for (const { database, from, to, steps, mended = 0 } of runs) {
    const of = database === undefined ? '' : paint.faint(`[${printable(database)}] `)
    const at = to.length === 0 ? '<base>' : to.join(', ')
    const total = steps.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
    const isIdle = steps.length === 0 && mended === 0 && from.join() === to.join()
    if (mended > 0)
      shell.log(`${of}threw away ${mended} row${mended === 1 ? '' : 's'} that no run writes`)
    shell.log(
      isIdle
        ? `${of}nothing to do: the database is at ${paint.id(at)}`
        : `${of}${paint.good('done')}: the database is at ${paint.id(at)} ${paint.faint(`(${seconds(total)})`)}`,
    )
  }
}
