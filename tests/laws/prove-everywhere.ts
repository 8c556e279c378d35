import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import os from 'node:os'
import path from 'node:path'
import type { DialectName } from '../../src/schema/model.ts'
import { type Failure, merged, type Tally, type Task } from './prove.ts'
import type { Answer, Order } from './prove-worker.ts'

export interface ProveOptions {
  readonly runs: number
  readonly seed: number
  readonly dialects: readonly DialectName[]
  readonly laws: readonly number[]
  /** Milliseconds that the search for one smaller counter-example may take. */
  readonly patience: number
  readonly tell?: (done: number, of: number) => void
}

/** Runs that one process does in one go. */
const AT_ONCE = 25

/** Tries the laws on as many processes as there are processors; failures come back with small examples. */
export async function proveEverywhere(options: ProveOptions): Promise<Tally[]> {
  const tasks = tasksFor(options)
  const workers = Array.from({ length: os.availableParallelism() }, startWorker)
  try {
    let done = 0
    const orders = tasks.map((task): Order => ({ kind: 'try', task }))
    const answers = await shareOut(workers, orders, () => {
      done += 1
      options.tell?.(done, tasks.length)
    })
    const tallies = sums(
      answers.flatMap((answer) => (answer.kind === 'tried' ? answer.tallies : [])),
    )
    return await withSmallExamples(workers, tallies, options.patience)
  } finally {
    await Promise.all(workers.map((worker) => ask(worker, { kind: 'stop' }).catch(() => undefined)))
  }
}

/** The same seed gives the same tasks, however many processes there are. */
function tasksFor({ runs, seed, dialects, laws }: ProveOptions): Task[] {
  const starts = Array.from({ length: Math.ceil(runs / AT_ONCE) }, (_, i) => i * AT_ONCE)
  return starts.flatMap((start, i) =>
    dialects.map((dialect) => ({
      dialect,
      runs: Math.min(AT_ONCE, runs - start),
      seed: (seed + i * 1_000_003) | 0,
      laws,
    })),
  )
}

/** What is sent holds big integers. */
const startWorker = (): ChildProcess =>
  fork(path.join(import.meta.dirname, 'prove-worker.ts'), { serialization: 'advanced' })

async function ask(worker: ChildProcess, order: Order): Promise<Answer> {
  if (!worker.connected) throw new Error('a worker has ended')
  worker.send(order)
  const [answer] = (await once(worker, 'message')) as [Answer]
  if (answer.kind === 'broken') throw new Error(answer.reason)
  return answer
}

/** Each worker takes the next order when it is through with the last one. */
async function shareOut(
  workers: readonly ChildProcess[],
  orders: readonly Order[],
  tell: () => void = () => {},
): Promise<Answer[]> {
  const answers: Answer[] = []
  const waiting = orders.entries()
  await Promise.all(
    workers.map(async (worker) => {
      for (const [i, order] of waiting) {
        answers[i] = await ask(worker, order)
        tell()
      }
    }),
  )
  return answers
}

const sums = (tallies: readonly Tally[]): Tally[] =>
  [...Map.groupBy(tallies, ({ dialect, law }) => `${dialect} ${law}`).values()].map((alike) => ({
    ...alike[0]!,
    runs: alike.reduce((sum, { runs }) => sum + runs, 0),
    milliseconds: alike.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
    failures: merged(alike.flatMap(({ failures }) => failures)),
  }))

async function withSmallExamples(
  workers: readonly ChildProcess[],
  tallies: readonly Tally[],
  patience: number,
): Promise<Tally[]> {
  const failures = tallies.flatMap((tally) => tally.failures)
  const orders = failures.map((failure): Order => ({ kind: 'shrink', failure, patience }))
  const answers = await shareOut(workers, orders)
  const small = new Map<Failure, Failure>(
    answers.flatMap((answer, i) =>
      answer.kind === 'shrunk' ? [[failures[i]!, answer.failure] as const] : [],
    ),
  )
  return tallies.map((tally) => ({
    ...tally,
    failures: tally.failures.map((failure) => small.get(failure) ?? failure),
  }))
}
