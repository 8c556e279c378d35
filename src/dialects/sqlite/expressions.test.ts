import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  mentions,
  outerParenthesesOff,
  sameSql,
  unqualified,
  withPlainStrings,
} from './expressions.ts'

describe('sameSql', () => {
  const same = [
    ['a > 1', 'A>1'],
    ['a > 1', '(a > 1)'],
    ['a > 1', ' ( ( "a" > 1 ) ) '],
    ['a>1 -- one', 'a /* x */ > 1'],
    ["STATUS in ('a','b')", "status IN ( 'a', 'b' )"],
    ['[a] == `b`', '"a" = b'],
    ['a != 1', 'a <> 1'],
    ['0XFF', '0xff'],
  ] as const
  for (const [a, b] of same) test(`${a} and ${b} are the same`, () => assert.ok(sameSql(a, b)))

  const different = [
    ["a = 'x'", "a = 'X'"],
    ['a = 1', 'a = 1.0'],
    ['(a) + (b)', 'a) + (b'],
    ["a = 'b c'", "a = 'b  c'"],
    ["a = 'x'", 'a = "x"'],
    ['a - -1', 'a --1'],
    ['a AND b OR c', 'a AND (b OR c)'],
  ] as const
  for (const [a, b] of different) test(`${a} and ${b} are not`, () => assert.ok(!sameSql(a, b)))
})

test('outerParenthesesOff takes only those that stand around the whole', () => {
  assert.equal(outerParenthesesOff('((a + b))'), 'a + b')
  assert.equal(outerParenthesesOff('(a) + (b)'), '(a) + (b)')
  assert.equal(outerParenthesesOff(" ( ')' -- (\n ) "), "')'")
  assert.equal(outerParenthesesOff('()'), '()')
})

test('unqualified takes away the name of the table, and no other', () => {
  assert.equal(unqualified('t.a > "T" . b AND tt.a = t', 't'), 'a > b AND tt.a = t')
  assert.equal(unqualified("other.t.a = 't.b'", 't'), "other.t.a = 't.b'")
})

test('withPlainStrings quotes as a string what is no column', () => {
  assert.equal(
    withPlainStrings('a <> "it\'s" AND "a" = "rowid"', ['A']),
    'a <> \'it\'\'s\' AND "a" = "rowid"',
  )
  assert.equal(
    withPlainStrings('"lower"(a) COLLATE "NOCASE" = CAST(a AS "TEXT")', ['a']),
    '"lower"(a) COLLATE "NOCASE" = CAST(a AS "TEXT")',
  )
})

test('mentions looks at names, not at strings and comments', () => {
  assert.ok(mentions('upper(A)', 'a'))
  assert.ok(mentions('x.[a b]', 'A B'))
  assert.ok(!mentions("'a' -- a\n || ab", 'a'))
})
