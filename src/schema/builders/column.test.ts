import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ColumnBuilder } from './column.ts'
import { buildTable, columnParts, enumeration, integer, sql, text, varchar } from './index.ts'

const column = (builder: ColumnBuilder) => columnParts('c', builder).column

describe('a column', () => {
  test('is nullable unless it says otherwise', () => {
    assert.equal(column(text()).nullable, true)
    assert.equal(column(text().notNull()).nullable, false)
    assert.equal(column(text().notNull().nullable()).nullable, true)
  })

  test('leaves the builder it came from as it was', () => {
    const base = varchar(10)
    base.notNull().unique().default('x')
    assert.deepEqual(columnParts('c', base), {
      column: { name: 'c', type: { kind: 'varchar', length: 10 }, nullable: true },
      checks: [],
    })
  })

  test('keeps everything it is told', () => {
    assert.deepEqual(
      column(
        text()
          .notNull()
          .default('x')
          .collate('C')
          .comment('what it is')
          .notNullOnConflict('ignore')
          .notNullName('nn'),
      ),
      {
        name: 'c',
        type: { kind: 'text' },
        nullable: false,
        default: { literal: 'x' },
        collation: 'C',
        comment: 'what it is',
        notNullOnConflict: 'ignore',
        notNullName: 'nn',
      },
    )
    assert.equal('comment' in column(text().comment('')), false)
    assert.deepEqual(column(text().generatedAs('lower(a)', { stored: false })).generated, {
      expression: { sql: 'lower(a)' },
      stored: false,
    })
    assert.equal(column(text().generatedAs(sql`a`)).generated?.stored, true)
    const identity = column(
      integer().identity({ always: true, start: 10, cache: 5n, cycle: false }),
    )
    assert.deepEqual(identity.identity, { always: true, start: 10, cache: 5n })
    assert.equal(identity.nullable, false)
    assert.deepEqual(column(integer().autoincrement(true, { sequenceName: 's' })), {
      name: 'c',
      type: { kind: 'integer' },
      nullable: true,
      sequenceName: 's',
      autoincrement: true,
    })
  })

  test('gives apart what is said in line and is not its own', () => {
    const parts = columnParts(
      'c',
      integer()
        .primaryKey({ name: 'pk', descending: true, onConflict: 'replace' })
        .unique({ name: 'uq', nullsNotDistinct: true, deferrable: 'deferred' })
        .references('auth.user.id', { onDelete: 'cascade', onUpdate: 'no action' })
        .check(sql`c > ${0}`, { name: 'ck' })
        .check('c < 9', { notValid: true, dialects: ['postgresql'] })
        .index({ unique: true, where: sql`c > 1`, descending: true, method: 'BTREE' }),
    )
    assert.deepEqual(parts, {
      column: { name: 'c', type: { kind: 'integer' }, nullable: false },
      primaryKey: { columns: ['c'], name: 'pk', descending: ['c'], onConflict: 'replace' },
      unique: { columns: ['c'], name: 'uq', nullsNotDistinct: true, deferrable: 'deferred' },
      foreignKey: {
        columns: ['c'],
        references: { schema: 'auth', name: 'user', columns: ['id'] },
        onDelete: 'cascade',
      },
      checks: [
        { expression: { sql: 'c > 0' }, name: 'ck' },
        { expression: { sql: 'c < 9' }, notValid: true, dialects: ['postgresql'] },
      ],
      index: {
        elements: [{ column: 'c', descending: true }],
        unique: true,
        where: { sql: 'c > 1' },
      },
    })
  })

  test('reads references in every form', () => {
    const refers = (builder: ColumnBuilder) => columnParts('c', builder).foreignKey?.references
    assert.deepEqual(refers(integer().references('user.id')), { name: 'user', columns: ['id'] })
    assert.deepEqual(refers(integer().references({ table: 'a.b', column: 'c.d' })), {
      name: 'a.b',
      columns: ['c.d'],
    })
    assert.deepEqual(refers(integer().references({ schema: 's', table: 't' })), {
      schema: 's',
      name: 't',
      columns: [],
    })
    for (const wrong of ['user', 'a.b.c.d', '.id', 'user.', ''])
      assert.throws(() => integer().references(wrong as 'a.b'), { code: 'invalid-model' })
  })

  test('refuses to be told twice what it can be told once', () => {
    for (const twice of [
      () => integer().primaryKey().primaryKey(),
      () => integer().unique().unique(),
      () => integer().references('a.b').references('a.c'),
      () => integer().index().index(),
    ])
      assert.throws(twice, { code: 'invalid-model' })
  })

  test('refuses what contradicts itself', () => {
    const wrong: readonly ColumnBuilder[] = [
      integer().default(1).generatedAs('2'),
      integer().identity().generatedAs('2'),
      integer().autoincrement().generatedAs('2'),
      integer().identity().default(1),
      integer().identity().autoincrement(),
      integer().autoincrement().default(1),
      text().autoincrement(),
      text().identity(),
      integer().identity().nullable(),
      enumeration('mood', ['happy']).default('sad' as never),
    ]
    for (const builder of wrong) {
      const contradiction = { code: 'column-contradiction', column: 'c' }
      assert.throws(() => columnParts('c', builder), contradiction)
      assert.throws(() => buildTable('t', { c: builder }), { ...contradiction, table: 't' })
    }
    const none = columnParts('c', enumeration('mood', ['happy']).default(null)).column
    assert.deepEqual(none.default, { literal: null })
  })
})
