import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type ForEachOptions, forEachDatabase } from '../../tests/support/databases.ts'
import { openConnection } from './open.ts'

const server: ForEachOptions = { on: ['postgresql'] }

describe('a PostgreSQL server', () => {
  forEachDatabase(
    'is asked to give up what it runs',
    async ({ connection }) => {
      const long = connection.query('SELECT pg_sleep(30)')
      const cancel = sleep(100).then(() => connection.cancel())
      await assert.rejects(long, { code: 'statement-canceled', sqlState: '57014' })
      await cancel
      assert.deepEqual(await connection.query('SELECT 1 AS a'), [{ a: 1 }])
    },
    server,
  )

  forEachDatabase(
    'that ends the session is told from one that refuses a statement',
    async ({ connection, connect }) => {
      const other = await connect()
      await other.query('SELECT pg_terminate_backend($1)', [connection.loginProcessId])
      await assert.rejects(connection.query('SELECT 1'), { code: 'connection-lost' })
      await assert.rejects(connection.query('SELECT 1'), { code: 'connection-lost' })
    },
    server,
  )

  forEachDatabase(
    'that ends the session in the middle of a statement is told as well',
    async ({ connection, connect }) => {
      const other = await connect()
      const long = assert.rejects(connection.query('SELECT pg_sleep(30)'), {
        code: 'connection-lost',
      })
      await sleep(50)
      await other.query('SELECT pg_terminate_backend($1)', [connection.loginProcessId])
      await long
    },
    server,
  )

  forEachDatabase(
    'says which lock, timeout or setting stands in the way',
    async ({ connection, connect }) => {
      await connection.run('CREATE TABLE t (a integer)')
      await connection.script('BEGIN; LOCK TABLE t')
      const other = await connect()
      await other.run('SET lock_timeout = 50')
      await assert.rejects(other.query('SELECT a FROM t'), { code: 'database-locked' })
      await other.script('SET lock_timeout = 0; SET statement_timeout = 50')
      await assert.rejects(other.query('SELECT pg_sleep(9)'), { code: 'statement-canceled' })
      await other.run('SET default_transaction_read_only = on')
      await assert.rejects(other.run('CREATE TABLE u ()'), { code: 'read-only-database' })
    },
    server,
  )

  forEachDatabase(
    'gives detail, context and place of a mistake',
    async ({ connection }) => {
      await connection.script(`
        CREATE TABLE t (a integer PRIMARY KEY);
        INSERT INTO t VALUES (1);
        CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES (1); END $$`)
      await assert.rejects(connection.query('SELECT f()'), (error: Error) => {
        assert.match(error.message, /^duplicate key.*\[23505\]\nKey \(a\)=\(1\) already exists\./)
        assert.match(error.message, /PL\/pgSQL function f\(\) line 1/)
        return true
      })
      await assert.rejects(connection.query(`SELECT '😀',\n  nothing FROM t`), {
        position: { line: 2, column: 3 },
        message: [
          'column "nothing" does not exist [42703]',
          'at line 2, column 3:',
          "  1 | SELECT '😀',",
          '> 2 |   nothing FROM t',
          '    |   ^',
        ].join('\n'),
      })
    },
    server,
  )

  forEachDatabase(
    'gives 64-bit integers exactly whatever the application made of them',
    async ({ url }) => {
      const parser = pg.types.getTypeParser(20)
      pg.types.setTypeParser(20, Number)
      try {
        const connection = await openConnection(url)
        const [row] = await connection.query('SELECT 9223372036854775807 AS n')
        assert.deepEqual(row, { n: '9223372036854775807' })
        await connection.close()
      } finally {
        pg.types.setTypeParser(20, parser)
      }
    },
    server,
  )

  forEachDatabase(
    'sees who is connected',
    async ({ connection }) => {
      const [row] = await connection.query(
        'SELECT pid, application_name AS name FROM pg_stat_activity WHERE pid = pg_backend_pid()',
      )
      assert.deepEqual(row, { pid: connection.loginProcessId, name: 'athanor' })
    },
    server,
  )
})
