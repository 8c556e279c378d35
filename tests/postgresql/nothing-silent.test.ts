/** Whatever PostgreSQL lets somebody make or say changes what is read: it is a part of the model, or reported by name. */
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Connection } from '../../src/drivers/connection.ts'
import type { Unmodelled } from '../../src/schema/model.ts'
import { withPostgres } from '../support/databases.ts'
import { reflectAll } from './live.ts'
import { CHANGES, GROUND, OTHER } from './nothing-silent.ts'

/** Roles and tablespaces are the server's: other tests may run on it. */
const own = (sql: string): string => sql.replaceAll(OTHER, `${OTHER}_${process.pid}`)

test('every kind that is reported is documented', () => {
  const page = fs.readFileSync(path.join(import.meta.dirname, '../../docs/postgresql.md'), 'utf8')
  const kinds = new Set(CHANGES.map(({ seen }) => seen).filter((seen) => seen !== 'modelled'))
  assert.deepEqual(
    [...kinds].filter((kind) => !page.includes(kind)),
    [],
  )
})

test('nothing is passed over in silence', (t) =>
  withPostgres(async ({ connection }) => {
    const hasSpace = connection.version[0] >= 15
    await connection.run(own(`CREATE ROLE ${OTHER}`))
    if (hasSpace) {
      await connection.run('SET allow_in_place_tablespaces = on')
      await connection.run(own(`CREATE TABLESPACE ${OTHER} LOCATION ''`))
    }
    try {
      await connection.script(GROUND)
      await tryAll(t, connection, hasSpace)
    } finally {
      await connection.run(own(`DROP ROLE ${OTHER}`))
      if (hasSpace) await connection.run(own(`DROP TABLESPACE ${OTHER}`))
    }
  }))

async function tryAll(t: TestContext, connection: Connection, hasSpace: boolean): Promise<void> {
  const before = await reflectAll(connection)
  assert.deepEqual(before.unmodelled, [{ kind: 'composite type', name: 'pair' }])
  for (const { sql, seen, since = 0 } of CHANGES) {
    if (connection.version[0] < since || (!hasSpace && sql.includes('TABLESPACE'))) continue
    await t.test(sql, async () => {
      await connection.run('BEGIN')
      try {
        await connection.script(own(sql))
        const { unmodelled, ...after } = await reflectAll(connection)
        const news = unmodelled.filter((one) => !isIn(before.unmodelled, one))
        if (seen === 'modelled') {
          assert.notDeepEqual({ ...after, unmodelled: [] }, { ...before, unmodelled: [] })
          assert.deepEqual(news, [])
        } else {
          const kinds = news.map(({ kind }) => kind)
          assert.ok(kinds.includes(seen), `reported are: ${kinds.join(', ') || 'none'}`)
        }
      } finally {
        await connection.run('ROLLBACK')
      }
    })
  }
}

const isIn = (all: readonly Unmodelled[], one: Unmodelled): boolean =>
  all.some(({ kind, name }) => kind === one.kind && name === one.name)
