import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { after, describe, test } from 'node:test'
import { PGlite } from '@electric-sql/pglite'
import fc from 'fast-check'
import { isSql, literalSql, type SqlValue, sql, sqlFor, toExpression } from './sql.ts'

describe('sql', () => {
  test('writes values as literals', () => {
    const values: readonly [SqlValue, string][] = [
      ["it's", "'it''s'"],
      ["'; DROP TABLE t; --", "'''; DROP TABLE t; --'"],
      ['a\\', "'a\\'"],
      ['', "''"],
      [0, '0'],
      [-0, '0'],
      [1.5, '1.5'],
      [-1, '(-1)'],
      [9007199254740993n, '9007199254740993'],
      [-1n, '(-1)'],
      [true, 'TRUE'],
      [false, 'FALSE'],
      [null, 'NULL'],
    ]
    for (const [value, text] of values) assert.equal(sql`${value}`.sql, text)
  })

  test('does not let a negative number begin a comment', () => {
    assert.equal(sql`a-${-1}`.sql, 'a-(-1)')
  })

  test('puts expressions in as they stand, and names in quotes', () => {
    const positive = sql`${sql.ref('price')} > ${0}`
    assert.equal(sql`(${positive}) OR ${sql.raw('free')}`.sql, '("price" > 0) OR free')
    assert.equal(sql.ref('a"b').sql, '"a""b"')
    assert.equal(sql.ref('user', 'order').sql, '"user"."order"')
  })

  test('carries wordings into what they are put into', () => {
    const now = sql.dialect({ postgresql: sql`now()`, sqlite: "datetime('now')" })
    assert.deepEqual(
      { ...sql`at < ${now}` },
      {
        sql: 'at < now()',
        dialects: { sqlite: "at < datetime('now')" },
      },
    )
    assert.equal(sqlFor(now, 'sqlite'), "datetime('now')")
    assert.equal(sqlFor(now, 'postgresql'), 'now()')
    assert.equal(sqlFor(sql.dialect({ sqlite: 'x' }), 'postgresql'), 'x')
  })

  test('keeps no wording that is the common one', () => {
    assert.deepEqual({ ...sql.dialect({ postgresql: 'x', sqlite: sql`x` }) }, { sql: 'x' })
    assert.deepEqual({ ...sql.dialect({ postgresql: 'x' }) }, { sql: 'x' })
  })

  test('refuses what no literal means on all databases', () => {
    const refused: unknown[] = [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      2 ** 53,
      2n ** 63n,
      -(2n ** 63n) - 1n,
      'nul \0',
      'half \ud800',
      undefined,
      {},
      [],
      new Date(0),
      Symbol('s'),
      () => 1,
    ]
    for (const value of refused)
      assert.throws(() => sql`${value as SqlValue}`, { code: 'sql-value' }, String(value))
    assert.throws(() => sql.ref(''), { code: 'sql-value' })
    assert.throws(() => sql.dialect({}), { code: 'sql-value' })
  })

  test('keeps whole numbers up to what 64 bits hold', () => {
    assert.equal(sql`${-(2n ** 63n)}`.sql, '(-9223372036854775808)')
    assert.equal(sql`${Number.MAX_SAFE_INTEGER}`.sql, '9007199254740991')
  })

  test('refuses backslashes that JavaScript would drop', () => {
    assert.throws(() => sql`name ~ '^\d+$'`, { code: 'sql-value', hint: /\\\\d/ })
    assert.throws(() => sql`name ~ '\bword'`, { code: 'sql-value' })
    assert.equal(sql`name ~ '^\\d+$'`.sql, "name ~ '^\\d+$'")
    assert.equal(sql`a\nb \` \${} \'`.sql, "a\nb ` ${} '")
  })

  test('is known by its mark, which does not show', () => {
    assert.ok(isSql(sql`a`))
    assert.ok(isSql(sql.raw('a')))
    assert.ok(!isSql({ sql: 'a' }))
    assert.deepEqual(JSON.stringify(sql`a`), '{"sql":"a"}')
    assert.deepEqual(sql`a`, { sql: 'a' })
  })

  test('loses the white space around it only where it is used', () => {
    assert.equal(sql`a${sql` AND b`}`.sql, 'a AND b')
    assert.deepEqual(toExpression(sql`\n  a\n`), { sql: 'a' })
    assert.deepEqual(toExpression('  a '), { sql: 'a' })
  })
})

describe('a literal', () => {
  const sqlite = new DatabaseSync(':memory:')
  const postgres = new PGlite()
  after(async () => {
    sqlite.close()
    await postgres.close()
  })
  const ofSqlite = (expression: string) => sqlite.prepare(`SELECT ${expression} AS v`).get()!.v
  const ofPostgres = async (expression: string) =>
    (await postgres.query<{ v: unknown }>(`SELECT ${expression} AS v`)).rows[0]!.v

  test('of text means the same text on both databases, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        assert.equal(ofSqlite(literalSql(text)), text)
        assert.equal(await ofPostgres(`${literalSql(text)}::text`), text)
      }),
      { numRuns: 300 },
    )
  })

  test('of a number means the same number on both databases', async () => {
    await fc.assert(
      fc.asyncProperty(numbers, async (number) => {
        assert.equal(ofSqlite(literalSql(number)), number)
        assert.equal(await ofPostgres(`${literalSql(number)}::float8`), number)
      }),
      { numRuns: 200 },
    )
  })

  test('of true, false and null is what a column of that type holds', async () => {
    assert.equal(ofSqlite(literalSql(true)), 1)
    assert.equal(ofSqlite(literalSql(false)), 0)
    assert.equal(await ofPostgres(literalSql(true)), true)
    assert.equal(await ofPostgres(literalSql(false)), false)
    assert.equal(ofSqlite(literalSql(null)), null)
    assert.equal(await ofPostgres(literalSql(null)), null)
  })
})

const hostileText = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom("'", '"', '\\', ';', '-', '$', '{', '\n', '/', '*', 'a') }),
  )
  .filter((text) => !text.includes('\0') && text.isWellFormed())

const numbers = fc
  .oneof(
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true, max: 1e15, min: -1e15 }),
  )
  .filter((number) => !Object.is(number, -0))
