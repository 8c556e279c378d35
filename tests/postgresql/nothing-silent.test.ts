/** Whatever PostgreSQL lets somebody make or say changes what is read: it is a part of the model, or reported by name. */
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { after, describe, type TestContext, test } from 'node:test'
import type { Connection } from '../../src/drivers/connection.ts'
import type { Schema, Unmodelled } from '../../src/schema/model.ts'
import { freshPostgres, NoTestServerError } from '../support/databases.ts'
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

describe('nothing is passed over in silence', () => {
  let opened: Promise<Ground> | undefined
  after(async () => {
    const ground = await opened?.catch(() => undefined)
    await ground?.close()
  })
  for (const change of CHANGES)
    test(change.sql, async (t) => {
      try {
        opened ??= openGround()
        await isSeen(change, await opened, t)
      } catch (error) {
        if (!(error instanceof NoTestServerError)) throw error
        t.skip(error.message)
      }
    })
})

/** A database with something of everything in it, a role and, from PostgreSQL 15 on, a tablespace beside it. */
interface Ground {
  readonly connection: Connection
  readonly before: Schema
  readonly hasSpace: boolean
  close(): Promise<void>
}

async function openGround(): Promise<Ground> {
  const database = await freshPostgres()
  const { connection } = database
  const hasSpace = connection.version[0] >= 15
  await connection.run(own(`DROP ROLE IF EXISTS ${OTHER}`))
  await connection.run(own(`CREATE ROLE ${OTHER}`))
  if (hasSpace) {
    await connection.run('SET allow_in_place_tablespaces = on')
    await connection.run(own(`DROP TABLESPACE IF EXISTS ${OTHER}`))
    await connection.run(own(`CREATE TABLESPACE ${OTHER} LOCATION ''`))
  }
  await connection.script(GROUND)
  const before = await reflectAll(connection)
  assert.deepEqual(before.unmodelled, [{ kind: 'composite type', name: 'pair' }])
  const close = async () => {
    await connection.run(own(`DROP ROLE ${OTHER}`))
    if (hasSpace) await connection.run(own(`DROP TABLESPACE ${OTHER}`))
    await database.drop()
  }
  return { connection, before, hasSpace, close }
}

async function isSeen(
  { sql, seen, since = 0 }: (typeof CHANGES)[number],
  { connection, before, hasSpace }: Ground,
  t: TestContext,
): Promise<void> {
  if (connection.version[0] < since || (!hasSpace && sql.includes('TABLESPACE')))
    return t.skip('this server does not have it')
  await connection.script('ROLLBACK; BEGIN')
  await connection.script(own(sql))
  const { unmodelled, ...after } = await reflectAll(connection)
  await connection.run('ROLLBACK')
  const news = unmodelled.filter((one) => !isIn(before.unmodelled, one))
  if (seen === 'modelled') {
    assert.notDeepEqual({ ...after, unmodelled: [] }, { ...before, unmodelled: [] })
    assert.deepEqual(news, [])
  } else {
    const kinds = news.map(({ kind }) => kind)
    assert.ok(kinds.includes(seen), `reported are: ${kinds.join(', ') || 'none'}`)
  }
}

const isIn = (all: readonly Unmodelled[], one: Unmodelled): boolean =>
  all.some(({ kind, name }) => kind === one.kind && name === one.name)
