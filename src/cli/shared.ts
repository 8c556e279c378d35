import type { CommandOptions } from '../commands/options.ts'
import type { Project } from '../project/project.ts'
import { reporter } from './report.ts'
import type { Shell } from './shell.ts'
import { UsageError } from './usage.ts'

/** The project around the folder, or the one that `-c` names. */
export async function projectIn(shell: Shell): Promise<Project> {
  const { openProject } = await import('../project/project.ts')
  return openProject({
    cwd: shell.cwd,
    env: shell.env,
    x: assignments(shell.globals.x ?? []),
    ...(shell.globals.config !== undefined && { file: shell.globals.config }),
  })
}

/** `-x key=value`; a key alone is an empty text, as in Alembic. */
const assignments = (words: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    words.map((word) => {
      const at = word.indexOf('=')
      if (at === 0)
        throw new UsageError(`-x ${JSON.stringify(word)} has no key`, { hint: 'Say -x key=value' })
      return at === -1 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)]
    }),
  )

/** What every command that opens databases is told by the command line. */
export const runOptions = (shell: Shell): CommandOptions => ({
  names: shell.globals.name,
  signal: shell.signal,
  report: reporter(shell),
})

/** `--lock-timeout 30s`, for the commands that wait for the lock. */
export async function lockOption(text: string | undefined): Promise<CommandOptions> {
  if (text === undefined) return {}
  const { milliseconds } = await import('../project/config-checks.ts')
  const lockTimeout = milliseconds(text)
  if (lockTimeout !== undefined) return { lockTimeout }
  throw new UsageError(`--lock-timeout ${JSON.stringify(text)} is no time`, {
    hint: 'Say a number of seconds, or a number with a unit: 500ms, 30s, 5min',
  })
}

/** A heading for what belongs to one of several databases. */
export const heading = (shell: Shell, database: string | undefined, several: boolean): void => {
  if (several && database !== undefined) shell.print(shell.paint.strong(`${database}:`))
}

export const printJson = (shell: Shell, data: unknown): void =>
  shell.print(
    JSON.stringify(data, (_, value) => (typeof value === 'bigint' ? value.toString() : value), 2),
  )
