import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ObjectName, Schema, StoredObject, StoredObjectKind } from '../schema/model.ts'
import { emptySchema, emptyTable } from '../schema/model.ts'
import { apply } from './apply.ts'
import { complete } from './complete.ts'
import { invert } from './invert.ts'
import type { Operation } from './model.ts'

const object = (
  kind: StoredObjectKind,
  name: string,
  more: Partial<StoredObject> = {},
): StoredObject => ({ kind, name, definition: `the ${name}`, ...more })

const t = { name: 't' }
const long = 'l'.repeat(70)
const objects = [
  object('view', 'v'),
  object('materializedView', 'm'),
  object('view', 'v', { schema: 's' }),
  object('trigger', 'tr', { table: t }),
  object('trigger', 'tr', { table: { schema: 's', name: 't' } }),
  object('policy', 'tr', { table: t }),
  object('function', 'f', { signature: 'integer' }),
  object('function', 'f', { signature: 'text' }),
  object('procedure', 'f', { signature: 'text' }),
  object('domain', 'd'),
]
const before: Schema = {
  ...emptySchema,
  tables: [emptyTable(t), emptyTable({ schema: 's', name: 't' }), emptyTable({ name: long })],
  sequences: [{ name: 'q' }],
  objects,
  unmodelled: [
    { kind: 'foreign table', name: 'far' },
    { kind: 'foreign table', name: 's.away' },
  ],
}

const create = (one: StoredObject, more: object = {}): Operation<'createObject'> => ({
  kind: 'createObject',
  object: one,
  ...more,
})
const drop = (one: StoredObject, more: object = {}): Operation<'dropObject'> => ({
  kind: 'dropObject',
  object: one,
  ...more,
})

for (const [at, one] of objects.entries()) {
  const { kind, name, schema, table, signature } = one
  const on = table === undefined ? '' : ` on ${table.schema ?? ''}.${table.name}`
  describe(`the ${kind} ${schema ?? ''}.${name}(${signature ?? ''})${on}`, () => {
    const without: Schema = { ...before, objects: objects.toSpliced(at, 1) }
    const other = { ...one, definition: 'other', comment: 'c' }

    test('is made, once', () => {
      const added = { ...before, objects: [...without.objects, one] }
      assert.deepEqual(apply(without, create(one)), added)
      const what = kind === 'materializedView' ? 'materialized view' : kind
      const existing = schema === undefined ? name : `${schema}.${name}`
      const error = { code: 'already-there', what, existing }
      assert.throws(() => apply(before, create(other)), error)
      const maybe = create(other, { ifNotExists: true })
      assert.deepEqual(apply(before, maybe), before)
      assert.deepEqual(complete(maybe, before), { ...maybe, idle: true })
      assert.deepEqual(complete(maybe, without), maybe)
      assert.deepEqual(complete(create(one), before), create(one))
      assert.deepEqual(invert(maybe), drop(other, { ifExists: true }))
    })

    test('is dropped, and no other', () => {
      assert.deepEqual(apply(before, drop(other)), without)
      assert.throws(() => apply(without, drop(one)), { code: 'not-there' })
      const maybe = drop(one, { ifExists: true })
      assert.deepEqual(apply(without, maybe), without)
      assert.deepEqual(apply(before, maybe), without)
      assert.deepEqual(complete(maybe, without), { ...maybe, idle: true })
      assert.deepEqual(complete(maybe, before), maybe)
      assert.deepEqual(complete(drop(other, { lookUp: true }), before), drop(one))
      assert.deepEqual(complete(drop(other), before), drop(other))
      assert.throws(() => complete(drop(one, { lookUp: true }), without), { code: 'not-there' })
      assert.deepEqual(invert(maybe), create(one, { ifNotExists: true }))
    })

    test('is replaced where it stands', () => {
      const replace: Operation = { kind: 'replaceObject', from: one, to: other }
      const replaced = { ...before, objects: objects.with(at, other) }
      assert.deepEqual(apply(before, replace), replaced)
      assert.deepEqual(apply(replaced, invert(replace)), before)
      const looked: Operation = { ...replace, from: other, lookUp: true }
      assert.deepEqual(complete(looked, before), replace)
      assert.deepEqual(complete({ ...replace, from: other }, before), { ...replace, from: other })
      assert.throws(() => apply(without, replace), { code: 'not-there' })
      assert.throws(() => complete(looked, without), { code: 'not-there' })
    })
  })
}

