/**
 * The laws, on live databases: first on every pair of schemas that ever broke one, then on random pairs. A failure
 * prints its seed and a counter-example that can be pasted into `cases/`; `npm run prove` goes on for as long as one likes.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { DialectName } from '../../src/schema/model.ts'
import { testServer } from '../support/postgres-server.ts'
import { type Bench, openBench } from './bench.ts'
import { cases } from './cases.ts'
import { laws } from './laws.ts'
import { allLaws, shrunk, sourceOf, type Tally, tryLaws } from './prove.ts'
import { trialOf } from './trial.ts'

const RUNS: Readonly<Record<DialectName, number>> = { sqlite: 300, postgresql: 40 }

/** The same in every run, so that a suite that passed passes again; `npm run prove` looks further. */
const seed = Number(process.env.LAWS_SEED ?? 885_638)

// PostgreSQL's turn takes minutes: it is `npm run prove -- --dialect postgresql`.
for (const dialect of ['sqlite'] as const)
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
      t.diagnostic(`seed ${seed} (LAWS_SEED=${seed} tries the same again)`)
      const tallies = await tryLaws(bench, { dialect, runs: RUNS[dialect], seed, laws: allLaws })
      for (const { law, runs, failures } of tallies)
        t.diagnostic(
          `law ${law}, ${laws[law - 1]!.name}: ${runs} runs, ${failures.length} failures`,
        )
      assert.equal(await complaint(bench, tallies), '')
    })
  })

async function missing(dialect: DialectName): Promise<string | false> {
  if (dialect === 'sqlite') return false
  const server = await testServer()
  return 'missing' in server ? server.missing : false
}

/** The first failure, with the smallest example that is found in a minute. */
async function complaint(bench: Bench, tallies: readonly Tally[]): Promise<string> {
  const failure = tallies.flatMap(({ failures }) => failures)[0]
  if (failure === undefined) return ''
  const small = await shrunk(bench, failure, 60_000)
  return `law ${failure.law}: ${small.message}\n${sourceOf(small)}`
}
