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

export type Completion = 'revision' | 'file' | 'folder' | readonly string[]

export type FlagValues<F extends Readonly<Record<string, FlagSpec>>> = {
  readonly [K in keyof F]?: F[K]['type'] extends 'boolean'
    ? boolean
    : F[K]['type'] extends 'list'
      ? readonly string[]
      : string
}

export type PositionalValues<P extends Readonly<Record<string, PositionalSpec>>> = {
  readonly [K in keyof P]: P[K] extends { readonly rest: true }
    ? readonly string[]
    : P[K] extends { readonly optional: true }
      ? string | undefined
      : string
}

/** One command of the command line, as data: the parser, the help and the completions are all made from it. */
export interface Command<
  P extends Readonly<Record<string, PositionalSpec>> = Readonly<Record<string, PositionalSpec>>,
  F extends Readonly<Record<string, FlagSpec>> = Readonly<Record<string, FlagSpec>>,
> {
  readonly name: string
  readonly summary: string
  /** More than the summary, where a user of the command needs more. */
  readonly description?: string
  /** A command line and what it does, each. */
  readonly examples: readonly (readonly [command: string, meaning: string])[]
  readonly positionals: P
  readonly flags: F
  /** Carries the command out; the exit code, 0 when nothing is returned. */
  run(call: Call<P, F>): Promise<number | undefined> | Promise<void>
}

export interface Call<
  P extends Readonly<Record<string, PositionalSpec>>,
  F extends Readonly<Record<string, FlagSpec>>,
> {
  readonly args: PositionalValues<P>
  readonly flags: FlagValues<F>
  readonly shell: Shell
}

/** Gives `run` the types of what the record declares. */
export function defineCommand<
  const P extends Readonly<Record<string, PositionalSpec>>,
  const F extends Readonly<Record<string, FlagSpec>>,
>(command: Command<P, F>): Command {
  return command as unknown as Command
}

export const kebab = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Flags that every command understands. */
export const globalFlags = {
  config: {
    type: 'string',
    short: 'c',
    value: '<file>',
    help: 'the configuration file (default: athanor.config.ts, looked for upwards)',
    completes: 'file',
  },
  name: {
    type: 'list',
    short: 'n',
    value: '<database>',
    help: 'one of the databases in the configuration (repeatable; default: all)',
  },
  x: {
    type: 'list',
    short: 'x',
    value: '<key=value>',
    help: 'handed to every revision and to the configuration (repeatable)',
  },
  json: { type: 'boolean', help: 'print data as JSON' },
  quiet: { type: 'boolean', short: 'q', help: 'no log, only data and errors' },
  color: { type: 'boolean', help: 'colours, also where the output is no terminal' },
  noColor: { type: 'boolean', help: 'no colours' },
} as const satisfies Record<string, FlagSpec>

export type GlobalFlags = FlagValues<typeof globalFlags>
