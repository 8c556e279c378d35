import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  buildTable,
  check,
  draftTable,
  exclude,
  foreignKey,
  index,
  integer,
  primaryKey,
  sql,
  type TableItem,
  text,
  unique,
} from './builders/index.ts'
import type { Table } from './model.ts'
import { applyNaming, fitName, LONGEST_NAME, type NamingConvention } from './naming.ts'

const convention: NamingConvention = {
  pk: 'pk_{table}',
  fk: 'fk_{table}_{columns}_{referredTable}_{referredColumns}',
  uq: 'uq_{table}_{column_0}',
  ck: 'ck_{table}_{constraint}',
  ex: 'ex_{table}_{columns}',
  ix: 'ix_{column_0_label}',
}

const columns = { id: integer(), shop: integer(), name: text() }

const named = (items: readonly TableItem[], by: NamingConvention = convention): Table =>
  applyNaming(draftTable('order', columns, items, {}), by)

const namesOf = (table: Table): (string | undefined)[] => [
  ...(table.primaryKey === undefined ? [] : [table.primaryKey.name]),
  ...[
    ...table.uniques,
    ...table.foreignKeys,
    ...table.checks,
    ...table.exclusions,
    ...table.indexes,
  ].map(({ name }) => name),
]

const items: readonly TableItem[] = [
  primaryKey(['id']),
  unique(['shop', 'name']),
  foreignKey(['shop', 'name'], { table: 'shop', columns: ['a', 'b'] }),
  check('id > 0', { name: 'positive' }),
  exclude([
    { column: 'shop', operator: '=' },
    { expression: sql`lower(name)`, operator: '=' },
  ]),
  index(['shop', 'name']),
]

describe('applyNaming', () => {
  test('names everything by its template', () => {
    assert.deepEqual(namesOf(named(items)), [
      'pk_order',
      'uq_order_shop',
      'fk_order_shop_name_shop_a_b',
      'ck_order_positive',
      'ex_order_shop_expr',
      'ix_order_shop',
    ])
  })

  test('names indexes alone where there is no convention', () => {
    const [, , , , , index] = items
    assert.deepEqual(namesOf(named(items, {})), [
      undefined,
      undefined,
      undefined,
      'positive',
      undefined,
      'ix_order_shop_name',
    ])
    assert.deepEqual(namesOf(buildTable('order', columns, [index!])), ['ix_order_shop_name'])
  })

  test('leaves the names that were given', () => {
    const given = [
      primaryKey(['id'], { name: 'mine_pk' }),
      unique(['shop'], { name: 'mine_uq' }),
      foreignKey(['shop'], { table: 'shop' }, { name: 'mine_fk' }),
      exclude([{ column: 'shop', operator: '=' }], { name: 'mine_ex' }),
      index(['shop'], { name: 'mine_ix' }),
    ]
    assert.deepEqual(namesOf(named(given)), ['mine_pk', 'mine_uq', 'mine_fk', 'mine_ex', 'mine_ix'])
  })

  test('changes nothing the second time', () => {
    const once = named(items)
    assert.deepEqual(applyNaming(once, convention), once)
  })

  test('does not name twice what has the form of its template already', () => {
    const by = (name: string) =>
      namesOf(named([check('id > 0', { name })], { ck: 'ck_{table}_{constraint}_(x)' }))
    assert.deepEqual(by('positive'), ['ck_order_positive_(x)'])
    assert.deepEqual(by('ck_order_positive_(x)'), ['ck_order_positive_(x)'])
    assert.deepEqual(by('ck_order__(x)'), ['ck_order_ck_order__(x)_(x)'])
    assert.deepEqual(by('ck_other_a_(x)'), ['ck_order_ck_other_a_(x)_(x)'])
  })

  test('knows every part a template may have', () => {
    const parts = '{schema}|{table}|{column_0}|{column_1}|{columns}|{column_0_label}'
    const referred = '{referredTable}|{referredColumn_0}|{referredColumn_1}|{referredColumns}'
    const table = applyNaming(
      draftTable({ schema: 's', name: 't' }, columns, items.slice(2, 3), {}),
      { fk: `${parts}|${referred}` },
    )
    assert.deepEqual(namesOf(table), ['s|t|shop|name|shop_name|t_shop|shop|a|b|a_b'])
  })

  test('asks for the referred columns where the key leaves them out', () => {
    const draft = draftTable('t', columns, [foreignKey(['id'], { table: 'shop' })], {})
    const { foreignKeys } = applyNaming(draft, { fk: 'fk_{referredColumns}' }, () => ['code'])
    assert.equal(foreignKeys[0]!.name, 'fk_code')
    assert.deepEqual(foreignKeys[0]!.references.columns, [])
  })

  test('may be a function, which sees all the parts', () => {
    const uq = (parts: object) => JSON.stringify(parts)
    assert.deepEqual(namesOf(named([unique(['shop', 'name'])], { uq })), [
      '{"table":"order","columns":["shop","name"]}',
    ])
    assert.deepEqual(namesOf(named([unique(['shop'], { name: 'mine' })], { uq })), ['mine'])
  })

  test('refuses templates that cannot be filled', () => {
    const wrong = { code: 'naming-convention' }
    assert.throws(() => named([unique(['id'])], { uq: 'uq_{tabel}' }), {
      ...wrong,
      hint: /\{table\}/,
    })
    assert.throws(() => named([unique(['id'])], { uq: '{column_1}' }), wrong)
    // SQLAlchemy's spelling.
    assert.throws(() => named([items[2]!], { fk: 'fk_{referred_column_0}' }), wrong)
    assert.throws(() => named([unique(['id'])], { uq: '{referredTable}' }), wrong)
    assert.throws(() => named([check('id > 0')]), { ...wrong, message: /needs a name/ })
    assert.throws(() => named([check('id > 0')], { ck: 'ck_{columns}_{column_0}' }), wrong)
  })

  test('takes nothing in a name for a pattern', () => {
    const draft = draftTable('$& $1 {table} .*', { a: integer() }, [unique(['a'])], {})
    assert.deepEqual(namesOf(applyNaming(draft, { uq: '{table}!' })), ['$& $1 {table} .*!'])
  })
})

describe('fitName', () => {
  test('cuts as SQLAlchemy does', () => {
    // sqlalchemy.sql.compiler: name[0:63 - 8] + "_" + md5_hex(name)[-4:]
    const long = 'ix_a_table_with_a_very_long_name_indeed_a_column_with_a_long_name_too'
    assert.equal(fitName(long), 'ix_a_table_with_a_very_long_name_indeed_a_column_with_a_dac3')
    assert.equal(fitName('x'.repeat(63)), 'x'.repeat(63))
  })

  test('gives whole characters within the limit, and the same each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 90 }), (name) => {
        const fitted = fitName(name)
        assert.ok(Buffer.byteLength(fitted) <= LONGEST_NAME)
        assert.ok(fitted.isWellFormed())
        assert.equal(fitName(fitted), fitted)
        assert.equal(fitted === name, Buffer.byteLength(name) <= LONGEST_NAME)
      }),
    )
  })

  test('tells long names apart that begin alike', () => {
    const head = 'x'.repeat(70)
    assert.notEqual(fitName(`${head}a`), fitName(`${head}b`))
  })
})
