import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ColumnType } from '../schema/model.ts'
import { lossOf } from './lossy.ts'

type Kind = ColumnType['kind']
const as = (kind: Kind, facts: object = {}) => ({ kind, ...facts }) as ColumnType
const numeric = (precision: number, scale?: number) => as('numeric', { precision, scale })
const interval = (facts: object = {}) => as('interval', facts)

const loses = (from: ColumnType, to: ColumnType): boolean => lossOf(from, to) !== undefined

describe('values fit another type as they are', () => {
  for (const [what, from, to] of [
    ['a number with more digits before it and behind it', numeric(5, 2), numeric(6, 3)],
    ['an integer that holds more', as('integer'), as('bigint')],
    ['any numeric', as('bigint'), as('numeric')],
    ['a float that keeps more digits', as('real'), as('double')],
    ['a float that keeps all digits', numeric(5, 2), as('real')],
    ['a small integer as a float', as('smallint'), as('real')],
    ['an integer as a double', as('integer'), as('double')],
    ['digits enough for an integer', as('integer'), numeric(10)],
    ['a longer text', as('varchar', { length: 5 }), as('varchar', { length: 6 })],
    ['any text', as('uuid'), as('text')],
    ['more of a second', as('timestamp', { precision: 3 }), as('timestamp')],
    ['all fields of an interval', interval({ fields: 'year' }), interval()],
    ['all of a second of an interval', interval(), interval({ precision: 6 })],
    ['no seconds at all before', interval({ fields: 'year' }), interval({ precision: 0 })],
    ['a moment for a day', as('date'), as('timestamp')],
    ['json in its own words', as('jsonb'), as('json')],
    ['a list of what fits', as('array', { of: as('real') }), as('array', { of: as('double') })],
  ] as const)
    test(what, () => assert.equal(loses(from, to), false))
})

describe('values lose something, or fail', () => {
  for (const [what, from, to] of [
    ['more digits than a float keeps', as('integer'), as('real')],
    ['more digits than a double keeps', as('bigint'), as('double')],
    ['a numeric of any length as a double', as('numeric'), as('double')],
    ['a double as a real', as('double'), as('real')],
    ['a float as a numeric', as('double'), as('numeric')],
    ['a float as an integer', as('real'), as('bigint')],
    ['an integer that holds less', as('bigint'), as('integer')],
    ['a fraction', numeric(5, 2), numeric(5, 1)],
    ['what is rounded up beyond an integer', numeric(10), as('integer')],
    ['a shorter text', as('varchar', { length: 6 }), as('varchar', { length: 5 })],
    ['spaces at the end', as('varchar', { length: 5 }), as('char', { length: 5 })],
    ['less of a second', as('timestamp'), as('timestamp', { precision: 3 })],
    ['less of a second of an interval', interval(), interval({ precision: 3 })],
    ['seconds that have no place', interval(), interval({ fields: 'day to minute' })],
    ['a time zone', as('time', { withTimeZone: true }), as('time')],
    ['the time of a day', as('timestamp'), as('date')],
    ['the day of a time', as('timestamp'), as('time')],
    ['the order of keys', as('json'), as('jsonb')],
    ['what has to be cast', as('text'), as('integer')],
    ['a list of what loses', as('array', { of: as('double') }), as('array', { of: as('real') })],
  ] as const)
    test(what, () => assert.equal(loses(from, to), true))

  test('but nobody knows of types that differ by database', () => {
    const either = as('variant', { base: as('text'), dialects: {} })
    assert.equal(loses(either, as('integer')), false)
    assert.equal(loses(as('text'), either), false)
  })
})
