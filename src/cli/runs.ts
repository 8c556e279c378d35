import type { DatabaseRun } from '../commands/upgrade.ts'
import { printJson } from './shared.ts'
import type { Shell } from './shell.ts'

/** Tells where the databases are after a run: as data with `--json`, else on the log. */
export function reportRuns(shell: Shell, runs: readonly DatabaseRun[]): void {
  if (shell.globals.json) {
    printJson(shell, runs)
    return
  }
  for (const { database, from, to, steps } of runs) {
    const of = database === undefined ? '' : shell.paint.faint(`[${database}] `)
    const at = to.length === 0 ? '<base>' : to.join(', ')
    const total = steps.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
    shell.log(
      steps.length === 0 && from.join() === to.join()
        ? `${of}nothing to do: the database is at ${shell.paint.id(at)}`
        : `${of}${shell.paint.good('done')}: the database is at ${shell.paint.id(at)} ${shell.paint.faint(`(${(total / 1000).toFixed(2)} s)`)}`,
    )
  }
}
