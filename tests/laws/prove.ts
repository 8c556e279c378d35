import { inspect } from 'node:util'
import fc from 'fast-check'
import type { DialectName } from '../../src/schema/model.ts'
import type { Bench } from './bench.ts'
import { type Pair, pairs } from './generate/schemas.ts'
import { type Law, laws } from './laws.ts'
import { messageOf } from './lines.ts'
import { reduced } from './reduce.ts'
import { NotReached, type Trial, trialOf } from './trial.ts'

/** So many random pairs, all from one seed. */
export interface Task {
  readonly dialect: DialectName
  readonly runs: number
  readonly seed: number
  /** Numbers of the laws to try, from 1. */
  readonly laws: readonly number[]
}

export const allLaws: readonly number[] = laws.map((_, i) => i + 1)

/** What came of one law. */
export interface Tally {
  readonly dialect: DialectName
  readonly law: number
  /** Tried to the end: a law is not where one that it builds upon has failed. */
  readonly runs: number
  readonly failures: readonly Failure[]
  readonly milliseconds: number
}

/** One way to fail, and a pair of schemas that does. */
export interface Failure {
  readonly dialect: DialectName
  readonly law: number
  readonly sort: string
  readonly message: string
  readonly count: number
  readonly pair: Pair
}

/** Tries laws on random schemas, each pair in all of them; what fails is counted by the way it does. */
export async function tryLaws(bench: Bench, task: Task): Promise<Tally[]> {
  const tallies = new Map(task.laws.map((law) => [law, emptyTally(task.dialect, law)]))
  const property = fc.asyncProperty(pairs(bench.ground), async (pair) => {
    const trial = trialOf(bench, pair)
    for (const [law, tally] of tallies) tallies.set(law, await tried(tally, trial))
  })
  await fc.check(property, { numRuns: task.runs, seed: task.seed })
  return [...tallies.values()]
}

const emptyTally = (dialect: DialectName, law: number): Tally => ({
  dialect,
  law,
  runs: 0,
  failures: [],
  milliseconds: 0,
})

/** One more run on a tally. */
async function tried(tally: Tally, trial: Trial): Promise<Tally> {
  const began = performance.now()
  const error = await brokenBy(laws[tally.law - 1]!, trial)
  const milliseconds = tally.milliseconds + performance.now() - began
  if (error instanceof NotReached) return { ...tally, milliseconds }
  const { dialect, law, runs } = tally
  const failures =
    error === undefined
      ? tally.failures
      : merged([...tally.failures, failureOf(dialect, law, error, trial.pair)])
  return { ...tally, runs: runs + 1, milliseconds, failures }
}

/** What is thrown when the law is judged, or undefined. */
export const brokenBy = (law: Law, trial: Trial): Promise<unknown> =>
  law.judge(trial).then(
    () => undefined,
    (error) => error ?? new Error('failed without a reason'),
  )

function failureOf(dialect: DialectName, law: number, error: unknown, pair: Pair): Failure {
  const message = messageOf(error)
  return { dialect, law, sort: sortOf(message), message, count: 1, pair }
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

/** Failures that fail alike are one, counted. */
export const merged = (failures: readonly Failure[]): Failure[] =>
  [...Map.groupBy(failures, ({ dialect, law, sort }) => `${dialect} ${law} ${sort}`).values()].map(
    (alike) => ({ ...alike[0]!, count: alike.reduce((sum, { count }) => sum + count, 0) }),
  )

/** The failure with the smallest pair that fails alike, as far as it is found in so many milliseconds. */
export async function shrunk(bench: Bench, failure: Failure, patience: number): Promise<Failure> {
  const until = performance.now() + patience
  let { message } = failure
  const pair = await reduced(failure.pair, async (smaller) => {
    if (performance.now() > until) return false
    const error = await brokenBy(laws[failure.law - 1]!, trialOf(bench, smaller))
    if (error === undefined || error instanceof NotReached) return false
    if (sortOf(messageOf(error)) !== failure.sort) return false
    message = messageOf(error)
    return true
  })
  return { ...failure, message, pair }
}

/** A counter-example as TypeScript, to be pasted into the list in `cases.ts`. */
export const sourceOf = ({ dialect, law, message, pair }: Failure): string =>
  inspect(
    { name: message.split('\n')[0], dialect, law, ...pair },
    { depth: null, maxArrayLength: null, maxStringLength: null, breakLength: 100 },
  )
