/**
 * Plants faults in the source, one at a time, and tells which of them the tests catch:
 * `npm run mutate -- [--folders schema,operations] [--sample 300] [--seed 1] [--minutes 30] [--files src/schema/order.ts]`.
 * The faults are StrykerJS's; a run goes on where the last one stopped.
 */
import fs from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { randomFrom } from '../tests/faults/points.ts'
import { testServer } from '../tests/support/postgres-server.ts'
import { testFiles } from './mutation/coverage.ts'
import { memory } from './mutation/memory.ts'
import type { Fate, Mutant } from './mutation/model.ts'
import { plant } from './mutation/plant.ts'
import { finish } from './mutation/run-tests.ts'
import { tryMutant } from './mutation/try-mutant.ts'

const CORE = ['schema', 'operations', 'compare', 'revisions', 'dialects']

/** Tests of each folder besides those in it: whatever looks closely at it. */
const TESTS: Readonly<Record<string, readonly string[]>> = {
  schema: ['src/{render,source,operations}/**/*', 'tests/hostile/literals', 'tests/told/*'],
  operations: ['src/{source,render,compare,runtime}/**/*', 'tests/{runtime,alembic,told}/*'],
  compare: ['tests/{live-compare,alembic,told}/*', 'src/render/**/*'],
  revisions: [
    'tests/alembic/graph',
    'tests/commands/*',
    'tests/hostile/identifiers',
    'tests/told/*',
  ],
  dialects: ['tests/{sqlite,postgresql,runtime,conda-store,told}/*', 'src/drivers/*'],
}

const { values } = parseArgs({
  options: {
    folders: { type: 'string', default: CORE.join() },
    files: { type: 'string', default: '' },
    sample: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '600' },
    lanes: { type: 'string', default: String(availableParallelism()) },
  },
})
const folders = values.folders.split(',')
const [lanes, sample] = [Number(values.lanes), Number(values.sample)]
const deadline = Date.now() + Number(values.minutes) * 60_000

const say = (text: string) => console.error(text)
const planted = await plant(folders)
const server = await testServer()
const place = { root: planted.root, server: 'url' in server ? server.url : undefined }
const remembered = memory()

const folderOf = ({ file }: Mutant) => folders.find((one) => file.startsWith(`src/${one}/`))!
const random = randomFrom(Number(values.seed))
const shuffled = planted.mutants
  .filter(({ file }) => values.files === '' || values.files.split(',').includes(file))
  .map((mutant) => ({ mutant, at: random() }))
  .toSorted((a, b) => a.at - b.at)
  .map(({ mutant }) => mutant)
const chosen = folders.flatMap((folder) => {
  const those = shuffled.filter((mutant) => folderOf(mutant) === folder)
  return sample === 0 ? those : those.slice(0, sample)
})
say(
  `${planted.mutants.length} mutants, ${chosen.length} of them to try; ${planted.leftOut} texts of errors left out`,
)

const globs = folders.flatMap((folder) => {
  const [part = ''] = folder.split('/')
  return [`src/${part}/**/*`, ...(TESTS[part] ?? [])]
})
const candidates = fs
  .globSync(
    [...new Set(globs)].map((glob) => `${glob}.test.ts`),
    { cwd: planted.root },
  )
  .toSorted()
const tests = await testFiles(place, candidates, lanes, (file, why) =>
  say(`without ${file}: it ${why}`),
)
say(`${tests.length} test files`)

const fates: { mutant: Mutant; fate: Fate }[] = []
const rest = chosen.values()
const lane = async () => {
  for (const mutant of rest) {
    if (Date.now() > deadline) return
    const fate = remembered.recall(mutant) ?? (await tryMutant(place, mutant, tests))
    remembered.note(mutant, fate)
    fates.push({ mutant, fate })
    if (fates.length % 50 === 0) {
      remembered.save()
      say(`${fates.length} of ${chosen.length}, ${lived(fates).length} not caught`)
    }
  }
}
await Promise.all(Array.from({ length: lanes }, lane))
remembered.save()
await finish()
report()

function lived(all: readonly { mutant: Mutant; fate: Fate }[]) {
  return all.filter(({ fate }) => fate === 'survived' || fate === 'unreached')
}

function report(): void {
  console.log(
    '| folder | mutants | tried | caught | timed out | survived | not reached | share caught |',
  )
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |')
  for (const folder of folders) {
    const those = fates.filter(({ mutant }) => folderOf(mutant) === folder)
    const all = planted.mutants.filter((mutant) => folderOf(mutant) === folder).length
    const count = (fate: Fate) => those.filter((one) => one.fate === fate).length
    const share = (
      (100 * (count('caught') + count('timed out'))) /
      Math.max(1, those.length)
    ).toFixed(1)
    console.log(
      `| ${folder} | ${all} | ${those.length} | ${count('caught')} | ${count('timed out')} | ${count('survived')} | ${count('unreached')} | ${share} % |`,
    )
  }
  console.log()
  for (const { mutant, fate } of lived(fates).toSorted(inPlace)) console.log(lineOf(mutant, fate))
}

function inPlace({ mutant: a }: { mutant: Mutant }, { mutant: b }: { mutant: Mutant }): number {
  return a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column
}

function lineOf(
  { file, line, column, mutator, original, replacement }: Mutant,
  fate: Fate,
): string {
  const short = (text: string) => {
    const one = text.replaceAll(/\s+/g, ' ')
    return one.length > 90 ? `${one.slice(0, 87)}…` : one
  }
  return `${fate} ${file}:${line}:${column} ${mutator}: ${short(original)} → ${short(replacement)}`
}
