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
        (error: Error & { hint?: string }) => {
          assert.equal((error as { code?: string }).code, 'unsupported-operation')
          assert.ok(error.hint)
          return true
        },
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
