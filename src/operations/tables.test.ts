import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ForeignKey, ObjectName, Schema, StoredObject, TableOptions } from '../schema/model.ts'
import { emptySchema, emptyTable } from '../schema/model.ts'
import { apply } from './apply.ts'
import { complete, spellOut } from './complete.ts'
import { invert } from './invert.ts'
import type { Operation } from './model.ts'

const t = { name: 't' }
const away = { schema: 's', name: 't' }
const table = { ...emptyTable(t), comment: 'about t' }

const reads = (name: string, ...dependsOn: readonly ObjectName[]): StoredObject => ({
  kind: 'view',
  name,
  definition: 'SELECT 1',
  dependsOn,
})
const key = (name: string, references: ObjectName): ForeignKey => ({
  name,
  columns: ['a'],
  references: { ...references, columns: ['a'] },
})

const onT: StoredObject = { kind: 'trigger', name: 'tr', table: t, definition: 'CREATE …' }
const onAway: StoredObject = { kind: 'trigger', name: 'tr', table: away, definition: 'CREATE …' }
const view = reads('v', { name: 'x' }, t)
const over: StoredObject = { ...reads('w', { name: 'v' }), kind: 'materializedView' }
const top = reads('top', { name: 'w' }, { name: 'v' })
const unrelated = reads('z', away, { name: 'u' })
const nothing: StoredObject = { kind: 'view', name: 'n', definition: 'SELECT 1' }
const routine: StoredObject = { ...reads('f', t), kind: 'function' }

const selfish = { ...table, foreignKeys: [key('self', t)] }
const other = {
  ...emptyTable({ name: 'u' }),
  foreignKeys: [key('one', t), key('two', { name: 'u' }), key('three', away), key('four', t)],
}
const owned = { name: 'q', start: 3, ownedBy: { ...t, column: 'a' } }
const before: Schema = {
  ...emptySchema,
  tables: [selfish, other, emptyTable(away)],
  sequences: [owned, { name: 'free' }, { name: 'far', ownedBy: { ...away, column: 'a' } }],
  objects: [onT, onAway, view, over, top, unrelated, nothing, routine],
  unmodelled: [
    { kind: 'rule', name: 'r', table: t },
    { kind: 'rule', name: 'r', table: away },
    { kind: 'event trigger', name: 'e' },
  ],
}

const drop = (more: object = {}): Operation<'dropTable'> => ({
  kind: 'dropTable',
  table: selfish,
  ...more,
})

describe('a table that is dropped', () => {
  const without: Schema = {
    ...before,
    tables: before.tables.slice(1),
    sequences: before.sequences.slice(1),
    objects: before.objects.slice(1),
    unmodelled: before.unmodelled.slice(1),
  }
  const alone = { ...other, foreignKeys: [key('two', { name: 'u' }), key('three', away)] }

  test('takes along what belongs to it', () => {
    assert.deepEqual(apply(before, drop()), without)
  })

  test('takes along what refers to it or reads it, where it cascades', () => {
    assert.deepEqual(apply(before, drop({ cascade: true })), {
      ...without,
      tables: [alone, before.tables[2]],
      objects: [onAway, unrelated, nothing, routine],
    })
  })

  const { ownedBy: _, ...sequence } = owned
  const letGo = { kind: 'alterSequence', from: owned, to: sequence } as const
  const dropObject = (object: StoredObject) => ({ kind: 'dropObject', object })

  test('says what goes with it: what is on it before, its sequences behind', () => {
    assert.deepEqual(spellOut([drop()], before), [
      dropObject(onT),
      letGo,
      drop(),
      { kind: 'dropSequence', sequence },
    ])
  })

  test('says what else goes where it cascades: views that read others first, then keys', () => {
    const dropKey = (name: string) => ({
      kind: 'dropConstraint',
      table: { name: 'u' },
      constraint: { kind: 'foreignKey', ...key(name, t) },
    })
    assert.deepEqual(spellOut([drop({ cascade: true })], before), [
      ...[top, over, view, onT].map(dropObject),
      dropKey('one'),
      dropKey('four'),
      letGo,
      drop({ cascade: true }),
      { kind: 'dropSequence', sequence },
    ])
  })

  test('is missed, but on a condition', () => {
    assert.throws(() => apply(without, drop()), { code: 'not-there', what: 'table', missing: 't' })
    assert.deepEqual(apply(without, drop({ ifExists: true })), without)
    assert.deepEqual(apply(before, drop({ ifExists: true })), without)
    const idle = drop({ ifExists: true, idle: true })
    assert.deepEqual(complete(drop({ ifExists: true }), without), idle)
    assert.deepEqual(spellOut([drop({ ifExists: true })], without), [idle])
    assert.deepEqual(complete(drop({ ifExists: true }), before), drop({ ifExists: true }))
  })

  test('is looked up where it is said by its name', () => {
    const bare = drop({ table: emptyTable(t) })
    assert.deepEqual(complete({ ...bare, lookUp: true }, before), drop())
    assert.deepEqual(complete(bare, before), bare)
    assert.throws(() => complete({ ...bare, lookUp: true }, without), { missing: 't' })
    assert.deepEqual(invert(drop()), { kind: 'createTable', table: selfish })
    assert.deepEqual(invert(drop({ ifExists: true, cascade: true })), {
      kind: 'createTable',
      table: selfish,
      ifNotExists: true,
    })
  })
})

