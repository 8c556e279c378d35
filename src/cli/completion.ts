import {
  type Command,
  type Completion,
  type FlagSpec,
  type FlagSpecs,
  globalFlags,
  kebab,
} from './command.ts'
import type { Names } from './names.ts'

/**
 * The words that may stand at the end of an unfinished command line. The scripts ask for them by calling the program
 * itself, so that a shell never offers what this version does not have. None: the shell offers files.
 */
export async function candidates(
  commands: readonly Command[],
  words: readonly string[],
  names: Names,
): Promise<readonly string[]> {
  const current = words.at(-1) ?? ''
  const { command, asked } = placeAfter(commands, words.slice(0, -1))
  const all = await possible(commands, { current, command, asked }, names)
  return [...new Set(all)].filter((word) => word.startsWith(current) && word !== current)
}

/** Where in a command line a word stands: after which command, and after which flag that wants a value. */
interface Place {
  readonly command: Command | undefined
  readonly asked: FlagSpec | undefined
}

function placeAfter(commands: readonly Command[], words: readonly string[]): Place {
  let place: Place = { command: undefined, asked: undefined }
  for (const word of words) {
    const { command, asked } = place
    if (asked !== undefined) place = { command, asked: undefined }
    else if (word.startsWith('-')) place = { command, asked: wantsValue(flagsOf(command), word) }
    else place = { command: command ?? commands.find(({ name }) => name === word), asked }
  }
  return place
}

const flagsOf = (command: Command | undefined): FlagSpecs => ({ ...globalFlags, ...command?.flags })

const wantsValue = (flags: FlagSpecs, word: string): FlagSpec | undefined => {
  const spec = flagCalled(flags, word)
  return spec?.type === 'boolean' ? undefined : spec
}

/** The command's own flags come last in `flags`, and win where they have the letter of a global one. */
const flagCalled = (flags: FlagSpecs, word: string): FlagSpec | undefined =>
  Object.entries(flags).findLast(
    ([name, { short }]) =>
      word === `--${kebab(name)}` || (short !== undefined && word === `-${short}`),
  )?.[1]

async function possible(
  commands: readonly Command[],
  { current, command, asked }: Place & { readonly current: string },
  names: Names,
): Promise<readonly string[]> {
  if (asked !== undefined) return valuesOf(asked, current, names)
  const flags = flagsOf(command)
  const [, long = '', value] = /^(--[^=]+)=(.*)$/s.exec(current) ?? []
  if (value !== undefined) {
    const spec = wantsValue(flags, long)
    const values = spec === undefined ? [] : await valuesOf(spec, value, names)
    return values.map((each) => `${long}=${each}`)
  }
  if (current.startsWith('-')) return spellings(flags)
  if (command === undefined) return [...commands.map(({ name }) => name), 'help']
  const lists = Object.values(command.positionals).map((spec) => valuesOf(spec, current, names))
  return (await Promise.all(lists)).flat()
}

const spellings = (flags: FlagSpecs): readonly string[] => [
  ...Object.entries(flags).map(([name, { short }]) =>
    name.length === 1 ? `-${short}` : `--${kebab(name)}`,
  ),
  '--help',
]

async function valuesOf(
  { choices, completes }: Pick<FlagSpec, 'choices' | 'completes'>,
  current: string,
  names: Names,
): Promise<readonly string[]> {
  if (choices !== undefined) return choices
  return completes === undefined ? [] : namesFor(completes, current, names)
}

async function namesFor(
  completes: Completion,
  current: string,
  names: Names,
): Promise<readonly string[]> {
  switch (completes) {
    case 'file':
      return []
    case 'database':
      return names.databases()
    case 'range':
    case 'revision': {
      const before = /^.*[:@]/s.exec(current)?.[0] ?? ''
      const all = ['head', 'heads', 'base', 'current', ...(await names.revisions())]
      return all.map((name) => before + name)
    }
    default:
      return completes
  }
}
