import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { expect, user } from '../../tests/live-compare/expected.ts'
import { difference, type Models, told } from '../../tests/live-compare/told.ts'
import { enumeration, enumType } from '../schema/builders/index.ts'

describe('compare, for enums', () => {
  const models = (values: string[], first?: string) => [
    user({
      mood:
        first === undefined
          ? enumeration('mood', values)
          : enumeration('mood', values).default(first),
    }),
  ]

  test('adds values where they belong', () => {
    expect(models(['c']), models(['a', 'b', 'c', 'd', 'e']), [
      'addEnumValue mood a before c',
      'addEnumValue mood b after a',
      'addEnumValue mood d',
      'addEnumValue mood e',
    ])
  })

  test('converts the data for every other change', () => {
    expect(models(['a', 'b']), models(['a', 'c']), ['alterEnum mood'], ['alterEnum mood'])
    expect(models(['a', 'b']), models(['b', 'a']), ['alterEnum mood'])
  })

  test('takes a column by way of text where two enums that change wait for each other', () => {
    const models = (e: string[], f: string[], isCrossed: boolean): Models => {
      const [one, other] = [enumType('e', e), enumType('f', f)]
      const [p, q] = isCrossed ? [other, one] : [one, other]
      return [one, other, user({ p: enumeration(p).default('a'), q: enumeration(q) })]
    }
    const found = models(['a', 'b'], ['a', 'b', 'c'], false)
    const comparison = difference(found, models(['a', 'x'], ['a', 'y'], true))
    assert.deepEqual(told(comparison), [
      'alterColumn user.p type default',
      'alterEnum e',
      'alterColumn user.q type',
      'alterEnum f',
      'alterColumn user.p type default',
    ])
    const facets = comparison.operations.flatMap((one) =>
      one.kind === 'alterColumn' && one.column === 'p' ? [[one.from, one.to]] : [],
    )
    const [start, text] = [{ kind: 'enum', name: 'e' }, { kind: 'text' }]
    assert.partialDeepStrictEqual(facets, [
      [
        { type: start, default: { literal: 'a' } },
        { type: text, default: null },
      ],
      [
        { type: text, default: null },
        { type: { kind: 'enum', name: 'f' }, default: { literal: 'a' } },
      ],
    ])
  })

  test('has no default while the values change, if the default changes too', () => {
    expect(models(['a', 'b'], 'a'), models(['b', 'c'], 'c'), [
      'alterColumn user.mood default',
      'alterEnum mood',
      'alterColumn user.mood default',
    ])
  })

  test('leaves defaults as they are while nothing but the comment changes', () => {
    const said = (comment: string, value: 'a' | 'b') => {
      const mood = enumType('mood', ['a', 'b'], { comment })
      return [mood, user({ mood: enumeration(mood).default(value) })]
    }
    expect(said('first', 'a'), said('second', 'b'), [
      'alterEnum mood',
      'alterColumn user.mood default',
    ])
  })

  test('lets a column go first that need not be converted', () => {
    expect(
      models(['a', 'b']),
      [enumType('mood', ['a', 'c']), user()],
      ['dropColumn user.mood', 'alterEnum mood'],
    )
  })

  test('makes a new type before the column that uses it, and drops the old one after', () => {
    expect(
      [user({ mood: enumeration('old', ['a']) })],
      [user({ mood: enumeration('new', ['b']) })],
      ['createEnum new', 'alterColumn user.mood type', 'dropEnum old'],
      ['createEnum old', 'alterColumn user.mood type', 'dropEnum new'],
    )
  })
})
