import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ColumnBuilder } from './column.ts'
import {
  asc,
  bigint,
  buildTable,
  check,
  columnParts,
  desc,
  exclude,
  foreignKey,
  index,
  integer,
  numeric,
  primaryKey,
  smallint,
  sql,
  text,
  unique,
  uuid,
} from './index.ts'
import type { TableItem } from './table.ts'

describe('buildTable', () => {
  test('gathers what is said in line and among the items, in that order', () => {
    const table = buildTable(
      { schema: 'app', name: 'order' },
      {
        id: integer().primaryKey(),
        shop: integer().notNull().unique().index().references('shop.id'),
        name: text().check(sql`name <> ''`),
      },
      [
        unique(['name', 'shop'], { name: 'uq', onConflict: 'ignore', include: ['id'] }),
        foreignKey(
          ['id', 'shop'],
          { schema: 'x', table: 'other', columns: ['a', 'b'] },
          { match: 'full', onDelete: 'set null', onDeleteColumns: ['shop'], notValid: true },
        ),
        check('shop > 0', { noInherit: true }),
        exclude(
          [
            { column: 'name', operator: '=' },
            { expression: sql`shop`, operator: '&&' },
          ],
          {
            using: 'gist',
            where: 'shop > 1',
          },
        ),
        index(['name', desc('shop', { nulls: 'last' }), sql`lower(name)`], {
          unique: true,
          where: sql`shop > ${1}`,
          method: 'gin',
          include: ['id'],
          with: { fillfactor: 70 },
        }),
      ],
      { comment: 'orders', strict: true, with: { fillfactor: '80' }, unlogged: false },
    )
    assert.deepEqual(table, {
      schema: 'app',
      name: 'order',
      columns: [
        { name: 'id', type: { kind: 'integer' }, nullable: false },
        { name: 'shop', type: { kind: 'integer' }, nullable: false },
        { name: 'name', type: { kind: 'text' }, nullable: true },
      ],
      primaryKey: { columns: ['id'] },
      uniques: [
        { columns: ['shop'] },
        { columns: ['name', 'shop'], name: 'uq', onConflict: 'ignore', include: ['id'] },
      ],
      foreignKeys: [
        { columns: ['shop'], references: { name: 'shop', columns: ['id'] } },
        {
          columns: ['id', 'shop'],
          references: { schema: 'x', name: 'other', columns: ['a', 'b'] },
          match: 'full',
          onDelete: 'set null',
          onDeleteColumns: ['shop'],
          notValid: true,
        },
      ],
      checks: [
        { expression: { sql: "name <> ''" } },
        { expression: { sql: 'shop > 0' }, noInherit: true },
      ],
      exclusions: [
        {
          elements: [
            { column: 'name', operator: '=' },
            { expression: { sql: 'shop' }, operator: '&&' },
          ],
          using: 'gist',
          where: { sql: 'shop > 1' },
        },
      ],
      indexes: [
        { name: 'ix_order_shop', elements: [{ column: 'shop' }] },
        {
          name: 'ix_order_name_shop_expr',
          elements: [
            { column: 'name' },
            { column: 'shop', descending: true, nulls: 'last' },
            { expression: { sql: 'lower(name)' } },
          ],
          unique: true,
          where: { sql: 'shop > 1' },
          method: 'gin',
          include: ['id'],
          with: { fillfactor: '70' },
        },
      ],
      comment: 'orders',
      options: { strict: true, with: { fillfactor: '80' } },
    })
  })

  test('lets go of the order of nulls where it is the usual one', () => {
    const { indexes } = buildTable('t', { a: integer() }, [
      index([asc('a', { nulls: 'last' })], { name: 'i' }),
      index([desc('a', { nulls: 'first' })], { name: 'j' }),
      index([asc('a', { nulls: 'first', opclass: 'int4_ops', collation: 'C' })], { name: 'k' }),
    ])
    assert.deepEqual(
      indexes.map(({ elements }) => elements[0]),
      [
        { column: 'a' },
        { column: 'a', descending: true },
        { column: 'a', nulls: 'first', opclass: 'int4_ops', collation: 'C' },
      ],
    )
  })

  describe('numbers the rows', () => {
    const numbered = (
      columns: Record<string, ColumnBuilder>,
      items: readonly TableItem[] = [],
    ): unknown => buildTable('t', columns, items).columns[0]!.autoincrement

    test('by an integer that is the whole key and says nothing else', () => {
      assert.equal(numbered({ id: integer().primaryKey() }), true)
      assert.equal(numbered({ id: smallint().primaryKey() }), true)
      assert.equal(numbered({ id: bigint().primaryKey() }), true)
      assert.equal(numbered({ id: bigint().variant('sqlite', integer()).primaryKey() }), true)
      assert.equal(numbered({ id: integer() }, [primaryKey(['id'])]), true)
      assert.equal(columnParts('id', integer().primaryKey()).column.autoincrement, true)
    })

    test('by no other', () => {
      const others: readonly ColumnBuilder[] = [
        integer(),
        uuid().primaryKey(),
        numeric().primaryKey(),
        integer().primaryKey().default(1),
        integer().primaryKey().identity(),
        integer().primaryKey().generatedAs('1'),
        integer().primaryKey().references('a.b'),
        integer().primaryKey().autoincrement(false),
      ]
      for (const id of others) assert.equal(numbered({ id }), undefined)
      const a = integer().primaryKey()
      assert.equal(numbered({ a, b: integer().primaryKey() }), undefined)
      assert.equal(numbered({ a }, [foreignKey(['a'], { table: 'b', columns: ['a'] })]), undefined)
    })

    test('by one that says so', () => {
      assert.equal(numbered({ a: integer().autoincrement() }), true)
      assert.equal(numbered({ a: integer().primaryKey().references('a.b').autoincrement() }), true)
    })
  })

  test('makes key columns not null, unless they say that they are', () => {
    const { columns } = buildTable('t', { a: text(), b: text().nullable(), c: text() }, [
      primaryKey(['a', 'b']),
    ])
    assert.deepEqual(
      columns.map(({ nullable }) => nullable),
      [false, true, true],
    )
  })

  test('joins columns that each say they are the key', () => {
    const { primaryKey: key } = buildTable('t', {
      a: text().primaryKey({ name: 'pk' }),
      b: text(),
      c: text().primaryKey({ descending: true }),
    })
    assert.deepEqual(key, { name: 'pk', columns: ['a', 'c'], descending: ['c'] })
  })

  test('refuses two keys', () => {
    const twice = { code: 'primary-key-twice', table: 't' }
    const a = integer().primaryKey()
    assert.throws(() => buildTable('t', { a }, [primaryKey(['a'])]), twice)
    const two = [primaryKey(['b']), primaryKey(['b'])]
    assert.throws(() => buildTable('t', { b: text() }, two), twice)
    assert.throws(
      () =>
        buildTable('t', {
          a: text().primaryKey({ name: 'x' }),
          b: text().primaryKey({ name: 'y' }),
        }),
      twice,
    )
  })

  test('refuses items that name no column, and offers the nearest', () => {
    const wrong: readonly TableItem[] = [
      primaryKey(['nmae']),
      unique(['nmae']),
      unique(['id'], { include: ['nmae'] }),
      foreignKey(['nmae'], { table: 'x', columns: ['y'] }),
      foreignKey(['id'], { table: 'x', columns: ['y'] }, { onDeleteColumns: ['nmae'] }),
      exclude([{ column: 'nmae', operator: '=' }]),
      index(['nmae']),
      index(['id'], { include: ['nmae'] }),
    ]
    for (const item of wrong)
      assert.throws(() => buildTable('t', { id: integer(), name: text() }, [item]), {
        code: 'unknown-column',
        table: 't',
        column: 'nmae',
        hint: 'Did you mean "name"?',
      })
  })

  test('refuses names given twice, and none', () => {
    const columns = { a: integer(), b: integer() }
    const twice = { code: 'duplicate-name', duplicate: 'x' }
    const build = (...items: TableItem[]) => buildTable('t', columns, items)
    assert.throws(() => build(unique(['a'], { name: 'x' }), check('b', { name: 'x' })), twice)
    assert.throws(() => build(index(['a'], { name: 'x' }), index(['b'], { name: 'x' })), twice)
    assert.throws(() => build(index([sql`a`]), index([sql`b`])), { duplicate: 'ix_t_expr' })
    assert.throws(
      () =>
        buildTable('t', [
          ['x', integer()],
          ['x', text()],
        ]),
      twice,
    )
    const empty = { code: 'empty-name' }
    assert.throws(() => buildTable('', columns), empty)
    assert.throws(() => buildTable({ schema: '', name: 't' }, columns), empty)
    assert.throws(() => buildTable('t', { '': integer() }), empty)
    assert.throws(() => build(unique(['a'], { name: '' })), empty)
    assert.throws(() => build(index(['a'], { name: '' })), empty)
  })

  test('takes an index that has a column twice, and no key that has', () => {
    const [column] = Object.entries({ a: integer() })
    const columns = [column!]
    const elements = ['a', { column: 'a', descending: true }] as const
    assert.equal(buildTable('t', columns, [index(elements)]).indexes.length, 1)
    for (const key of [primaryKey, unique] as const)
      assert.throws(() => buildTable('t', columns, [key(['a', 'a'])]), { code: 'invalid-model' })
  })

  test('allows one name twice where it is for different databases', () => {
    const { checks, indexes } = buildTable('t', { a: text() }, [
      check(`a ~ 'x'`, { name: 'c', dialects: ['postgresql'] }),
      check(`a GLOB 'x'`, { name: 'c', dialects: ['sqlite'] }),
      index(['a'], { name: 'i', dialects: ['postgresql'], method: 'gin' }),
      index(['a'], { name: 'i', dialects: ['sqlite'] }),
    ])
    assert.equal(checks.length + indexes.length, 4)
  })

  test('refuses columns named twice in a key, and keys of unequal length', () => {
    const columns = { a: integer(), b: integer() }
    assert.throws(() => buildTable('t', columns, [unique(['a', 'a'])]), { code: 'invalid-model' })
    assert.throws(
      () => buildTable('t', columns, [foreignKey(['a', 'b'], { table: 'x', columns: ['y'] })]),
      { code: 'reference-count' },
    )
  })

  test('refuses what JavaScript lets through without types', () => {
    const broken = [
      () => buildTable('t', { a: {} as never }),
      () => buildTable('t', {}, [], { inherits: ['log'] as never }),
      () => buildTable('t', {}, [], { rowSecurity: true as never }),
      () => unique([]),
      () => unique('name' as never),
      () => index([]),
      () => index([{}]),
      () => index([{ column: 'a', expression: { sql: 'b' } }]),
      () => check(' '),
    ]
    for (const make of broken) assert.throws(make, { code: 'invalid-model' })
  })

  test('keeps names as they are, however hostile', () => {
    const names = [
      'select',
      'a"b',
      "a'b",
      'Ä ö',
      '日本',
      ' ',
      'constructor',
      '__proto__',
      'x'.repeat(80),
    ]
    const { columns, uniques } = buildTable(
      'drop table "t"; --',
      names.map((name) => [name, integer()] as const),
      [unique(names)],
    )
    assert.deepEqual(
      columns.map(({ name }) => name),
      names,
    )
    assert.deepEqual(uniques[0]!.columns, names)
  })

  test('keeps the order of columns that are numbers, given as pairs', () => {
    const { columns } = buildTable('t', [
      ['b', integer()],
      ['1', integer()],
    ])
    assert.deepEqual(
      columns.map(({ name }) => name),
      ['b', '1'],
    )
  })
})
