import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Index, ObjectName, Schema } from '../schema/model.ts'
import { emptySchema, emptyTable } from '../schema/model.ts'
import { applyFor } from './apply.ts'
import { complete, spellOut } from './complete.ts'
import { invert } from './invert.ts'
import type { Operation } from './model.ts'

const one: Index = { name: 'one', elements: [{ column: 'a' }], comment: 'first' }
const two: Index = { name: 'two', elements: [{ column: 'b' }] }
const far: Index = { name: 'one', elements: [{ column: 'c' }], unique: true }
const t = { name: 't' }
const u = { name: 'u' }
const away = { schema: 's', name: 't' }
const m = { name: 'm' }

const schemaWith = (
  onTable: readonly Index[],
  onView?: readonly Index[],
  onAway: readonly Index[] = [far],
): Schema => ({
  ...emptySchema,
  tables: [
    { ...emptyTable(t), indexes: onTable },
    emptyTable(u),
    { ...emptyTable(away), indexes: onAway },
  ],
  objects: [
    {
      kind: 'materializedView',
      ...m,
      definition: 'SELECT 1',
      ...(onView !== undefined && { indexes: onView }),
    },
    { kind: 'view', name: 'v', definition: 'SELECT 1', indexes: [{ name: 'no', elements: [] }] },
  ],
})

const three: Index = { name: 'three', elements: [{ column: 'a' }] }
const before = schemaWith([one, two], [three])
const apply = applyFor('postgresql')
const create = (index: Index, table: ObjectName = t): Operation<'createIndex'> => ({
  kind: 'createIndex',
  table,
  index,
})
const drop = (index: Index, table: ObjectName = t): Operation<'dropIndex'> => ({
  kind: 'dropIndex',
  table,
  index,
})
const any = { name: '' }

describe('an index that is created', () => {
  const four: Index = { name: 'four', elements: [{ column: 'a' }] }

  test('comes last on its table or materialized view', () => {
    assert.deepEqual(apply(before, create(four)), schemaWith([one, two, four], [three]))
    assert.deepEqual(apply(before, create(four, m)), schemaWith([one, two], [three, four]))
    assert.deepEqual(apply(schemaWith([]), create(four, m)), schemaWith([], [four]))
  })

  test('has a name that no other in its schema has', () => {
    const error = { code: 'already-there', what: 'index', existing: 'one' }
    assert.throws(() => apply(before, create(one)), error)
    assert.throws(() => apply(before, create(one, u)), error)
    assert.throws(() => apply(before, create(one, away)), error)
    assert.throws(() => apply(before, create(three)), { existing: 'three' })
    const there = schemaWith([], undefined, [far, two])
    assert.deepEqual(apply(schemaWith([]), create(two, away)), there)
    assert.deepEqual(apply(there, create(two)), schemaWith([two], undefined, [far, two]))
  })

  test('is left where it is on a condition', () => {
    const maybe = { ...create(one), ifNotExists: true }
    assert.deepEqual(apply(before, maybe), before)
    assert.deepEqual(apply(before, { ...maybe, table: u }), before)
    assert.deepEqual(complete(maybe, before), { ...maybe, idle: true })
    assert.deepEqual(complete({ ...maybe, table: u }, before), { ...maybe, table: u })
    assert.deepEqual(complete(create(one), before), create(one))
    assert.deepEqual(complete({ ...maybe, index: four }, before), { ...maybe, index: four })
    assert.deepEqual(apply(schemaWith([]), maybe), schemaWith([one]))
  })

  const missing = [{ name: 'x' }, { name: 'v' }, { schema: 's', name: 'm' }]
  for (const table of missing)
    test(`is on nothing that is not there: ${table.name}`, () => {
      assert.throws(() => apply(before, create(four, table)), { code: 'not-there', what: 'table' })
    })
})

describe('an index that is dropped', () => {
  test('leaves the others, also those of its name elsewhere', () => {
    assert.deepEqual(apply(before, drop(one)), schemaWith([two], [three]))
    assert.deepEqual(apply(before, drop(far, away)), schemaWith([one, two], [three], []))
    assert.deepEqual(apply(before, drop(three, m)), schemaWith([one, two]))
  })

  test('is missed where it is not', () => {
    const error = { code: 'not-there', what: 'index' }
    assert.throws(() => apply(before, drop(two, u)), { ...error, missing: 'two', where: 'on "u"' })
    assert.throws(() => apply(before, drop(two, away)), { ...error, where: 'on "s"."t"' })
    assert.throws(() => apply(before, drop(two, { name: 'x' })), { what: 'table', missing: 'x' })
    assert.throws(() => apply(schemaWith([]), drop(two, m)), { ...error, where: 'on "m"' })
    assert.throws(() => apply(before, drop({ ...two, name: 'no' }, any)), { ...error, where: '' })
    assert.throws(() => apply(before, drop({ ...two, name: 'tow' }, t)), {
      ...error,
      hint: 'Did you mean "two"?',
    })
    assert.throws(() => apply(before, drop({ ...two, name: 'tree' }, any)), {
      ...error,
      hint: 'Did you mean "three"?',
    })
    assert.throws(() => apply(before, drop({ ...two, name: 'zzzzzzz' }, t)), {
      ...error,
      hint: 'There is "one", "two".',
    })
  })

  test('is not missed on a condition', () => {
    const maybe = { ...drop(two, u), ifExists: true }
    assert.deepEqual(apply(before, maybe), before)
    assert.deepEqual(complete(maybe, before), { ...maybe, idle: true })
    assert.deepEqual(apply(before, { ...maybe, table: t }), schemaWith([one], [three]))
    assert.deepEqual(complete({ ...maybe, table: t }, before), { ...maybe, table: t })
    assert.deepEqual(complete(drop(two, u), before), drop(two, u))
  })

  test('is looked up by its name, on its table or on any', () => {
    const bare = (name: string): Index => ({ name, elements: [] })
    const looked = (name: string, table: ObjectName) =>
      complete({ ...drop(bare(name), table), lookUp: true }, before)
    assert.deepEqual(looked('one', t), drop(one))
    assert.deepEqual(looked('one', away), drop(far, away))
    assert.deepEqual(looked('two', any), drop(two))
    assert.deepEqual(looked('three', any), drop(three, m))
    assert.throws(() => looked('one', any), {
      code: 'ambiguous-name',
      candidates: ['"one" on "t"', '"one" on "s"."t"'],
    })
    assert.throws(() => looked('x', any), { code: 'not-there', what: 'index', where: '' })
    assert.throws(() => looked('two', u), { code: 'not-there', what: 'index', where: 'on "u"' })
    assert.deepEqual(complete(drop(bare('one')), before), drop(bare('one')))
  })
})

