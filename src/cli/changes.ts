import type { LeftAlone, Note } from '../compare/model.ts'
import { printable } from './paint.ts'
import type { Shell } from './shell.ts'

export interface Changes {
  readonly words: readonly string[]
  readonly notes: readonly Note[]
  readonly left: readonly LeftAlone[]
}

/** What a comparison found, one operation a line with its remarks below it, and what was left alone. */
export function changeLines({ words, notes, left }: Changes, { paint }: Shell): string[] {
  const about = (index: number) => notes.filter(({ operations }) => operations[0] === index)
  return [
    ...words.flatMap((text, index) => [
      `${paint.good('*')} ${printable(text)}`,
      ...about(index).flatMap((note) => noteLines(note, paint)),
    ]),
    ...notes
      .filter(({ operations }) => operations.length === 0)
      .flatMap((note) => noteLines(note, paint)),
    ...left.map(({ kind, name, reason }) =>
      paint.faint(`left alone: ${printable(kind)} ${printable(name)} (${printable(reason)})`),
    ),
  ]
}

const noteLines = ({ message, hint }: Note, paint: Shell['paint']): string[] => [
  `  ${paint.warn('note')} ${printable(message)}`,
  ...(hint === undefined ? [] : [`       ${printable(hint)}`]),
]
