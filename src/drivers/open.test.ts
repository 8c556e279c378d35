import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { describe, test } from 'node:test'
import { inspect } from 'node:util'
import {
  forEachDatabase,
  temporaryFolder,
  withPostgres,
  withSqlite,
} from '../../tests/support/databases.ts'
import { connectionFailure } from './connection-failure.ts'
import type { MissingDatabaseError } from './errors.ts'
import { openConnection } from './open.ts'
import { parseDatabaseUrl } from './url.ts'
import { checkVersion } from './versions.ts'

const fails = (url: string, error: object, options = {}) =>
  assert.rejects(openConnection(url, options), error)

describe('opening SQLite', () => {
  test('makes a file that is not there, unless told not to', async () => {
    const base = temporaryFolder()
    await fails('sqlite:app.db', { code: 'missing-database' }, { base, create: false })
    await fails('sqlite:app.db?mode=rw', { code: 'missing-database' }, { base })
    const connection = await openConnection('sqlite:app.db', { base })
    await connection.run('CREATE TABLE t (a)')
    await connection.close()
    assert.ok(fs.existsSync(path.join(base, 'app.db')))
    const again = await openConnection('sqlite:app.db?mode=rw', { base })
    await again.run('INSERT INTO t VALUES (1)')
    await again.close()
  })

  test('names the folder that is missing', async () => {
    const base = temporaryFolder()
    const folder = path.join(base, 'data')
    await fails('sqlite:data/app.db', { code: 'missing-folder', folder }, { base })
  })

  test('tells a file that is no database, and a folder', async () => {
    const base = temporaryFolder()
    fs.writeFileSync(path.join(base, 'note.txt'), 'This is not a database. '.repeat(50))
    await fails('sqlite:note.txt', { code: 'not-a-database' }, { base })
    await fails('sqlite:.', { code: 'not-a-database', file: base }, { base })
  })

  test('tells a database that another process holds for itself', () =>
    withSqlite(
      async ({ connection, url }) => {
        await connection.script('CREATE TABLE t (a); BEGIN EXCLUSIVE')
        await fails(url, { code: 'database-locked' }, { busyTimeout: 20 })
      },
      { file: true },
    ))

  test('tells a file that this user may not write', {
    skip: process.platform === 'win32' && 'no modes there',
  }, () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'app.db')
    fs.writeFileSync(file, '', { mode: 0o444 })
    fs.chmodSync(folder, 0o555)
    // Root may write everywhere, so the one who tries is somebody else.
    const script = `
      import { openConnection } from ${JSON.stringify(path.join(import.meta.dirname, 'open.ts'))}
      if (process.getuid() === 0) process.setuid(65534)
      const connection = await openConnection('sqlite:${file}')
      const error = await connection.run('CREATE TABLE t (a)').catch((error) => error)
      console.log(error.code)`
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--input-type=module', '--eval', script],
      { encoding: 'utf8' },
    )
    fs.chmodSync(folder, 0o755)
    assert.equal(stdout.trim(), 'read-only-database', stderr)
  })

  test('says which package an URL needs', async (t) => {
    const installed = await import(String('better-sqlite3')).catch(() => undefined)
    if (installed !== undefined) return t.skip('better-sqlite3 is installed')
    await fails('sqlite+better-sqlite3:app.db', {
      code: 'missing-package',
      hint: 'npm install better-sqlite3',
    })
  })
})

