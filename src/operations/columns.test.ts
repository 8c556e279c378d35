import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Column, Schema } from '../schema/model.ts'
import { emptySchema, emptyTable } from '../schema/model.ts'
import { apply } from './apply.ts'
import { complete, spellOut } from './complete.ts'
import { invert } from './invert.ts'
import type { ColumnFacets, Operation } from './model.ts'

const table = { name: 't' }
const integer = { kind: 'integer' } as const
const plain: Column = { name: 'c', type: integer, nullable: true }

const schemaWith = (...columns: readonly Column[]): Schema => ({
  ...emptySchema,
  tables: [{ ...emptyTable(table), columns }, emptyTable({ name: 'other' })],
})

const alter = (to: ColumnFacets, from: ColumnFacets = {}): Operation<'alterColumn'> => ({
  kind: 'alterColumn',
  table,
  column: 'c',
  from,
  to,
})

const after = (column: Column, to: ColumnFacets): Column | undefined =>
  apply(schemaWith(column), alter(to)).tables[0]?.columns[0]

/** Everything that can be said of a column at once. */
const full: Column = {
  name: 'c',
  type: integer,
  nullable: false,
  default: { literal: 1 },
  generated: { expression: { sql: '1' }, stored: true },
  collation: 'C',
  comment: 'about',
  notNullOnConflict: 'ignore',
  notNullName: 'nn',
}

/** A column, and what it is when the facets are changed. */
const changes: readonly (readonly [string, Column, ColumnFacets, Column])[] = [
  ['another type', full, { type: { kind: 'text' } }, { ...full, type: { kind: 'text' } }],
  ['may be null', full, { nullable: true }, { ...full, nullable: true }],
  ['may not be null', plain, { nullable: false }, { ...plain, nullable: false }],
  [
    'nothing of what may be absent',
    full,
    {
      default: null,
      generated: null,
      collation: null,
      comment: null,
      notNullOnConflict: null,
      notNullName: null,
    },
    { name: 'c', type: integer, nullable: false },
  ],
  ['all that may be said', plain, { ...full, type: integer }, full],
  ['nothing', full, {}, full],
  ['numbers of its own', plain, { autoincrement: true }, { ...plain, autoincrement: true }],
  ['no numbers', { ...plain, autoincrement: true }, { autoincrement: false }, plain],
  [
    'no numbers, and so no sequence',
    { ...plain, autoincrement: true, sequenceName: 's' },
    { autoincrement: false },
    plain,
  ],
  [
    'another identity, with the same sequence',
    { ...plain, identity: { always: true }, sequenceName: 's' },
    { identity: { always: false } },
    { ...plain, identity: { always: false }, sequenceName: 's' },
  ],
  [
    'an identity in place of a serial, with another sequence',
    { ...plain, autoincrement: true, sequenceName: 's' },
    { autoincrement: false, identity: { always: true } },
    { ...plain, identity: { always: true } },
  ],
  [
    'an identity in place of a serial, with another sequence by name',
    { ...plain, autoincrement: true, sequenceName: 's' },
    { autoincrement: false, identity: { always: true }, sequenceName: 'new' },
    { ...plain, identity: { always: true }, sequenceName: 'new' },
  ],
  [
    'a serial in place of an identity',
    { ...plain, identity: { always: true }, sequenceName: 's' },
    { autoincrement: true, identity: null },
    { ...plain, autoincrement: true },
  ],
  [
    'the usual name of its sequence',
    { ...plain, autoincrement: true, sequenceName: 's' },
    { sequenceName: null },
    { ...plain, autoincrement: true },
  ],
]

