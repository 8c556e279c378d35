import { spawn } from 'node:child_process'
import type { GlobalFlags } from './command.ts'
import { paintFor, wantsColor } from './paint.ts'
import type { Shell } from './shell.ts'

/** The shell that a process has: its streams, and a person where both ends are a terminal. */
export function terminalShell(globals: GlobalFlags, signal: AbortSignal): Shell {
  const { stdout, stderr, stdin, env } = process
  const asked = globals.noColor ? false : globals.color
  const live = stderr.isTTY === true && !globals.quiet
  let shown = false
  const clear = () => {
    if (shown) stderr.write('\r\u001b[K')
    shown = false
  }
  return {
    globals,
    cwd: process.cwd(),
    env,
    signal,
    paint: paintFor(wantsColor(stdout, asked, env) && wantsColor(stderr, asked, env)),
    print: (line) => {
      clear()
      stdout.write(`${line}\n`)
    },
    log: (line) => {
      if (globals.quiet) return
      clear()
      stderr.write(`${line}\n`)
    },
    complain: (line) => {
      clear()
      stderr.write(`${line}\n`)
    },
    progress: (line) => {
      clear()
      if (!live || line === undefined) return
      stderr.write(line.slice(0, (stderr.columns ?? 80) - 1))
      shown = true
    },
    confirm: async (question) => {
      clear()
      if (stdin.isTTY !== true || stderr.isTTY !== true || env.CI) return undefined
      const { confirm, isCancel } = await import('@clack/prompts')
      const answer = await confirm({ message: question, initialValue: false, output: stderr })
      return isCancel(answer) ? false : answer
    },
    launch: (command, args) =>
      new Promise((resolve, reject) => {
        clear()
        spawn(command, args, { stdio: 'inherit' })
          .once('error', reject)
          .once('exit', (code, killed) => resolve(code ?? (killed === null ? 0 : 1)))
      }),
  }
}
