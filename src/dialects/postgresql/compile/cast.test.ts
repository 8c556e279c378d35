import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ColumnType } from '../../../schema/model.ts'
import { parseType } from '../parse-type.ts'
import { castUsing } from './cast.ts'

const using = (from: string, to: string) => castUsing(parseType(from), parseType(to), 'c')

describe('old values become new ones', () => {
  for (const [from, to] of [
    ['timestamp', 'date'],
    ['date', 'timestamptz'],
    ['timestamp', 'time'],
    ['timestamptz', 'timetz'],
    ['time', 'interval'],
    ['interval', 'time'],
    ['integer', 'char(3)'],
    ['uuid', 'text'],
    ['json', 'jsonb'],
    ['integer[]', 'bigint[]'],
  ] as const)
    test(`by themselves: ${from} to ${to}`, () => assert.equal(using(from, to), undefined))

  for (const [from, to, cast] of [
    ['timestamp', 'timetz', 'c::text::time with time zone'],
    ['timestamp', 'interval', 'c::text::interval'],
    ['timetz', 'interval', 'c::text::interval'],
    ['interval', 'timetz', 'c::text::time with time zone'],
    ['interval', 'date', 'c::text::date'],
    ['char(3)', 'integer', 'c::integer'],
    ['boolean', 'bigint', 'c::integer'],
    ['integer', 'boolean', 'c <> 0'],
    ['integer', 'integer[]', 'CASE WHEN c IS NOT NULL THEN ARRAY[c]::integer[] END'],
    ['jsonb', 'integer', 'c::integer'],
    ['date', 'jsonb', 'to_jsonb(c)'],
  ] as const)
    test(`by a cast: ${from} to ${to}`, () => assert.equal(using(from, to), cast))

  test('by way of text between two enums', () => {
    const [one, other] = ['e', 'f'].map(
      (name): ColumnType => ({ kind: 'enum', name, values: ['a'] }),
    )
    assert.equal(castUsing(one!, other!, 'c'), 'c::text::"f"')
  })
})
