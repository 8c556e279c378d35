import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { alike, command, counted, list, spell, steps, word } from './words.ts'

describe('words', () => {
  test('leave plain names bare and quote the others', () => {
    assert.equal(spell('3f2a91bc'), '3f2a91bc')
    assert.equal(spell('a b\n'), '"a b\\n"')
  })

  test('cut a long list short', () => {
    assert.equal(list(['a', 'b', 'c'], 3), 'a, b, c')
    assert.equal(list(['a', 'b', 'c'], 2), 'a, b and 1 more')
  })

  test('can be pasted into a shell', () => {
    assert.equal(word('label@head-1'), 'label@head-1')
    assert.equal(word("o'clock; rm"), "'o'\\''clock; rm'")
    assert.equal(command('upgrade', 'a b'), "athanor upgrade 'a b'")
    assert.equal(command('history', 'a'), 'athanor history -r a:')
    assert.equal(command('revision', 'a'), 'athanor revision --head a')
  })

  test('count', () => {
    assert.equal(counted(1, 'head'), '1 head')
    assert.equal(counted(2, 'head'), '2 heads')
    assert.deepEqual([steps(2), steps(0), steps(-1)], ['+2', '', '-1'])
  })

  test('find names that begin alike, the most alike first', () => {
    assert.deepEqual(alike('abcdef', ['abcxyz', 'abcdxx', 'zbcdef', 'abx', 'abcdeg', 'abcdxa']), [
      'abcdeg',
      'abcdxa',
      'abcdxx',
    ])
    assert.deepEqual(alike('ab', ['a', 'ab1', 'b']), ['ab1'])
  })
})
