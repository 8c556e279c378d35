import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { PGlite } from '@electric-sql/pglite'
import fc from 'fast-check'
import type { Default } from '../model.ts'
import { columnParts } from './build-table.ts'
import type { ColumnBuilder } from './column.ts'
import {
  array,
  bigint,
  boolean,
  date,
  enumeration,
  enumType,
  integer,
  json,
  jsonb,
  native,
  numeric,
  sql,
  text,
  varchar,
} from './index.ts'
import { COLUMN } from './symbols.ts'

const defaultOf = (builder: ColumnBuilder): Default | undefined => builder[COLUMN].default

describe('a default', () => {
  test('keeps its JavaScript type', () => {
    assert.deepEqual(defaultOf(boolean().default(false)), { literal: false })
    assert.deepEqual(defaultOf(boolean().default(0 as never)), { literal: 0 })
    assert.deepEqual(defaultOf(boolean().default('0')), { literal: '0' })
    assert.deepEqual(defaultOf(integer().default(5n)), { literal: 5n })
    assert.deepEqual(defaultOf(text().default(null)), { literal: null })
    assert.deepEqual(defaultOf(integer().default(-0)), { literal: 0 })
  })

  test('is typed by what the column holds', () => {
    // @ts-expect-error text that says no number
    integer().notNull().default('x')
    // @ts-expect-error a boolean is no number
    bigint().default(true)
    // @ts-expect-error a number is no boolean
    boolean().default(3)
    // @ts-expect-error nor is this word
    boolean().unique().default('x')
    // @ts-expect-error a number is no text
    varchar(2).default(5)
    // @ts-expect-error nor is it a date
    date().default(5)
    // @ts-expect-error another member
    array(integer()).default(['x'])
    // @ts-expect-error no value of the enum
    assert.throws(() => columnParts('c', enumeration('mood', ['sad']).default('ok')))

    integer().default('0').type<1 | 0>().default(1)
    bigint().default(5n).default('12')
    numeric(10, 2).default('2.50')
    boolean().default('0').default(null).default(sql`x`)
    date().default('2026-01-31').default(sql`CURRENT_DATE`)
    enumeration('mood', ['sad', 'ok']).default('ok')
    enumeration(enumType('mood', ['sad', 'ok'])).default('ok')
    array(integer(), 2)
      .default([[1, null]])
      .default('{}')
    json()
      .default(5)
      .default('[]')
      .default({ a: [1] })
      .default(true)
    native('inet').default('::1').default(5)
    integer().variant('sqlite', text()).default('x')
  })

  test('may be SQL, by the tag or as plain data', () => {
    assert.deepEqual(defaultOf(text().default(sql` now() `)), { sql: 'now()' })
    assert.deepEqual(defaultOf(text().default({ sql: 'now()' })), { sql: 'now()' })
  })

  test('of a json column is JSON text where it is an object or array, and text is JSON already', () => {
    assert.deepEqual(defaultOf(json().default({ a: 1 })), { literal: '{"a":1}' })
    assert.deepEqual(defaultOf(jsonb().default([])), { literal: '[]' })
    assert.deepEqual(defaultOf(json().default('{}')), { literal: '{}' })
    assert.deepEqual(defaultOf(json().default({ sql: 'x' })), { literal: '{"sql":"x"}' })
    assert.deepEqual(defaultOf(json().default(sql`x`)), { sql: 'x' })
    assert.deepEqual(defaultOf(json().default(5)), { literal: '5' })
    assert.deepEqual(defaultOf(jsonb().default(false)), { literal: 'false' })
    assert.deepEqual(defaultOf(json().default(null)), { literal: null })
    assert.deepEqual(
      defaultOf(
        json()
          .variant('sqlite', text())
          .default({ a: 1 } as never),
      ),
      {
        literal: '{"a":1}',
      },
    )
  })

  test('refuses a date, and what no database or JSON can hold', () => {
    const ring: unknown[] = []
    ring.push(ring)
    const refused = [new Date(0), {}, [], Number.NaN, Number.POSITIVE_INFINITY, undefined, 2 ** 60]
    for (const value of refused)
      assert.throws(() => varchar().default(value as never), { code: 'sql-value' })
    assert.throws(() => json().default(ring), { code: 'sql-value' })
    assert.throws(() => json().default({ a: 1n }), { code: 'sql-value' })
  })

  test('of an array column is an array on PostgreSQL and JSON elsewhere', () => {
    assert.deepEqual(defaultOf(array(text()).default(['a', "it's"])), {
      sql: `'{"a","it''s"}'`,
      dialects: { sqlite: `'["a","it''s"]'` },
    })
    assert.deepEqual(defaultOf(array(text()).default(['a "b" \\'])), {
      sql: String.raw`E'{"a \\"b\\" \\\\"}'`,
      dialects: { sqlite: String.raw`'["a \"b\" \\"]'` },
    })
    assert.deepEqual(defaultOf(array(integer(), 2).default([[1], [2]])), {
      sql: `'{{1},{2}}'`,
      dialects: { sqlite: `'[[1],[2]]'` },
    })
    assert.deepEqual(defaultOf(array(integer()).default('{}')), { literal: '{}' })
  })

  const postgres = new PGlite()
  after(() => postgres.close())

  test('of an array column is read back by PostgreSQL as it was, whatever its texts are', async () => {
    const texts = fc.array(
      fc.oneof(
        fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
        fc.string({ unit: fc.constantFrom('"', "'", '\\', '{', '}', ',', ' ', 'NULL') }),
        fc.constant(null),
      ),
    )
    await fc.assert(
      fc.asyncProperty(texts, async (value) => {
        const expression = defaultOf(array(text()).default(value))
        assert.ok(expression && 'sql' in expression)
        const { rows } = await postgres.query<{ v: unknown }>(
          `SELECT (${expression.sql})::text[] AS v`,
        )
        assert.deepEqual(rows[0]!.v, value)
      }),
      { numRuns: 100 },
    )
  })
})
