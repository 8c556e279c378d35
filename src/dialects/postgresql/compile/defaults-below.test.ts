import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Operation } from '../../../operations/model.ts'
import { integer, table, text } from '../../../schema/builders/index.ts'
import { schemaOf } from '../../../schema/put-together.ts'
import { compile } from './index.ts'

test('a default changes in the tables below, but for those that say their own', () => {
  const inherits = [{ name: 'parent' }]
  const schema = schemaOf([
    table('parent', { a: integer().default(1) }),
    table('silent', { b: text() }, [], { inherits }),
    table('own', { a: integer().default(5) }, [], { inherits }),
    table('grandchild', { a: integer() }, [], { inherits: [{ name: 'silent' }] }),
    table('another', { a: integer().default(6) }, [], { inherits: [{ name: 'silent' }] }),
  ])
  const change: Operation = {
    kind: 'alterColumn',
    table: { name: 'parent' },
    column: 'a',
    from: { default: { literal: 1 } },
    to: { default: { literal: 2 } },
  }
  assert.deepEqual(
    compile([change], schema, { version: [18, 0] }).map((step) => step.kind !== 'run' && step.sql),
    [
      'ALTER TABLE "parent" ALTER COLUMN "a" SET DEFAULT 2',
      'ALTER TABLE "another" ALTER COLUMN "a" SET DEFAULT 6',
      'ALTER TABLE "own" ALTER COLUMN "a" SET DEFAULT 5',
    ],
  )
})
