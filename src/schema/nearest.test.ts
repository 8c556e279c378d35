import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { nearest } from './nearest.ts'

describe('nearest', () => {
  const known = ['user', 'auth.user', 'user_role', 'environment', 'namespace', 'id']

  test('finds what was probably meant, best first', () => {
    assert.deepEqual(nearest('usr', known), ['user'])
    assert.deepEqual(nearest('user', ['auth.user', 'users']), ['users', 'auth.user'])
    assert.deepEqual(nearest('nmaespace', known), ['namespace'])
    assert.deepEqual(nearest('UserRole', known), ['user_role', 'user'])
    assert.deepEqual(nearest('enviroment', known), ['environment'])
  })

  test('finds nothing where nothing is like it', () => {
    assert.deepEqual(nearest('zebra', known), [])
    assert.deepEqual(nearest('x', []), [])
  })

  test('gives each name once, and no more than asked for', () => {
    assert.deepEqual(nearest('ab', ['ac', 'ad', 'ae', 'af', 'ac'], 2), ['ac', 'ad'])
  })

  test('sees a swap of two letters as one slip', () => {
    assert.deepEqual(nearest('nmae', ['name', 'note']), ['name'])
  })
})
