import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { add, column, drop, statements, steps, user } from '../../../../tests/support/compiled.ts'

describe('neighbouring changes to one table', () => {
  test('are one statement, their comments behind it', () => {
    assert.deepEqual(
      statements([
        add('a', { comment: 'first' }),
        add('b', { nullable: false, default: { literal: 0 } }),
        drop('c'),
        {
          kind: 'addConstraint',
          table: user,
          constraint: { kind: 'unique', name: 'uq', columns: ['a'] },
        },
      ]),
      [
        'ALTER TABLE "user"\n  ADD COLUMN "a" integer,\n  ADD COLUMN "b" integer NOT NULL DEFAULT 0,\n  DROP COLUMN "c",\n  ADD CONSTRAINT "uq" UNIQUE ("a")',
        `COMMENT ON COLUMN "user"."a" IS 'first'`,
      ],
    )
  })

  test('carry the operations they come from', () => {
    const operations = [add('a'), add('b')]
    assert.deepEqual(
      steps(operations).map((step) => step.kind === 'statement' && step.operations),
      [operations],
    )
  })

  test('are kept apart where PostgreSQL would carry them out in another order', () => {
    assert.deepEqual(statements([add('a'), drop('a')]), [
      'ALTER TABLE "user" ADD COLUMN "a" integer',
      'ALTER TABLE "user" DROP COLUMN "a"',
    ])
    const check = { kind: 'check', name: 'ck', expression: { sql: 'a > 0' } } as const
    assert.deepEqual(
      statements([
        { kind: 'addConstraint', table: user, constraint: check },
        {
          kind: 'alterColumn',
          table: user,
          column: 'a',
          from: { type: { kind: 'integer' } },
          to: { type: { kind: 'text' } },
        },
      ]).length,
      2,
    )
  })

  test('on another table begin another', () => {
    assert.deepEqual(
      statements([
        add('a'),
        { kind: 'addColumn', table: { schema: 's', name: 'user' }, column: column('a') },
      ]),
      [
        'ALTER TABLE "user" ADD COLUMN "a" integer',
        'ALTER TABLE "s"."user" ADD COLUMN "a" integer',
      ],
    )
  })
})
