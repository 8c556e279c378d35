import type { Branching, Entry } from '../commands/entries.ts'
import { type Paint, printable } from './paint.ts'

/** What a line about a revision says besides its id. */
export interface LineParts {
  readonly parents?: boolean
  readonly message?: boolean
  readonly labels?: boolean
}

const marks = (entry: Entry): readonly string[] => [
  ...(entry.effectiveHead ? ['effective head'] : entry.head ? ['head'] : []),
  ...(entry.current ? ['current'] : []),
  ...(entry.branchPoint ? ['branch point'] : []),
  ...(entry.mergePoint ? ['merge point'] : []),
]

const inBrackets = (words: readonly string[]): string =>
  words.map((word) => ` (${printable(word)})`).join('')

/** One revision on one line: `1975ea83b712 -> 27c6a30d7c24 (shop) (head), add a column`. */
export function entryLine(
  entry: Entry,
  paint: Paint,
  { parents = true, message = true, labels = true }: LineParts = {},
): string {
  const depends = entry.dependsOn.length > 0 ? ` (${entry.dependsOn.join(', ')})` : ''
  const from = entry.revises.length === 0 ? '<base>' : entry.revises.join(', ')
  return [
    parents ? `${paint.faint(`${from}${depends} ->`)} ` : '',
    paint.id(entry.id),
    labels && entry.labels.length > 0 ? ` (${entry.labels.map(printable).join(', ')})` : '',
    paint.good(inBrackets(marks(entry))),
    message && entry.message !== '' ? `, ${oneLine(entry.message)}` : '',
  ].join('')
}

/** All that is known of a revision, a line each. */
export function entryBlock(entry: Entry, paint: Paint): string[] {
  const field = (name: string, value: string) => `${paint.faint(`${name}:`.padEnd(16))}${value}`
  const list = (name: string, values: readonly string[]) =>
    values.length === 0 ? [] : [field(name, values.map(printable).join(', '))]
  return [
    `${paint.faint('Revision:'.padEnd(16))}${paint.id(entry.id)}${paint.good(inBrackets(marks(entry)))}`,
    entry.mergePoint
      ? field('Merges', entry.revises.join(', '))
      : field('Revises', entry.revises[0] ?? '<base>'),
    ...list('Depends on', entry.dependsOn),
    ...(entry.branchPoint ? list('Branches into', entry.children) : []),
    ...list('Branch labels', entry.labels),
    ...(entry.path === undefined ? [] : [field('File', printable(entry.path))]),
    ...(entry.created === undefined ? [] : [field('Created', printable(entry.created))]),
    ...(entry.message === '' ? [] : ['', ...indented(entry.message)]),
    '',
  ]
}

const indented = (message: string): string[] =>
  message.split('\n').map((line) => `    ${printable(line)}`.trimEnd())

export function branchingLines(
  { revision, into }: Branching,
  paint: Paint,
  verbose: boolean,
): string[] {
  return [
    ...(verbose
      ? entryBlock(revision, paint)
      : [entryLine(revision, paint, { parents: false, message: false })]),
    ...into.map(
      (child) =>
        `${' '.repeat(revision.id.length)} -> ${entryLine(child, paint, { parents: false, message: verbose })}`,
    ),
    '',
  ]
}

/** The first line of a message, as a list shows it. */
export const oneLine = (message: string): string => printable(message.split('\n')[0] ?? '')