describe('opening PostgreSQL', () => {
  test('names host and port that do not answer', async () => {
    const server = net.createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as net.AddressInfo
    await new Promise((resolve) => server.close(resolve))
    await fails(`postgresql://u:hunter22@127.0.0.1:${port}/d`, {
      code: 'unreachable-server',
      host: '127.0.0.1',
      port,
    })
    await fails('postgresql://u@no-such-host.invalid/d', { code: 'unreachable-server' })
    await fails('postgresql:///d?host=/no/such/folder', { code: 'unreachable-server' })
  })

  test('does not wait for ever', async () => {
    const silent = net.createServer(() => undefined).listen(0, '127.0.0.1')
    await new Promise((resolve) => silent.once('listening', resolve))
    const { port } = silent.address() as net.AddressInfo
    await fails(
      `postgresql://u@127.0.0.1:${port}/d`,
      { code: 'unreachable-server' },
      { connectTimeout: 100 },
    )
    silent.close()
  })

  forEachDatabase(
    'tells a wrong password, a missing database, a missing encryption',
    async ({ url }) => {
      const change = (key: 'password' | 'pathname' | 'search' | 'username', value: string) => {
        const changed = new URL(url)
        changed[key] = value
        return changed.href
      }
      await fails(change('password', 'hunter22'), { code: 'authentication-failed' })
      await fails(change('password', ''), { code: 'authentication-failed' })
      await fails(change('username', 'nobody_there'), {
        code: 'authentication-failed',
        user: 'nobody_there',
      })
      await fails(change('pathname', '/no_such_database'), (error: MissingDatabaseError) => {
        assert.equal(error.code, 'missing-database')
        assert.equal(error.database, 'no_such_database')
        assert.match(`${error.hint}`, /^Make it: createdb -h .* no_such_database$/)
        return true
      })
      await fails(change('search', '?sslmode=require'), {
        code: 'connection-failed',
        hint: /sslmode=disable/,
      })
      await fails(change('search', '?sslmode=sometimes'), { code: 'database-url' })
      const connection = await openConnection(change('search', '?sslmode=prefer'))
      await connection.close()
    },
    { on: ['postgresql'] },
  )

  test('prints no password, whatever fails', () =>
    withPostgres(async ({ url }) => {
      const changed = new URL(url)
      changed.password = 'hunter22hunter22'
      const error = await openConnection(changed.href).catch((error) => error)
      assert.doesNotMatch(inspect(error, { depth: 9, showHidden: true }), /hunter22/)
    }))
})

describe('opening PGlite', () => {
  test('names the folder that is missing, or is something else', async () => {
    const base = temporaryFolder()
    await fails('pglite:no/data', { code: 'missing-folder' }, { base })
    fs.writeFileSync(path.join(base, 'file'), '')
    await fails('pglite:file', { code: 'not-a-database' }, { base })
    await fails('pglite:.', { code: 'not-a-database' }, { base })
  })

  test('keeps what it holds in its folder', async () => {
    const base = temporaryFolder()
    const first = await openConnection('pglite:data', { base })
    await first.script('CREATE TABLE t (a integer); INSERT INTO t VALUES (1)')
    await first.close()
    const second = await openConnection('pglite:data', { base })
    assert.deepEqual(await second.query('SELECT a FROM t'), [{ a: 1 }])
    await second.close()
  })
})

describe('what a driver throws', () => {
  const at = parseDatabaseUrl('postgresql://u:hunter22@h/d')
  const thrown = (message: string, code?: string) => Object.assign(new Error(message), { code })

  test('about certificates says what to do', () => {
    const failure = connectionFailure(
      at,
      thrown('self-signed certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT'),
    )
    assert.match(String(Reflect.get(failure, 'hint')), /sslrootcert/)
  })

  test('about a pooler that refuses a parameter says what to do', () => {
    const failure = connectionFailure(at, thrown('unsupported startup parameter: options', '08P01'))
    assert.match(String(Reflect.get(failure, 'hint')), /pooler/)
  })

  test('about a file that cannot be opened says what to look at', () => {
    const file = parseDatabaseUrl('sqlite:/srv/app.db')
    const failure = connectionFailure(file, thrown('unable to open database file'))
    assert.match(String(Reflect.get(failure, 'hint')), /may read the file/)
  })

  test('is told without the password, even when it repeats it', () => {
    const failure = connectionFailure(at, thrown('cannot use postgresql://u:hunter22@h/d'))
    assert.doesNotMatch(inspect(failure, { depth: 9, showHidden: true }), /hunter22/)
  })
})

test('a server that is too old is refused by name', () => {
  assert.throws(() => checkVersion('postgresql', 120_005), {
    code: 'server-too-old',
    message: 'this is PostgreSQL 12.5; Athanor needs 13 or newer',
  })
  assert.throws(() => checkVersion('sqlite', '3.34.1'), { code: 'server-too-old' })
  assert.deepEqual(checkVersion('postgresql', 180_001), [18, 1])
  assert.deepEqual(checkVersion('sqlite', '3.35.0'), [3, 35])
})
