import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { excerpt, sourcePosition } from './excerpt.ts'

describe('sourcePosition', () => {
  test('counts lines and columns from 1', () => {
    assert.deepEqual(sourcePosition('ab\ncd', 5), { line: 2, column: 2 })
    assert.deepEqual(sourcePosition('ab', 1), { line: 1, column: 1 })
  })

  test('counts characters, not UTF-16 units', () => {
    assert.deepEqual(sourcePosition('😀😀x', 3), { line: 1, column: 3 })
  })
})

describe('excerpt', () => {
  test('marks the place between its neighbours', () => {
    const sql = 'SELECT a\nFROM\tnowhere\nWHERE b\nLIMIT 1'
    assert.equal(
      excerpt(sql, { line: 2, column: 6 }),
      ['  1 | SELECT a', '> 2 | FROM nowhere', '    |      ^', '  3 | WHERE b'].join('\n'),
    )
  })

  test('shows the first lines when no place is known', () => {
    const sql = Array.from({ length: 20 }, (_, i) => `line ${i}`).join('\n')
    assert.match(excerpt(sql), /^ {2}line 0\n[\s\S]*line 11\n {2}… \(8 more lines\)$/)
  })

  test('leaves out the indentation of a literal in code', () => {
    assert.equal(excerpt('\n    SELECT a\n      FROM b\n  '), '  SELECT a\n    FROM b')
    assert.equal(excerpt(''), '')
  })

  test('is never wider than a terminal by much, and never throws', () => {
    const place = fc.record({
      line: fc.integer({ min: 1, max: 9 }),
      column: fc.integer({ min: 1, max: 999 }),
    })
    fc.assert(
      fc.property(fc.string({ maxLength: 500, unit: 'grapheme' }), place, (text, position) => {
        for (const line of excerpt(text, position).split('\n'))
          assert.ok(Array.from(line).length <= 120, line)
      }),
    )
  })
})
