import type { Shell } from './shell.ts'

/** A flag of a command. Its name is the key it stands under, in kebab case. */
export interface FlagSpec {
  readonly type: 'boolean' | 'string' | 'list'
  /** One letter: `-m`. */
  readonly short?: string
  /** What stands for the value in the help: `<revision>`. */
  readonly value?: string
  readonly help: string
  readonly choices?: readonly string[]
  /** What a shell offers when it completes the value. */
  readonly completes?: Completion
}

export interface PositionalSpec {
  readonly help: string
  /** Used where nothing is said; a positional without one is required unless it is `optional`. */
  readonly default?: string
  readonly optional?: boolean
  /** Takes all that follows. */
  readonly rest?: boolean
  readonly completes?: Completion
}

/** `range`: one revision, or two with a colon between them. */
export type Completion = 'revision' | 'range' | 'database' | 'file' | readonly string[]

export type FlagSpecs = Readonly<Record<string, FlagSpec>>
export type PositionalSpecs = Readonly<Record<string, PositionalSpec>>

export type FlagValues<F extends FlagSpecs> = {
  readonly [K in keyof F]?: F[K]['type'] extends 'boolean'
    ? boolean
    : F[K]['type'] extends 'list'
      ? readonly string[]
      : string
}

export type PositionalValues<P extends PositionalSpecs> = {
  readonly [K in keyof P]: P[K] extends { readonly rest: true }
    ? readonly string[]
    : P[K] extends { readonly optional: true }
      ? string | undefined
      : string
}

/** What it is, and what it means: an example, a way to name something. */
export type Row = readonly [left: string, right: string]

/** A table in the help of a command: `A schema source is`. */
export interface Topic {
  readonly title: string
  readonly rows: readonly Row[]
}

/**
 * One command of the command line, as data: the parser, the help and the completions are all made from it. All commands are
 * loaded whenever one of them runs, so what a command needs it imports when it runs.
 */
export interface Command<
  P extends PositionalSpecs = PositionalSpecs,
  F extends FlagSpecs = FlagSpecs,
> {
  readonly name: string
  readonly summary: string
  /** More than the summary, where a user of the command needs more: one paragraph each. */
  readonly description?: readonly string[]
  readonly topics?: readonly Topic[]
  /** A command line and what it does, each. */
  readonly examples: readonly Row[]
  readonly positionals: P
  readonly flags: F
  /** It changes databases: a Ctrl-C is heard by the run itself, which rolls back, and waited for. */
  readonly rollsBack?: boolean
  /** Carries the command out; the exit code, 0 when nothing is returned. */
  run(call: Call<P, F>): Promise<number | undefined> | Promise<void>
}

export interface Call<P extends PositionalSpecs, F extends FlagSpecs> {
  readonly args: PositionalValues<P>
  readonly flags: FlagValues<F>
  readonly shell: Shell
}

/** Gives `run` the types of what the record declares. */
export function defineCommand<const P extends PositionalSpecs, const F extends FlagSpecs>(
  command: Command<P, F>,
): Command {
  return command as unknown as Command
}

export const kebab = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** How a flag is written: `-m, --message <text>`. One whose name is a single letter has no long form. */
export function spelling(name: string, { short, type, value = '<value>' }: FlagSpec): string {
  const forms = [short && `-${short}`, name.length > 1 && `--${kebab(name)}`].filter(Boolean)
  return `${forms.join(', ')}${type === 'boolean' ? '' : ` ${value}`}`
}

/** Flags that every command understands. */
export const globalFlags = {
  config: {
    type: 'string',
    short: 'c',
    value: '<file>',
    help: 'the configuration (default: athanor.config.ts here or in a folder above)',
    completes: 'file',
  },
  name: {
    type: 'list',
    short: 'n',
    value: '<database>',
    help: 'one of several databases in the configuration (repeatable; default: all)',
    completes: 'database',
  },
  x: {
    type: 'list',
    short: 'x',
    value: '<key=value>',
    help: 'handed to the configuration and to every revision (repeatable)',
  },
  json: { type: 'boolean', help: 'print data, and errors, as JSON' },
  quiet: { type: 'boolean', short: 'q', help: 'no log: only data and errors' },
  color: { type: 'boolean', help: 'colours, also where the output is no terminal' },
  noColor: { type: 'boolean', help: 'no colours' },
} as const satisfies FlagSpecs

export type GlobalFlags = FlagValues<typeof globalFlags>
