import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { callsOf, wordsOf } from './words.ts'

/** Longer than PostgreSQL keeps, in letters of one byte and of two. */
const long = 'a'.repeat(70)
const wide = 'ä'.repeat(40)

describe('the names that SQL may mean', () => {
  const meant: readonly (readonly [string, string, readonly string[]])[] = [
    ['calls', 'my_f1$ (a) + g(b)', ['my_f1$', 'g']],
    ['calls', '"My F" (a) + "g""h"(b)', ['my f', 'g"h']],
    ['calls', 'größe(a) > schema.f(b)', ['größe', 'f']],
    ['calls', 'a + b', []],
    ['words', 'A > "B c" AND "d""e" = 1', ['a', 'b', 'c', 'and', 'd', 'e', 'b c', 'd"e']],
    ['words', '1 + 2', []],
    ['words', long, [long, long.slice(0, 63)]],
    ['calls', `${wide}()`, [wide, wide.slice(0, 31)]],
  ]
  for (const [what, sql, names] of meant)
    test(`${what} in ${sql}`, () => {
      assert.deepEqual([...(what === 'calls' ? callsOf : wordsOf)(sql)], names)
    })
})
