import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { PGlite } from '@electric-sql/pglite'
import fc from 'fast-check'
import type { Default } from '../model.ts'
import type { ColumnBuilder } from './column.ts'
import { array, boolean, integer, json, jsonb, sql, text, varchar } from './index.ts'
import { COLUMN } from './symbols.ts'

const defaultOf = (builder: ColumnBuilder): Default | undefined => builder[COLUMN].default

describe('a default', () => {
  test('keeps its JavaScript type', () => {
    assert.deepEqual(defaultOf(boolean().default(false)), { literal: false })
    assert.deepEqual(defaultOf(boolean().default(0)), { literal: 0 })
    assert.deepEqual(defaultOf(boolean().default('0')), { literal: '0' })
    assert.deepEqual(defaultOf(integer().default(5n)), { literal: 5n })
    assert.deepEqual(defaultOf(text().default(null)), { literal: null })
    assert.deepEqual(defaultOf(integer().default(-0)), { literal: 0 })
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
