import { inspect } from 'node:util'
import fc from 'fast-check'
import type { DialectName } from '../../src/schema/model.ts'
import { type Bench, openBench } from './bench.ts'
import { type Pair, pairs } from './generate/schemas.ts'
import { type Law, laws } from './laws.ts'
import { messageOf } from './lines.ts'
import { reduced } from './reduce.ts'
import { NotReached, trialOf } from './trial.ts'

/** So many random pairs, all from one seed. */
export interface Task {
  readonly dialect: DialectName
  readonly runs: number
  readonly seed: number
  /** Numbers of the laws to try, from 1; absent: all. */
  readonly laws?: readonly number[]
  /** Milliseconds that the search for a smaller counter-example may take. */
  readonly patience: number
}

export interface Tally {
  readonly law: number
  /** Tried to the end: a law is not when one that comes before it has failed. */
  readonly runs: number
  readonly failures: readonly Failure[]
  readonly milliseconds: number
}

export interface Failure {
  readonly message: string
  /** How many runs failed this way. */
  readonly count: number
  /** The smallest pair of schemas found, as TypeScript. */
  readonly example: string
}

/** Tries the laws on random schemas, each pair in all of them, and shrinks one example of every way to fail. */
export async function prove(task: Task): Promise<Tally[]> {
  const bench = await openBench(task.dialect)
  try {
    return await proveOn(bench, task)
  } finally {
    await bench.close()
  }
}

interface Count {
  runs: number
  milliseconds: number
  readonly failures: Map<string, { count: number; message: string; pair: Pair }>
}

async function proveOn(bench: Bench, task: Task): Promise<Tally[]> {
  const numbers = task.laws ?? laws.map((_, i) => i + 1)
  const counts = new Map<number, Count>(
    numbers.map((law) => [law, { runs: 0, milliseconds: 0, failures: new Map() }]),
  )
  const property = fc.asyncProperty(pairs(bench.ground), async (pair) => {
    const trial = trialOf(bench, pair)
    for (const [law, count] of counts) {
      const began = performance.now()
      const error = await brokenBy(laws[law - 1]!, trial)
      count.milliseconds += performance.now() - began
      if (error instanceof NotReached) continue
      count.runs += 1
      if (error !== undefined) note(count, error, pair)
    }
  })
  await fc.check(property, { numRuns: task.runs, seed: task.seed })
  return Promise.all(
    [...counts].map(async ([law, { runs, milliseconds, failures }]) => ({
      law,
      runs,
      milliseconds,
      failures: await inTurn([...failures.values()], (failure) =>
        shrunk(bench, task, law, failure),
      ),
    })),
  )
}

function note({ failures }: Count, error: unknown, pair: Pair): void {
  const message = messageOf(error)
  const known = failures.get(sortOf(message))
  if (known === undefined) failures.set(sortOf(message), { count: 1, message, pair })
  else known.count += 1
}

/** What went wrong, whatever the names are that it went wrong with. */
const sortOf = (message: string): string =>
  message
    .split('\n')
    .slice(0, 2)
    .join(' ')
    .replace(/"(?:[^"]|"")*"/g, '…')
    .replace(/\d+/g, '9')
    .slice(0, 80)

async function inTurn<T, R>(items: readonly T[], each: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const item of items) results.push(await each(item))
  return results
}

/** A smaller pair that fails the same way. */
async function shrunk(
  bench: Bench,
  { patience }: Task,
  law: number,
  { count, message, pair }: { count: number; message: string; pair: Pair },
): Promise<Failure> {
  let told = message
  const until = performance.now() + patience
  const smallest = await reduced(pair, async (smaller) => {
    if (performance.now() > until) return false
    const error = await brokenBy(laws[law - 1]!, trialOf(bench, smaller))
    if (error === undefined || error instanceof NotReached) return false
    if (sortOf(messageOf(error)) !== sortOf(message)) return false
    told = messageOf(error)
    return true
  })
  return { message: told, count, example: sourceOf(smallest) }
}

const brokenBy = (law: Law, trial: ReturnType<typeof trialOf>): Promise<unknown> =>
  law.judge(trial).then(
    () => undefined,
    (error) => error ?? new Error('failed without a reason'),
  )

/** A pair as TypeScript, to be pasted into `cases.ts`. */
export const sourceOf = (pair: Pair): string =>
  inspect(pair, { depth: null, maxArrayLength: null, maxStringLength: null, breakLength: 100 })
