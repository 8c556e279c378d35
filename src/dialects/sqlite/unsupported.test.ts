import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { compiled } from '../../../tests/sqlite/live.ts'
import { column, constrain, object, table } from '../../../tests/sqlite/operations.ts'
import type { Operation } from '../../operations/model.ts'
import { emptySchema } from '../../schema/model.ts'

describe('compile', () => {
  const sequence = { name: 's' }
  const elsewhere = { schema: 'auth', name: 't' }
  const unsupported: readonly Operation[] = [
    { kind: 'createSchema', name: 'new' },
    { kind: 'dropSchema', name: 'auth' },
    { kind: 'createTable', table: { ...table('t', [column('a')]), schema: 'auth' } },
    {
      kind: 'createTable',
      table: table('t', [column('a')], {
        foreignKeys: [{ columns: ['a'], references: { ...elsewhere, columns: [] } }],
      }),
    },
    {
      kind: 'createTable',
      table: table('t', [column('a')], {
        exclusions: [{ elements: [{ column: 'a', operator: '=' }] }],
      }),
    },
    { kind: 'createSequence', sequence },
    { kind: 'dropSequence', sequence },
    { kind: 'alterSequence', from: sequence, to: sequence },
    { kind: 'renameSequence', from: sequence, to: { name: 'r' } },
    { kind: 'createObject', object: object({ kind: 'function', name: 'f' }) },
    { kind: 'dropObject', object: object({ kind: 'materializedView' }) },
    { kind: 'replaceObject', from: object({ kind: 'policy' }), to: object({ kind: 'policy' }) },
    { kind: 'custom', describe: 'x', ddl: { postgresql: ['x'] } },
  ]
  for (const operation of unsupported)
    test(`says that SQLite cannot ${operation.kind} like this, and what to do`, () => {
      const before = {
        ...emptySchema,
        sequences: [sequence],
        schemas: ['auth'],
        objects: [object({ kind: 'materializedView' }), object({ kind: 'policy' })],
      }
      assert.throws(
        () =>
          compiled(
            [
              operation.kind === 'createSequence'
                ? { ...operation, sequence: { name: 'new' } }
                : operation,
            ],
            before,
          ),
        (error: Error & { code?: string; dialect?: string; hint?: string }) => {
          assert.equal(error.code, 'unsupported-operation')
          assert.equal(error.dialect, 'sqlite')
          assert.ok(error.hint)
          return true
        },
      )
    })

  const here = { name: 't' }
  const view = object({ kind: 'view', name: 'v' })
  const away = { ...view, schema: 'auth' }
  const lead = (references: { schema?: string; name: string }) =>
    ({ kind: 'foreignKey', columns: ['a'], references: { ...references, columns: ['a'] } }) as const
  const led: readonly (readonly [what: string, operation: Operation])[] = [
    ['a table that moves out', { kind: 'renameTable', from: here, to: elsewhere }],
    ['a table that moves in', { kind: 'renameTable', from: elsewhere, to: here }],
    ['a key that leads out', { kind: 'addConstraint', table: here, constraint: lead(elsewhere) }],
    ['a key elsewhere', { kind: 'addConstraint', table: elsewhere, constraint: lead(here) }],
    ['a column elsewhere', { kind: 'addColumn', table: elsewhere, column: column('b') }],
    ['a view elsewhere', { kind: 'createObject', object: away }],
    ['a view that goes elsewhere', { kind: 'dropObject', object: away }],
    ['a view that moves out', { kind: 'replaceObject', from: view, to: away }],
    ['a view that moves in', { kind: 'replaceObject', from: away, to: view }],
    ['rows elsewhere', { kind: 'bulkInsert', table: elsewhere, rows: [{ a: 1 }] }],
  ]
  for (const [what, operation] of led)
    test(`refuses ${what}: there are no schemas`, () => {
      const tables = [table('t', [column('a')]), { ...table('t', [column('a')]), schema: 'auth' }]
      const before = { ...emptySchema, schemas: ['auth'], tables, objects: [view, away] }
      const where = { code: 'unsupported-operation' }
      assert.throws(
        () =>
          compiled(
            [operation],
            operation.kind === 'createObject' ? { ...before, objects: [] } : before,
          ),
        where,
      )
    })

  test('takes the schemas that SQLite itself calls so', () => {
    for (const schema of ['main', 'temp'])
      assert.deepEqual(
        compiled([{ kind: 'bulkInsert', table: { schema, name: 't' }, rows: [{ a: 1 }] }], {
          ...emptySchema,
          tables: [{ ...table('t', [column('a')]), schema }],
        }),
        [`INSERT INTO "${schema}"."t" ("a") VALUES\n  (1)`],
      )
  })

  test('says so of exclusion constraints added later, too', () => {
    assert.throws(
      () =>
        compiled(
          [
            { kind: 'createTable', table: table('t', [column('a')]) },
            constrain({ kind: 'exclusion', elements: [] }),
          ],
          emptySchema,
        ),
      { code: 'unsupported-operation' },
    )
  })
})
