import { spawn } from 'node:child_process'
import type { GlobalFlags } from './command.ts'
import { InterruptedError } from './interrupt.ts'
import { paintFor, wantsColor } from './paint.ts'
import { progressLine } from './progress-line.ts'
import type { Shell } from './shell.ts'

/** The shell that a process has: its streams, and a person where both ends are a terminal. */
export function terminalShell(globals: GlobalFlags, signal: AbortSignal): Shell {
  const { stdout, stderr, stdin, env } = process
  const asked = globals.noColor ? false : globals.color
  const paint = paintFor(wantsColor(stdout, asked, env) && wantsColor(stderr, asked, env))
  const live = progressLine(stderr, paint, stderr.isTTY === true && !globals.quiet)
  const complain = (line: string) => {
    live.clear()
    stderr.write(`${line}\n`)
  }
  return {
    globals,
    cwd: process.cwd(),
    env,
    signal,
    paint,
    columns: stdout.columns || 80,
    print: (text) => {
      live.clear()
      stdout.write(`${text}\n`)
    },
    log: (line) => {
      if (!globals.quiet) complain(line)
    },
    complain,
    progress: live.show,
    confirm: async (question) => {
      live.clear()
      if (stdin.isTTY !== true || stderr.isTTY !== true || env.CI) return undefined
      // A pseudo terminal need not know how wide it is, and a question of width 0 is read downwards.
      if (!stderr.columns) stderr.columns = 80
      const { confirm, isCancel } = await import('@clack/prompts')
      const answer = await confirm({ message: question, initialValue: false, output: stderr })
      if (isCancel(answer)) throw new InterruptedError()
      return answer
    },
    launch: (command, args) =>
      new Promise((resolve, reject) => {
        live.clear()
        spawn(command, args, { stdio: 'inherit' })
          .once('error', reject)
          .once('exit', (code, killed) => resolve(code ?? (killed === null ? 0 : 1)))
      }),
  }
}
