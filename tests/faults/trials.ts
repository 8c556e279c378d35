import type { DialectName } from '../../src/schema/model.ts'
import { killCommand } from './command-line.ts'
import type { Copy } from './copies.ts'
import { disturb, faults } from './faults.ts'
import { judge, type Verdict } from './judge.ts'
import { kill, type Struck } from './kill.ts'
import { countCalls, killAtWrite, noTracer, writePoints } from './kill-at-write.ts'
import { killPoints, type Random, spread } from './points.ts'
import type { Undisturbed } from './undisturbed.ts'

/** One run that is disturbed in one place. */
export interface Trial {
  readonly way: Undisturbed
  readonly what: string
  readonly where: string
  /** `what` tells more exactly what happened in the end. */
  readonly run: (copy: Copy) => Promise<Verdict & { readonly what?: string }>
}

export interface Extent {
  readonly dialect: DialectName
  /** How many points to kill a process at. */
  readonly kills: number
  /** How many points to let each other fault strike at. */
  readonly strikes: number
  /** How often to kill the command itself, at whatever moment. */
  readonly commands: number
}

/** Every way of disturbing, spread evenly over all journeys. */
export async function trialsFor(
  ways: readonly Undisturbed[],
  { dialect, kills, strikes, commands }: Extent,
  random: Random,
): Promise<readonly Trial[]> {
  const atWrites = dialect === 'sqlite' && noTracer() === undefined ? Math.floor(kills / 2) : 0
  const shared = <T>(count: number, each: (way: Undisturbed, share: number) => T) =>
    ways.map((way, index) => each(way, share(count, index, ways.length)))
  return [
    ...shared(kills - atWrites, (way, count) => killed(way, count, random)),
    ...(await Promise.all(shared(atWrites, (way, count) => killedAtWrites(way, count, random)))),
    ...shared(commands, (way, count) => commandsKilled(way, count, random)),
    ...shared(strikes, (way, count) => struck(way, count, random)),
  ].flat()
}

/** The same number to each, as far as it goes. */
const share = (count: number, index: number, of: number): number =>
  Math.floor((count * (index + 1)) / of) - Math.floor((count * index) / of)

const STRUCK: Readonly<Record<Struck, string>> = {
  between: 'killed between two statements',
  inside: 'killed inside a statement',
  'too late': 'killed as a statement ended',
}

const killed = (way: Undisturbed, count: number, random: Random): readonly Trial[] =>
  killPoints(way, count, random).map((point) => ({
    way,
    what: STRUCK[point.inside ? 'inside' : 'between'],
    where: `statement ${point.number}${point.inside ? ` after ${point.microseconds} µs` : ''}`,
    run: async (copy) => {
      const what = STRUCK[await kill(copy.url, point)]
      return { what, ...(await judge(way, copy)) }
    },
  }))

async function killedAtWrites(
  way: Undisturbed,
  count: number,
  random: Random,
): Promise<readonly Trial[]> {
  if (count === 0) return []
  const copy = await way.original.copy()
  const calls = await countCalls(copy.url, way.journey.name)
  await copy.drop()
  return writePoints(way.journey.name, calls, count, random).map((point) => ({
    way,
    what: 'killed at a write to the file',
    where: `${point.call} number ${point.number}`,
    run: async (copy) => {
      await killAtWrite(copy.url, point)
      return judge(way, copy)
    },
  }))
}

const commandsKilled = (way: Undisturbed, count: number, random: Random): readonly Trial[] =>
  Array.from({ length: count }, () => {
    // A command takes a moment to get going, and then as long as its statements take.
    const milliseconds = Math.round(200 + random() * 1500)
    return {
      way,
      what: 'the command killed at any moment',
      where: `after ${milliseconds} ms`,
      run: async (copy) => {
        await killCommand(copy.url, way.journey, milliseconds)
        return judge(way, copy)
      },
    }
  })

const struck = (way: Undisturbed, count: number, random: Random): readonly Trial[] =>
  faults
    .filter(({ on }) => on.includes(way.original.dialect))
    .flatMap((fault) =>
      spread([...way.statements.keys()], count, random).map((index) => ({
        way,
        what: fault.name,
        where: `statement ${index + 1}`,
        run: (copy) => disturb(way, copy, fault, index + 1),
      })),
    )
