import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { postgresql } from '../dialects/postgresql/index.ts'
import {
  createVersionTable,
  rowChangeSql,
  suffixed,
  widenVersionTable,
  widthFor,
} from './version-table.ts'

const table = { name: 'alembic_version' }

describe('the version table', () => {
  test('is as Alembic makes it', () => {
    assert.deepEqual(createVersionTable(postgresql, table, ['abc']), [
      'CREATE TABLE "alembic_version" ("version_num" VARCHAR(32) NOT NULL, CONSTRAINT "alembic_version_pkc" PRIMARY KEY ("version_num"))',
    ])
  })

  test('has room for the longest id, counted in characters', () => {
    assert.equal(widthFor([]), 32)
    assert.equal(widthFor(['x'.repeat(40), '😀'.repeat(41)]), 41)
  })

  test('is widened only where it is too narrow', () => {
    assert.deepEqual(widenVersionTable(postgresql, table, 32, ['abc']), [])
    assert.deepEqual(widenVersionTable(postgresql, table, undefined, ['x'.repeat(50)]), [])
    assert.equal(widenVersionTable(postgresql, table, 32, ['x'.repeat(50)]).length, 1)
  })

  test('takes ids as literals that cannot end their own quoting', () => {
    const change = { update: `a'; DROP TABLE t; --`, to: `b\\'` }
    assert.equal(
      rowChangeSql(postgresql, table, change),
      `UPDATE "alembic_version" SET "version_num" = ${postgresql.literal("b\\'")} WHERE "version_num" = 'a''; DROP TABLE t; --'`,
    )
  })
})

describe('a name with an ending', () => {
  test('is as long as every database allows, and no two names are cut alike', () => {
    assert.equal(suffixed('v', '_pkc'), 'v_pkc')
    const long = suffixed('é'.repeat(40), '_progress')
    assert.ok(Buffer.byteLength(long) <= 63 && long.endsWith('é_progress'))
  })
})
