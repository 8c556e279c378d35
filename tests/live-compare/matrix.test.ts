/** What Alembic does not see, sees for ever, or gets wrong, on live databases: each change forth and back. */
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { emptySchema } from '../../src/schema/model.ts'
import { schemaOf } from '../../src/schema/put-together.ts'
import {
  freshDatabase,
  NoTestServerError,
  type TestDatabase,
  type TestTarget,
} from '../support/databases.ts'
import { CASES, type Case } from './cases.ts'
import { bring, reflect, roundTrip } from './live.ts'

/** PGlite is the same PostgreSQL, and stands in where no server can be started. */
const TARGETS: readonly (readonly TestTarget[])[] = [['sqlite'], ['postgresql', 'pglite']]

for (const targets of TARGETS)
  describe(`changes that must be seen, and no others (${targets[0]})`, () => {
    let database: TestDatabase | undefined
    const close = async () => {
      await database?.drop()
      database = undefined
    }
    after(close)
    for (const one of CASES.filter(({ on }) => on === undefined || on === targets[0]))
      test(one.name, async () => {
        database ??= await firstOf(targets)
        try {
          await check(one, database)
        } catch (error) {
          await close()
          throw error
        }
      })
  })

async function firstOf([target, ...others]: readonly TestTarget[]): Promise<TestDatabase> {
  try {
    return await freshDatabase(target!)
  } catch (error) {
    if (!(error instanceof NoTestServerError) || others.length === 0) throw error
    return firstOf(others)
  }
}

/** There and back, and everything gone again: the next one finds an empty database. */
async function check({ from, to, ...expected }: Case, { connection }: TestDatabase): Promise<void> {
  const { steps } = await roundTrip(connection, schemaOf(from), schemaOf(to))
  assert.deepEqual(steps, expected[connection.dialect] ?? [])
  await bring(connection, emptySchema)
  assert.deepEqual(await reflect(connection), emptySchema)
}
