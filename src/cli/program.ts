import { Argument, Command as CommanderCommand, CommanderError, Option } from 'commander'
import {
  type Command,
  type FlagSpec,
  type GlobalFlags,
  globalFlags,
  kebab,
  type PositionalSpec,
} from './command.ts'

export interface Parsed {
  readonly command: Command
  readonly args: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly flags: Readonly<Record<string, boolean | string | readonly string[] | undefined>>
  readonly globals: GlobalFlags
}

/** What the words came to: a call, or text to print (help, version, or what is wrong with them). */
export type Outcome =
  | { readonly kind: 'call'; readonly call: Parsed }
  | { readonly kind: 'text'; readonly text: string; readonly error: boolean }

/**
 * `-1` and `-3:` are revisions, not options: their hyphen travels as a minus sign through the parser.
 */
const MINUS = '\u2212'
const protect = (word: string): string => word.replace(/^(--rev-range=)?-(?=\d)/, `$1${MINUS}`)
const restore = <T>(value: T): T =>
  (typeof value === 'string'
    ? value.replaceAll(MINUS, '-')
    : Array.isArray(value)
      ? value.map(restore)
      : value) as T

/** Reads the words after the program's name. */
export async function parse(
  commands: readonly Command[],
  words: readonly string[],
  version: string,
): Promise<Outcome> {
  let call: Parsed | undefined
  const text: { out: string; error: boolean } = { out: '', error: false }
  const program = makeProgram(commands, version, (parsed) => {
    call = parsed
  })
  const output = {
    writeOut: (line: string) => {
      text.out += line
    },
    writeErr: (line: string) => {
      text.out += line
    },
  }
  for (const each of [program, ...program.commands]) each.configureOutput(output).exitOverride()
  try {
    await program.parseAsync(words.map(protect), { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    text.error = error.exitCode !== 0 && words.length > 0
  }
  return call === undefined
    ? { kind: 'text', text: restore(text.out), error: text.error }
    : { kind: 'call', call }
}

function makeProgram(
  commands: readonly Command[],
  version: string,
  take: (parsed: Parsed) => void,
): CommanderCommand {
  const program = new CommanderCommand('athanor')
    .description(
      'Schema migrations for PostgreSQL and SQLite: generated, reviewed, carried out both ways.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showHelpAfterError('(athanor --help tells all commands)')
    .addHelpText('after', `\n${examplesText(START)}`)
  addFlags(program, globalFlags)
  for (const command of commands) program.addCommand(subcommand(command, program, take))
  return program
}

const START: Command['examples'] = [
  ['athanor init', 'make a configuration and a migrations folder here'],
  ['athanor revision -m "add email" --autogenerate', 'write the revision that the models ask for'],
  ['athanor upgrade head', 'bring the database up to date'],
  ['athanor downgrade -1', 'take the last revision back'],
]

function subcommand(
  command: Command,
  program: CommanderCommand,
  take: (parsed: Parsed) => void,
): CommanderCommand {
  const sub = new CommanderCommand(command.name)
    .summary(command.summary)
    .description([command.summary, command.description].filter(Boolean).join('\n\n'))
    .helpOption('-h, --help', 'print this help')
    .showHelpAfterError(`(athanor ${command.name} --help tells what it takes)`)
    .addHelpText('after', `\n${examplesText(command.examples)}`)
  const positionals = Object.entries(command.positionals)
  for (const [name, spec] of positionals) sub.addArgument(argument(name, spec))
  addFlags(sub, command.flags)
  addFlags(sub, globalFlags, new Set(Object.values(command.flags).map(({ short }) => short)))
  return sub.action((...all: unknown[]) => {
    const options = { ...program.opts(), ...sub.opts() }
    const args = Object.fromEntries(positionals.map(([name], i) => [name, restore(all[i])]))
    take({
      command,
      args: args as Parsed['args'],
      flags: pick(options, command.flags) as Parsed['flags'],
      globals: pick(options, globalFlags) as GlobalFlags,
    })
  })
}

const pick = (options: Record<string, unknown>, specs: Readonly<Record<string, FlagSpec>>) =>
  Object.fromEntries(Object.keys(specs).map((name) => [name, restore(options[name])]))

function argument(name: string, spec: PositionalSpec): Argument {
  const dots = spec.rest === true ? '...' : ''
  const optional = spec.optional === true || spec.default !== undefined
  const made = new Argument(
    optional ? `[${kebab(name)}${dots}]` : `<${kebab(name)}${dots}>`,
    spec.help,
  )
  if (spec.default === undefined) return made
  return made.default(spec.rest === true ? [spec.default] : spec.default, spec.default)
}

function addFlags(
  command: CommanderCommand,
  flags: Readonly<Record<string, FlagSpec>>,
  taken: ReadonlySet<string | undefined> = new Set(),
): void {
  for (const [name, spec] of Object.entries(flags)) {
    const short = spec.short !== undefined && !taken.has(spec.short) ? `-${spec.short}` : undefined
    const long = name.length === 1 ? undefined : `--${kebab(name)}`
    const value = spec.type === 'boolean' ? '' : ` ${spec.value ?? '<value>'}`
    const option = new Option(`${[short, long].filter(Boolean).join(', ')}${value}`, spec.help)
    if (spec.choices !== undefined) option.choices([...spec.choices])
    if (spec.type === 'list')
      option.argParser((word: string, before: readonly string[] | undefined) => [
        ...(before ?? []),
        word,
      ])
    // `--no-color` is a flag of its own here, not the negative of another one.
    option.negate = false
    option.attributeName = () => name
    command.addOption(option)
  }
}

function examplesText(examples: Command['examples']): string {
  const width = Math.max(...examples.map(([command]) => command.length))
  return [
    'Examples:',
    ...examples.map(([command, meaning]) => `  ${command.padEnd(width)}   ${meaning}`),
  ].join('\n')
}
