import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { asExamples, inColumns, wrapped } from './layout.ts'

const word = fc.stringMatching(/^[a-z]{1,12}$/)
const text = fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => words.join(' '))

describe('wrapped text', () => {
  test('is broken at spaces, and nowhere else', () => {
    assert.deepEqual(wrapped('one two three', 7), ['one two', 'three'])
    assert.deepEqual(wrapped('a https://long.example/x b', 8), ['a', 'https://long.example/x', 'b'])
  })

  test('keeps every word, and to its width', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 12, max: 100 }), (given, width) => {
        const lines = wrapped(given, width)
        assert.equal(lines.join(' '), given)
        for (const line of lines) assert.ok(line.length <= width)
      }),
    )
  })
})

describe('two columns', () => {
  test('stand beside each other, the right one wrapped in its place', () => {
    assert.deepEqual(
      inColumns(
        [
          ['-q', 'no log'],
          ['--name <x>', 'one of several databases'],
        ],
        30,
      ),
      ['  -q          no log', '  --name <x>  one of several', '              databases'],
    )
  })

  test('what is too long for the left one has its meaning below', () => {
    const long = '--a-flag-that-nobody-would-want-to-type'
    assert.deepEqual(
      inColumns(
        [
          ['-q', 'no log'],
          [long, 'why'],
        ],
        60,
      ),
      ['  -q  no log', `  ${long}`, '      why'],
    )
  })
})

describe('examples', () => {
  test('have their meaning beside them where there is room for all', () => {
    const rows = [
      ['athanor heads', 'the heads'],
      ['athanor show head', 'the newest'],
    ] as const
    assert.deepEqual(asExamples(rows, 40), [
      '  athanor heads      the heads',
      '  athanor show head  the newest',
    ])
    assert.deepEqual(asExamples(rows, 20), [
      '  athanor heads',
      '      the heads',
      '  athanor show head',
      '      the newest',
    ])
  })
})