describe('a name', () => {
  const looked = (one: StoredObject) => complete(drop(one, { lookUp: true }), before)

  test('says which one it is where there is one only', () => {
    assert.deepEqual(looked(object('procedure', 'f')), drop(objects[8]!))
    assert.deepEqual(looked(object('policy', 'tr')), drop(objects[5]!))
  })

  test('is enough where one of the two says no table or signature', () => {
    const there = [object('trigger', 'x'), object('function', 'g')]
    const schema: Schema = { ...before, objects: there }
    const full = [object('trigger', 'x', { table: t }), object('function', 'g', { signature: '' })]
    for (const [at, one] of full.entries())
      assert.deepEqual(complete(drop(one, { lookUp: true }), schema), drop(there[at]!))
  })

  test('is not enough where there are more', () => {
    assert.throws(() => looked(object('function', 'f')), {
      code: 'ambiguous-name',
      candidates: ['function "f"(integer)', 'function "f"(text)'],
    })
    assert.throws(() => looked(object('trigger', 'tr')), {
      candidates: ['trigger "tr" on "t"', 'trigger "tr" on "s"."t"'],
    })
  })

  test('that is missing is told from those of its kind', () => {
    assert.throws(() => looked(object('view', 'w')), {
      code: 'not-there',
      hint: 'Did you mean "v"?',
    })
    assert.throws(() => looked(object('extension', 'd')), {
      what: 'extension',
      missing: 'd',
      hint: /effect/,
    })
    assert.throws(() => looked(object('materializedView', 'v', { schema: 's' })), {
      what: 'materialized view',
      missing: 's.v',
    })
  })
})

describe('a view', () => {
  const taken: readonly (readonly [string, ObjectName])[] = [
    ['table', t],
    ['table', { schema: 's', name: 't' }],
    ['sequence', { name: 'q' }],
    ['view', { name: 'm' }],
  ]
  for (const [what, name] of taken)
    test(`does not take the name of a ${what}: ${name.schema ?? ''}.${name.name}`, () => {
      const view = object('view', name.name, name)
      assert.throws(() => apply(before, create(view)), { code: 'already-there', what })
      const routine = object('function', name.name, name)
      assert.deepEqual(apply(before, create(routine)).objects.at(-1), routine)
    })
})

describe('what is on something', () => {
  const grant = (table: ObjectName) => create(object('grant', 'g', { table }))
  const there: readonly ObjectName[] = [
    t,
    { schema: 's', name: 't' },
    { name: 'q' },
    { name: 'v' },
    { name: 'm' },
    { name: 'far' },
    { schema: 's', name: 'away' },
    { schema: 'x', name: 'far' },
    { name: long },
    { name: `${long}more` },
    { name: long.slice(0, 63) },
  ]
  for (const table of there)
    test(`may be on ${table.schema ?? ''}.${table.name}`, () => {
      const on = grant(table)
      assert.deepEqual(apply(before, on).objects, [...objects, on.object])
    })

  const missing: readonly ObjectName[] = [
    { name: 'x' },
    { schema: 'x', name: 't' },
    { schema: 's', name: 'q' },
    { name: 'd' },
    { name: 'f' },
    { name: 'away' },
    { name: long.slice(0, 62) },
  ]
  for (const table of missing)
    test(`cannot be on ${table.schema ?? ''}.${table.name}`, () => {
      const { schema, name } = table
      const error = { what: 'table', missing: schema === undefined ? name : `${schema}.${name}` }
      assert.throws(() => apply(before, grant(table)), { code: 'not-there', ...error })
    })

  test('may be on what has a long schema', () => {
    const table = { schema: long, name: 't' }
    const schema = { ...emptySchema, tables: [emptyTable({ ...table, schema: long.slice(0, 63) })] }
    assert.equal(apply(schema, grant(table)).objects.length, 1)
    assert.throws(() => apply({ ...schema, tables: [emptyTable(t)] }, grant(table)), {
      what: 'table',
    })
  })
})
