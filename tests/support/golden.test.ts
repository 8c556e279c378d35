import assert from 'node:assert/strict'
import { test } from 'node:test'
import { goldenMissing, goldenStates, parseExact, readGolden } from './golden.ts'

test('an integer beyond what a number holds is read exactly', () => {
  assert.deepEqual(parseExact('{"max": 9223372036854775807, "one": 1, "pi": 3.5, "big": 1e300}'), {
    max: 9223372036854775807n,
    one: 1,
    pi: 3.5,
    big: 1e300,
  })
})

test('the states of a system come in order', { skip: goldenMissing }, () => {
  const states = goldenStates('conda-store', 'sqlite')
  assert.equal(states.length, 14)
  assert.deepEqual(states[0], {
    index: 0,
    revision: '48be4072fe58',
    file: '000_48be4072fe58.json',
  })
  const index: { revision: string; file: string }[] = readGolden(
    'conda-store',
    'sqlite',
    'index.json',
  )
  assert.deepEqual(
    states.map(({ revision, file }) => ({ revision, file })),
    index.map(({ revision, file }) => ({ revision, file })),
  )
})
