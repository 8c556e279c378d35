/**
 * The laws, on live databases: first on every pair of schemas that ever broke one, then on random pairs. A failure
 * prints its seed and a counter-example that can be pasted into `cases/`; `npm run prove` goes on for as long as one likes.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { DialectName } from '../../src/schema/model.ts'
import { testServer } from '../support/postgres-server.ts'
import { testSeed } from '../support/seed.ts'
import { type Bench, openBench } from './bench.ts'
import { cases } from './cases.ts'
import { laws } from './laws.ts'
import { allLaws, type Failure, sourceOf } from './prove.ts'
import { proveEverywhere } from './prove-everywhere.ts'
import { trialOf } from './trial.ts'

const RUNS: Readonly<Record<DialectName, number>> = { sqlite: 300, postgresql: 250 }

/** Milliseconds that the search for a small counter-example may take. */
const PATIENCE = 60_000

/** The same in every run, so that a suite that passed passes again; `npm run prove` looks further. */
const seed = testSeed(885_638)

for (const dialect of ['sqlite', 'postgresql'] as const)
  describe(`the laws on ${dialect}`, { skip: await missing(dialect) }, () => {
    let bench: Bench
    before(async () => {
      bench = await openBench(dialect)
    })
    after(() => bench.close())

    for (const { name, law, ...pair } of cases.filter((one) => one.dialect === dialect))
      test(`law ${law}: ${name}`, async () => {
        const trial = trialOf(bench, pair)
        for (const each of laws) await each.judge(trial)
      })

    test(`${RUNS[dialect]} random pairs of schemas`, async (t) => {
      t.diagnostic(`seed ${seed} (ATHANOR_TEST_SEED=${seed} tries the same again)`)
      const runs = RUNS[dialect]
      const tallies = await proveEverywhere({
        runs,
        seed,
        dialects: [dialect],
        laws: allLaws,
        patience: PATIENCE,
      })
      for (const tally of tallies)
        t.diagnostic(
          `law ${tally.law}, ${laws[tally.law - 1]!.name}: ${tally.runs} runs, ${tally.failures.length} failures`,
        )
      assert.equal(tallies.flatMap(({ failures }) => failures.map(complaint)).join('\n\n'), '')
      for (const tally of tallies) assert.equal(tally.runs, runs, 'tried to the end')
    })
  })

async function missing(dialect: DialectName): Promise<string | false> {
  if (dialect === 'sqlite') return false
  const server = await testServer()
  return 'missing' in server ? server.missing : false
}

/** A failure, with the smallest example that was found. */
const complaint = (failure: Failure): string =>
  `law ${failure.law}, ${failure.count} times: ${failure.message}\n${sourceOf(failure)}`
