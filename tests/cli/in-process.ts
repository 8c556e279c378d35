import module from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { GlobalFlags } from '../../src/cli/command.ts'
import { InterruptedError } from '../../src/cli/interrupt.ts'
import { paintFor } from '../../src/cli/paint.ts'
import { runWords } from '../../src/cli/run.ts'
import type { Shell } from '../../src/cli/shell.ts'

export const root = path.resolve(import.meta.dirname, '../..')

/** Counts command lines: what one of them imports, the next one reads anew, as another process would. */
let generation = 0
const fresh = new Set<string>()

module.registerHooks({
  resolve: (specifier, context, next) => {
    if (specifier === 'athanor')
      return { url: pathToFileURL(path.join(root, 'src/index.ts')).href, shortCircuit: true }
    const found = next(specifier, context)
    const isFresh = [...fresh].some((url) => found.url.startsWith(url))
    return isFresh ? { ...found, url: `${found.url}?${generation}` } : found
  },
})

export interface Call {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** What somebody in front of the terminal answers: `yes`, `no`, or `^C`. Absent: nobody is there. */
  readonly answer?: string | undefined
  readonly signal?: AbortSignal
  readonly print: (text: string) => unknown
  readonly log: (text: string) => unknown
}

/** Runs a command line in this process, which has the environment that it would have. Gives its exit code. */
export async function runHere(words: readonly string[], call: Call): Promise<number> {
  generation++
  fresh.add(`${pathToFileURL(call.cwd).href}/`)
  const before = { ...process.env }
  Object.assign(process.env, call.env)
  try {
    return await runWords(words, (globals) => shellFor(globals, call))
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
    Object.assign(process.env, before)
  }
}

/** What a command line printed, and how it ended. */
export async function outcomeOf(
  words: readonly string[],
  call: Omit<Call, 'print' | 'log'>,
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  let [out, err] = ['', '']
  const code = await runHere(words, {
    ...call,
    print: (text) => {
      out += `${text}\n`
    },
    log: (text) => {
      err += `${text}\n`
    },
  })
  return { code, out, err }
}

/** A shell without a terminal, which writes down what it is told. */
const shellFor = (globals: GlobalFlags, { cwd, answer, signal, print, log }: Call): Shell => ({
  globals,
  cwd,
  env: process.env,
  signal: signal ?? new AbortController().signal,
  paint: paintFor(globals.color === true && globals.noColor !== true),
  columns: 80,
  print: (text) => void print(text),
  log: (line) => void (globals.quiet || log(line)),
  complain: (line) => void log(line),
  progress: () => {},
  confirm: async (question) => {
    if (answer === undefined) return undefined
    log(`(asks) ${question} (${answer})`)
    if (answer === '^C') throw new InterruptedError()
    return answer === 'yes'
  },
  launch: async (command, args) => {
    log(`(starts) ${[command, ...args].join(' ')}`)
    return command === 'false' ? 1 : 0
  },
})
