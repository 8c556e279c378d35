import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ItemKind } from './model.ts'
import { patternOf } from './patterns.ts'

const INSIDE = ['column', 'index', 'primaryKey', 'unique', 'foreignKey', 'check', 'exclusion']
const WHOLE = [
  ...['schema', 'table', 'enum', 'sequence', 'view', 'materializedView', 'function', 'procedure'],
  ...['trigger', 'domain', 'extension', 'policy', 'grant'],
]
const KINDS = [...INSIDE, ...WHOLE] as ItemKind[]

test('a pattern with a kind is for that kind alone, one without is for all that is in no table', () => {
  for (const kind of KINDS)
    assert.deepEqual(
      KINDS.filter((one) => patternOf(`${kind}:a*`).matches(one, 'ab')),
      [kind],
    )
  assert.deepEqual(
    KINDS.filter((one) => patternOf('a*').matches(one, 'ab')),
    WHOLE,
  )
})

test('a colon behind no kind belongs to the name, and so does every one after the first', () => {
  assert.equal(patternOf('tale:a').matches('table', 'tale:a'), true)
  assert.equal(patternOf('table:a:b').matches('table', 'a:b'), true)
  assert.equal(patternOf(':a').matches('table', ':a'), true)
})

test('a star is any text, a question mark one character, all else itself, from end to end', () => {
  const fits = (text: string, name: string) => patternOf(text).matches('table', name)
  assert.equal(fits('a*c', 'ac') && fits('a*c', 'a\nbc') && fits('a?c', 'a😀c'), true)
  for (const [text, name] of [
    ['a?c', 'ac'],
    ['a*c', 'xac'],
    ['a*c', 'acx'],
    ['a.c', 'abc'],
    ['a+', 'aa'],
    ['A', 'a'],
  ] as const)
    assert.equal(fits(text, name), false, text)
  for (const name of ['a.b', 'a+', '(a)', '[a]', '{1}', 'a|b', '^a$', '\\d']) {
    assert.equal(fits(name, name), true, name)
  }
})
