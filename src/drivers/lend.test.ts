import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { describe, test } from 'node:test'
import { CamelCasePlugin, Kysely, PGliteDialect, PostgresDialect, SqliteDialect } from 'kysely'
import pg from 'pg'
import { withPostgres, withSqlite } from '../../tests/support/databases.ts'
import { emptyPglite } from '../../tests/support/pglite.ts'
import type { Connection } from './connection.ts'
import { isLendable, lend } from './lend.ts'

/** A connection does its work over what was lent. */
async function works(connection: Connection): Promise<void> {
  await connection.script('CREATE TABLE lent_to (a_b bigint); INSERT INTO lent_to VALUES (1);')
  assert.deepEqual(await connection.run('UPDATE lent_to SET a_b = 5'), { changes: 1 })
  const placeholder = connection.dialect === 'sqlite' ? '?' : '$1'
  const [row] = await connection.query<{ a_b: unknown }>(
    `SELECT a_b FROM lent_to WHERE a_b = ${placeholder}`,
    [5],
  )
  assert.equal(Number(row?.a_b), 5)
  await assert.rejects(connection.query('SELECT * FROM nowhere'), { code: 'statement-failed' })
  await connection.run('DROP TABLE lent_to')
}

/** node:sqlite in the shape that Kysely's SQLite dialect was made for, which is better-sqlite3's. */
function likeBetterSqlite3(database: DatabaseSync) {
  return {
    close: () => database.close(),
    prepare: (text: string) => {
      const statement = database.prepare(text)
      return {
        reader: statement.columns().length > 0,
        all: (values: readonly unknown[]) => statement.all(...(values as never[])),
        run: (values: readonly unknown[]) => statement.run(...(values as never[])),
        iterate: (values: readonly unknown[]) => statement.iterate(...(values as never[])),
      }
    },
  } as never
}

describe('what an application lends is used, and left open', () => {
  test('a pg client', () =>
    withPostgres(async ({ url }) => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      const connection = await lend(client)
      await works(connection)
      assert.match(connection.describe, /^postgresql:\/\/athanor@/)
      await connection.close()
      assert.equal((await client.query('SELECT 1')).rowCount, 1)
      assert.equal(client.listenerCount('error'), 0)
      await client.end()
    }))

  test('a pg pool and its client', () =>
    withPostgres(async ({ url }) => {
      const pool = new pg.Pool({ connectionString: url, max: 1 })
      const connection = await lend(pool)
      await works(connection)
      await connection.close()
      const client = await pool.connect()
      await works(await lend(client))
      client.release()
      await pool.end()
    }))

  test('a DatabaseSync', async () => {
    const database = new DatabaseSync(':memory:')
    const connection = await lend(database)
    await works(connection)
    await connection.close()
    database.exec('SELECT 1')
    database.close()
  })

  test('a PGlite', async () => {
    const database = await emptyPglite()
    const connection = await lend(database)
    await works(connection)
    await connection.close()
    assert.equal((await database.query('SELECT 1')).rows.length, 1)
    const db = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite: database }) })
    await works(await lend(db))
    await database.close()
  })

  test('a Kysely instance, without its plugins', () =>
    withPostgres(async ({ url }) => {
      const db = new Kysely<any>({
        dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 1 }) }),
        plugins: [new CamelCasePlugin()],
      })
      const connection = await lend(db)
      await works(connection)
      await connection.close()
      assert.deepEqual(await db.selectNoFrom((eb) => eb.lit(1).as('one')).execute(), [{ one: 1 }])
      await db.destroy()
    }))

  test('a Kysely transaction', async () => {
    const database = new DatabaseSync(':memory:')
    const db = new Kysely<any>({
      dialect: new SqliteDialect({ database: likeBetterSqlite3(database) }),
    })
    await db.transaction().execute(async (trx) => {
      const connection = await lend(trx)
      assert.equal(connection.inTransaction?.(), true)
      await connection.run('CREATE TABLE t (a)')
      await connection.close()
    })
    assert.equal(database.prepare('SELECT name FROM sqlite_schema').all().length, 1)
    await db.destroy()
  })

  test('a connection', () =>
    withSqlite(async ({ connection }) => {
      const lent = await lend(connection)
      await works(lent)
      await lent.close()
      await works(connection)
    }))
})

test('a Kysely dialect is closed with the connection', async () => {
  const database = new DatabaseSync(':memory:')
  const connection = await lend(new SqliteDialect({ database: likeBetterSqlite3(database) }))
  assert.equal(connection.dialect, 'sqlite')
  await works(connection)
  await connection.close()
  assert.equal(database.isOpen, false)
})

test('an application client in a transaction is known to be in one', () =>
  withPostgres(async ({ url }) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query('BEGIN')
    const connection = await lend(client)
    assert.equal(connection.inTransaction?.(), true)
    await client.end()
  }))

test('a Kysely dialect that leads nowhere says so', async () => {
  const dialect = new PostgresDialect({ pool: new pg.Pool({ host: '127.0.0.1', port: 1 }) })
  await assert.rejects(lend(dialect), /ECONNREFUSED/)
})

test('anything else is refused by name', async () => {
  for (const value of [undefined, null, 'sqlite:app.db', {}, new Map(), () => 1]) {
    assert.equal(isLendable(value), false)
    await assert.rejects(lend(value), { code: 'unusable-connection' })
  }
  await assert.rejects(lend(new Map()), { message: /class Map$/ })
})
