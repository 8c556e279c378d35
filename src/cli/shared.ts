import type { CommandOptions } from '../commands/options.ts'
import type { Script } from '../commands/scripts.ts'
import { milliseconds } from '../project/config-checks.ts'
import { openProject, type Project } from '../project/project.ts'
import type { FlagSpec } from './command.ts'
import { reporter } from './report.ts'
import type { Shell } from './shell.ts'
import { UsageError } from './usage.ts'

/** Flags that several commands have in common. */
export const lockTimeoutFlag = {
  type: 'string',
  value: '<time>',
  help: 'how long to wait for another run on the same database: 30s, 5min (default: the configuration, else 60s)',
} as const satisfies FlagSpec

export const sqlFlag = {
  type: 'boolean',
  help: 'print the SQL instead of running it; opens no database',
} as const satisfies FlagSpec

export const dialectFlag = {
  type: 'string',
  value: '<dialect>',
  help: 'with --sql: the database the script is for (default: what the URL says)',
  choices: ['postgresql', 'sqlite'],
} as const satisfies FlagSpec

export const serverVersionFlag = {
  type: 'string',
  value: '<version>',
  help: 'with --sql: the version of the server the script is for (default: the oldest there is)',
} as const satisfies FlagSpec

/** The project around the folder, or the one that `-c` names. */
export const projectIn = (shell: Shell): Promise<Project> =>
  openProject({
    cwd: shell.cwd,
    env: shell.env,
    x: assignments(shell.globals.x ?? []),
    ...(shell.globals.config !== undefined && { file: shell.globals.config }),
  })

/** `-x key=value`; a key alone is an empty text, as in Alembic. */
export const assignments = (words: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    words.map((word) => {
      const at = word.indexOf('=')
      if (at === 0)
        throw new UsageError(`-x ${JSON.stringify(word)} has no key`, { hint: 'Say -x key=value' })
      return at === -1 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)]
    }),
  )

/** What every command that opens databases is told by the command line. */
export function runOptions(shell: Shell, lockTimeout?: string): CommandOptions {
  return {
    names: shell.globals.name,
    signal: shell.signal,
    report: reporter(shell),
    ...(lockTimeout !== undefined && { lockTimeout: durationOf(lockTimeout) }),
  }
}

function durationOf(text: string): number {
  const duration = milliseconds(text)
  if (duration !== undefined) return duration
  throw new UsageError(`--lock-timeout ${JSON.stringify(text)} is no time`, {
    hint: 'Say a number of seconds, or a number with a unit: 500ms, 30s, 5min',
  })
}

/** `--server-version 16`, or `3.45`. */
export function versionOf(text: string): readonly [number, number] {
  const [, major, minor = '0'] = /^(\d+)(?:\.(\d+))?(?:\.\d+)*$/.exec(text) ?? []
  if (major !== undefined) return [Number(major), Number(minor)]
  throw new UsageError(`--server-version ${JSON.stringify(text)} is no version`, {
    hint: 'Say it as in --server-version 16 or --server-version 3.45',
  })
}

/** Scripts one below the other, each under its database's name where there are several. */
export function printScripts(shell: Shell, scripts: readonly Script[]): void {
  for (const { database, sql } of scripts) {
    if (scripts.length > 1) shell.print(`-- Database ${database?.replaceAll(/\s+/g, ' ')}\n`)
    if (sql.trim() !== '') shell.print(sql.trimEnd())
  }
}

/** A heading for what belongs to one of several databases. */
export const heading = (shell: Shell, database: string | undefined, several: boolean): void => {
  if (several && database !== undefined) shell.print(shell.paint.strong(`${database}:`))
}

export const printJson = (shell: Shell, data: unknown): void =>
  shell.print(
    JSON.stringify(data, (_, value) => (typeof value === 'bigint' ? value.toString() : value), 2),
  )
