import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { column, drop, statements, table, user } from '../../../../tests/support/compiled.ts'
import type { Operation } from '../../../operations/model.ts'
import { emptySchema, type Schema } from '../../../schema/model.ts'
import { compile } from './index.ts'

describe('alter column', () => {
  test('computes other values in place where the server can, and makes the column anew where not', () => {
    const generated = (sql: string) => ({ expression: { sql }, stored: true })
    const [was, is] = [generated('a + 1'), generated('a + 2')]
    const columns = [column('a'), column('b', { generated: was })]
    const change: Operation = {
      kind: 'alterColumn',
      table: user,
      column: 'b',
      from: { generated: was },
      to: { generated: is },
    }
    const on = (major: number, operation = change) =>
      compile(
        [operation],
        { ...emptySchema, tables: [table({ columns })] },
        { version: [major, 0] },
      )
        .map((step) => (step.kind === 'statement' ? step.sql : ''))
        .join('; ')
    assert.match(on(17), /^ALTER TABLE "user" ALTER COLUMN "b" SET EXPRESSION AS \(a \+ 2\)$/)
    assert.match(on(16), /DROP COLUMN "b".* ADD COLUMN "b"/s)
    assert.doesNotMatch(on(16, { ...change, from: {}, to: { nullable: false } }), /DROP COLUMN/)
  })

  test('has no default where numbers come from an identity', () => {
    const columns = [column('a', { type: { kind: 'smallint' }, default: { literal: 5 } })]
    const identity = { always: true }
    const change = (to: object): Operation => ({
      kind: 'alterColumn',
      table: user,
      column: 'a',
      from: { identity: null },
      to: { identity, nullable: false, ...to },
    })
    for (const to of [{}, { default: null }, { type: { kind: 'integer' }, default: null }]) {
      const sql = statements([change(to)], { ...emptySchema, tables: [table({ columns })] }).join()
      assert.equal(sql.match(/DROP DEFAULT/g)?.length, 1)
      assert.doesNotMatch(sql, /SET DEFAULT/)
    }
  })

  test('makes a computed column again before the next change of it', () => {
    const [a, b] = [column('a'), { expression: { sql: 'a + 1' }, stored: true }]
    const of: Schema = {
      ...emptySchema,
      tables: [table({ columns: [a, column('b', { generated: b })] })],
    }
    const retype: Operation = {
      kind: 'alterColumn',
      table: user,
      column: 'a',
      from: { type: { kind: 'integer' } },
      to: { type: { kind: 'smallint' } },
    }
    assert.equal(statements([retype, drop('b')], of).at(-1), 'ALTER TABLE "user" DROP COLUMN "b"')
  })

  const before: Schema = {
    ...emptySchema,
    tables: [
      table({
        columns: [
          column('a', { type: { kind: 'varchar', length: 80 }, default: { literal: 'x' } }),
          column('id', { autoincrement: true, nullable: false }),
        ],
      }),
    ],
  }

  test('drops the default around a change of type, and says how old values become new', () => {
    assert.deepEqual(
      statements(
        [
          {
            kind: 'alterColumn',
            table: user,
            column: 'a',
            from: { type: { kind: 'varchar', length: 80 }, nullable: true },
            to: { type: { kind: 'jsonb' }, nullable: false },
          },
        ],
        before,
      ),
      [
        'ALTER TABLE "user"\n  ALTER COLUMN "a" DROP DEFAULT,\n  ALTER COLUMN "a" TYPE jsonb USING "a"::jsonb,\n  ALTER COLUMN "a" SET NOT NULL,\n  ALTER COLUMN "a" SET DEFAULT \'x\'',
      ],
    )
  })

  test('takes the author’s word for that', () => {
    assert.match(
      statements(
        [
          {
            kind: 'alterColumn',
            table: user,
            column: 'b',
            from: { type: { kind: 'text' } },
            to: { type: { kind: 'integer' } },
            using: 'length(b)',
          },
        ],
        before,
      )[0]!,
      /USING length\(b\)$/,
    )
  })

  test('lets the sequence follow the type', () => {
    assert.deepEqual(
      statements(
        [
          {
            kind: 'alterColumn',
            table: user,
            column: 'id',
            from: { type: { kind: 'integer' } },
            to: { type: { kind: 'bigint' } },
          },
        ],
        before,
      ),
      [
        'ALTER TABLE "user" ALTER COLUMN "id" TYPE bigint',
        'ALTER SEQUENCE "user_id_seq" AS bigint',
      ],
    )
  })

  test('of a table that nobody knows goes by what it says', () => {
    assert.deepEqual(
      statements([
        {
          kind: 'alterColumn',
          table: user,
          column: 'x',
          from: { default: { literal: 1 }, nullable: true },
          to: { default: { sql: 'now()' }, nullable: false },
        },
      ]),
      [
        'ALTER TABLE "user"\n  ALTER COLUMN "x" SET NOT NULL,\n  ALTER COLUMN "x" SET DEFAULT now()',
      ],
    )
  })
})
