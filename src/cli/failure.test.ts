import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { UnansweredQuestionError } from '../commands/errors.ts'
import { AthanorError } from '../errors.ts'
import { AbortedError } from '../runtime/errors.ts'
import { exitCodeOf, failureJson, failureLines } from './failure.ts'
import { paintFor } from './paint.ts'
import { UsageError } from './usage.ts'

class SomeError extends AthanorError {
  readonly code = 'some'
}

const plain = paintFor(false)

describe('a failure', () => {
  test('is the fact and the next step, each line in its place', () => {
    const error = new SomeError('first\n  second', { hint: 'do this\nor that' })
    assert.deepEqual(failureLines(error, plain), [
      'error first',
      '        second',
      '',
      'next  do this',
      '      or that',
    ])
    assert.deepEqual(JSON.parse(failureJson(error)), {
      error: { code: 'some', message: 'first\n  second', hint: 'do this\nor that' },
    })
  })

  test('of ours keeps its stack, and says that it is one', () => {
    const lines = failureLines(new TypeError('x is not a function'), plain)
    assert.match(lines[0]!, /^error TypeError: x is not a function\n +at /)
    assert.match(lines.at(-1)!, /defect in Athanor/)
    assert.equal(JSON.parse(failureJson(new TypeError('x'))).error.code, 'defect')
  })

  test('of a driver is not taken for one of ours', () => {
    const error = Object.assign(new Error('relation'), { code: '42P01', hint: undefined })
    assert.match(failureLines(error, plain)[0]!, /^error Error: relation\n/)
  })

  test('of another copy of the library is', () => {
    const error = Object.assign(new Error('fact'), { code: 'duplicate-table', hint: 'next' })
    assert.deepEqual(failureLines(error, plain), ['error fact', '', 'next  next'])
  })

  test('gives away no password, and cannot move the cursor', () => {
    const error = new SomeError('at postgres://u:hunter22@h/d \u001b[2J\u0007 end', {
      hint: 'not mysql://u:hunter22@h',
    })
    assert.deepEqual(failureLines(error, plain), [
      'error at postgres://u:***@h/d \uFFFD end',
      '',
      'next  not mysql://u:***@h',
    ])
    assert.ok(!failureJson(error).includes('hunter22'))
    assert.ok(
      !failureLines(new Error('postgres://u:hunter22@h/d'), plain).join().includes('hunter22'),
    )
  })
})

test('exit codes tell a wrong use and an interruption from a failure', () => {
  assert.equal(exitCodeOf(new SomeError('x')), 1)
  assert.equal(exitCodeOf(new Error('x')), 1)
  assert.equal(exitCodeOf(new UsageError('x')), 2)
  assert.equal(exitCodeOf(new UnansweredQuestionError('x', 'y')), 2)
  assert.equal(exitCodeOf(new AbortedError([], 'x', undefined)), 130)
})
