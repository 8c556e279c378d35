import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { check, integer, sql, table, text } from './builders/index.ts'
import { asOwn, fromAloneOf, handedDown } from './inheritance.ts'
import { findTable } from './lookup.ts'
import { schemaOf } from './put-together.ts'

const positive = check(sql`a > 0`, { name: 'positive' })
const schema = schemaOf([
  table('top', { a: integer(), b: text() }, [positive, check(sql`a < 9`, { noInherit: true })]),
  table(
    'middle',
    { c: text(), a: integer().notNull() },
    [{ ...check(sql`c <> ''`, { name: 'full' }), dialects: ['sqlite'] }, check(sql`a > 1`)],
    { inherits: [{ name: 'top' }] },
  ),
  table('other', { b: text(), d: text() }, [positive]),
  table('heir', { d: text(), e: text() }, [], {
    inherits: [{ name: 'middle' }, { name: 'other' }],
  }),
])
const heir = findTable(schema, { name: 'heir' })!
const names = ({ columns, checks }: ReturnType<typeof handedDown>) => ({
  columns: columns.map(({ of, column }) => `${of.name}.${column.name}`),
  checks: checks.map(({ name, expression }) => name ?? expression.sql),
})

describe('what is handed down', () => {
  test('is what the tables above say, each name once, as the nearest says it', () => {
    assert.deepEqual(names(handedDown([{ name: 'middle' }], schema)), {
      columns: ['middle.a', 'top.b', 'middle.c'],
      checks: ['positive', 'a > 1'],
    })
  })

  test('is nothing from a table that nobody knows', () => {
    assert.deepEqual(handedDown([{ name: 'nobody' }], schema), { columns: [], checks: [] })
  })

  test('from one parent alone is not what the table says, or another parent hands down', () => {
    assert.deepEqual(names(fromAloneOf(heir, [{ name: 'middle' }], schema)), {
      columns: ['middle.a', 'middle.c'],
      checks: ['a > 1'],
    })
    assert.deepEqual(names(fromAloneOf(heir, [{ name: 'other' }], schema)), {
      columns: [],
      checks: [],
    })
  })
})

test('of two checks without a name nobody takes one for the other', () => {
  const heir = table('heir', { a: integer() }, [check(sql`a < 5`)])
  const both = schemaOf([table('top', { a: integer() }, [check(sql`a > 1`)]), heir])
  const alone = fromAloneOf(findTable(both, { name: 'heir' })!, [{ name: 'top' }], both)
  assert.deepEqual(names(alone), { columns: [], checks: ['a > 1'] })
})

describe('a column that becomes the own one of a table that inherited it', () => {
  const above = { name: 'a', type: { kind: 'integer' }, nullable: true } as const

  test('has neither the numbers nor the comment of the one above', () => {
    const numbered = { ...above, autoincrement: true, sequenceName: 's', comment: 'about it' }
    assert.deepEqual(asOwn(numbered), above)
    assert.deepEqual(asOwn({ ...above, identity: { always: true } }), { ...above, nullable: false })
  })

  test('has its default, its collation and what it is computed from', () => {
    const said = {
      ...above,
      default: { literal: 1 },
      collation: 'C',
      generated: { expression: { sql: 'b' }, stored: true },
    }
    assert.deepEqual(asOwn({ ...said, notNullName: 'filled' }), said)
  })
})
