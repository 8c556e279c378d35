import path from 'node:path'
import type { Fate, Mutant, TestFile } from './model.ts'
import { type Place, runTests } from './run-tests.ts'

/** So many of the nearest test files are tried first, in one process. */
const NEAREST = 4

/** Switches one fault on, and runs the tests that come past it, the nearest first, until one of them minds. */
export async function tryMutant(
  place: Place,
  mutant: Mutant,
  tests: readonly TestFile[],
): Promise<Fate> {
  const reaching = tests
    .filter(({ reaches }) => reaches.has(mutant.id))
    .toSorted((a, b) => distance(a, mutant) - distance(b, mutant))
  if (reaching.length === 0) return 'unreached'
  for (const some of [reaching.slice(0, NEAREST), reaching.slice(NEAREST)]) {
    if (some.length === 0) continue
    const usual = some.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
    const env = { __STRYKER_ACTIVE_MUTANT__: mutant.id }
    const files = some.map(({ file }) => file)
    const ended = await runTests(place, files, env, usual * 4 + 10_000)
    if (ended.timedOut) return 'timed out'
    if (ended.code !== 0) return 'caught'
  }
  return 'survived'
}

/** Beside the source and of its name, in its folder, of its part; else the quick ones before the slow ones. */
function distance({ file, work }: TestFile, mutant: Mutant): number {
  const name = path.basename(mutant.file, '.ts')
  const near = [
    path.dirname(file) === path.dirname(mutant.file) && path.basename(file, '.test.ts') === name,
    path.dirname(file) === path.dirname(mutant.file),
    file.split('/')[1] === mutant.file.split('/')[1],
  ].indexOf(true)
  return (near === -1 ? 3 : near) * 1_000_000 + work
}
