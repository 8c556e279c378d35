/** A stream of choices drawn from a few numbers; it never runs dry, and all zeros make the plainest choices. */
export class Picks {
  readonly #numbers: readonly number[]
  #at = 0

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers
  }

  /** From 0 up to, and without, `below`. */
  number(below: number): number {
    const at = this.#at++
    const round = Math.floor(at / this.#numbers.length)
    const base = this.#numbers[at % this.#numbers.length] ?? 0
    return below <= 1 ? 0 : (base + round * 7) % below
  }

  of<T>(items: readonly T[]): T | undefined {
    return items.length === 0 ? undefined : items[this.number(items.length)]
  }

  /** One of a list that is never empty. */
  one<T>(items: readonly [T, ...T[]]): T {
    return items[this.number(items.length)]!
  }

  /** True once in `times`; not at zero, so that what shrinks loses it. */
  chance(times = 2): boolean {
    return this.number(times) === times - 1
  }

  /** The fields, once in `times`. */
  maybe<T extends object>(times: number, fields: () => T): T | Record<never, never> {
    return this.chance(times) ? fields() : {}
  }

  /** Between one and `most` of the items, in an order that is not theirs. */
  some<T>(items: readonly T[], most: number): T[] {
    if (items.length === 0) return []
    const start = this.number(items.length)
    const count = 1 + this.number(Math.min(most, items.length))
    return [...items.slice(start), ...items.slice(0, start)].slice(0, count)
  }
}
