/**
 * Every consecutive pair of states that two real histories went through, made into a revision by autogenerate: there and
 * back on live databases, with the rows that the recorded journeys had, beside what Alembic's own files managed.
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { DialectName } from '../../src/schema/model.ts'
import { NoTestServerError } from '../support/databases.ts'
import { goldenMissing, goldenStates, readGolden } from '../support/golden.ts'
import { type Passed, pass } from './transitions.ts'

const SYSTEMS = ['conda-store', 'artemis'] as const
const DIALECTS: readonly DialectName[] = ['sqlite', 'postgresql']

for (const system of SYSTEMS)
  for (const dialect of DIALECTS)
    describe(`${system} on ${dialect}, from state to state and back`, {
      skip: goldenMissing,
    }, () => {
      const states = goldenMissing === false ? goldenStates(system, dialect) : []
      const passed: Passed[] = []
      for (const [i, from] of states.slice(0, -1).entries()) {
        const to = states[i + 1]!
        test(`${from.revision} → ${to.revision}`, async (t) => {
          try {
            const one = await pass({ system, dialect, from, to })
            if (one.hand !== undefined) t.diagnostic(`by hand: ${one.hand.why}`)
            passed.push(one)
          } catch (error) {
            if (!(error instanceof NoTestServerError)) throw error
            t.skip(error.message)
          }
        })
      }
      test('all of them, beside what Alembic managed', (t) => {
        if (passed.length === 0) return t.skip('no database to try them on')
        const total = (count: (one: Passed) => number) =>
          passed.reduce((sum, one) => sum + count(one), 0)
        const [operations, rows] = [total((one) => one.operations), total((one) => one.rows)]
        const alembic = restoredByAlembic(system, dialect)
        t.diagnostic(
          `${passed.length} of ${states.length - 1} up and down exactly, ${operations} operations, ${rows} rows kept; ` +
            `Alembic's downgrades restore the schema in ${alembic.exact} of ${alembic.all}`,
        )
        assert.equal(passed.length, states.length - 1)
      })
    })

interface Stair {
  readonly down: string
  readonly restores_previous_schema?: boolean
}

/** Alembic's own figures, without the first revision, which nothing comes before. */
function restoredByAlembic(system: string, dialect: DialectName) {
  const stairs = readGolden<Record<string, Stair>>(system, dialect, 'stairway.json')
  const [, ...all] = Object.values(stairs)
  const exact = all.filter((one) => one.down === 'ok' && one.restores_previous_schema === true)
  return { exact: exact.length, all: all.length }
}
