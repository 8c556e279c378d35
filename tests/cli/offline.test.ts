import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import type { Connection } from '../../src/drivers/connection.ts'
import { folder as cwd, rowsIn, seeds } from '../conda-store/support.ts'
import { factsIn } from '../golden-histories/dump.ts'
import {
  freshDatabase,
  NoTestServerError,
  type TestDatabase,
  withDatabase,
} from '../support/databases.ts'
import { goldenMissing } from '../support/golden.ts'
import { outcomeOf } from './in-process.ts'

/** The database's own program, as its user would call it with a script on standard input. */
const programs = {
  sqlite: { name: 'sqlite3', args: (url: string) => ['-bail', url.slice('sqlite:'.length)] },
  postgresql: {
    name: 'psql',
    args: (url: string) => ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', url],
  },
} as const

const isThere = (name: string): boolean => spawnSync(name, ['--version']).status === 0

/** Schema, version rows and rows, as a user of the database sees them. */
const everything = async (connection: Connection) => ({
  facts: await factsIn(connection),
  versions: await connection.query('SELECT version_num FROM alembic_version'),
  rows: await rowsIn(connection),
})

const runIn = async (words: readonly string[], { url }: TestDatabase): Promise<string> => {
  const { code, out, err } = await outcomeOf(words, { cwd, env: { DATABASE_URL: url } })
  assert.equal(code, 0, err)
  return out
}

for (const target of ['sqlite', 'postgresql'] as const) {
  const { name, args } = programs[target]
  const call = (script: string, url: string) => {
    const env = { ...process.env, PGOPTIONS: '-c client_min_messages=warning' }
    const { status, stderr } = spawnSync(name, args(url), { input: script, encoding: 'utf8', env })
    return { status, stderr }
  }
  const feed = (script: string, { url }: TestDatabase) => {
    assert.deepEqual(call(script, url), { status: 0, stderr: '' })
  }
  const missing = isThere(name) ? goldenMissing : `there is no ${name} on this machine`

  /** Brings one database online and another one by script to the same place, and compares them. */
  async function both(
    online: TestDatabase,
    offline: TestDatabase,
    words: readonly string[],
    range: string,
  ) {
    await runIn(words, online)
    feed(await runIn([words[0]!, range, '--sql'], offline), offline)
    assert.deepEqual(await everything(offline.connection), await everything(online.connection))
  }

  test(`conda-store's history, as a script for ${name}, up and down`, {
    skip: missing,
  }, async (t) => {
    try {
      await withDatabase(
        target,
        (online) =>
          withDatabase(
            target,
            async (offline) => {
              await both(online, offline, ['upgrade', '5ad723de2abd'], 'base:5ad723de2abd')
              const [[, rows] = []] = seeds()
              for (const { connection } of [online, offline]) await connection.script(rows!)
              await both(online, offline, ['upgrade', 'head'], '5ad723de2abd:head')
              await both(online, offline, ['downgrade', '5ad723de2abd'], 'head:5ad723de2abd')
              await both(online, offline, ['upgrade', 'head'], '5ad723de2abd:head')
              await both(online, offline, ['downgrade', 'base'], 'head:base')
              await both(online, offline, ['upgrade', 'head'], 'head')
            },
            { file: true },
          ),
        { file: true },
      )
    } catch (error) {
      if (!(error instanceof NoTestServerError)) throw error
      t.skip(error.message)
    }
  })

  test(`a script that does not fit the database changes nothing in ${name}`, {
    skip: missing,
  }, async (t) => {
    const database = await freshDatabase(target, { file: true })
    t.after(() => database.drop())
    await runIn(['upgrade', '8d63a091aff8'], database)
    const before = await everything(database.connection)
    const script = await runIn(['upgrade', '16f65805dc8f:head', '--sql'], database)
    const { status, stderr } = call(script, database.url)
    assert.notEqual(status, 0)
    assert.match(stderr, /the database is (?:where this script begins|elsewhere)/)
    assert.deepEqual(await everything(database.connection), before)
  })
}