describe('a column that is altered', () => {
  for (const [what, column, to, expected] of changes)
    test(`gets ${what}`, () => {
      assert.deepEqual(after(column, to), expected)
    })

  test('is the only one', () => {
    const other: Column = { ...plain, name: 'd' }
    const { tables } = apply(schemaWith(other, plain), alter({ nullable: false }))
    assert.deepEqual(tables[0]?.columns, [other, { ...plain, nullable: false }])
    assert.deepEqual(tables[1], emptyTable({ name: 'other' }))
  })

  test('is altered back by its inverse, with how values go each way', () => {
    const forth: Operation = { ...alter({ nullable: true }, { nullable: false }), using: 'a' }
    const back = { ...alter({ nullable: false }, { nullable: true }), usingBack: 'a' }
    assert.deepEqual(invert(forth), back)
    assert.deepEqual(invert(back), forth)
    assert.deepEqual(invert(alter({}, {})), alter({}, {}))
  })
})

const nothing = {
  default: null,
  autoincrement: false,
  identity: null,
  sequenceName: null,
  generated: null,
  collation: null,
  comment: null,
  notNullOnConflict: null,
  notNullName: null,
}

const serial = { ...plain, autoincrement: true, sequenceName: 's' }
const identity = { ...plain, identity: { always: true }, sequenceName: 's' }

/** A column, what is said of it to be, and both states of it in full where they are others. */
const lookedUp: readonly (readonly [string, Column, ColumnFacets, ColumnFacets, ColumnFacets?])[] =
  [
    ['each facet of one that has none', plain, nothing, nothing],
    [
      'each facet of one that has them',
      full,
      { ...nothing, nullable: true },
      {
        nullable: false,
        default: { literal: 1 },
        autoincrement: false,
        identity: null,
        sequenceName: null,
        generated: { expression: { sql: '1' }, stored: true },
        collation: 'C',
        comment: 'about',
        notNullOnConflict: 'ignore',
        notNullName: 'nn',
      },
    ],
    ['the type and nothing else', full, { type: { kind: 'bigint' } }, { type: integer }],
    [
      'the sequence of one that numbers no more',
      serial,
      { autoincrement: false },
      { autoincrement: true, sequenceName: 's' },
      { autoincrement: false, sequenceName: null },
    ],
    [
      'the sequence of a serial that becomes an identity',
      serial,
      { autoincrement: false, identity: { always: false } },
      { autoincrement: true, identity: null, sequenceName: 's' },
      { autoincrement: false, identity: { always: false }, sequenceName: null },
    ],
    [
      'the sequence of an identity that is none any more',
      identity,
      { identity: null },
      { identity: { always: true }, sequenceName: 's' },
      { identity: null, sequenceName: null },
    ],
    [
      'no sequence of an identity that stays one',
      identity,
      { identity: { always: false } },
      { identity: { always: true } },
    ],
    [
      'no sequence where numbers have nothing to do with it',
      serial,
      { comment: 'x' },
      { comment: null },
    ],
    [
      'the sequence by another name',
      serial,
      { autoincrement: false, identity: { always: true }, sequenceName: 'new' },
      { autoincrement: true, identity: null, sequenceName: 's' },
    ],
    [
      'no sequence of the usual name',
      { ...plain, autoincrement: true },
      { autoincrement: false },
      { autoincrement: true },
    ],
  ]

describe('where a column that is altered comes from', () => {
  for (const [what, column, to, from, whole] of lookedUp)
    test(`is looked up: ${what}`, () => {
      const completed = complete({ ...alter(to), lookUp: true }, schemaWith(column))
      assert.deepEqual(completed, alter(whole ?? to, from))
      const there = apply(schemaWith(column), completed)
      assert.deepEqual(apply(there, invert(completed)), schemaWith(column))
    })

  test('is what is said of it, and the rest looked up', () => {
    const said = { ...alter({ nullable: true, comment: 'b' }, { comment: 'x' }), lookUp: true }
    const from = { nullable: false, comment: 'x' }
    assert.deepEqual(complete(said, schemaWith(full)), { ...alter(said.to, from) })
  })

  test('is left alone where it is said', () => {
    const said = alter({ nullable: true }, { nullable: true })
    assert.deepEqual(complete(said, schemaWith(full)), said)
    assert.deepEqual(complete(said, emptySchema), said)
  })
})

