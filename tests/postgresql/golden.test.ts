/** Four real schemas: read, made again on an empty database, read again, and the same. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { postgresql } from '../../src/dialects/postgresql/index.ts'
import { freshDatabase, NoTestServerError } from '../support/databases.ts'
import { goldenMissing, readGoldenText } from '../support/golden.ts'
import { carryOut, creation, reflectAll, sorted } from './live.ts'

for (const system of ['conda-store', 'artemis', 'antarest', 'quay'])
  test(`the schema of ${system}`, { skip: goldenMissing }, async (t) => {
    try {
      const one = await freshDatabase('postgresql')
      t.after(() => one.drop())
      const other = await freshDatabase('postgresql')
      t.after(() => other.drop())
      await one.connection.script(statements(readGoldenText(system, 'postgresql', 'head.sql')))
      const found = await reflectAll(one.connection)
      assert.ok(found.tables.length > 10)
      assert.deepEqual(found.unmodelled, [])
      assert.deepEqual(sorted(postgresql.canonical(found)), sorted(found))
      await carryOut(other.connection, creation(found))
      assert.deepEqual(await reflectAll(other.connection), found)
    } catch (error) {
      if (!(error instanceof NoTestServerError)) throw error
      t.skip(error.message)
    }
  })

/** Without what only psql understands, and without the empty search path. */
const statements = (dump: string): string =>
  dump
    .split('\n')
    .filter((line) => !line.startsWith('\\') && !line.includes("set_config('search_path'"))
    .join('\n')
