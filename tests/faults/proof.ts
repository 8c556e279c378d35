import type { DialectName } from '../../src/schema/model.ts'
import { killCommand } from './command-line.ts'
import type { Copy } from './copies.ts'
import { disturb, faults } from './faults.ts'
import { journeys } from './journeys.ts'
import { judge, type Verdict } from './judge.ts'
import { kill } from './kill.ts'
import { killPoints, randomFrom, spread } from './points.ts'
import { GROUNDS, type Undisturbed, undisturbed } from './undisturbed.ts'

export interface Extent {
  readonly dialect: DialectName
  /** How many points to kill a process at. */
  readonly kills: number
  /** How many points to let each other fault strike at. */
  readonly strikes: number
  /** How often to kill the command itself, at whatever moment. */
  readonly commands: number
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

interface Trial {
  readonly what: string
  readonly where: string
  readonly way: Undisturbed
  readonly run: (copy: Copy) => Promise<Verdict & { readonly what?: string }>
}

/** Disturbs runs in every way there is, and tells what became of them. */
export async function prove(extent: Extent): Promise<readonly Tally[]> {
  const ways: Undisturbed[] = []
  for (const ground of GROUNDS[extent.dialect])
    for (const journey of journeys) ways.push(await undisturbed(journey, ground))
  try {
    const random = randomFrom(extent.seed)
    const trials = [
      ...kills(ways, extent.kills, random),
      ...commands(ways, extent.commands, random),
      ...strikes(ways, extent, random),
    ]
    return tallies(await inLanes(trials, extent.lanes, carryOut))
  } finally {
    for (const way of ways) await way.original.drop()
  }
}

/** The same number to each, as far as it goes. */
const shares = (ways: readonly Undisturbed[], count: number) =>
  ways.map((way, index) => ({
    way,
    share:
      Math.floor((count * (index + 1)) / ways.length) - Math.floor((count * index) / ways.length),
  }))

const kills = (ways: readonly Undisturbed[], count: number, random: () => number): Trial[] =>
  shares(ways, count).flatMap(({ way, share }) =>
    killPoints(way, share, random).map((point) => ({
      what: 'killed between two statements',
      where: `statement ${point.number}${point.inside ? ` after ${point.microseconds} µs` : ''}`,
      way,
      run: async (copy) => {
        const struck = await kill(copy.url, point)
        const what = `killed ${struck === 'inside' ? 'inside a statement' : struck === 'between' ? 'between two statements' : 'as a statement ended'}`
        return { ...(await judge(way, copy)), what }
      },
    })),
  )

const commands = (ways: readonly Undisturbed[], count: number, random: () => number): Trial[] =>
  shares(ways, count).flatMap(({ way, share }) =>
    Array.from({ length: share }, () => {
      // A command takes half a second to get going, and then as long as its statements take.
      const milliseconds = Math.round(200 + random() * 1500)
      return {
        what: 'the command killed at any moment',
        where: `after ${milliseconds} ms`,
        way,
        run: async (copy: Copy) => {
          await killCommand(copy.url, way.journey, milliseconds)
          return judge(way, copy)
        },
      }
    }),
  )

const strikes = (ways: readonly Undisturbed[], extent: Extent, random: () => number): Trial[] =>
  faults
    .filter(({ on }) => on.includes(extent.dialect))
    .flatMap((fault) =>
      shares(ways, extent.strikes).flatMap(({ way, share }) =>
        spread(
          way.statements.map((_, index) => index + 1),
          share,
          random,
        ).map((number) => ({
          what: fault.name,
          where: `statement ${number}`,
          way,
          run: (copy: Copy) => disturb(way, copy, fault, number),
        })),
      ),
    )

type Result = Verdict & { readonly what: string }

async function carryOut({ what, where, way, run }: Trial): Promise<Result> {
  const copy = await way.original.copy()
  try {
    const verdict = await run(copy)
    const prefix = `${way.journey.name} on ${way.ground}, ${verdict.what ?? what}, ${where}`
    return { what, ...verdict, problems: verdict.problems.map((one) => `${prefix}: ${one}`) }
  } catch (error) {
    const told = `${way.journey.name} on ${way.ground}, ${what}, ${where}: ${error instanceof Error ? error.stack : error}`
    return { what, place: '', underWay: false, problems: [told] }
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
  [...Map.groupBy(results, ({ what }) => what)].map(([what, those]) => ({
    what,
    points: those.length,
    atBoundary: those.filter(({ underWay, problems }) => !underWay && problems.length === 0).length,
    halfWay: those.filter(({ underWay, problems }) => underWay && problems.length === 0).length,
    failures: those.flatMap(({ problems }) => (problems.length === 0 ? [] : [problems.join('\n')])),
  }))
