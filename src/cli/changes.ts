import type { Note } from '../compare/model.ts'
import { printable } from './paint.ts'
import type { Shell } from './shell.ts'

export interface Changes {
  readonly words: readonly string[]
  readonly notes: readonly Note[]
}

/** What a comparison found, one operation a line with its remarks below it; last what is to be said of none of them. */
export function changeLines({ words, notes }: Changes, { paint }: Shell): string[] {
  const about = (index: number | undefined) =>
    notes
      .filter(({ operations }) => operations[0] === index)
      .flatMap((note) => noteLines(note, paint))
  return [
    ...words.flatMap((text, index) => [
      `${paint.good('*')} ${printable(text)}`,
      ...about(index).map((line) => `  ${line}`),
    ]),
    ...about(undefined),
  ]
}

/** The remarks alone, where the operations are told in another way. */
export const remarkLines = ({ notes }: Pick<Changes, 'notes'>, { paint }: Shell): string[] =>
  notes.flatMap((note) => noteLines(note, paint))

const noteLines = ({ message, hint }: Note, paint: Shell['paint']): string[] => [
  `${paint.warn('note')} ${printable(message)}`,
  ...(hint === undefined ? [] : [`     ${printable(hint)}`]),
]
