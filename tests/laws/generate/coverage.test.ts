/** The generators come up with everything that the model can express: a law that is never tried proves nothing. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { featuresFor } from './coverage.ts'
import { type Ground, TABLESPACES } from './ground.ts'
import { pairs } from './schemas.ts'

const GROUNDS: readonly Ground[] = [
  { dialect: 'sqlite', version: [3, 53] },
  { dialect: 'postgresql', version: [18, 0], tablespaces: TABLESPACES },
]

for (const ground of GROUNDS)
  test(`generated schemas cover the model (${ground.dialect})`, (t) => {
    const sample = fc.sample(pairs(ground), { numRuns: 1500, seed: 1 })
    const counts = Object.entries(featuresFor(ground.dialect)).map(
      ([feature, holds]) => [feature, sample.filter(holds).length] as const,
    )
    const rare = counts.toSorted(([, a], [, b]) => a - b).slice(0, 5)
    t.diagnostic(`rarest of 1500: ${rare.map(([feature, n]) => `${feature} ${n}`).join(', ')}`)
    const missing = counts.filter(([, n]) => n < 3).map(([feature]) => feature)
    assert.deepEqual(missing, [])
  })
