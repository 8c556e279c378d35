import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
export const main = path.join(root, 'src/cli/main.ts')

/** The words that start the command line in a process of its own. */
export const athanorWords: readonly [string, ...string[]] = [
  process.execPath,
  '--conditions=athanor-source',
  '--disable-warning=ExperimentalWarning',
  main,
]

export interface Outcome {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

/** A command line under way. */
export interface Running {
  readonly child: ChildProcess
  readonly outcome: Promise<Outcome>
  /** When `text` has been printed, on either stream. */
  printed(text: string): Promise<void>
}

interface Options {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
}

/** Starts `athanor` with these words, as a user would. */
export function start(words: readonly string[], { cwd, env = {} }: Options): Running {
  const [program, ...first] = athanorWords
  const child = spawn(program, [...first, ...words], {
    cwd,
    env: { ...process.env, NODE_OPTIONS: '', NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text) => (err += text))
  const outcome = once(child, 'close').then(([code, signal]) => ({ code, signal, out, err }))
  return {
    child,
    outcome,
    printed: async (text) => {
      const isThere = () => out.includes(text) || err.includes(text)
      while (!isThere()) {
        const more = Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data')])
        const ended = outcome.then(() => 'ended')
        if ((await Promise.race([more, ended])) === 'ended' && !isThere())
          throw new Error(`"${text}" was never printed:\n${out}${err}`)
      }
    },
  }
}

/** Runs `athanor` to its end. */
export const athanor = (words: readonly string[], options: Options): Promise<Outcome> =>
  start(words, options).outcome
