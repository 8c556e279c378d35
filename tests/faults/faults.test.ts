import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NoTestServerError } from '../support/databases.ts'
import { testSeed } from '../support/seed.ts'
import { noTracer } from './kill-at-write.ts'
import { prove } from './proof.ts'

/** A few hundred of what `npm run faults` does by the thousand. */
for (const dialect of ['sqlite', 'postgresql'] as const)
  test(`runs on ${dialect} that are killed or disturbed leave a clean boundary`, async (t) => {
    const seed = testSeed(1)
    const extent = { dialect, kills: 110, strikes: 5, commands: 5, seed, lanes: 2 }
    const missing = noTracer()
    if (missing !== undefined && dialect === 'sqlite') t.diagnostic(missing)
    try {
      const tallies = await prove(extent)
      for (const { what, points } of tallies) t.diagnostic(`${what}: ${points}`)
      assert.deepEqual(
        tallies.flatMap(({ failures }) => failures),
        [],
      )
      const whole = tallies.reduce((sum, { points }) => sum + points, 0)
      assert.ok(whole >= 110 + 5 + 4 * 5, `only ${whole} points`)
    } catch (error) {
      if (!(error instanceof NoTestServerError)) throw error
      t.skip(error.message)
    }
  })
