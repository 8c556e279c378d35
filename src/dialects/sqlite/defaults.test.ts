import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { withSqlite } from '../../../tests/support/databases.ts'
import type { ColumnType, Default } from '../../schema/model.ts'
import {
  canonicalDefault,
  defaultSql,
  isConstantDefault,
  literal,
  readDefault,
} from './defaults.ts'

const any: ColumnType = { kind: 'native', sql: '' }
const canonical = (value: Default, type: ColumnType = any) => canonicalDefault(value, type)

describe('a default', () => {
  test('that is a literal means what it says', () => {
    assert.deepEqual(canonical({ literal: false }, { kind: 'boolean' }), { literal: false })
    assert.equal(defaultSql({ literal: false }), '0')
    assert.deepEqual(canonical({ literal: false }, { kind: 'integer' }), { literal: 0 })
    assert.deepEqual(canonical({ literal: 0 }, { kind: 'boolean' }), { literal: false })
    assert.deepEqual(canonical({ literal: '0' }, { kind: 'boolean' }), { literal: '0' })
    assert.deepEqual(canonical({ sql: 'TRUE' }, { kind: 'boolean' }), { literal: true })
    assert.deepEqual(canonical({ sql: 'TRUE' }, { kind: 'integer' }), { literal: 1 })
    assert.deepEqual(canonical({ literal: '0' }, { kind: 'integer' }), { literal: '0' })
    assert.equal(defaultSql({ literal: '0' }), "'0'")
    assert.equal(defaultSql({ literal: 9007199254740993n }), '9007199254740993')
    assert.deepEqual(canonical({ literal: 5n }), { literal: 5 })
  })

  test('of NULL is none', () => {
    assert.equal(canonical({ literal: null }), undefined)
    assert.equal(canonical({ sql: 'NULL' }), undefined)
  })

  test('says the time in the words of SQLite', () => {
    for (const sql of ['now()', 'NOW ( )', 'current_timestamp', '(CURRENT_TIMESTAMP)', '((now()))'])
      assert.deepEqual(canonical({ sql }), { sql: 'CURRENT_TIMESTAMP' })
    assert.equal(
      defaultSql({ sql: 'now()', dialects: { sqlite: "datetime('now')" } }),
      "(datetime('now'))",
    )
    assert.equal(defaultSql({ sql: 'CURRENT_DATE' }), 'CURRENT_DATE')
  })

  test('that is an expression stands in parentheses, once', () => {
    assert.equal(defaultSql({ sql: '1 + 1' }), '(1 + 1)')
    assert.equal(defaultSql({ sql: '((1) + (1)) -- two' }), '((1) + (1))')
    assert.equal(defaultSql({ sql: '(5)' }), '5')
    assert.equal(defaultSql({ sql: '- 5' }), '- 5')
    assert.deepEqual(readDefault('(lower(1))'), { sql: 'lower(1)' })
  })

  test('keeps the wording of a number that JavaScript would write another way', () => {
    for (const sql of ['1.50', '1e3', '0x10', '+5', '1.0', '-0'])
      assert.deepEqual(readDefault(sql), { sql })
    for (const [sql, value] of [
      ['-1.5', -1.5],
      ['0', 0],
      ['9223372036854775807', 9223372036854775807n],
    ] as const)
      assert.deepEqual(readDefault(sql), { literal: value })
  })

  test('is constant, or rows that are there already cannot get it by ADD COLUMN', () => {
    for (const sql of ['5', '(5)', "'x'", "x'00'", 'NULL', 'TRUE', '-1.5'])
      assert.ok(isConstantDefault({ sql }), sql)
    for (const sql of ['now()', '1 + 1', 'lower(1)', 'CURRENT_DATE'])
      assert.ok(!isConstantDefault({ sql }), sql)
  })
})

const values = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom("'", "''; --", 'a\0b', '\0', '"', '\\'),
  fc.integer(),
  // A whole number that is not safe comes back as a bigint.
  fc
    .double({ noNaN: true })
    .filter((value) => value !== 0 && (!Number.isInteger(value) || Number.isSafeInteger(value))),
  fc.bigInt({ min: 2n ** 60n, max: 2n ** 63n - 1n }),
)

test('numbers that are none are as near as SQLite comes to them', () =>
  withSqlite(async ({ connection }) => {
    const values = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, -0]
    const [row] = await connection.query(
      `SELECT ${values.map((value, at) => `${literal(value)} AS v${at}`).join()}`,
    )
    assert.deepEqual(Object.values(row!), [...values.slice(0, 2), null, -0])
  }))

test('a literal cannot end its own quoting', () =>
  withSqlite(({ connection }) =>
    fc.assert(
      fc.asyncProperty(values, async (value) => {
        assert.deepEqual(await connection.query(`SELECT ${literal(value)} AS v`), [{ v: value }])
      }),
      { numRuns: 500 },
    ),
  ))

test('a default is the same after it was created and read, whatever it is', () =>
  withSqlite(({ connection }) =>
    fc.assert(
      fc.asyncProperty(fc.oneof(values, fc.boolean()), async (value) => {
        const sql = defaultSql({ literal: value })
        await connection.script(
          `DROP TABLE IF EXISTS t; CREATE TABLE t (a DEFAULT ${sql}); INSERT INTO t DEFAULT VALUES`,
        )
        const read = await connection.query<{ sql: string }>(
          "SELECT dflt_value AS sql FROM pragma_table_info('t')",
        )
        assert.deepEqual(
          canonicalDefault(readDefault(read[0]!.sql), any),
          canonical({ literal: value }),
        )
        assert.deepEqual(
          await connection.query('SELECT a FROM t'),
          await connection.query(`SELECT ${literal(value)} AS a`),
        )
      }),
      { numRuns: 500 },
    ),
  ))
