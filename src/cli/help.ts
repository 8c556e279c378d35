import {
  type Command,
  type FlagSpecs,
  globalFlags,
  kebab,
  type PositionalSpec,
  type Row,
  spelling,
} from './command.ts'
import { asExamples, inColumns, wrapped } from './layout.ts'

/** Narrower is unreadable, wider too. */
const widthFor = (columns: number): number => Math.min(Math.max(columns, 60), 100)

type Heading = (text: string) => string

/** What `athanor --help` prints: the commands in groups, and where to begin. */
export function programHelp(
  groups: readonly (readonly [title: string, commands: readonly Command[]])[],
  columns: number,
  heading: Heading,
): string {
  const width = widthFor(columns)
  return sections([
    [`${heading('Usage:')} athanor <command> [options]`],
    wrapped(
      'Schema migrations for PostgreSQL and SQLite, both ways: generated, reviewed, carried out.',
      width,
    ),
    ...groups.map(([title, commands]) => [
      heading(title),
      ...inColumns(aligned(commands.map(({ name, summary }): Row => [name, summary])), width),
    ]),
    options('Options of every command:', globalFlags, width, heading, [
      ['-h, --help', 'print this help; after a command, that of the command'],
      ['-V, --version', 'print the version'],
    ]),
    [heading('Examples:'), ...asExamples(START, width)],
    [...wrapped(CODES, width)],
  ])
}

const CODES =
  'Exit codes: 0 done; 1 failed, or a check found a difference; 2 wrong usage, or a question that nobody was there to answer; 130 stopped by Ctrl-C.'

const START: readonly Row[] = [
  ['athanor init', 'begin a project in this folder'],
  ['athanor revision -m "add email" --autogenerate', 'write what the models ask for'],
  ['athanor upgrade head', 'bring the database up to date'],
  ['athanor downgrade -1', 'take the last revision back'],
]

/** The same column in every group. */
const NAMES = 14
const aligned = (rows: readonly Row[]): readonly Row[] =>
  rows.map(([left, right]) => [left.padEnd(NAMES), right])

/** What `athanor <command> --help` prints. */
export function commandHelp(command: Command, columns: number, heading: Heading): string {
  const width = widthFor(columns)
  const { name, summary, description = [], topics = [], examples, positionals, flags } = command
  const words = Object.entries(positionals)
  const usage = [
    'athanor',
    name,
    '[options]',
    ...words.map(([key, spec]) => placeholder(key, spec)),
  ]
  return sections([
    [`${heading('Usage:')} ${usage.join(' ')}`],
    wrapped(`${summary}.`, width),
    ...description.map((paragraph) => wrapped(paragraph, width)),
    words.length === 0
      ? []
      : [
          heading('Arguments:'),
          ...inColumns(
            words.map(([key, spec]) => [kebab(key), meaning(spec)]),
            width,
          ),
        ],
    options('Options:', flags, width, heading),
    wrapped(ALSO, width),
    ...topics.map(({ title, rows }) => [heading(title), ...inColumns(rows, width)]),
    [heading('Examples:'), ...asExamples(examples, width)],
  ])
}

const ALSO = 'Every command also takes -c, -n, -x, --json, -q and --no-color: see athanor --help.'

const sections = (parts: readonly (readonly string[])[]): string =>
  parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n').trimEnd())
    .join('\n\n')

function options(
  title: string,
  flags: FlagSpecs,
  width: number,
  heading: Heading,
  more: readonly Row[] = [],
): string[] {
  const rows = Object.entries(flags).map(([name, spec]): Row => {
    const indent = spec.short === undefined ? '    ' : ''
    return [`${indent}${spelling(name, spec)}`, spec.help]
  })
  return rows.length === 0 ? [] : [heading(title), ...inColumns([...rows, ...more], width)]
}

/** The flags of every command, each without a letter that the command itself uses. */
export function withoutTaken(flags: FlagSpecs): FlagSpecs {
  const taken = new Set(Object.values(flags).map(({ short }) => short))
  return Object.fromEntries(
    Object.entries<FlagSpecs[string]>(globalFlags).map(([name, { short, ...spec }]) => [
      name,
      { ...spec, ...(short !== undefined && !taken.has(short) && { short }) },
    ]),
  )
}

const placeholder = (name: string, spec: PositionalSpec): string => {
  const text = `${kebab(name)}${spec.rest === true ? '...' : ''}`
  return isOptional(spec) ? `[${text}]` : `<${text}>`
}

export const isOptional = (spec: PositionalSpec): boolean =>
  spec.optional === true || spec.default !== undefined

const meaning = ({ help, default: usual }: PositionalSpec): string =>
  usual === undefined ? help : `${help} (default: ${usual})`
