import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Operation } from '../../../operations/model.ts'
import { integer, table, view } from '../../../schema/builders/index.ts'
import type { StoredObject } from '../../../schema/model.ts'
import { schemaOf } from '../../../schema/put-together.ts'
import { compile } from './index.ts'

const below = view('below', 'SELECT a FROM t')
const above = view('above', 'SELECT a FROM below')
const schema = schemaOf([table('t', { a: integer() }), below, above])

const retype: Operation = {
  kind: 'alterColumn',
  table: { name: 't' },
  column: 'a',
  from: { type: { kind: 'integer' } },
  to: { type: { kind: 'bigint' } },
}
const guarded = (from: StoredObject): Operation => ({
  kind: 'replaceObject',
  from,
  to: { ...from, with: { security_barrier: 'true' } },
})

/** The statements by what they begin with. */
const beginnings = (...operations: Operation[]): string[] =>
  compile(operations, schema, { version: [18, 0] }).map((step) =>
    step.kind === 'run' ? 'run' : (/^\w+ \w+ "\w+"/.exec(step.sql)?.[0] ?? step.sql),
  )

const taken = ['DROP VIEW "above"', 'DROP VIEW "below"', 'ALTER TABLE "t"']

describe('views that are away while a column changes its type', () => {
  test('come back in the order in which they read each other', () => {
    assert.deepEqual(beginnings(retype), [...taken, 'CREATE VIEW "below"', 'CREATE VIEW "above"'])
  })

  test('are there again when what reads them is replaced', () => {
    assert.deepEqual(beginnings(retype, guarded(above)), [
      ...taken,
      'CREATE VIEW "below"',
      'CREATE VIEW "above"',
    ])
  })

  test('come back as they are to be', () => {
    assert.deepEqual(beginnings(retype, guarded(below)), [
      ...taken,
      'CREATE VIEW "below"',
      'CREATE VIEW "above"',
    ])
  })
})
