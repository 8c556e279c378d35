import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptySchema, type Schema } from '../schema/model.ts'
import { parseRename } from './renames.ts'

const table = (name: string, column: string, schema?: string) => ({
  ...(schema !== undefined && { schema }),
  name,
  columns: [{ name: column, type: { kind: 'text' as const }, nullable: true }],
  uniques: [],
  foreignKeys: [],
  checks: [],
  exclusions: [],
  indexes: [],
})

const found: Schema = {
  ...emptySchema,
  tables: [table('user', 'mail'), table('order', 'x', 'shop')],
}

test('one name is a table, two are a column', () => {
  assert.deepEqual(parseRename('user=person', found), { kind: 'table', from: 'user', to: 'person' })
  assert.deepEqual(parseRename('user.mail=email', found), {
    kind: 'column',
    table: 'user',
    from: 'mail',
    to: 'email',
  })
})

test('a schema may stand before either; what is there tells which is meant', () => {
  assert.deepEqual(parseRename('shop.order=sale', found), {
    kind: 'table',
    schema: 'shop',
    from: 'order',
    to: 'sale',
  })
  assert.deepEqual(parseRename('shop.order.x=y', found), {
    kind: 'column',
    schema: 'shop',
    table: 'order',
    from: 'x',
    to: 'y',
  })
})

test('names may be quoted, and hold anything then', () => {
  assert.deepEqual(parseRename('"a.b"."c=""d"="e.f"', found), {
    kind: 'column',
    table: 'a.b',
    from: 'c="d',
    to: 'e.f',
  })
})

test('a schema before the new name moves the table there, a dot alone to the default one', () => {
  const table = { kind: 'table', from: 'order', to: 'sale' } as const
  assert.deepEqual(parseRename('order=shop.sale', found), { ...table, toSchema: 'shop' })
  const inShop = { ...table, schema: 'shop' }
  assert.deepEqual(parseRename('shop.order=.sale', found), { ...inShop, toSchema: null })
  assert.deepEqual(parseRename('shop.order="a.b".sale', found), { ...inShop, toSchema: 'a.b' })
})

for (const text of [
  'user',
  'a=',
  '=b',
  'a.b.c.d=e',
  'a=b=c',
  'a=b.c.d',
  'a.b.c=d.e',
  'a=.',
  'a=b.',
])
  test(`${text} is refused`, () => assert.throws(() => parseRename(text, found), { code: 'usage' }))
