import { spawn } from 'node:child_process'
import { once } from 'node:events'
import os from 'node:os'
import path from 'node:path'

/** Where a process is to be killed. */
export interface Point {
  readonly journey: string
  /** Before this statement begins, or once it has. */
  readonly number: number
  readonly inside: boolean
  /** How long after its beginning, where it is inside. */
  readonly microseconds: number
}

/** When it was really killed: the process may have ended a short statement before the blow came. */
export type Struck = 'between' | 'inside' | 'too late'

const CHILD = path.join(import.meta.dirname, 'child.ts')

/** A process on its way to a point; `under` is a program that looks after it. */
export function start(url: string, point: Point, under: readonly string[] = []) {
  const [program, ...words] = [
    ...[...under, process.execPath, '--conditions=athanor-source', CHILD],
    JSON.stringify({ ...point, url }),
  ]
  return spawn(program!, words, { stdio: ['ignore', 'pipe', 'pipe'], env: childEnvironment() })
}

/** Sends a process on a journey and has it killed. Throws where it was not. */
export async function kill(url: string, point: Point): Promise<Struck> {
  const child = start(url, point)
  let [out, err] = ['', '']
  child.stdout.on('data', (text) => (out += text))
  child.stderr.on('data', (text) => (err += text))
  const [, signal] = await once(child, 'close')
  if (signal !== 'SIGKILL')
    throw new Error(`the process was not killed at ${JSON.stringify(point)}: ${out}${err}`)
  if (!point.inside) return 'between'
  return out.includes('ended') ? 'too late' : 'inside'
}

/** Not that of a test; and hundreds of processes load the same files. */
export function childEnvironment(): NodeJS.ProcessEnv {
  const { NODE_TEST_CONTEXT: _, ...rest } = process.env
  return { ...rest, NODE_COMPILE_CACHE: path.join(os.tmpdir(), 'athanor-compiled') }
}
