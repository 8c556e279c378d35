import { upgradeSql } from '../commands/upgrade.ts'
import type { WrittenRevision } from '../commands/write-revision.ts'
import type { Project } from '../project/project.ts'
import { printChanges } from './changes.ts'
import { printable } from './paint.ts'
import { printJson, printScripts } from './shared.ts'
import type { Shell } from './shell.ts'

/** Tells what was found and which files were written; the path on standard output, for scripts. */
export async function reportWritten(
  shell: Shell,
  project: Project,
  written: readonly WrittenRevision[],
  sql: boolean,
): Promise<void> {
  if (shell.globals.json) {
    printJson(shell, written)
    return
  }
  const { paint } = shell
  for (const { databases, path: file, words, notes, left, printed, id, revises } of written) {
    if (databases.length > 0) shell.log(paint.strong(`${databases.map(printable).join(', ')}:`))
    printChanges(shell, { words, notes, left })
    for (const line of printed) shell.log(paint.faint(printable(line)))
    if (file === undefined) shell.log('nothing has changed: no revision was written')
    else shell.print(file)
    if (!sql || file === undefined) continue
    const from = revises.length === 1 ? `${revises[0]}:` : revises.length === 0 ? 'base:' : ''
    printScripts(shell, await upgradeSql(project, { target: `${from}${id}`, names: databases }))
  }
}
