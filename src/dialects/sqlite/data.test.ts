import assert from 'node:assert/strict'
import { test } from 'node:test'
import { carryOut, compiled } from '../../../tests/sqlite/live.ts'
import { t } from '../../../tests/sqlite/operations.ts'
import { withSqlite } from '../../../tests/support/databases.ts'
import { emptySchema } from '../../schema/model.ts'

test('inserts rows as the drivers would bind them', () =>
  withSqlite(async ({ connection }) => {
    await connection.script("CREATE TABLE t (a, b DEFAULT 'none', c TEXT)")
    const rows = [
      { a: 1, b: "it's" },
      { b: null, a: 9007199254740993n },
      { a: new Date('2026-01-02T03:04:05.678Z') },
      { a: { deep: ["'"] } },
      {},
      { a: new Uint8Array([0, 255]), b: undefined, c: 5 },
      { a: true, c: 'nul\0' },
    ]
    const statements = await carryOut(connection, [{ kind: 'bulkInsert', table: t, rows }])
    assert.equal(statements.length, 4)
    assert.deepEqual(await connection.query('SELECT * FROM t'), [
      { a: 1, b: "it's", c: null },
      { a: 9007199254740993n, b: null, c: null },
      { a: '2026-01-02 03:04:05.678', b: 'none', c: null },
      { a: '{"deep":["\'"]}', b: 'none', c: null },
      { a: null, b: 'none', c: null },
      { a: new Uint8Array([0, 255]), b: 'none', c: '5' },
      { a: 1, b: 'none', c: 'nul\0' },
    ])
    assert.equal(
      compiled(
        [{ kind: 'bulkInsert', table: t, rows: Array.from({ length: 450 }, () => ({ a: 1 })) }],
        emptySchema,
      ).length,
      3,
    )
  }))