describe('a column that is dropped', () => {
  const owned = { name: 's', ownedBy: { ...table, column: 'c' }, start: 2 }
  const others = [
    { name: 'free' },
    { name: 'of_another', ownedBy: { ...table, column: 'd' } },
    { name: 'elsewhere', ownedBy: { name: 'other', column: 'c' } },
  ]
  const schema: Schema = {
    ...schemaWith(plain, { ...plain, name: 'd' }),
    sequences: [owned, ...others],
  }
  const drop: Operation = { kind: 'dropColumn', table, column: plain }

  test('takes the sequence it owns with it, and no other', () => {
    const { sequences, tables } = apply(schema, drop)
    assert.deepEqual(sequences, others)
    assert.deepEqual(tables[0]?.columns, [{ ...plain, name: 'd' }])
  })

  test('says so spelt out: the sequence is let go before, and dropped behind', () => {
    const { ownedBy: _, ...sequence } = owned
    assert.deepEqual(spellOut([drop], schema), [
      { kind: 'alterSequence', from: owned, to: sequence },
      drop,
      { kind: 'dropSequence', sequence },
    ])
  })

  test('is not there to be dropped twice, unless that is said', () => {
    assert.throws(() => apply(apply(schema, drop), drop), {
      code: 'not-there',
      what: 'column',
      missing: 'c',
    })
    const gone = apply(schema, drop)
    assert.deepEqual(apply(gone, { ...drop, ifExists: true }), gone)
    const idle = { ...drop, ifExists: true, idle: true }
    assert.deepEqual(complete({ ...drop, ifExists: true }, gone), idle)
    assert.deepEqual(spellOut([{ ...drop, ifExists: true }], gone), [idle])
    assert.deepEqual(spellOut([{ ...drop, ifExists: true }], emptySchema), [idle])
    assert.throws(() => spellOut([drop], emptySchema), { code: 'not-there', what: 'table' })
  })

  test('is looked up by its name only where nothing more is said of it', () => {
    const named = { ...drop, column: { ...plain, type: { kind: 'text' } } } as const
    assert.deepEqual(complete({ ...named, lookUp: true }, schema), drop)
    assert.deepEqual(complete(named, schema), named)
  })
})

describe('a column that is added', () => {
  const add: Operation = { kind: 'addColumn', table, column: { ...plain, comment: 'new' } }

  test('comes last, and only once', () => {
    const first = { ...plain, name: 'a' }
    const there = apply(schemaWith(first), add)
    assert.deepEqual(there.tables[0]?.columns, [first, add.column])
    assert.throws(() => apply(there, add), { code: 'already-there', what: 'column', existing: 'c' })
    assert.deepEqual(apply(there, { ...add, ifNotExists: true }), there)
    assert.throws(() => apply(emptySchema, { ...add, ifNotExists: true }), { what: 'table' })
  })

  test('on a condition is idle where there is one of its name', () => {
    const maybe = { ...add, ifNotExists: true }
    assert.deepEqual(complete(maybe, schemaWith(plain)), { ...maybe, idle: true })
    assert.deepEqual(complete(maybe, schemaWith()), maybe)
    assert.deepEqual(complete(add, schemaWith(plain)), add)
  })
})

describe('a column that is renamed', () => {
  const rename = (from: string, to: string): Operation => ({
    kind: 'renameColumn',
    table,
    from,
    to,
  })
  const schema = schemaWith(plain, { ...plain, name: 'd' })

  test('may keep its name', () => {
    assert.deepEqual(apply(schema, rename('c', 'c')), schema)
  })

  test('must be there, and its new name not', () => {
    assert.throws(() => apply(schema, rename('x', 'y')), { code: 'not-there', missing: 'x' })
    assert.throws(() => apply(schema, rename('x', 'x')), { code: 'not-there', missing: 'x' })
    assert.throws(() => apply(schema, rename('c', 'd')), { code: 'already-there', existing: 'd' })
  })
})
