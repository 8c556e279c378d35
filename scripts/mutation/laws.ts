/**
 * The laws, cut up into small tests: each named case and a few random pairs of schemas. `tests/laws/laws.test.ts` judges
 * as much in few tests, and looks long for a small example when one fails.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DialectName } from '../../src/schema/model.ts'
import { type Bench, openBench } from '../../tests/laws/bench.ts'
import { cases } from '../../tests/laws/cases.ts'
import { laws } from '../../tests/laws/laws.ts'
import { allLaws, tryLaws } from '../../tests/laws/prove.ts'
import { trialOf } from '../../tests/laws/trial.ts'

const PAIRS: Readonly<Record<DialectName, number>> = { sqlite: 100, postgresql: 40 }

const benches = new Map<DialectName, Promise<Bench>>()
function benchOf(dialect: DialectName): Promise<Bench> {
  const bench = benches.get(dialect) ?? openBench(dialect)
  benches.set(dialect, bench)
  return bench
}

for (const { name, law, dialect, ...pair } of cases)
  test(`law ${law} on ${dialect}: ${name}`, async () => {
    const trial = trialOf(await benchOf(dialect), pair)
    for (const { judge } of laws) await judge(trial)
  })

for (const dialect of ['sqlite', 'postgresql'] as const)
  for (let seed = 1; seed <= PAIRS[dialect]; seed++)
    test(`pair ${seed} on ${dialect}`, async () => {
      const task = { dialect, runs: 1, seed, laws: allLaws }
      const tallies = await tryLaws(await benchOf(dialect), task)
      assert.deepEqual(
        tallies.flatMap(({ failures }) => failures.map(({ message }) => message)),
        [],
      )
    })
