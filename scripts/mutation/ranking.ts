import path from 'node:path'
import type { Mutant, Tests, TestUnit, Turn } from './model.ts'

/** Tests are tried on one mutant for so many milliseconds, as they take with no fault on. */
const BUDGET = { running: 30_000, loading: 10_000 }

/** Which tests to run on a mutant, and in which order: those first that may be expected to catch it soonest. */
export interface Ranking {
  /** Those that come past it while they run; `loading`: or that belong to a file that does when it is loaded. */
  turnsFor(
    mutant: Mutant,
    when: 'loading' | 'running',
    files?: ReadonlySet<string>,
  ): readonly Turn[]
  /** It came through all of these up to `end`, which caught it; through all of them without it. */
  learn(mutant: Mutant, turns: readonly Turn[], end: Turn | undefined): void
}

export function rankingOf(tests: Tests): Ranking {
  /** By source and test: how often it was tried there, and how often that one caught. */
  const known = new Map<string, { tries: number; catches: number }>()
  const keyOf = (source: string, { file, index }: { file: string; index: number }) =>
    `${source} ${file} ${index}`
  const promise = (mutant: Mutant, unit: TestUnit): number => {
    const { tries, catches } = known.get(keyOf(mutant.file, unit)) ?? { tries: 0, catches: 0 }
    // What comes past few other places is most likely about this one.
    const hope = nearness(unit.file, mutant.file) * (1000 / (1000 + unit.hits.size))
    return (catches + hope) / (tries + 1) / (unit.milliseconds + 1)
  }
  return {
    turnsFor: (mutant, when, files) => {
      const isReached = ({ file, hits }: TestUnit) =>
        hits.has(mutant.id) || (when === 'loading' && tests.atLoad.get(file)!.has(mutant.id))
      const reaching = tests.units
        .filter((unit) => (files?.has(unit.file) ?? true) && isReached(unit))
        .map((unit) => ({
          unit,
          promise: promise(mutant, unit) * (comesBy(unit, mutant) ? 1000 : 1),
        }))
        .toSorted((a, b) => b.promise - a.promise)
      const turns: Turn[] = []
      let left = BUDGET[when]
      for (const { unit } of reaching) {
        left -= unit.milliseconds
        if (left > 0) turns.push(turnOf(unit))
      }
      return turns
    },
    learn: (mutant, turns, end) => {
      for (const turn of turns) {
        const key = keyOf(mutant.file, turn)
        const { tries, catches } = known.get(key) ?? { tries: 0, catches: 0 }
        const isEnd = turn.file === end?.file && turn.index === end.index
        known.set(key, { tries: tries + 1, catches: catches + (isEnd ? 1 : 0) })
        if (isEnd) return
      }
    },
  }
}

/** Whether the test comes past what stands right behind it: the rest of a function that was made when its module was loaded. */
const comesBy = ({ hits }: TestUnit, { id }: Mutant): boolean =>
  Array.from({ length: 8 }, (_, at) => String(Number(id) + at)).some((one) => hits.has(one))

const turnOf = ({ file, index, name, milliseconds }: TestUnit): Turn => ({
  file,
  index,
  name,
  limit: milliseconds * 10 + 5000,
})

/** From 0 to 1: beside the source and of its name, in its folder, of its part, elsewhere. */
function nearness(test: string, source: string): number {
  const name = path.basename(source, '.ts')
  if (path.dirname(test) === path.dirname(source))
    return path.basename(test, '.test.ts') === name ? 1 : 0.5
  return test.split('/')[1] === source.split('/')[1] ? 0.3 : 0.1
}