describe('an index that is made and dropped', () => {
  test('is so the same way on the way back', () => {
    assert.deepEqual(invert(create(one)), drop(one))
    assert.deepEqual(invert(drop(one)), create(one))
    const concurrently = { concurrently: true }
    assert.deepEqual(invert({ ...create(one), ...concurrently }), { ...drop(one), ...concurrently })
    assert.deepEqual(invert({ ...drop(one), ...concurrently }), { ...create(one), ...concurrently })
    assert.deepEqual(invert({ ...create(one), ifNotExists: true }), {
      ...drop(one),
      ifExists: true,
    })
    assert.deepEqual(invert({ ...drop(one), ifExists: true }), {
      ...create(one),
      ifNotExists: true,
    })
  })
})

describe('an index that is renamed', () => {
  const rename = (from: string, to: string, table: ObjectName = t): Operation => ({
    kind: 'renameIndex',
    table,
    from,
    to,
  })

  test('has another name, and that is all', () => {
    const renamed = schemaWith([{ ...one, name: 'new' }, two], [three])
    assert.deepEqual(apply(before, rename('one', 'new')), renamed)
    assert.deepEqual(apply(renamed, invert(rename('one', 'new'))), before)
    assert.deepEqual(apply(before, rename('one', 'one')), before)
    const onView = schemaWith([one, two], [{ ...three, name: 'new' }])
    assert.deepEqual(apply(before, rename('three', 'new', m)), onView)
  })

  test('is there, and its new name is not', () => {
    assert.throws(() => apply(before, rename('x', 'y')), { code: 'not-there', missing: 'x' })
    assert.throws(() => apply(before, rename('one', 'two')), {
      code: 'already-there',
      existing: 'two',
    })
    const onAnother = rename('three', 'one', m)
    assert.throws(() => apply(before, onAnother), { code: 'already-there', existing: 'one' })
    const there = schemaWith([{ ...two, name: 'two' }, one], [three], [two])
    assert.deepEqual(apply(there, rename('two', 'one', away)).tables[2]?.indexes, [
      { ...two, name: 'one' },
    ])
  })
})

describe('the comment of an index', () => {
  const comment = (name: string, from: string | null, to: string | null) =>
    ({ kind: 'setIndexComment', table: t, name, from, to }) as const

  test('is set and taken away, but on SQLite, which has none', () => {
    const { comment: _, ...bare } = one
    assert.deepEqual(apply(before, comment('one', 'first', null)), schemaWith([bare, two], [three]))
    const commented = schemaWith([one, { ...two, comment: 'second' }], [three])
    assert.deepEqual(apply(before, comment('two', null, 'second')), commented)
    assert.deepEqual(apply(commented, invert(comment('two', null, 'second'))), before)
    assert.deepEqual(applyFor('sqlite')(before, comment('two', null, 'second')), before)
    assert.throws(() => apply(before, comment('x', null, 'y')), { code: 'not-there', missing: 'x' })
  })

  test('comes from what it is where nothing is said of that', () => {
    const looked = (name: string) =>
      complete({ ...comment(name, 'said', 'new'), lookUp: true }, before)
    assert.deepEqual(looked('one'), comment('one', 'first', 'new'))
    assert.deepEqual(looked('two'), comment('two', null, 'new'))
    assert.deepEqual(looked('x'), comment('x', null, 'new'))
    assert.deepEqual(complete(comment('one', 'said', 'new'), before), comment('one', 'said', 'new'))
  })
})

test('indexes of a materialized view go with it, and come back', () => {
  const [view] = before.objects
  const [whole, ...more] = spellOut([{ kind: 'dropObject', object: view! }], before)
  assert.deepEqual([whole, more], [{ kind: 'dropObject', object: view }, []])
  assert.deepEqual(apply(before, whole!).objects, before.objects.slice(1))
  assert.deepEqual(invert(whole!), { kind: 'createObject', object: view })
})
