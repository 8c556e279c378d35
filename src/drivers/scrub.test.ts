import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { scrub, scrubError } from './scrub.ts'

test('a password is struck out, plain and encoded', () => {
  assert.equal(scrub('no p@ssword, no p%40ssword', ['p@ssword']), 'no ***, no ***')
})

test('a URL loses its password even when nobody knows it', () => {
  assert.equal(scrub('bad postgres://u:s3cr@t@h/d', []), 'bad postgres://u:***@h/d')
  assert.equal(scrub('x://h/d?password=s3&user=u', []), 'x://h/d?password=***&user=u')
})

test('a password too short to be told from other text leaves messages alone', () => {
  assert.equal(scrub('password of user a', ['a']), 'password of user a')
})

test('an error is cleaned in place, causes and all', () => {
  const cause = new AggregateError([new Error('deep hunter22')], 'many hunter22')
  const error = new Error('top hunter22', { cause })
  assert.equal(scrubError(error, ['hunter22']), error)
  assert.doesNotMatch(inspect(error, { depth: 9, showHidden: true }), /hunter22/)
  assert.equal(error.message, 'top ***')
})

test('an error that is its own cause does not hang', () => {
  const error = new Error('hunter22')
  error.cause = error
  assert.equal(scrubError(error, ['hunter22']).message, '***')
})
