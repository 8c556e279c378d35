import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { athanor, judged } from '../../scripts/beside-alembic/case.ts'
import { cases } from '../../scripts/beside-alembic/cases.ts'
import { NoTestServerError } from '../support/databases.ts'

describe("Athanor's column of the table beside Alembic", { concurrency: 4 }, () => {
  for (const one of cases)
    test(one.name, async (t) => {
      try {
        const { isGood, words } = await judged(one, athanor)
        assert.ok(isGood, words)
      } catch (error) {
        if (!(error instanceof NoTestServerError)) throw error
        t.skip(error.message)
      }
    })
})
