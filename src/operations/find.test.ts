import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Constraint } from '../schema/model.ts'
import { constraintIn, constraintNamed, matching } from './find.ts'

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

type Key = Extract<Constraint, { kind: 'foreignKey' }>

const key = (column: string, table: string, ...columns: string[]): Key => ({
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

describe('an unnamed constraint is found', () => {
  const named = (one: Constraint, name: string): Constraint => ({ ...one, name })
  const expression = (sql: string) => ({ expression: { sql }, operator: '=' })
  const [unique, primary] = [families['a unique constraint']![0]!, families['a primary key']![0]!]

  test('by what it says to the letter before one that is about the same', () => {
    const alike: readonly [Key, Key] = [
      { ...key('a', 't', 'id'), onDelete: 'cascade' },
      key('a', 't', 'id'),
    ]
    assert.equal(matching(alike, key('a', 't', 'id')), alike[1])
    assert.equal(matching(alike, { ...key('a', 't', 'id'), onDelete: 'cascade' }), alike[0])
    const names = alike.map((one) => named(one, one.onDelete ?? 'none'))
    assert.equal(matching(names, alike[1]), names[1])
    assert.equal(matching([alike[0], named(alike[1], 'x')], named(alike[1], 'y')), alike[0])
  })

  test('not by one of another kind, whatever its name', () => {
    assert.equal(matching([named(primary, 'x')], named(unique, 'x')), undefined)
    assert.equal(matching([primary], unique), undefined)
  })

  test('as a primary key, whatever its columns', () => {
    const other: Constraint = { kind: 'primaryKey', columns: ['b'] }
    assert.equal(matching([unique, other], primary), other)
  })

  const texts: readonly (readonly [string, string, boolean])[] = [
    ['a > 0', 'a>0', true],
    ['a > 0', 'a -- of all\n > /* more than */ 0', true],
    ['((a > 0))', 'a > 0', true],
    ['(a) > (0)', 'a > 0', false],
    ['(a) > (0)', '(a) > (0)', true],
    ['(a) > (0)', 'a) > (0', false],
    ['(a > 0', 'a > 0', false],
    ['a > 0)', 'a > 0', false],
    ['(a > 0', '(a > 0', true],
    ['( a )', '((a))', true],
    ['()', '', true],
    ['ab', 'a b', false],
    ['a', 'b', false],
  ]
  for (const [one, other, same] of texts)
    test(`${same ? 'by' : 'not by'} another wording: ${one} and ${other.replace('\n', ' ')}`, () => {
      const pairs = [
        [check(one), check(other)],
        [check(other), check(one)],
        [exclusion(expression(one)), exclusion(expression(other))],
        [check('x', one), check('y', other)],
        [check('x', one), check(other, 'y')],
      ] as const
      for (const [there, wanted] of pairs) {
        const name = { ...wanted, name: 'n' }
        assert.equal(matching([there], name), same ? there : undefined)
      }
    })

  test('by each of the elements it excludes', () => {
    const there = exclusion(a!, { ...b!, operator: '&&' })
    const found = (...elements: Parameters<typeof exclusion>) =>
      matching([there], { ...exclusion(...elements), name: 'n' })
    assert.equal(found({ ...a!, operator: ' = ' }, { ...b!, operator: '&& ' }), there)
    assert.equal(found({ ...a!, descending: true }, { ...b!, operator: '&&' }), there)
    assert.equal(found(a!, b!), undefined)
    assert.equal(found(b!, { ...b!, operator: '&&' }), undefined)
    assert.equal(found(a!), undefined)
    assert.equal(found(a!, { ...b!, operator: '&&' }, a!), undefined)
    assert.equal(found(a!, { ...lower, operator: '&&' }), undefined)
    const spaced = exclusion({ ...a!, operator: ' = ' })
    assert.equal(matching([spaced], { ...exclusion(a!), name: 'n' }), spaced)
    const overLower = exclusion(lower)
    assert.equal(matching([overLower], exclusion({ operator: '=' })), undefined)
    assert.equal(matching([exclusion({ operator: '=' })], overLower), undefined)
  })

  test('as a foreign key with columns over there or without, not with others', () => {
    const [there, short] = [key('a', 't', 'id'), key('a', 't')]
    assert.equal(matching([there], { ...short, name: 'n' }), there)
    assert.equal(matching([short], { ...there, name: 'n' }), short)
    assert.equal(matching([there], { ...key('a', 't', 'no'), name: 'n' }), undefined)
    assert.equal(matching([short], { ...key('a', 'u'), name: 'n' }), undefined)
  })
})

test('what is missed is told from the names there are', () => {
  const all: readonly Constraint[] = [check('a'), { ...check('b'), name: 'adult' }]
  const missed = () => constraintIn(all, { ...check('c'), name: 'adults' }, { name: 't' })
  assert.throws(missed, { code: 'not-there', missing: 'adults', hint: 'Did you mean "adult"?' })
  const other = () => constraintNamed(all, 'zzzzzzzzzz', { name: 't' })
  assert.throws(other, { missing: 'zzzzzzzzzz', where: 'on table "t"', hint: 'There is "adult".' })
  assert.equal(constraintNamed(all, 'adult', { name: 't' }), all[1])
  assert.equal(constraintNamed(all, 'adult', { name: 't' }, 'check'), all[1])
  assert.throws(() => constraintNamed(all, 'adult', { name: 't' }, 'unique'), { missing: 'adult' })
})
