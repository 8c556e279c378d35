import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Constraint } from '../schema/model.ts'
import { matching } from './find.ts'

const check = (sql: string, sqlite?: string): Constraint => ({
  kind: 'check',
  expression: { sql, ...(sqlite !== undefined && { dialects: { sqlite } }) },
})

test('an unnamed check is found by any of its wordings', () => {
  const kept = check(`(("u" <> 'n') AND 1)`)
  assert.equal(matching([kept], check(`"u" <> 'n'`, `( "u" <> 'n' ) AND 1`)), kept)
})

test('parentheses that are not around all of it count', () => {
  assert.equal(matching([check('(a) OR (b)')], check('a) OR (b')), undefined)
  assert.equal(matching([check('(a AND b) OR c')], check('a AND (b OR c)')), undefined)
})

test('a check that says something else is not found', () => {
  assert.equal(matching([check('a > 1')], check('a > 2', 'a > 3')), undefined)
})

const key = (column: string, table: string, ...columns: string[]): Constraint => ({
  kind: 'foreignKey',
  columns: [column],
  references: { name: table, columns },
})

const exclusion = (...elements: Extract<Constraint, { kind: 'exclusion' }>['elements'][number][]) =>
  ({ kind: 'exclusion', method: 'gist', elements }) as const

const [a, b] = ['a', 'b'].map((column) => ({ column, operator: '=' }))
const lower = { expression: { sql: 'lower(a)' }, operator: '=' }

const families: Readonly<Record<string, readonly Constraint[]>> = {
  'a primary key': [{ kind: 'primaryKey', columns: ['a'] }],
  'a unique constraint': [
    { kind: 'unique', columns: ['a'] },
    { kind: 'unique', columns: ['a', 'b'] },
  ],
  'a foreign key': [
    key('a', 't', 'id'),
    key('b', 't', 'id'),
    key('a', 'u', 'id'),
    key('a', 't', 'other'),
  ],
  'an exclusion constraint': [
    exclusion(a!),
    exclusion(a!, b!),
    exclusion({ ...a!, operator: '<>' }),
    exclusion(lower),
    exclusion({ ...lower, expression: { sql: 'upper(a)' } }),
  ],
}

for (const [what, family] of Object.entries(families))
  test(`${what} without a name is found among others by what it is about`, () => {
    const all = Object.values(families).flat()
    for (const one of family) {
      assert.equal(matching(all, { ...one, comment: 'x' }), one)
      const others = all.filter((other) => other !== one && other.kind === one.kind)
      assert.equal(matching(others, one), undefined)
    }
  })

test('a foreign key that names no columns means the same as one that does', () => {
  const kept = key('a', 't', 'id')
  assert.equal(matching([key('b', 't'), kept], key('a', 't')), kept)
  assert.equal(matching([kept], key('a', 'u')), undefined)
})

test('a name counts before what a constraint is about', () => {
  const named = { ...key('b', 'u', 'id'), name: 'k' }
  assert.equal(matching([key('a', 't', 'id'), named], { ...key('a', 't', 'id'), name: 'k' }), named)
  assert.equal(matching([named], { ...named, name: 'other' }), undefined)
})
