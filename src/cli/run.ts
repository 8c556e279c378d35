import { readFileSync } from 'node:fs'
import type { Command } from './command.ts'
import { commands } from './commands/index.ts'
import { candidates } from './completion.ts'
import { exitCodeOf, exitCodes, failureLines, isAthanorError } from './failure.ts'
import { type Parsed, parse } from './program.ts'
import { projectIn } from './shared.ts'
import type { Shell } from './shell.ts'
import { terminalShell } from './terminal.ts'

/** The command line of this process, from its words to its exit code. */
export async function runFromProcess(): Promise<void> {
  const words = process.argv.slice(2)
  dieQuietlyWithPipe()
  const { controller, stop } = interruptible()
  try {
    process.exitCode = await runWords(words, (globals) => terminalShell(globals, controller.signal))
  } finally {
    stop()
  }
}

export type MakeShell = (globals: Parsed['globals']) => Shell

/** Carries out a command line. The exit code says how it went; whatever there is to say has been printed. */
export async function runWords(words: readonly string[], shellFor: MakeShell): Promise<number> {
  if (words[0] === '__complete') return complete(words.slice(1), shellFor({ quiet: true }))
  const outcome = await parse(commands, words, version())
  if (outcome.kind === 'text') {
    const shell = shellFor({})
    const tell = outcome.error ? shell.complain : shell.print
    tell(outcome.text.trimEnd())
    return outcome.error ? exitCodes.usage : exitCodes.done
  }
  const { command, args, flags, globals } = outcome.call
  const shell = shellFor(globals)
  try {
    return (await (command as Command).run({ args, flags, shell } as never)) ?? exitCodes.done
  } catch (error) {
    fail(shell, error)
    return exitCodeOf(error)
  } finally {
    shell.progress(undefined)
  }
}

/** Errors are said on standard error even with `--quiet`; with `--json` as data. */
function fail(shell: Shell, error: unknown): void {
  shell.progress(undefined)
  const lines =
    shell.globals.json && isAthanorError(error)
      ? [JSON.stringify({ error: { code: error.code, message: error.message, hint: error.hint } })]
      : failureLines(error, shell.paint)
  for (const line of lines) shell.complain(line)
}

async function complete(words: readonly string[], shell: Shell): Promise<number> {
  const revisions = await revisionIds(shell)
  for (const word of candidates(commands, words, () => revisions)) shell.print(word)
  return exitCodes.done
}

/** The revisions of the project, where there is one: a shell that completes a word wants no errors. */
async function revisionIds(shell: Shell): Promise<readonly string[]> {
  try {
    const { readHistory } = await import('../project/history.ts')
    const { databases } = await projectIn(shell)
    return databases.flatMap((database) => readHistory(database).graph.order.map(({ id }) => id))
  } catch {
    return []
  }
}

export function version(): string {
  const manifest = new URL('../../package.json', import.meta.url)
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version
}

/** A reader that has seen enough (`athanor history | head`) closes the pipe: that is no failure. */
function dieQuietlyWithPipe(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(exitCodes.done)
      throw error
    })
}

/** The first Ctrl-C asks the run to stop and roll back; a second one does not wait for it. */
function interruptible() {
  const controller = new AbortController()
  const onSignal = (signal: NodeJS.Signals) => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted)
    controller.abort(new Error(`stopped by ${signal}`))
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  return {
    controller,
    stop: () => {
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
    },
  }
}
