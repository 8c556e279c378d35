import type { LeftAlone, Note } from '../compare/model.ts'
import { printable } from './paint.ts'
import type { Shell } from './shell.ts'

export interface Changes {
  readonly words: readonly string[]
  readonly notes: readonly Note[]
  readonly left: readonly LeftAlone[]
}

/** What a comparison found, one operation a line with its remarks below it, and what was left alone. On the log. */
export function printChanges(shell: Shell, { words, notes, left }: Changes): void {
  const { paint } = shell
  for (const [index, text] of words.entries()) {
    shell.log(`${paint.good('+')} ${printable(text)}`)
    for (const note of notes.filter(({ operations }) => operations[0] === index))
      printNote(shell, note)
  }
  for (const note of notes.filter(({ operations }) => operations.length === 0))
    printNote(shell, note)
  for (const { kind, name, reason } of left)
    shell.log(
      paint.faint(`left alone: ${printable(kind)} ${printable(name)} (${printable(reason)})`),
    )
}

function printNote({ log, paint }: Shell, { message, hint }: Note): void {
  log(`  ${paint.warn('note')} ${printable(message)}`)
  if (hint !== undefined) log(`       ${printable(hint)}`)
}
