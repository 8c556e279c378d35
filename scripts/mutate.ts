/**
 * Plants faults in the source, one at a time, and tells which of them the tests catch:
 * `npm run mutate -- [--folders schema,operations] [--sample 300] [--seed 1] [--minutes 30] [--files src/schema/order.ts]`.
 * The faults are StrykerJS's; a run goes on where the last one stopped. `--check` tries each a second time, in a process
 * of its own, and tells where that ends otherwise.
 */
import fs from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { testServer } from '../tests/support/postgres-server.ts'
import { lookAtTests } from './mutation/coverage.ts'
import { digest, memory } from './mutation/memory.ts'
import type { Fate, Mutant } from './mutation/model.ts'
import { plant } from './mutation/plant.ts'
import { finish } from './mutation/process.ts'
import { rankingOf } from './mutation/ranking.ts'
import { type Found, isIn, lineOf, lived, report } from './mutation/report.ts'
import { openLane, tryFresh } from './mutation/try-mutant.ts'

const CORE = ['schema', 'operations', 'compare', 'revisions', 'dialects']

/** What a fault can show itself to: all tests but those that only look at other processes, or at the text of the source. */
const TESTS = ['src/**/*.test.ts', 'tests/**/*.test.ts', 'scripts/mutation/{corpora,laws}.ts']
const NOT =
  /^src\/render\/types\.test|^tests\/(architecture|cli|docs|faults|laws|package|proof|replicas)\b/

const { values } = parseArgs({
  options: {
    folders: { type: 'string', default: CORE.join() },
    files: { type: 'string', default: '' },
    sample: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '600' },
    check: { type: 'boolean', default: false },
    lanes: { type: 'string', default: String(availableParallelism()) },
  },
})
const folders = values.folders.split(',')
const [lanes, sample] = [Number(values.lanes), Number(values.sample)]
const deadline = Date.now() + Number(values.minutes) * 60_000

const say = (text: string) => console.error(text)
// All of them, whatever is asked for: what is known of the tests stays good.
const planted = await plant([...new Set([...CORE, ...folders.map((one) => one.split('/')[0]!)])])
const server = await testServer()
const place = { root: planted.root, server: 'url' in server ? server.url : undefined }

// By what it is, not by where: the same ones after a change elsewhere.
const lot = ({ file, mutator, original, replacement }: Mutant) =>
  digest([values.seed, file, mutator, original, replacement].join('\0'))
const shuffled = planted.mutants
  .filter(({ file }) => values.files === '' || values.files.split(',').includes(file))
  .map((mutant) => ({ mutant, lot: lot(mutant) }))
  .toSorted((a, b) => (a.lot < b.lot ? -1 : Number(a.lot > b.lot)))
  .map(({ mutant }) => mutant)
const chosen = folders.flatMap((folder) => {
  const those = shuffled.filter((mutant) => isIn(folder)(mutant))
  return sample === 0 ? those : those.slice(0, sample)
})
say(
  `${planted.mutants.length} mutants, ${chosen.length} of them to try; ${planted.leftOut} texts of errors left out`,
)

const candidates = fs
  .globSync(TESTS, { cwd: planted.root })
  .filter((file) => !NOT.test(file))
  .toSorted()
const tests = await lookAtTests(place, candidates, lanes, say)
say(`${tests.units.length} tests`)
const ranking = rankingOf(tests)
const remembered = memory(tests)

const fates: Found[] = []
const rest = chosen.values()
const run = async () => {
  const lane = openLane(place, ranking)
  for (const mutant of rest) {
    if (Date.now() > deadline) break
    const known = remembered.recall(mutant)
    const tried = known?.untried.size === 0 ? known.fate : await lane.try(mutant, known?.untried)
    const fate = tried === 'unreached' ? (known?.fate ?? tried) : tried
    remembered.note(mutant, fate)
    fates.push({ mutant, fate: values.check ? await checked(mutant, fate) : fate })
    if (fates.length % 50 === 0) {
      remembered.save()
      say(`${fates.length} of ${chosen.length}, ${lived(fates).length} not caught`)
    }
  }
  await lane.end()
}
await Promise.all(Array.from({ length: lanes }, run))
remembered.save()
await finish()
console.log(report(folders, planted.mutants, fates))

/** What becomes of it in a process of its own; a difference is told. */
async function checked(mutant: Mutant, fate: Fate): Promise<Fate> {
  const turns = ranking.turnsFor(mutant, 'loading')
  const fresh = turns.length === 0 ? 'unreached' : await tryFresh(place, mutant, turns, ranking)
  if (fresh !== fate) say(`${fate}, but ${lineOf({ mutant, fate: fresh })}`)
  return fresh
}
