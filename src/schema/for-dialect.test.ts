import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  buildTable,
  check,
  domain,
  enumeration,
  enumType,
  exclude,
  foreignKey,
  index,
  integer,
  jsonb,
  materializedView,
  sql,
  table,
  text,
  typeOf,
  unique,
  view,
} from './builders/index.ts'
import { forDialect, sqlFor, typeFor } from './for-dialect.ts'
import { emptySchema, type Schema } from './model.ts'
import { schemaOf } from './put-together.ts'
import { referredColumns, withReferredColumns } from './references.ts'

const only = { dialects: ['postgresql'] } as const

const schema: Schema = {
  ...emptySchema,
  tables: [
    buildTable('t', { a: jsonb().variant('sqlite', text()), b: integer() }, [
      check('b > 0', { name: 'both' }),
      check(`a ~ 'x'`, { name: 'one', ...only }),
      exclude([{ column: 'b', operator: '=' }], only),
      index(['b']),
      index(['a'], { method: 'gin', ...only }),
    ]),
  ],
  objects: [
    view('v', 'SELECT 1', { dialects: ['sqlite'] }),
    materializedView('m', 'SELECT 1', { indexes: [index(['a'], only), index(['b'])] }),
  ],
}

describe('forDialect', () => {
  test('leaves out what is for other databases', () => {
    const { tables, objects } = forDialect(schema, 'sqlite')
    assert.deepEqual(
      tables[0]!.checks.map(({ name }) => name),
      ['both'],
    )
    assert.deepEqual(tables[0]!.exclusions, [])
    assert.deepEqual(
      tables[0]!.indexes.map(({ name }) => name),
      ['ix_t_b'],
    )
    assert.deepEqual(
      objects.map(({ name, indexes }) => [name, indexes?.length]),
      [
        ['v', undefined],
        ['m', 1],
      ],
    )
  })

  test('keeps the rest, variants too', () => {
    const { tables, objects } = forDialect(schema, 'postgresql')
    assert.deepEqual(tables, schema.tables)
    assert.deepEqual(objects, schema.objects.slice(1))
    assert.equal(forDialect(schema, 'sqlite').tables[0]!.columns[0]!.type.kind, 'variant')
  })
})

describe('forDialect, on PostgreSQL,', () => {
  const refused = (models: readonly unknown[], duplicate: string) => {
    const all = schemaOf(models)
    assert.throws(() => forDialect(all, 'postgresql'), { code: 'duplicate-name', duplicate })
    assert.deepEqual(forDialect(all, 'sqlite'), all)
  }

  test('refuses two keys of one name, which are indexes there', () => {
    const one = table('one', { a: integer() }, [unique(['a'], { name: 'uq' })])
    const two = table('two', { a: integer().primaryKey({ name: 'uq' }) })
    refused([one, two], 'uq')
    const indexed = table('three', { a: integer().index({ name: 'uq' }) })
    refused([one, indexed], 'uq')
    const elsewhere = table('two', { a: integer().primaryKey({ name: 'uq' }) }, [], { schema: 's' })
    assert.equal(forDialect(schemaOf([one, elsewhere]), 'postgresql').tables.length, 2)
  })

  test('refuses an enum or domain that is called like a table, which is a type there', () => {
    const status = table('status', { is: enumeration('status', ['on', 'off']) })
    refused([status], 'status')
    refused([table('mail', { a: text() }), domain('mail', 'AS text')], 'mail')
  })
})

describe('typeFor and sqlFor', () => {
  test('give what one database sees', () => {
    const type = typeOf(jsonb().variant('sqlite', text()))
    assert.equal(typeFor(type, 'sqlite').kind, 'text')
    assert.equal(typeFor(type, 'postgresql').kind, 'jsonb')
    assert.equal(typeFor(typeOf(text()), 'sqlite').kind, 'text')
    assert.equal(sqlFor(sql.dialect({ postgresql: 'a', sqlite: 'b' }), 'sqlite'), 'b')
  })
})

describe('withReferredColumns', () => {
  const parent = buildTable({ schema: 's', name: 'parent' }, { id: integer().primaryKey() })
  const keyless = buildTable('keyless', { x: integer() })
  const child = buildTable('child', { a: integer().references('s.parent.id'), b: integer() }, [
    foreignKey(['b'], { schema: 's', table: 'parent' }),
    foreignKey(['b'], { table: 'keyless' }),
    foreignKey(['b'], { table: 'stranger' }),
  ])
  const all: Schema = { ...emptySchema, tables: [parent, keyless, child] }

  test('fills in the primary key where a foreign key names no columns', () => {
    const { tables } = withReferredColumns(all)
    assert.deepEqual(
      tables[2]!.foreignKeys.map(({ references }) => references.columns),
      [['id'], ['id'], [], []],
    )
    assert.equal(tables[0], parent)
    assert.deepEqual(referredColumns(all, child.foreignKeys[1]!), ['id'])
  })

  test('refuses a type that one of its own would be taken for', () => {
    const refusedType = (models: readonly unknown[], type: string) => {
      const all = schemaOf(models)
      assert.throws(() => forDialect(all, 'postgresql'), { code: 'shadowed-type', type })
      assert.deepEqual(forDialect(all, 'sqlite'), all)
    }
    refusedType([enumType('interval', ['day', 'week'])], 'interval')
    refusedType([enumType('_text', ['a'])], '_text')
    refusedType([table('t', { a: enumeration('path', ['a']) })], 'path')
    refusedType([domain('name', 'text')], 'name')
    const allowed = [
      enumType('interval', ['day'], { schema: 's' }),
      enumType('integer', ['one']),
      enumType('Name', ['a']),
      table('box', { a: integer() }),
    ]
    assert.equal(forDialect(schemaOf(allowed), 'postgresql').enums.length, 3)
  })
})
