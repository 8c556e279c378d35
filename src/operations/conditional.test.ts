/** `ifNotExists` and `ifExists`: what is there already is neither made nor, on the way back, undone. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { integer, text } from '../schema/builders/index.ts'
import { emptySchema, type Schema } from '../schema/model.ts'
import { applyFor } from './apply.ts'
import { completeAll } from './complete.ts'
import { invertAll } from './invert.ts'
import type { Operation } from './model.ts'
import { type Recorder, record } from './recorder.ts'

type If = { readonly ifExists?: boolean; readonly ifNotExists?: boolean }

interface Thing {
  readonly name: string
  /** What must be there before. */
  readonly ground?: (op: Recorder) => void
  readonly make: (op: Recorder, condition?: If) => void
  readonly drop: (op: Recorder, condition?: If) => void
}

const table = (op: Recorder) => op.createTable('t', { id: integer(), other: text() })
const SELECT = 'SELECT 1'

const things: readonly Thing[] = [
  {
    name: 'a schema',
    make: (op, condition) => op.createSchema('s', condition),
    drop: (op, condition) => op.dropSchema('s', condition),
  },
  {
    name: 'a table',
    make: (op, condition) => op.createTable('t', { id: integer() }, [], condition),
    drop: (op, condition) => op.dropTable('t', condition),
  },
  {
    name: 'a column',
    ground: table,
    make: (op, condition) => op.addColumn('t', 'a', text(), condition),
    drop: (op, condition) => op.dropColumn('t', 'a', condition),
  },
  {
    name: 'an index',
    ground: table,
    make: (op, condition) => op.createIndex('i', 't', ['other'], condition),
    drop: (op, condition) => op.dropIndex('i', 't', condition),
  },
  {
    name: 'an enum',
    // A schema without any is that of a database without them.
    ground: (op) => op.createEnum('other', ['x']),
    make: (op, condition) => op.createEnum('e', ['a', 'b'], condition),
    drop: (op, condition) => op.dropEnum('e', undefined, condition),
  },
  {
    name: 'a sequence',
    make: (op, condition) => op.createSequence('q', { increment: 2, ...condition }),
    drop: (op, condition) => op.dropSequence('q', condition),
  },
  {
    name: 'an extension',
    make: (op, condition) => op.createExtension('citext', condition),
    drop: (op, condition) => op.dropExtension('citext', condition),
  },
  {
    name: 'a view',
    make: (op, condition) => op.createView('v', SELECT, condition),
    drop: (op, condition) => op.dropView('v', condition),
  },
]

/** The operations as they would be carried out on the schema, and the schema after them. */
function carriedOut(
  before: Schema,
  write: (op: Recorder) => void,
): { readonly operations: readonly Operation[]; readonly after: Schema } {
  const { operations } = completeAll(record(write, { dialect: 'postgresql' }), before, 'postgresql')
  return { operations, after: applied(before, operations) }
}

const applied = (schema: Schema, operations: readonly Operation[]): Schema =>
  operations.reduce(applyFor('postgresql'), schema)

for (const { name, ground = () => {}, make, drop } of things)
  describe(`${name}, on a condition,`, () => {
    const without = carriedOut(emptySchema, ground).after
    const there = carriedOut(without, (op) => make(op)).after
    const ifNotExists = (op: Recorder) => make(op, { ifNotExists: true })
    const ifExists = (op: Recorder) => drop(op, { ifExists: true })
    const cases: readonly (readonly [string, Schema, (op: Recorder) => void, Schema])[] = [
      ['is made where it is not there', without, ifNotExists, there],
      ['is left where it is there', there, ifNotExists, there],
      ['is dropped where it is there', there, ifExists, without],
      ['is not missed where it is not there', without, ifExists, without],
    ]
    for (const [what, before, write, expected] of cases)
      test(`${what}, and the way back leads to what was`, () => {
        const { operations, after } = carriedOut(before, write)
        assert.deepEqual(after, expected)
        assert.deepEqual(applied(after, invertAll(operations)), before)
      })

    test('is refused without the condition', () => {
      assert.notDeepEqual(there, without)
      assert.throws(() => carriedOut(there, (op) => make(op)), { code: 'already-there' })
      assert.throws(() => carriedOut(without, (op) => drop(op)), { code: 'not-there' })
    })
  })
