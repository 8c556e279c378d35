import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Connection } from '../../../drivers/connection.ts'
import { emptySchema, type Schema } from '../../../schema/model.ts'
import { homeFolded } from './home.ts'

const connection = { query: async () => [{ home: 'app' }] } as unknown as Connection

const named = (schema?: string): Schema => {
  const own = schema === undefined ? {} : { schema }
  const mood = { ...own, name: 'mood', values: ['a'] }
  const column = { name: 'a', nullable: true }
  return {
    ...emptySchema,
    enums: [mood],
    sequences: [{ ...own, name: 's', ownedBy: { ...own, name: 't', column: 'a' } }],
    objects: [
      { ...own, kind: 'view', name: 'v', definition: 'x', dependsOn: [{ ...own, name: 't' }] },
    ],
    tables: [
      {
        ...own,
        name: 't',
        columns: [
          { ...column, type: { kind: 'enum', ...mood } },
          { ...column, name: 'b', type: { kind: 'array', of: { kind: 'enum', ...mood } } },
        ],
        uniques: [],
        foreignKeys: [{ columns: ['a'], references: { ...own, name: 't', columns: ['a'] } }],
        checks: [],
        exclusions: [],
        indexes: [],
        options: { inherits: [{ ...own, name: 'p' }] },
      },
    ],
  }
}

test('the default schema goes by no name, wherever a model says it', async () => {
  const found = { ...emptySchema, schemas: ['far'] }
  const wanted = { ...named('app'), schemas: ['app', 'far'] }
  assert.deepEqual(await homeFolded(connection, wanted, found), { ...named(), schemas: ['far'] })
  assert.deepEqual(await homeFolded(connection, named('far'), found), named('far'))
  assert.deepEqual(await homeFolded(connection, named('other'), found), named('other'))
})
