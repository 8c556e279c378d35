import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rangeChange } from './sequence-range.ts'

const change = (from: object, to: object) => rangeChange({ name: 's' }, from, to)

test('the value of a sequence is moved only where a limit comes closer', () => {
  assert.deepEqual(change({ increment: 1 }, { increment: 2 }).first, [])
  assert.deepEqual(change({ maxValue: 10 }, { maxValue: 20 }).first, [])
  assert.deepEqual(change({ minValue: 5, start: 5 }, { minValue: 1, start: 5 }).first, [])
  assert.equal(change({ maxValue: 20 }, { maxValue: 10 }).first.length, 1)
  assert.equal(change({ minValue: 1 }, { minValue: 5, start: 5 }).first.length, 1)
})

test('a sequence begins again where no value fits both the old limits and the new', () => {
  const { first, clauses } = change({ maxValue: 10 }, { minValue: 20, start: 25 })
  assert.deepEqual(first, [])
  assert.equal(clauses.at(-1), 'RESTART WITH 25')
})
