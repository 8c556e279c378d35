import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Table } from '../schema/model.ts'
import { isOnePlace, nameLikeness, tableLikeness } from './likeness.ts'

const t = (name: string, columns: string): Table => ({
  name,
  columns: columns
    .split(' ')
    .map((one) => ({ name: one, type: { kind: 'integer' }, nullable: true })),
  uniques: [],
  foreignKeys: [],
  checks: [],
  exclusions: [],
  indexes: [],
})

test('tables are alike where they share more than half of their columns, the more the more', () => {
  const likeness = (columns: string) => tableLikeness(t('user', 'a b c d'), t('users', columns))
  assert.equal(likeness('a b x y'), 0)
  assert.equal(likeness('a b x'), 0)
  assert.ok(likeness('a b c x') > 0)
  assert.ok(likeness('a b c d') > likeness('a b c x'))
  assert.equal(likeness('a b c d e f g h'), 0)
  const texts = t('users', 'a b c d').columns.map((one) => ({
    ...one,
    type: { kind: 'text' } as const,
  }))
  assert.equal(tableLikeness(t('user', 'a b c d'), { ...t('users', 'a'), columns: texts }), 0)
  assert.equal(tableLikeness(t('user', 'a'), t('user', 'a')), 0)
})

test('names are alike by the pairs of letters that they share, in whatever case', () => {
  assert.equal(nameLikeness('email', 'EMAIL'), 1)
  assert.equal(nameLikeness('abc', 'xyz'), 0)
  assert.equal(nameLikeness('a', 'b'), 0)
  assert.ok(nameLikeness('email', 'mail') > nameLikeness('email', 'main'))
})

test('a column stands in one place between the same columns that stay', () => {
  const one = (is: string) => isOnePlace(t('t', 'a old b'), 'old', t('t', is), 'new')
  assert.equal(one('a new b'), true)
  assert.equal(one('a more new b'), true)
  assert.equal(one('new a b'), false)
  assert.equal(one('a b new'), false)
})
