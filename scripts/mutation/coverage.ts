import fs from 'node:fs'
import path from 'node:path'
import type { TestFile } from './model.ts'
import { type Place, runTests } from './run-tests.ts'

/** Longer ones are not quick: they are for the suite, not for every one of thousands of mutants. */
const QUICK = 5000

/** Where the machine has other things to do. */
const PATIENCE = 120_000

interface Seen {
  readonly reached: readonly string[]
  readonly milliseconds: number
}

/** Runs each test file once with no fault on: which mutants it comes past, and how long it takes. */
export async function testFiles(
  place: Place,
  files: readonly string[],
  lanes: number,
  tell: (file: string, why: string) => void,
): Promise<readonly TestFile[]> {
  const found: TestFile[] = []
  const rest = files.values()
  const lane = async () => {
    for (const file of rest) {
      const seen = path.join(place.root, '..', `reached-${file.replaceAll('/', '-')}.json`)
      const env = { ATHANOR_MUTANTS_REACHED: seen }
      const { code, timedOut, milliseconds } = await runTests(place, [file], env, PATIENCE)
      if (code !== 0) {
        tell(file, timedOut ? 'takes too long' : 'fails by itself')
        continue
      }
      const { reached, milliseconds: work } = JSON.parse(fs.readFileSync(seen, 'utf8')) as Seen
      if (work > QUICK) tell(file, 'takes too long')
      else found.push({ file, milliseconds, work, reaches: new Set(reached) })
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return found
}
