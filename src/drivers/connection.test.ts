import assert from 'node:assert/strict'
import { describe } from 'node:test'
import fc from 'fast-check'
import { forEachDatabase } from '../../tests/support/databases.ts'

const MAX = 9_223_372_036_854_775_807n

describe('a connection', () => {
  forEachDatabase('answers with plain rows', async ({ connection, target }) => {
    const placeholder = target === 'sqlite' ? '?' : '$1'
    const rows = await connection.query(`SELECT 1 AS a, NULL AS b, ${placeholder} AS c`, ['x'])
    assert.deepEqual(rows, [{ a: 1, b: null, c: 'x' }])
  })

  forEachDatabase('keeps 64-bit integers exact', async ({ connection, target }) => {
    const number = target === 'sqlite' ? String : (value: bigint) => `'${value}'::bigint`
    await fc.assert(
      fc.asyncProperty(fc.bigInt({ min: -MAX, max: MAX }), async (value) => {
        const [row] = await connection.query<{ n: string }>(`SELECT ${number(value)} AS n`)
        assert.equal(BigInt(row!.n), value)
      }),
      { examples: [[MAX], [-MAX], [2n ** 53n], [0n]], numRuns: 50 },
    )
  })

  forEachDatabase('takes and gives bytes', async ({ connection, target }) => {
    const sql = target === 'sqlite' ? 'SELECT ? AS b' : 'SELECT $1::bytea AS b'
    const [row] = await connection.query<{ b: Uint8Array }>(sql, [new Uint8Array([0, 255])])
    assert.ok(row!.b instanceof Uint8Array)
    assert.deepEqual([...row!.b], [0, 255])
  })

  forEachDatabase('counts the rows that a statement changes', async ({ connection }) => {
    assert.deepEqual(await connection.run('CREATE TABLE t (a integer)'), { changes: 0 })
    assert.deepEqual(await connection.run('INSERT INTO t VALUES (1), (2)'), { changes: 2 })
    assert.deepEqual(await connection.run('CREATE TABLE u (a integer)'), { changes: 0 })
    assert.deepEqual(await connection.run('DELETE FROM t WHERE a > 5'), { changes: 0 })
    assert.deepEqual(await connection.run('UPDATE t SET a = 3 RETURNING a'), { changes: 2 })
  })

  forEachDatabase('runs scripts', async ({ connection }) => {
    await connection.script("CREATE TABLE t (a text); INSERT INTO t VALUES (';'); -- done;")
    assert.deepEqual(await connection.query('SELECT a FROM t'), [{ a: ';' }])
    await connection.script('-- nothing at all')
  })

  forEachDatabase('does one thing after the other', async ({ connection }) => {
    await connection.run('CREATE TABLE t (a integer)')
    const numbers = Array.from({ length: 20 }, (_, i) => i)
    await Promise.all(numbers.map((i) => connection.run(`INSERT INTO t VALUES (${i})`)))
    const rows = await connection.query<{ a: number }>('SELECT a FROM t')
    assert.deepEqual(
      rows.map(({ a }) => a),
      numbers,
    )
  })

  forEachDatabase(
    'tells the statement that failed, and goes on',
    async ({ connection, target }) => {
      await assert.rejects(connection.query('SELECT 1\nFROM nowhere'), (error: Error) => {
        assert.match(error.message, /nowhere/)
        assert.match(error.message, /FROM nowhere/)
        return 'sql' in error && error.sql === 'SELECT 1\nFROM nowhere'
      })
      await assert.rejects(connection.run('SELEC 1'), { position: { line: 1, column: 1 } })
      await assert.rejects(connection.script('SELECT 1;\nSELEC 1'), {
        code: 'statement-failed',
        position: { line: 2, column: 1 },
        ...(target !== 'sqlite' && { sqlState: '42601' }),
      })
      assert.deepEqual(await connection.query('SELECT 1 AS a'), [{ a: 1 }])
    },
  )

  forEachDatabase('tells the constraint', async ({ connection, target }) => {
    await connection.run('CREATE TABLE t (a integer, CONSTRAINT positive CHECK (a > 0))')
    await assert.rejects(connection.run('INSERT INTO t VALUES (-1)'), {
      constraint: 'positive',
      ...(target !== 'sqlite' && { sqlState: '23514' }),
    })
  })

  forEachDatabase(
    'knows its version and whether it is in a transaction',
    async ({ connection }) => {
      const [major, minor] = connection.version
      assert.ok(major >= 3 && minor >= 0)
      assert.equal(connection.inTransaction?.(), false)
      await connection.run('BEGIN')
      assert.equal(connection.inTransaction?.(), true)
      await connection.run('ROLLBACK')
      assert.equal(connection.inTransaction?.(), false)
    },
  )

  forEachDatabase('can be closed twice, and is then of no use', async ({ connection }) => {
    await connection.close()
    await connection.close()
    await assert.rejects(connection.query('SELECT 1'), { sql: 'SELECT 1' })
  })
})
