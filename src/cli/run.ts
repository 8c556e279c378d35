import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { unheard } from '../runtime/unawaited.ts'
import { commands, groups } from './commands/index.ts'
import { candidates } from './completion.ts'
import { exitCodeOf, exitCodes, failureJson, failureLines } from './failure.ts'
import { commandHelp, programHelp } from './help.ts'
import { interruptible, untilInterrupted } from './interrupt.ts'
import { type Outcome, type Parsed, parse } from './program.ts'
import type { Shell } from './shell.ts'
import { terminalShell } from './terminal.ts'

/** The command line of this process, from its words to its exit code. */
export async function runFromProcess(): Promise<void> {
  outliveReaders()
  const { signal, stop } = interruptible()
  const words = process.argv.slice(2)
  const shellFor: MakeShell = (globals) => terminalShell(globals, signal)
  const complain = (error: unknown) => {
    fail(shellFor({ json: words.includes('--json') }), error)
    process.exitCode = exitCodes.failed
  }
  try {
    process.exitCode = await runWords(words, shellFor)
  } finally {
    const untold = stop()
    if (untold !== undefined && process.exitCode === exitCodes.done) complain(untold)
    process.on('unhandledRejection', (thrown) => complain(unheard(thrown)))
  }
  // What is still under way (a connection that is being made) has nobody left who waits for it.
  if (process.exitCode === exitCodes.interrupted) process.exit()
}

export type MakeShell = (globals: Parsed['globals']) => Shell

/** Carries out a command line. The exit code says how it went; whatever there is to say has been printed. */
export async function runWords(words: readonly string[], shellFor: MakeShell): Promise<number> {
  let shell = shellFor({ json: words.includes('--json') })
  try {
    if (words[0] === '__complete') return await complete(words.slice(1), shell)
    const outcome = await parse(commands, words)
    if (outcome.kind !== 'call') return tell(outcome, shell)
    shell = shellFor(outcome.call.globals)
    return await carryOut(outcome.call, shell)
  } catch (error) {
    fail(shell, error)
    return exitCodeOf(error)
  } finally {
    shell.progress(undefined)
  }
}

async function carryOut({ command, args, flags }: Parsed, shell: Shell): Promise<number> {
  const work = Promise.resolve(command.run({ args, flags, shell } as never))
  const code = await (command.rollsBack ? work : untilInterrupted(work, shell.signal))
  return code ?? exitCodes.done
}

/** Help that was asked for is data; where nothing was said at all it is what is wrong. */
function tell(outcome: Exclude<Outcome, { kind: 'call' }>, shell: Shell): number {
  if (outcome.kind === 'version') {
    shell.print(version())
    return exitCodes.done
  }
  const { command, asked } = outcome
  const { strong } = shell.paint
  const text =
    command === undefined
      ? programHelp(groups, shell.columns, strong)
      : commandHelp(command, shell.columns, strong)
  if (asked) shell.print(text)
  else shell.complain(text)
  return asked ? exitCodes.done : exitCodes.usage
}

/** Errors are said on standard error even with `--quiet`; with `--json` as data. */
function fail(shell: Shell, error: unknown): void {
  shell.progress(undefined)
  const lines = shell.globals.json ? [failureJson(error)] : failureLines(error, shell.paint)
  for (const line of lines) shell.complain(line)
}

async function complete(words: readonly string[], shell: Shell): Promise<number> {
  const { namesIn } = await import('./names.ts')
  for (const word of await candidates(commands, words, namesIn(shell))) shell.print(word)
  return exitCodes.done
}

/** Of the package around this file, which may be a chunk of the bundle. */
function version(): string {
  const manifest = findPackageJSON('..', import.meta.url)!
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version
}

/** A reader that has seen enough (`athanor upgrade 2>&1 | head`) closes the pipe: what is under way goes on all the same. */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
}
