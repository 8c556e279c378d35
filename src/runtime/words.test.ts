import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlanStep } from '../revisions/model.ts'
import { oneLine, stepWords } from './words.ts'

const step = (own: Partial<PlanStep>, revises: readonly string[], message: string): PlanStep => ({
  revision: { id: 'c', revises, labels: [], dependsOn: [], message },
  direction: 'upgrade',
  before: ['a'],
  after: ['c'],
  changes: [],
  ...own,
})

test('a step is told from where to where, with its message', () => {
  assert.equal(stepWords(step({}, ['a', 'b'], 'join')), 'upgrade a, b -> c, join')
  assert.equal(stepWords(step({ direction: 'downgrade' }, [], '')), 'downgrade c ->')
  assert.equal(stepWords(step({ direction: 'stamp' }, [], 'x')), 'stamp a -> c')
})

test('nothing in a message ends its line', () => {
  assert.equal(oneLine('a\nb\r\nc\u2028d\u0000e\tf '), 'a b c d e f')
})
