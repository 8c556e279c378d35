import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Column, ColumnType, EnumType, Schema } from '../schema/model.ts'
import { emptySchema, emptyTable } from '../schema/model.ts'
import { apply } from './apply.ts'
import { complete } from './complete.ts'
import { describe as words } from './describe.ts'
import { invert, invertAll } from './invert.ts'
import type { Operation } from './model.ts'

const mood: EnumType & ColumnType = { kind: 'enum', name: 'mood', values: ['sad', 'ok'] }
const far: EnumType & ColumnType = { kind: 'enum', schema: 's', name: 'mood', values: ['sad', 'x'] }
const name = { name: 'mood' }

const column = (type: ColumnType): Column => ({ name: 'c', type, nullable: true })

/** Every way in which a column may be of a type, and a column that is of another. */
const schemaWith = (type: EnumType & ColumnType, comment?: string): Schema => ({
  ...emptySchema,
  enums: [
    { ...far, comment: 'far' },
    { ...type, ...(comment !== undefined && { comment }) },
  ],
  tables: [
    {
      ...emptyTable({ name: 't' }),
      columns: [
        column(type),
        column({ kind: 'array', of: type }),
        column({
          kind: 'variant',
          base: { kind: 'text' },
          dialects: { postgresql: type, sqlite: { kind: 'array', of: type } },
        }),
        column({ kind: 'variant', base: type, dialects: { sqlite: { kind: 'text' } } }),
        column(far),
        column({ kind: 'text' }),
        { ...column({ kind: 'native', sql: 'mood' }), default: { literal: 'sad' } },
      ],
    },
  ],
})

const before = schemaWith(mood)
const none: Schema = { ...before, enums: [] }
const missing = { code: 'not-there', what: 'enum', missing: 'feeling' }

describe('an enum', () => {
  const create: Operation<'createEnum'> = { kind: 'createEnum', enum: mood }
  const drop: Operation<'dropEnum'> = { kind: 'dropEnum', enum: mood }
  const without: Schema = { ...before, enums: [before.enums[0]!] }

  test('is made once', () => {
    assert.deepEqual(apply(without, create), before)
    assert.throws(() => apply(before, create), {
      code: 'already-there',
      what: 'enum',
      existing: 'mood',
    })
    const maybe = { ...create, ifNotExists: true }
    assert.deepEqual(apply(before, maybe), before)
    assert.deepEqual(complete(maybe, before), { ...maybe, idle: true })
    assert.deepEqual(complete(maybe, without), maybe)
    assert.deepEqual(complete(create, before), create)
  })

  test('is dropped where it is', () => {
    assert.deepEqual(apply(before, drop), without)
    assert.throws(() => apply(without, drop), { code: 'not-there', what: 'enum', missing: 'mood' })
    assert.deepEqual(apply(none, drop), none)
    const maybe = { ...drop, ifExists: true }
    assert.deepEqual(apply(without, maybe), without)
    assert.deepEqual(complete(maybe, without), { ...maybe, idle: true })
    assert.deepEqual(complete(maybe, before), maybe)
    assert.deepEqual(complete(drop, none), drop)
    assert.throws(() => complete(drop, without), { code: 'not-there', missing: 'mood' })
  })

  test('is looked up by its name', () => {
    const bare: Operation<'dropEnum'> = { ...drop, enum: { ...mood, values: [] } }
    assert.deepEqual(complete({ ...bare, lookUp: true }, before), drop)
    assert.deepEqual(complete(bare, before), bare)
    assert.deepEqual(complete({ ...bare, lookUp: true }, none), bare)
    const there: Operation = { ...bare, enum: { ...far, values: [] }, lookUp: true }
    assert.deepEqual(complete(there, before), { ...drop, enum: { ...far, comment: 'far' } })
  })
})

describe('an enum that is renamed', () => {
  const rename = (to: { schema?: string; name: string }): Operation => ({
    kind: 'renameEnum',
    from: name,
    to,
  })

  test('is so in every column that is of it', () => {
    const to = { schema: 'auth', name: 'feeling' }
    const renamed = apply(before, rename(to))
    assert.deepEqual(renamed, schemaWith({ ...mood, ...to }))
    assert.deepEqual(apply(renamed, invert(rename(to))), before)
  })

  test('takes no name that another has', () => {
    assert.throws(() => apply(before, rename({ schema: 's', name: 'mood' })), {
      code: 'already-there',
      what: 'enum',
      existing: 's.mood',
    })
    assert.throws(
      () => apply(before, { ...rename(name), from: { name: 'feeling' } } as Operation),
      {
        ...missing,
      },
    )
    assert.deepEqual(apply(none, rename({ name: 'x' })), none)
  })
})

