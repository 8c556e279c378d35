import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Journey } from './journeys.ts'
import { childEnvironment } from './kill.ts'

const main = path.resolve(import.meta.dirname, '../../src/cli/main.ts')

/** The command itself, killed when the time is over; tells whether it had come to its end by then. */
export async function killCommand(
  url: string,
  { down, folder }: Journey,
  milliseconds: number,
): Promise<'killed' | 'ended'> {
  const words = down ? ['downgrade', 'base'] : ['upgrade']
  const child = spawn(process.execPath, ['--conditions=athanor-source', main, ...words], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...childEnvironment(), DATABASE_URL: url },
  })
  let err = ''
  child.stderr.on('data', (text) => (err += text))
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds)
  const [code, signal] = await once(child, 'close')
  clearTimeout(timer)
  if (signal === 'SIGKILL') return 'killed'
  if (code === 0) return 'ended'
  throw new Error(`athanor ${words.join(' ')} ended with ${code}: ${err}`)
}
