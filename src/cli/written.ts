import type { WrittenRevision } from '../commands/write-revision.ts'
import { changeLines } from './changes.ts'
import { printable } from './paint.ts'
import { printJson } from './shared.ts'
import type { Shell } from './shell.ts'

/** Tells what was found and which files were written: the paths on standard output, for scripts, unless it is for SQL. */
export function reportWritten(
  shell: Shell,
  written: readonly WrittenRevision[],
  { sql = false } = {},
): void {
  if (shell.globals.json) {
    printJson(shell, written)
    return
  }
  const { paint } = shell
  for (const one of written) {
    const { databases, path: file, printed } = one
    if (databases.length > 0) shell.log(paint.strong(`${databases.map(printable).join(', ')}:`))
    for (const line of changeLines(one, shell)) shell.log(line)
    for (const line of printed) shell.log(paint.faint(printable(line)))
    if (file === undefined) shell.log('nothing has changed: no revision was written')
    else if (sql) shell.log(file)
    else shell.print(file)
  }
}
