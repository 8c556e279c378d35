import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Operation } from '../../../operations/model.ts'
import { integer, table, view } from '../../../schema/builders/index.ts'
import type { Schema, StoredObject } from '../../../schema/model.ts'
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

const newIndex = (concurrently?: boolean): Operation => ({
  kind: 'createIndex',
  table: { name: 't' },
  index: { name: 'i', elements: [{ column: 'a' }] },
  ...(concurrently !== undefined && { concurrently }),
})

/** The statements by what they begin with. */
const beginnings = (...operations: Operation[]): string[] => beginningsFrom(schema, operations)

const beginningsFrom = (before: Schema, operations: readonly Operation[]): string[] =>
  compile(operations, before, { version: [18, 0] }).map((step) =>
    step.kind === 'run' ? 'run' : (/^[A-Z ]+"\w+"/.exec(step.sql)?.[0] ?? 'DO'),
  )

const taken = ['DROP VIEW "above"', 'DROP VIEW "below"', 'ALTER TABLE "t"']

test('a view of all columns is away while one of them changes', () => {
  const all = schemaOf([table('t', { a: integer() }), view('v', 'SELECT * FROM t')])
  assert.deepEqual(beginningsFrom(all, [retype]), [
    'DROP VIEW "v"',
    'ALTER TABLE "t"',
    'CREATE VIEW "v"',
  ])
})

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

  test('stay away while an index is made, but not while that is done concurrently', () => {
    const back = ['CREATE VIEW "below"', 'CREATE VIEW "above"']
    for (const said of [undefined, false])
      assert.deepEqual(beginnings(retype, newIndex(said)), [...taken, 'CREATE INDEX "i"', ...back])
    assert.deepEqual(beginnings(retype, newIndex(true)), [
      ...taken,
      ...back,
      'DO',
      'CREATE INDEX CONCURRENTLY IF NOT EXISTS "i"',
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

test('a view that goes later anyway goes before the column that it reads; others stay where they are', () => {
  const goes = view('goes', 'SELECT b FROM t')
  const stays = view('stays', 'SELECT u.b FROM t JOIN u ON t.a = u.a')
  const columns = { a: integer(), b: integer() }
  const before = schemaOf([table('t', columns), table('u', columns), goes, stays])
  assert.deepEqual(
    beginningsFrom(before, [
      {
        kind: 'dropColumn',
        table: { name: 't' },
        column: { name: 'b', type: { kind: 'integer' }, nullable: true },
      },
      { kind: 'dropObject', object: before.objects[0]! },
    ]),
    ['DROP VIEW "goes"', 'ALTER TABLE "t"'],
  )
})
