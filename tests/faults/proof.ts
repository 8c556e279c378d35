import { journeys } from './journeys.ts'
import type { Verdict } from './judge.ts'
import { randomFrom } from './points.ts'
import { type Extent, type Trial, trialsFor } from './trials.ts'
import { GROUNDS, type Undisturbed, undisturbed } from './undisturbed.ts'

export interface ProofOptions extends Extent {
  readonly seed: number
  /** How many runs to have under way at a time. */
  readonly lanes: number
}

/** What became of all runs that were disturbed in the same way. */
export interface Tally {
  readonly what: string
  readonly points: number
  /** Stopped between two revisions, or half way through one that cannot be one transaction. */
  readonly atBoundary: number
  readonly halfWay: number
  readonly failures: readonly string[]
}

/** Disturbs runs in every way there is, and tells what became of them. */
export async function prove(options: ProofOptions): Promise<readonly Tally[]> {
  const ways: Undisturbed[] = []
  try {
    for (const ground of GROUNDS[options.dialect])
      for (const journey of journeys) ways.push(await undisturbed(journey, ground))
    const trials = await trialsFor(ways, options, randomFrom(options.seed))
    return tallies(await inLanes(trials, options.lanes, carryOut))
  } finally {
    for (const way of ways) await way.original.drop()
  }
}

type Result = Verdict & { readonly what: string }

async function carryOut({ what, where, way, run }: Trial): Promise<Result> {
  const copy = await way.original.copy()
  const place = `${way.journey.name} on ${way.ground}, ${what}, ${where}`
  try {
    const verdict = await run(copy)
    return { what, ...verdict, problems: verdict.problems.map((one) => `${place}: ${one}`) }
  } catch (error) {
    const told = error instanceof Error ? error.stack : error
    return { what, place: '', underWay: false, problems: [`${place}: ${told}`] }
  } finally {
    await copy.drop()
  }
}

async function inLanes<T, R>(
  work: readonly T[],
  lanes: number,
  each: (one: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = []
  const rest = work.values()
  const lane = async () => {
    for (const one of rest) results.push(await each(one))
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return results
}

const tallies = (results: readonly Result[]): readonly Tally[] =>
  [...Map.groupBy(results, ({ what }) => what)].map(([what, those]) => {
    const clean = those.filter(({ problems }) => problems.length === 0)
    return {
      what,
      points: those.length,
      atBoundary: clean.filter(({ underWay }) => !underWay).length,
      halfWay: clean.filter(({ underWay }) => underWay).length,
      failures: those.flatMap(({ problems }) => (problems.length > 0 ? problems.join('\n') : [])),
    }
  })
