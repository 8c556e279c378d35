import fs from 'node:fs'
import path from 'node:path'
import type { TestFile } from './model.ts'
import { type Place, runTests } from './run-tests.ts'

/** Longer ones are not quick: they are for the suite, not for every one of thousands of mutants. */
const QUICK = 12_000

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
      const reached = path.join(place.root, '..', `reached-${file.replaceAll('/', '-')}.json`)
      const env = { ATHANOR_MUTANTS_REACHED: reached }
      const { code, timedOut, milliseconds } = await runTests(place, [file], env, QUICK * 2)
      if (code !== 0 || milliseconds > QUICK)
        tell(file, timedOut || milliseconds > QUICK ? 'takes too long' : 'fails by itself')
      else {
        const ids = JSON.parse(fs.readFileSync(reached, 'utf8')) as string[]
        found.push({ file, milliseconds, reaches: new Set(ids) })
      }
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return found
}
