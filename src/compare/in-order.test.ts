import assert from 'node:assert/strict'
import { test } from 'node:test'
import { difference, type Models } from '../../tests/live-compare/told.ts'
import { enumeration, enumType, integer, table } from '../schema/builders/index.ts'

test('two enums that wait for each other: a column goes by way of text whether it has a default or not, before or after', () => {
  const models = (values: string[], isCrossed: boolean, value?: string): Models => {
    const [one, other] = [enumType('e', ['a', ...values]), enumType('f', ['a', ...values])]
    const [p, q] = isCrossed ? [other, one] : [one, other]
    const mood = value === undefined ? enumeration(p) : enumeration(p).default(value as 'a')
    return [one, other, table('user', { id: integer(), p: mood, q: enumeration(q) })]
  }
  const facets = (was?: string, is?: string) =>
    difference(models(['b'], false, was), models(['x'], true, is)).operations.flatMap((one) =>
      one.kind === 'alterColumn' && one.column === 'p' ? [[one.from, one.to]] : [],
    )
  const [e, f, text] = [
    { kind: 'enum', name: 'e', values: ['a', 'b'] },
    { kind: 'enum', name: 'f', values: ['a', 'x'] },
    { kind: 'text' },
  ]
  const a = { literal: 'a' }
  assert.deepEqual(facets(), [
    [{ type: e }, { type: text }],
    [{ type: text }, { type: f }],
  ])
  assert.deepEqual(facets('a', undefined), [
    [
      { type: e, default: a },
      { type: text, default: null },
    ],
    [
      { type: text, default: null },
      { type: f, default: null },
    ],
  ])
  assert.deepEqual(facets(undefined, 'a'), [
    [{ type: e }, { type: text }],
    [
      { type: text, default: null },
      { type: f, default: a },
    ],
  ])
})
