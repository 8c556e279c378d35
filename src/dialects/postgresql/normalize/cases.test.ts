import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  type EnumType,
  emptySchema,
  type Schema,
  type StoredObject,
  type Table,
} from '../../../schema/model.ts'
import { adoptObjects } from './adopt-objects.ts'
import { attemptsFor, casesFor } from './cases.ts'
import { doubtsAbout, isDoubtful } from './doubts.ts'
import { expressionsOf, rewording } from './expressions.ts'

const t = (name: string, facts: Partial<Table> = {}): Table => ({
  name,
  columns: [],
  uniques: [],
  foreignKeys: [],
  checks: [],
  exclusions: [],
  indexes: [],
  ...facts,
})
const positive = { name: 'c', expression: { sql: 'a > 0' } }
const column = (type: 'integer' | 'bigint', facts = {}) =>
  ({ name: 'a', type: { kind: type }, nullable: true, ...facts }) as const
const schema = (...tables: Table[]): Schema => ({ ...emptySchema, tables })

describe('what is put to the server', () => {
  const asked = (wanted: Schema, found: Schema) =>
    casesFor(wanted, found).map(({ of, tables }) => [of, ...tables.map((one) => one.wanted.name)])

  test('is a table that says something in other words', () => {
    const other = { name: 'c', expression: { sql: '0 < a' } }
    const [was, is] = [t('a', { checks: [positive] }), t('a', { checks: [other] })]
    assert.deepEqual(asked(schema(is), schema(was)), [['wanted', 'a']])
    assert.deepEqual(asked(schema(was), schema(was)), [])
  })

  test('is the found one too, where columns are to be of other types', () => {
    const [was, is] = (['integer', 'bigint'] as const).map((type, i) =>
      t('a', {
        columns: [column(type)],
        checks: [{ name: 'c', expression: { sql: `a > ${i}` } }],
      }),
    )
    assert.deepEqual(asked(schema(is!), schema(was!)), [
      ['wanted', 'a'],
      ['found', 'a'],
    ])
  })

  test('is a new table where it may be one that goes, not where none does', () => {
    const [old, added] = [
      t('old', { checks: [positive] }),
      t('new', { checks: [{ name: 'd', expression: { sql: '0 < a' } }] }),
    ]
    assert.deepEqual(asked(schema(added), schema(old)), [['wanted', 'new']])
    assert.deepEqual(asked(schema(old, added), schema(old)), [])
  })

  test('is how a table is partitioned where both are', () => {
    const by = (partitionBy?: string) =>
      t('a', partitionBy === undefined ? {} : { options: { partitionBy } })
    const doubtful = (is?: string, was?: string) => isDoubtful(doubtsAbout(by(is), by(was)))
    assert.equal(doubtful('LIST (a)', 'list (a)'), true)
    assert.equal(doubtful('LIST (a)', 'LIST (a)'), false)
    assert.equal(doubtful('LIST (a)', undefined), false)
    assert.equal(doubtful(undefined, 'LIST (a)'), false)
  })

  test('are the enums that are not there with these values', () => {
    const attempts = (wanted: EnumType[], found: EnumType[]) =>
      attemptsFor(
        { space: undefined, tables: [], objects: [], of: 'wanted' },
        { ...emptySchema, enums: wanted },
        { ...emptySchema, enums: found },
      ).map(({ sql }) => sql)
    const e: EnumType = { name: 'e', values: ['a'] }
    const f = { ...e, name: 'f' }
    assert.deepEqual(attempts([e], []), [`CREATE TYPE "pg_temp"."e" AS ENUM ('a')`])
    assert.deepEqual(attempts([e], [f, e]), [])
    assert.deepEqual(attempts([{ ...e, schema: 's' }], []), [])
    assert.equal(attempts([{ ...e, values: ['b'] }], [e]).length, 1)
  })
})

test('every expression of a table is among its words', () => {
  const [sql, literal] = [(text: string) => ({ sql: text }), { literal: 'no' }]
  const elements = [
    { expression: sql('element'), operator: '=' },
    { column: 'a', operator: '=' },
  ]
  const all = t('a', {
    columns: [
      column('integer', { default: sql('default') }),
      column('integer', { default: literal }),
      column('integer', { generated: { expression: sql('generated'), stored: true } }),
    ],
    checks: [{ expression: sql('check') }],
    exclusions: [{ elements, where: sql('where') }],
    indexes: [{ name: 'i', elements, where: sql('where') }],
  })
  const said = ['default', 'generated', 'check', 'element', 'where', 'element', 'where']
  assert.deepEqual(expressionsOf(all), said)
  const louder = rewording(all, (text) => text.toUpperCase())
  assert.deepEqual(
    expressionsOf(louder),
    said.map((text) => text.toUpperCase()),
  )
  assert.deepEqual(louder.columns[1]?.default, literal)
})

test('what was read on a table in the temporary schema is said of the one that it belongs to', () => {
  const adopted = (kind: StoredObject['kind'], table: StoredObject['table'], read: string) => {
    const object = { kind, name: 'o', definition: 'mine', ...(table && { table }) } as const
    const answer = { ...object, definition: read, ...(table && { table: { name: table.name } }) }
    return adoptObjects([object], [object], { ...emptySchema, objects: [answer] }, emptySchema)[0]
      ?.definition
  }
  const [here, there] = [{ name: 't' }, { schema: 's', name: 't' }]
  assert.equal(adopted('policy', there, 'CREATE POLICY o ON t'), 'CREATE POLICY o ON "s"."t"')
  assert.equal(adopted('policy', here, 'CREATE POLICY o ON t'), 'CREATE POLICY o ON t')
  assert.equal(adopted('view', undefined, 'SELECT 1 ON t'), 'SELECT 1 ON t')
})
