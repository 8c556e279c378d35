import type { Point } from './kill.ts'
import type { Undisturbed } from './undisturbed.ts'
import { mayChange } from './watch.ts'

/** Numbers from 0 to 1. */
export type Random = () => number

/** The same numbers for the same seed. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    // Mulberry32: small, and even enough to pick places with.
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** `count` of them, spread evenly; each as often as every other where there are not enough. */
export const spread = <T>(from: readonly T[], count: number, random: Random): readonly T[] =>
  Array.from({ length: count }, (_, index) => {
    const rounds = Math.ceil(count / from.length)
    const at = Math.floor(((index + random()) / count) * from.length * rounds)
    return from[at % from.length]!
  })

/** Where to kill a process on its way: half of the points between two statements, half inside one that changes something. */
export function killPoints(
  { journey: { name: journey }, statements }: Undisturbed,
  count: number,
  random: Random,
): readonly Point[] {
  const numbers = statements.map((_, index) => index + 1)
  const changing = numbers.flatMap((number) => {
    const { sql, milliseconds } = statements[number - 1]!
    // Long ones more often: in a short one hardly anything can happen.
    const times = mayChange(sql) ? Math.min(8, 1 + Math.floor(milliseconds * 2)) : 0
    return Array.from({ length: times }, () => number)
  })
  const between = spread(numbers, Math.ceil(count / 2), random)
  const inside = spread(changing, Math.floor(count / 2), random)
  return [
    ...between.map((number) => ({ journey, number, inside: false, microseconds: 0 })),
    ...inside.map((number) => {
      // The second time a statement is quicker, and the blow takes a while to come.
      const microseconds = random() ** 2 * statements[number - 1]!.milliseconds * 600
      return { journey, number, inside: true, microseconds: Math.round(microseconds) }
    }),
  ]
}
