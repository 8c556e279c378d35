import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { emptySchema } from '../schema/model.ts'
import { applyFor } from './apply.ts'
import { downgradeOf, invert, invertAll, irreversible } from './invert.ts'
import type { Operation } from './model.ts'
import { type Recorder, record } from './recorder.ts'
import { sourceOf } from './source.ts'

const recorded = (write: (op: Recorder) => void) => record(write, { dialect: 'postgresql' })
const [create, second] = recorded((op) => {
  op.createSchema('a')
  op.createSchema('b')
})
const custom = (facts: Partial<Operation<'custom'>>): Operation<'custom'> => ({
  kind: 'custom',
  describe: 'x',
  ddl: {},
  ...facts,
})

const withoutWayBack = [
  ['code', recorded((op) => op.run(() => {}))],
  ['rows put in', recorded((op) => op.bulkInsert('t', [{ a: 1 }]))],
  ['SQL that says nothing of it', recorded((op) => op.execute('UPDATE t SET a = 1'))],
  ['an operation of one’s own that says nothing of it', [custom({})]],
] as const

test('what is not known yet is no reason for a downgrade that refuses', () => {
  const table = { name: 't' }
  const looked = recorded((op) => op.dropTable('t'))
  assert.throws(() => downgradeOf(looked), { code: 'incomplete-operation' })
  const validate: Operation = { kind: 'validateConstraint', table, name: 'x' }
  assert.throws(() => invert(validate), { code: 'irreversible-operation' })
  assert.match(irreversible('the reason').describe, /the reason/)
})

test('code is not written into a file', () => {
  const inverse = () => create!
  const apply = () => emptySchema
  for (const one of [custom({ inverse }), custom({ apply }), ...recorded((op) => op.run(() => {}))])
    assert.throws(() => sourceOf(one), { code: 'sourceless-operation' })
  assert.equal(sourceOf(custom({ inverse, source: 'x()' })), 'op.custom(x())')
})

describe('the way back', () => {
  test('of an operation of one’s own is what it says, where it is for that database', () => {
    const inverse = () => create!
    assert.deepEqual(invert(custom({ inverse })), create)
    const only = custom({ inverse, dialects: ['sqlite'] })
    assert.deepEqual(invert(only), { ...create, dialects: ['sqlite'] })
  })

  test('of SQL is the SQL it says, with what that does to the schema, and back again', () => {
    const effect = [create!, second!]
    const execute: Operation = { kind: 'execute', sql: 'up', inverse: 'down', effect }
    const back = invert(execute)
    assert.deepEqual(back, { ...execute, sql: 'down', inverse: 'up', effect: invertAll(effect) })
    assert.deepEqual(invert(back), execute)
    const after = applyFor('postgresql')(emptySchema, execute)
    assert.deepEqual(after.schemas, ['a', 'b'])
    assert.deepEqual(applyFor('postgresql')(after, back), emptySchema)
  })

  test('undoes the last one first', () => {
    assert.deepEqual(invertAll([create!, second!]), [invert(second!), invert(create!)])
  })

  for (const [what, operations] of withoutWayBack)
    test(`of ${what} is none, and a downgrade that has it refuses to run`, () => {
      assert.throws(() => invertAll(operations), { code: 'irreversible-operation' })
      const [undo, stop] = downgradeOf([...operations, create!])
      assert.deepEqual(undo, invert(create!))
      const step = () => applyFor('postgresql')(emptySchema, stop!)
      assert.throws(step, { code: 'refused' })
      assert.throws(() => applyFor('postgresql')(emptySchema, irreversible('why')), {
        code: 'refused',
      })
    })
})