describe('a value that is added', () => {
  const add = (value: string, place: object = {}): Operation<'addEnumValue'> => ({
    kind: 'addEnumValue',
    enum: name,
    value,
    ...place,
  })
  const places: readonly (readonly [object, readonly string[]])[] = [
    [{}, ['sad', 'ok', 'new']],
    [{ before: 'sad' }, ['new', 'sad', 'ok']],
    [{ before: 'ok' }, ['sad', 'new', 'ok']],
    [{ after: 'sad' }, ['sad', 'new', 'ok']],
    [{ after: 'ok' }, ['sad', 'ok', 'new']],
  ]
  for (const [place, values] of places)
    test(`stands where it is said: ${JSON.stringify(place)}`, () => {
      const whole = complete(add('new', place), before)
      assert.deepEqual(whole, { ...add('new', place), values: mood.values })
      assert.deepEqual(apply(before, whole), schemaWith({ ...mood, values }))
      const back = { kind: 'alterEnum', enum: name, from: values, to: mood.values }
      assert.deepEqual(invert(whole), back)
    })

  test('is new, and stands beside one that is there', () => {
    const taken = {
      code: 'already-there',
      what: 'enum value',
      existing: 'ok',
      where: 'in enum "mood"',
    }
    assert.throws(() => apply(before, add('ok')), taken)
    const lost = { code: 'not-there', what: 'enum value', missing: 'x', where: 'in enum "mood"' }
    assert.throws(() => apply(before, add('new', { before: 'x' })), lost)
    assert.throws(() => apply(before, add('new', { after: 'x' })), lost)
  })

  test('may be there on a condition, and then nothing is undone', () => {
    const maybe = add('ok', { ifNotExists: true })
    assert.deepEqual(apply(before, maybe), before)
    const idle = { ...maybe, values: mood.values, idle: true }
    assert.deepEqual(complete(maybe, before), idle)
    assert.deepEqual(invertAll([idle]), [idle])
    const other = add('new', { ifNotExists: true })
    assert.deepEqual(complete(other, before), { ...other, values: mood.values })
    assert.deepEqual(complete(add('ok'), before), { ...add('ok'), values: mood.values })
    const undo = { ...maybe, values: ['ok', 'sad'] }
    assert.deepEqual(invert(undo), {
      kind: 'alterEnum',
      enum: name,
      from: undo.values,
      to: undo.values,
    })
  })

  test('has no way back where nobody knows the values before', () => {
    assert.throws(() => invert(add('new')), { code: 'irreversible-operation' })
    assert.deepEqual(complete(add('new'), none), add('new'))
    assert.throws(() => complete({ ...add('new'), enum: { name: 'feeling' } }, before), missing)
    assert.throws(() => apply(before, { ...add('new'), enum: { name: 'feeling' } }), missing)
  })
})

describe('a value that is renamed', () => {
  const rename = (from: string, to: string): Operation => ({
    kind: 'renameEnumValue',
    enum: name,
    from,
    to,
  })

  test('is so in every column of the type', () => {
    const renamed = schemaWith({ ...mood, values: ['glum', 'ok'] })
    assert.deepEqual(apply(before, rename('sad', 'glum')), renamed)
    assert.deepEqual(apply(renamed, invert(rename('sad', 'glum'))), before)
  })

  test('is there, and its new name is not', () => {
    const where = 'in enum "mood"'
    assert.throws(() => apply(before, rename('x', 'y')), { code: 'not-there', missing: 'x', where })
    assert.throws(() => apply(before, rename('sad', 'ok')), {
      code: 'already-there',
      existing: 'ok',
      where,
    })
    assert.throws(
      () => apply(before, { ...rename('a', 'b'), enum: { name: 'feeling' } } as Operation),
      {
        ...missing,
      },
    )
    assert.deepEqual(apply(none, rename('sad', 'x')), none)
  })
})

describe('an enum whose values change', () => {
  const alter = (to: readonly string[], more: object = {}): Operation<'alterEnum'> => ({
    kind: 'alterEnum',
    enum: name,
    from: mood.values,
    to,
    ...more,
  })

  test('has them in every column, and its comment', () => {
    assert.deepEqual(apply(before, alter(['a', 'b'])), schemaWith({ ...mood, values: ['a', 'b'] }))
    const said = alter(mood.values, { comment: { from: null, to: 'c' } })
    assert.deepEqual(apply(before, said), schemaWith(mood, 'c'))
    assert.deepEqual(
      apply(schemaWith(mood, 'c'), alter(['a'])),
      schemaWith({ ...mood, values: ['a'] }, 'c'),
    )
    assert.deepEqual(apply(schemaWith(mood, 'c'), invert(said)), before)
    assert.deepEqual(apply(none, said), none)
    assert.throws(() => apply(before, { ...said, enum: { name: 'feeling' } }), missing)
  })

  test('goes back by what is said of that', () => {
    const [forth, back] = [{ sad: 'a' }, { a: null }]
    const undo = { ...alter(mood.values), from: ['a'] }
    const cases = [
      [alter(['a']), undo],
      [alter(['a'], { mapping: forth }), { ...undo, mappingBack: forth }],
      [alter(['a'], { mappingBack: back }), { ...undo, mapping: back }],
      [
        alter(['a'], { mapping: forth, mappingBack: back, comment: { from: null, to: 'x' } }),
        { ...undo, mapping: back, mappingBack: forth, comment: { from: 'x', to: null } },
      ],
    ] as const
    for (const [operation, expected] of cases) {
      assert.deepEqual(invert(operation), expected)
      assert.deepEqual(invert(invert(operation)), operation)
    }
  })

  test('comes from those there are where nothing is said of that', () => {
    const said = { ...alter(['a']), from: ['z'] }
    assert.deepEqual(complete({ ...said, lookUp: true }, before), alter(['a']))
    assert.deepEqual(complete(said, before), said)
    assert.deepEqual(complete({ ...said, lookUp: true }, none), said)
    assert.throws(() => complete({ ...said, enum: { name: 'feeling' } }, before), missing)
  })

  test('says which come and which go', () => {
    const cases = [
      [alter(['ok', 'new', 'more']), ' (+new, +more, -sad)'],
      [alter(['ok', 'new']), ' (+new, -sad)'],
      [alter(['sad', 'ok', 'new']), ' (+new)'],
      [alter(['ok']), ' (-sad)'],
      [alter(['ok', 'sad']), ''],
    ] as const
    for (const [operation, said] of cases)
      assert.equal(words(operation), `change the values of enum "mood"${said}`)
  })
})
