import assert from 'node:assert/strict'
import path from 'node:path'
import { describe, test } from 'node:test'
import { temporaryFolder } from '../../tests/support/databases.ts'
import { lend } from './lend.ts'
import { openConnection } from './open.ts'

const Database = await import(String('better-sqlite3')).then(
  (module) => module.default,
  () => undefined,
)
const skip = Database === undefined && 'the optional package better-sqlite3 is not installed'

describe('better-sqlite3', { skip }, () => {
  test('answers as node:sqlite does', async () => {
    const connection = await openConnection('sqlite+better-sqlite3::memory:')
    assert.deepEqual(await connection.run('CREATE TABLE t (a integer PRIMARY KEY, b)'), {
      changes: 0,
    })
    assert.deepEqual(await connection.run('INSERT INTO t VALUES (?, ?)', [1, true]), { changes: 1 })
    assert.deepEqual(await connection.query("INSERT INTO t VALUES (2, x'00ff')"), [])
    assert.deepEqual(await connection.run('UPDATE t SET b = NULL RETURNING a'), { changes: 2 })
    assert.deepEqual(
      await connection.query('SELECT 9223372036854775807 AS big, count(*) AS n FROM t'),
      [{ big: 9_223_372_036_854_775_807n, n: 2 }],
    )
    await connection.script('DROP TABLE t; CREATE TABLE u (a)')
    assert.equal(connection.inTransaction?.(), false)
    await connection.close()
  })

  test('tells the statement that failed', async () => {
    const connection = await openConnection('sqlite+better-sqlite3::memory:')
    await assert.rejects(connection.query('SELEC 1'), {
      code: 'statement-failed',
      position: { line: 1, column: 1 },
    })
    await connection.run('CREATE TABLE t (a, CONSTRAINT positive CHECK (a > 0))')
    await assert.rejects(connection.run('INSERT INTO t VALUES (-1)'), { constraint: 'positive' })
    await connection.close()
  })

  test('waits for another writer, and says so', async () => {
    const file = path.join(temporaryFolder(), 'test.db')
    const database = new Database(file)
    const first = await lend(database)
    await first.script('CREATE TABLE t (a); BEGIN IMMEDIATE')
    const url = `sqlite+better-sqlite3:${file}?timeout=0.05`
    const second = await openConnection(url)
    await assert.rejects(second.run('BEGIN IMMEDIATE'), { code: 'database-locked' })
    await second.close()
    await first.close()
    assert.equal(database.open, true)
    database.close()
  })

  test('says so when the file may only be read, or is not there', async () => {
    const base = temporaryFolder()
    await assert.rejects(openConnection('sqlite+better-sqlite3:a.db?mode=rw', { base }), {
      code: 'missing-database',
    })
    await (await openConnection('sqlite+better-sqlite3:a.db', { base })).close()
    const reader = await openConnection('sqlite+better-sqlite3:a.db?mode=ro', { base })
    await assert.rejects(reader.run('CREATE TABLE t (a)'), { code: 'read-only-database' })
    await reader.close()
  })
})
