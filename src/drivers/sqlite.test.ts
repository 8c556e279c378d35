import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { withSqlite } from '../../tests/support/databases.ts'
import { openConnection } from './open.ts'

describe('SQLite', () => {
  test('takes whole numbers as integers, booleans as 0 and 1, dates as text, objects as JSON', () =>
    withSqlite(async ({ connection }) => {
      const values = [5, 1.5, true, new Date(0), { a: [1] }, undefined, 2n ** 60n]
      const [row] = await connection.query(
        `SELECT ${values.map((_, i) => `quote(?${i + 1}) AS v${i}`).join(', ')}`,
        values,
      )
      assert.deepEqual(Object.values(row ?? {}), [
        '5',
        '1.5',
        '1',
        `'1970-01-01 00:00:00.000'`,
        `'{"a":[1]}'`,
        'NULL',
        '1152921504606846976',
      ])
    }))

  test('refuses several statements where it would run the first alone', () =>
    withSqlite(async ({ connection }) => {
      await assert.rejects(connection.run('CREATE TABLE a (x); CREATE TABLE b (x)'), {
        code: 'several-statements',
      })
      assert.deepEqual(await connection.query('SELECT name FROM sqlite_schema;'), [])
      await connection.run(
        'CREATE TABLE t (x); -- a comment; and another statement would be refused',
      )
    }))

  test('says so when another process is writing', () =>
    withSqlite(
      async ({ connection, url }) => {
        await connection.run('BEGIN IMMEDIATE')
        const other = await openConnection(url, { busyTimeout: 20 })
        await assert.rejects(other.run('CREATE TABLE t (a)'), { code: 'database-locked' })
        await other.close()
      },
      { file: true },
    ))

  test('waits for the other process as long as it may', () =>
    withSqlite(
      async ({ connection, url }) => {
        await connection.run('BEGIN IMMEDIATE')
        const other = await openConnection(`${url}?timeout=0.3`)
        const began = performance.now()
        await assert.rejects(other.run('BEGIN IMMEDIATE'), { code: 'database-locked' })
        assert.ok(performance.now() - began > 250)
        await other.close()
      },
      { file: true },
    ))

  test('says so when the file is full', () =>
    withSqlite(async ({ connection }) => {
      await connection.script('CREATE TABLE t (a); PRAGMA max_page_count = 3')
      await assert.rejects(connection.run('INSERT INTO t VALUES (zeroblob(100000))'), {
        code: 'database-full',
      })
    }))

  test('says so when the file may only be read', () =>
    withSqlite(
      async ({ connection, url }) => {
        await connection.run('CREATE TABLE t (a)')
        const reader = await openConnection(`${url}?mode=ro`)
        assert.deepEqual(await reader.query('SELECT a FROM t'), [])
        await assert.rejects(reader.run('INSERT INTO t VALUES (1)'), { code: 'read-only-database' })
        await reader.close()
      },
      { file: true },
    ))
})
