import assert from 'node:assert/strict'
import { test } from 'node:test'
import { forEachDatabase, freshPostgres, freshSqlite, withPostgres } from './databases.ts'

forEachDatabase('each test has a database of its own', async ({ connection }) => {
  await connection.script('CREATE TABLE only_here (id integer PRIMARY KEY)')
  await connection.run('INSERT INTO only_here VALUES (1)')
  assert.deepEqual(await connection.query('SELECT id FROM only_here'), [{ id: 1 }])
})

forEachDatabase('and it was empty', async ({ connection, target }) => {
  const [row] = await connection.query<{ n: number | string }>(
    target === 'sqlite'
      ? 'SELECT count(*) AS n FROM sqlite_schema'
      : `SELECT count(*) AS n FROM pg_catalog.pg_tables WHERE schemaname = 'public'`,
  )
  assert.equal(Number(row?.n), 0)
})

forEachDatabase(
  'other sessions see the same database',
  async (database) => {
    await database.connection.run('CREATE TABLE t (a integer)')
    const other = await database.connect()
    assert.deepEqual(await other.query('SELECT a FROM t'), [])
  },
  { on: ['sqlite', 'postgresql'], file: true },
)

test('a dropped PostgreSQL database is gone, sessions and all', async () => {
  const database = await freshPostgres()
  const name = new URL(database.url).pathname.slice(1)
  await database.connect()
  await database.drop()
  await withPostgres(async ({ connection }) => {
    const found = await connection.query(
      'SELECT 1 FROM pg_catalog.pg_database WHERE datname = $1',
      [name],
    )
    assert.deepEqual(found, [])
  })
})

test('a SQLite file is gone with its folder', async () => {
  const database = await freshSqlite({ file: true })
  await database.connection.run('CREATE TABLE t (a integer)')
  await database.drop()
  await assert.rejects(database.connect(), { code: 'missing-folder' })
})
