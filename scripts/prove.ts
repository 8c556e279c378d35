/**
 * Tries the laws on random schemas with rows in them, on live databases, and prints a table of laws and databases.
 *
 *   npm run prove -- --runs 10000 --seed 7 [--dialect sqlite] [--law 4] [--patience 60]
 */
import { parseArgs } from 'node:util'
import type { DialectName } from '../src/schema/model.ts'
import { laws } from '../tests/laws/laws.ts'
import { allLaws, sourceOf, type Tally } from '../tests/laws/prove.ts'
import { proveEverywhere } from '../tests/laws/prove-everywhere.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    dialect: { type: 'string', multiple: true, default: ['sqlite', 'postgresql'] },
    law: { type: 'string', multiple: true, default: allLaws.map(String) },
    /** Seconds that the search for one smaller counter-example may take. */
    patience: { type: 'string', default: '60' },
  },
})

const began = performance.now()
console.log(`seed ${values.seed}`)
const tallies = await proveEverywhere({
  runs: Number(values.runs),
  seed: Number(values.seed),
  dialects: values.dialect as DialectName[],
  laws: values.law.map(Number),
  patience: Number(values.patience) * 1000,
  tell: (done, of) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${Math.round((100 * done) / of)} %`)
  },
})
if (process.stderr.isTTY) process.stderr.write('\r')

for (const { law, dialect, failures } of tallies)
  for (const failure of failures) {
    console.log(`\nlaw ${law} on ${dialect}, ${failure.count} times: ${failure.message}`)
    console.log(`  // for tests/laws/cases.ts\n${sourceOf(failure).replace(/^/gm, '  ')},`)
  }

const count = ({ failures }: Tally): number => failures.reduce((sum, one) => sum + one.count, 0)
const rows = values.law.map((number) => {
  const cells = values.dialect.flatMap((dialect) => {
    const tally = tallies.find((one) => one.dialect === dialect && one.law === Number(number))
    if (tally === undefined) return []
    const seconds = (tally.milliseconds / 1000).toFixed(0)
    return [[dialect, `${tally.runs} runs, ${count(tally)} failures, ${seconds} s`] as const]
  })
  return [`${number} ${laws[Number(number) - 1]?.name}`, Object.fromEntries(cells)] as const
})
console.table(Object.fromEntries(rows))
const failed = tallies.some((tally) => count(tally) > 0)
const seconds = ((performance.now() - began) / 1000).toFixed(0)
console.log(`${failed ? 'broken' : 'all hold'}, ${seconds} s`)
process.exitCode = failed ? 1 : 0
