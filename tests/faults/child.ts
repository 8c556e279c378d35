/**
 * A process that goes on a journey and is killed on the way: `child.ts <point as JSON>`. It writes what it begins and what
 * it has ended, so that its parent knows how far it came.
 */
import { writeSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { openConnection } from '../../src/drivers/open.ts'
import { journeyNamed } from './journeys.ts'
import type { Point } from './kill.ts'
import { type Watcher, watched } from './watch.ts'

const point = JSON.parse(process.argv[2] ?? '') as Point & { readonly url: string }

/**
 * Kills the process from beside the thread that is at work, a number of microseconds after its cue. It is told
 * beforehand (1), says that it is awake (2), and from then on watches for the cue (3) without sleeping.
 */
const killer = `
  const { parentPort, workerData } = require('node:worker_threads')
  const cue = new Int32Array(workerData.cue)
  parentPort.postMessage('ready')
  Atomics.wait(cue, 0, 0)
  Atomics.store(cue, 0, 2)
  while (Atomics.load(cue, 0) !== 3);
  const end = performance.now() + workerData.microseconds / 1000
  while (performance.now() < end);
  process.kill(process.pid, 'SIGKILL')`

const die = () => process.kill(process.pid, 'SIGKILL')

async function between({ number }: Point): Promise<Watcher> {
  return {
    before: (now) => {
      if (now !== number) return
      writeSync(1, `before ${now}\n`)
      die()
    },
  }
}

async function inside({ number, microseconds }: Point): Promise<Watcher> {
  const cue = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(killer, { eval: true, workerData: { cue: cue.buffer, microseconds } })
  await new Promise((resolve) => worker.once('message', resolve))
  return {
    before: async (now) => {
      if (now !== number) return
      Atomics.store(cue, 0, 1)
      Atomics.notify(cue, 0)
      while (Atomics.load(cue, 0) !== 2) await setImmediate()
      writeSync(1, `begun ${now}\n`)
      Atomics.store(cue, 0, 3)
    },
    after: (now) => {
      if (now !== number) return
      writeSync(1, `ended ${now}\n`)
      die()
    },
  }
}

const connection = await openConnection(point.url)
const watcher = await (point.inside ? inside(point) : between(point))
await journeyNamed(point.journey).run(watched(connection, watcher))
writeSync(1, 'came to the end\n')
await connection.close()