describe('views that read each other in a circle', () => {
  test('go once each', () => {
    const [a, b] = [reads('a', t, { name: 'b' }), reads('b', { name: 'a' })]
    const schema = { ...emptySchema, tables: [table], objects: [a, b] }
    assert.deepEqual(apply(schema, drop({ cascade: true, table })), emptySchema)
  })
})

describe('a table that is made', () => {
  const make = (name: ObjectName, more: object = {}): Operation => ({
    kind: 'createTable',
    table: emptyTable(name),
    ...more,
  })

  test('comes last', () => {
    const { tables } = apply(before, make({ name: 'new' }))
    assert.deepEqual(tables, [...before.tables, emptyTable({ name: 'new' })])
  })

  const taken = [
    ['table', t],
    ['table', away],
    ['sequence', { name: 'free' }],
    ['view', { name: 'v' }],
    ['view', { name: 'w' }],
  ] as const
  for (const [what, name] of taken)
    test(`takes no name of a ${what}: ${name.name}`, () => {
      const existing = 'schema' in name ? `${name.schema}.${name.name}` : name.name
      assert.throws(() => apply(before, make(name)), { code: 'already-there', what, existing })
      const rename: Operation = { kind: 'renameTable', from: { name: 'u' }, to: name }
      assert.throws(() => apply(before, rename), { code: 'already-there', what, existing })
    })

  test('may have the name of what is no relation, or is in another schema', () => {
    for (const name of [{ name: 'tr' }, { name: 'f' }, { schema: 's', name: 'free' }])
      assert.deepEqual(apply(before, make(name)).tables.at(-1), emptyTable(name))
  })

  test('is left as it is on a condition', () => {
    const maybe = make(t, { ifNotExists: true })
    assert.deepEqual(apply(before, maybe), before)
    assert.deepEqual(complete(maybe, before), { ...maybe, idle: true })
    assert.deepEqual(complete(maybe, emptySchema), maybe)
    assert.deepEqual(complete(make(t), before), make(t))
    assert.throws(() => apply(before, make({ name: 'v' }, { ifNotExists: true })), { what: 'view' })
    assert.deepEqual(invert(maybe), { kind: 'dropTable', table: emptyTable(t), ifExists: true })
  })
})

test('a table that is renamed must be there', () => {
  const rename: Operation = { kind: 'renameTable', from: { name: 'x' }, to: { name: 'y' } }
  assert.throws(() => apply(before, rename), { code: 'not-there', what: 'table', missing: 'x' })
  assert.deepEqual(invert(rename), { kind: 'renameTable', from: { name: 'y' }, to: { name: 'x' } })
})

describe('the options of a table', () => {
  const schemaWith = (options?: TableOptions): Schema => ({
    ...emptySchema,
    tables: [{ ...table, ...(options !== undefined && { options }) }, emptyTable(away)],
  })
  const alter = (from: TableOptions, to: TableOptions): Operation<'alterTable'> => ({
    kind: 'alterTable',
    table: t,
    from,
    to,
  })
  const cases: readonly (readonly [TableOptions?, TableOptions?, TableOptions?, TableOptions?])[] =
    [
      [undefined, {}, { unlogged: true }, { unlogged: true }],
      [{ unlogged: true }, { unlogged: true }, {}, undefined],
      [{ unlogged: true }, { unlogged: true }, { strict: true }, { strict: true }],
      [{ strict: true }, {}, { unlogged: true }, { strict: true, unlogged: true }],
      [{ tablespace: 'a' }, { tablespace: 'a' }, { tablespace: 'b' }, { tablespace: 'b' }],
    ]
  for (const [were, from, to, are] of cases)
    test(`${JSON.stringify(were)} with ${JSON.stringify(to)} are ${JSON.stringify(are)}`, () => {
      const operation = alter(from!, to!)
      assert.deepEqual(apply(schemaWith(were), operation), schemaWith(are))
      assert.deepEqual(apply(schemaWith(are), invert(operation)), schemaWith(were))
    })

  test('come from what they are where nothing is said of that', () => {
    const looked = { ...alter({ strict: true }, { unlogged: true, tablespace: 'b' }), lookUp: true }
    const whole = (were?: TableOptions) => complete(looked, schemaWith(were))
    const from = { unlogged: undefined, tablespace: 'a' }
    assert.deepEqual(whole({ tablespace: 'a', strict: true }), { ...alter(from, looked.to) })
    const none = { unlogged: undefined, tablespace: undefined }
    assert.deepEqual(whole(), { ...alter(none, looked.to) })
    const said = alter({ strict: true }, { unlogged: true })
    assert.deepEqual(complete(said, schemaWith()), said)
    assert.throws(() => complete(looked, emptySchema), { code: 'not-there', missing: 't' })
  })
})

describe('the comment of a table', () => {
  const comment = (from: string | null, to: string | null): Operation<'setTableComment'> => ({
    kind: 'setTableComment',
    table: t,
    from,
    to,
  })

  test('is set and taken away', () => {
    const schema: Schema = { ...emptySchema, tables: [table, emptyTable(away)] }
    const { comment: _, ...bare } = table
    const without = { ...schema, tables: [bare, emptyTable(away)] }
    assert.deepEqual(apply(schema, comment('about t', null)), without)
    assert.deepEqual(apply(without, comment(null, 'about t')), schema)
    assert.deepEqual(invert(comment('a', null)), comment(null, 'a'))
    const looked = { ...comment('said', 'new'), lookUp: true }
    assert.deepEqual(complete(looked, schema), comment('about t', 'new'))
    assert.deepEqual(complete(looked, without), comment(null, 'new'))
    assert.deepEqual(complete(comment('said', 'new'), schema), comment('said', 'new'))
  })
})
