/**
 * Kills and disturbs long upgrades and downgrades at many points, and prints what became of them:
 * `npm run faults -- --points 500 [--dialect sqlite|postgresql] [--seed N] [--lanes N]`.
 */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import type { DialectName } from '../src/schema/model.ts'
import { noTracer } from '../tests/faults/kill-at-write.ts'
import { prove, type Tally } from '../tests/faults/proof.ts'

const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '500' },
    dialect: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    lanes: { type: 'string', default: String(availableParallelism()) },
  },
})
const points = Number(values.points)
const dialects = (values.dialect?.split(',') ?? ['sqlite', 'postgresql']) as DialectName[]

const COLUMNS = [
  'dialect',
  'what happened',
  'points',
  'at a boundary',
  'half way, resumed',
  'failed',
]

const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`

const row = (dialect: string, { what, points, atBoundary, halfWay, failures }: Tally): string =>
  line([dialect, what, points, atBoundary, halfWay, failures.length])

const began = performance.now()
const missing = noTracer()
if (missing !== undefined && dialects.includes('sqlite')) console.log(missing)
console.log(`seed ${values.seed}\n\n${line(COLUMNS)}\n${line(COLUMNS.map(() => '---'))}`)
const failures: string[] = []
let count = 0
for (const dialect of dialects) {
  const tallies = await prove({
    dialect,
    kills: points,
    strikes: Math.ceil(points / 10),
    commands: Math.ceil(points / 20),
    seed: Number(values.seed),
    lanes: Number(values.lanes),
  })
  for (const tally of tallies) {
    console.log(row(dialect, tally))
    failures.push(...tally.failures)
    count += tally.points
  }
}
const seconds = Math.round((performance.now() - began) / 1000)
console.log(`\n${failures.length} of ${count} failed, in ${seconds} s`)
for (const failure of failures) console.log(`\n${failure}`)
process.exitCode = failures.length === 0 ? 0 : 1
