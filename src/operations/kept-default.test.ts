import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ColumnType, LiteralValue } from '../schema/model.ts'
import { facetsOf } from './facets.ts'
import { withKeptDefault } from './kept-default.ts'
import type { ColumnFacets } from './model.ts'

const numbers: readonly ColumnType[] = [
  { kind: 'smallint' },
  { kind: 'integer' },
  { kind: 'bigint' },
  { kind: 'real' },
  { kind: 'double' },
  { kind: 'numeric' },
]
const texts: readonly ColumnType[] = [{ kind: 'char' }, { kind: 'varchar' }, { kind: 'text' }]
const others: readonly ColumnType[] = [{ kind: 'date' }, { kind: 'uuid' }]

/** A literal, and what numbers, booleans, texts and other types call it. */
const cases: readonly (readonly [LiteralValue, LiteralValue, LiteralValue, LiteralValue])[] = [
  [true, 1, true, 'true'],
  [false, 0, false, 'false'],
  [1, 1, true, '1'],
  [0, 0, false, '0'],
  [2, 2, 2, '2'],
  ['true', 'true', true, 'true'],
  ['false', 'false', false, 'false'],
  ['TRUE', 'TRUE', 'TRUE', 'TRUE'],
  ['1', 1, '1', '1'],
  ['1.5', 1.5, '1.5', '1.5'],
  ['01', '01', '01', '01'],
  ['', '', '', ''],
  [7n, 7n, 7n, '7'],
  [null, null, null, null],
]

const found = (value: LiteralValue): ColumnFacets =>
  facetsOf({ name: 'c', type: { kind: 'text' }, nullable: true, default: { literal: value } })

describe('a default that stays when its column gets another type', () => {
  for (const [value, number, yes, text] of cases)
    test(`is called what the type calls it: ${typeof value} ${value}`, () => {
      const said = (type: ColumnType) => withKeptDefault({ type }, found(value))
      const expected = (type: ColumnType, literal: LiteralValue) =>
        literal === value ? { type } : { type, default: { literal } }
      for (const type of numbers) assert.deepEqual(said(type), expected(type, number))
      const boolean: ColumnType = { kind: 'boolean' }
      assert.deepEqual(said(boolean), expected(boolean, yes))
      for (const type of texts) assert.deepEqual(said(type), expected(type, text))
      for (const type of others) assert.deepEqual(said(type), { type })
    })

  test('is left alone where another is said, or none, or no other type', () => {
    const type: ColumnType = { kind: 'integer' }
    for (const to of [
      { type, default: { literal: 5 } },
      { type, default: null },
      { nullable: true },
      { default: null },
    ])
      assert.deepEqual(withKeptDefault(to, found('1')), to)
  })

  test('is an expression, or absent, whatever the type', () => {
    const column = { name: 'c', type: { kind: 'text' }, nullable: true } as const
    const to: ColumnFacets = { type: { kind: 'integer' } }
    assert.deepEqual(withKeptDefault(to, facetsOf(column)), to)
    assert.deepEqual(withKeptDefault(to, facetsOf({ ...column, default: { sql: '1' } })), to)
  })
})
