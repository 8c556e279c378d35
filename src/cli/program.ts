import { Argument, Command as CommanderCommand, CommanderError, Option } from 'commander'
import {
  type Command,
  type FlagSpecs,
  type GlobalFlags,
  globalFlags,
  kebab,
  type PositionalSpec,
  spelling,
} from './command.ts'
import { isOptional, withoutTaken } from './help.ts'
import { UsageError } from './usage.ts'

export interface Parsed {
  readonly command: Command
  readonly args: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly flags: Readonly<Record<string, boolean | string | readonly string[] | undefined>>
  readonly globals: GlobalFlags
}

/** What the words came to. Words that make no call are a `UsageError`. */
export type Outcome =
  | { readonly kind: 'call'; readonly call: Parsed }
  | { readonly kind: 'version' }
  /** Of a command, or of the whole. `asked` is false where no word was said at all. */
  | { readonly kind: 'help'; readonly command: Command | undefined; readonly asked: boolean }

/**
 * `-1` and `-3:` are revisions, not options: their hyphen travels through the parser as a character that nobody types.
 */
const HYPHEN = '\u{F002D}'
const protect = (word: string): string => word.replace(/^(--rev-range=)?-(?=\d)/, `$1${HYPHEN}`)
const restore = <T>(value: T): T =>
  (typeof value === 'string'
    ? value.replaceAll(HYPHEN, '-')
    : Array.isArray(value)
      ? value.map(restore)
      : value) as T

/** Reads the words after the program's name. */
export async function parse(
  commands: readonly Command[],
  words: readonly string[],
): Promise<Outcome> {
  if (words.length === 0) return { kind: 'help', command: undefined, asked: false }
  let outcome: Outcome | undefined
  const program = makeProgram(commands, (next) => {
    outcome = next
  })
  try {
    await program.parseAsync(helpAsFlag(commands, words).map(protect), { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
  }
  return outcome ?? { kind: 'help', command: undefined, asked: true }
}

/** `help upgrade` is `upgrade --help`; for what is no command there is no help, but an error. */
function helpAsFlag(commands: readonly Command[], words: readonly string[]): readonly string[] {
  const rest = words[0] === 'help' ? [...words.slice(1), '--help'] : words
  const [first = ''] = rest
  const isUnknown = !first.startsWith('-') && !commands.some(({ name }) => name === first)
  return isUnknown ? [first] : rest
}

type Take = (outcome: Outcome) => void

function makeProgram(commands: readonly Command[], take: Take): CommanderCommand {
  const program = quiet(new CommanderCommand('athanor'), undefined, take)
    .version('version', '-V, --version')
    .enablePositionalOptions()
    .helpCommand(false)
  addFlags(program, globalFlags)
  for (const command of commands) program.addCommand(subcommand(command, program, take))
  return program
}

function subcommand(command: Command, program: CommanderCommand, take: Take): CommanderCommand {
  const sub = quiet(new CommanderCommand(command.name), command, take)
  const positionals = Object.entries(command.positionals)
  for (const [name, spec] of positionals) sub.addArgument(argument(name, spec))
  addFlags(sub, command.flags)
  addFlags(sub, withoutTaken(command.flags))
  return sub.action((...all: unknown[]) => {
    const flags = sub.opts()
    const args = Object.fromEntries(positionals.map(([name], i) => [name, restore(all[i])]))
    take({
      kind: 'call',
      call: {
        command,
        args: args as Parsed['args'],
        flags: pick(flags, command.flags) as Parsed['flags'],
        globals: pick(bothOf(program.opts(), flags), globalFlags) as GlobalFlags,
      },
    })
  })
}

/** A parser that prints nothing and ends no process: what it has to say becomes an outcome or an error. */
function quiet(
  parser: CommanderCommand,
  command: Command | undefined,
  take: Take,
): CommanderCommand {
  return parser
    .helpOption('-h, --help')
    .configureOutput({ writeOut: () => {}, writeErr: () => {} })
    .configureHelp({ formatHelp: () => '' })
    .exitOverride((error) => {
      if (error.code === 'commander.version') take({ kind: 'version' })
      else if (/^commander\.help/.test(error.code)) take({ kind: 'help', command, asked: true })
      else throw mistake(error, command)
      throw error
    })
}

/** Alembic's word for revisions and configuration. */
const TAG = 'What Alembic calls --tag is said with -x here: -x tag=…'
const QUOTES = 'A message of several words stands in quotes: -m "add email"'

/** What commander says, as an error of ours. */
function mistake({ message, code }: CommanderError, command: Command | undefined): UsageError {
  const [fact = '', suggestion] = restore(message)
    .replace(/^error: /, '')
    .split(/\n\((.*)\)$/s)
  const isUnquoted = code === 'commander.excessArguments' && command?.flags.message !== undefined
  const advice = fact.includes("'--tag'") ? TAG : isUnquoted ? QUOTES : suggestion
  const help =
    command === undefined
      ? 'All commands: athanor --help'
      : `What it takes: athanor ${command.name} --help`
  return new UsageError(fact, { hint: advice === undefined ? help : `${advice}\n${help}` })
}

/** What was said before the command and after it; lists are one list. */
const bothOf = (before: Record<string, unknown>, after: Record<string, unknown>) => ({
  ...before,
  ...Object.fromEntries(
    Object.entries(after).map(([name, value]) => [
      name,
      Array.isArray(value) ? [...((before[name] as unknown[] | undefined) ?? []), ...value] : value,
    ]),
  ),
})

const pick = (options: Record<string, unknown>, specs: FlagSpecs) =>
  Object.fromEntries(Object.keys(specs).map((name) => [name, restore(options[name])]))

function argument(name: string, spec: PositionalSpec): Argument {
  const text = `${kebab(name)}${spec.rest === true ? '...' : ''}`
  const made = new Argument(isOptional(spec) ? `[${text}]` : `<${text}>`)
  return spec.default === undefined
    ? made
    : made.default(spec.rest === true ? [spec.default] : spec.default)
}

function addFlags(parser: CommanderCommand, flags: FlagSpecs): void {
  for (const [name, spec] of Object.entries(flags)) {
    const option = new Option(spelling(name, spec))
    if (spec.choices !== undefined) option.choices([...spec.choices])
    if (spec.type === 'list')
      option.argParser((word: string, before: readonly string[] | undefined) => [
        ...(before ?? []),
        word,
      ])
    // `--no-color` is a flag of its own here, not the negative of another one.
    option.negate = false
    option.attributeName = () => name
    parser.addOption(option)
  }
}
