import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { describe, test } from 'node:test'
import { type TestDatabase, withSqlite } from '../../../tests/support/databases.ts'
import type { Connection } from '../../drivers/connection.ts'
import { beginImmediate, lock } from './lock.ts'

const onFile = (body: (database: TestDatabase) => Promise<void>) => (): Promise<void> =>
  withSqlite(body, { file: true })

const options = { timeout: 5000, key: 'version' }
const pragma = async (connection: Connection, name: string) =>
  Object.values((await connection.query<Record<string, unknown>>(`PRAGMA ${name}`))[0]!)[0]

describe('lock', () => {
  test(
    'opens a transaction in which nobody else can write',
    onFile(async ({ connection, connect }) => {
      await connection.run('CREATE TABLE t (a)')
      const other = await connect()
      await other.query('PRAGMA busy_timeout = 0')
      const held = await lock(connection, options)
      assert.equal(connection.inTransaction?.(), true)
      await assert.rejects(other.run('INSERT INTO t VALUES (1)'), { code: 'database-locked' })
      await connection.run('INSERT INTO t VALUES (2)')
      await connection.run('COMMIT')
      await held.release()
      await other.run('INSERT INTO t VALUES (3)')
      assert.deepEqual(await other.query('SELECT a FROM t'), [{ a: 2 }, { a: 3 }])
    }),
  )

  test(
    'rolls back what is still open when it is released',
    onFile(async ({ connection }) => {
      await connection.run('CREATE TABLE t (a)')
      const held = await lock(connection, options)
      await connection.run('INSERT INTO t VALUES (1)')
      await held.release()
      assert.equal(connection.inTransaction?.(), false)
      assert.deepEqual(await connection.query('SELECT a FROM t'), [])
    }),
  )

  for (const mode of ['delete', 'wal'])
    test(
      `waits for another to end, without blocking this process (journal mode ${mode})`,
      onFile(async ({ connection, connect }) => {
        await connection.query(`PRAGMA journal_mode = ${mode}`)
        const other = await connect()
        await other.query('PRAGMA busy_timeout = 60000')
        const first = await lock(connection, options)
        const waiting = lock(other, options)
        await new Promise((resolve) => setTimeout(resolve, 50))
        await connection.run('CREATE TABLE t (a)')
        await connection.run('COMMIT')
        await first.release()
        const second = await waiting
        assert.equal((await other.query('SELECT * FROM t')).length, 0)
        await second.release()
        assert.equal(await pragma(other, 'busy_timeout'), 60000)
      }),
    )

  test(
    'gives up after its time, and says who holds it',
    onFile(async ({ connection, connect }) => {
      const held = await lock(connection, options)
      const holder = process.platform === 'linux' ? 'another connection of this process' : undefined
      const began = performance.now()
      await assert.rejects(lock(await connect(), { ...options, timeout: 120 }), {
        code: 'lock-timeout',
        holder,
      })
      assert.ok(performance.now() - began >= 100)
      await held.release()
    }),
  )

  for (const mode of ['delete', 'wal'])
    test(
      `names the other process that holds it (journal mode ${mode})`,
      { skip: process.platform === 'linux' ? false : 'only Linux tells' },
      onFile(async ({ connection, url }) => {
        await connection.query(`PRAGMA journal_mode = ${mode}`)
        const script = `
        const { DatabaseSync } = require('node:sqlite')
        const database = new DatabaseSync(process.argv[1])
        database.exec('BEGIN IMMEDIATE')
        process.stdout.write('held')
        setTimeout(() => {}, 60000)`
        const child = spawn(process.execPath, ['-e', script, url.replace('sqlite:', '')], {
          stdio: ['ignore', 'pipe', 'inherit'],
        })
        try {
          await once(child.stdout, 'data')
          await assert.rejects(
            lock(connection, { ...options, timeout: 0 }),
            (error: { holder?: string }) => {
              const [program, file] = [process.execPath, url].map((one) => path.basename(one))
              assert.equal(error.holder, `process ${child.pid}, ${program} ${file}`)
              return true
            },
          )
        } finally {
          child.kill()
          await once(child, 'exit')
        }
      }),
    )

  test(
    'stops waiting when the signal says so',
    onFile(async ({ connection, connect }) => {
      const held = await lock(connection, options)
      const other = await connect()
      const stop = new AbortController()
      const waiting = lock(other, { ...options, timeout: 60_000, signal: stop.signal })
      setTimeout(() => stop.abort(new Error('Ctrl-C')), 30)
      await assert.rejects(waiting, /Ctrl-C/)
      assert.equal(other.inTransaction?.(), false)
      await held.release()
      await assert.rejects(lock(other, { ...options, signal: stop.signal }), /Ctrl-C/)
    }),
  )

  test(
    'turns legacy_alter_table off meanwhile, and leaves it as it was, even after a rebuild that failed',
    onFile(async ({ connection }) => {
      await connection.run('PRAGMA legacy_alter_table = ON')
      const held = await lock(connection, options)
      assert.equal(await pragma(connection, 'legacy_alter_table'), 0)
      await held.release()
      assert.equal(await pragma(connection, 'legacy_alter_table'), 1)
      await connection.run('PRAGMA legacy_alter_table = OFF')
      const again = await lock(connection, options)
      await connection.run('PRAGMA legacy_alter_table = ON')
      await again.release()
      assert.equal(await pragma(connection, 'legacy_alter_table'), 0)
    }),
  )

  test(
    'tells of any other failure as it is',
    onFile(async ({ connection }) => {
      const held = await lock(connection, options)
      await assert.rejects(beginImmediate(connection, options), /within a transaction/)
      await held.release()
    }),
  )

  test(
    'lets twenty connections count without losing one',
    onFile(async ({ connection, connect }) => {
      await connection.script('CREATE TABLE t (n); INSERT INTO t VALUES (0)')
      const all = await Promise.all(Array.from({ length: 20 }, connect))
      await Promise.all(
        all.map(async (each) => {
          const held = await lock(each, { ...options, timeout: 30_000 })
          const [row] = await each.query<{ n: number }>('SELECT n FROM t')
          await each.run(`UPDATE t SET n = ${row!.n + 1}`)
          await each.run('COMMIT')
          await held.release()
        }),
      )
      assert.deepEqual(await connection.query('SELECT n FROM t'), [{ n: 20 }])
    }),
  )
})
