import assert from 'node:assert/strict'
import { test } from 'node:test'
import { difference } from '../../tests/live-compare/told.ts'
import { emptySchema, type Schema, type Table } from '../schema/model.ts'
import { pairUp } from './pairs.ts'

const withChecks = (...checks: Table['checks']): Schema => ({
  ...emptySchema,
  tables: [
    { name: 't', columns: [], uniques: [], foreignKeys: [], checks, exclusions: [], indexes: [] },
  ],
})
const check = (sql: string, name?: string) => ({
  expression: { sql },
  ...(name !== undefined && { name }),
})

const written = (one: Schema, other: Schema) =>
  pairUp(one, other).tables[0]?.checks.map((pair) => pair.written.expression.sql)

test('what corresponds goes by its place, and by its name where some are left out', () => {
  assert.deepEqual(
    written(withChecks(check('a'), check('b')), withChecks(check('A'), check('B'))),
    ['a', 'b'],
  )
  assert.deepEqual(
    written(withChecks(check('a', 'x'), check('b', 'y')), withChecks(check('B', 'y'))),
    ['b'],
  )
})

test('two things without names are not the same for that', () => {
  assert.deepEqual(written(withChecks(check('a'), check('b')), withChecks(check('B'))), ['B'])
})

test('an index of a materialized view comes in the words of the models', () => {
  const view = (sql?: string): Schema => ({
    ...emptySchema,
    objects: [
      {
        kind: 'materializedView',
        name: 'v',
        definition: 'SELECT 1 AS a',
        indexes: sql === undefined ? [] : [{ name: 'i', elements: [{ expression: { sql } }] }],
      },
    ],
  })
  const { operations } = difference(view(), view('a+1'), { canonical: view('(a + 1)') })
  assert.deepEqual(operations, [
    {
      kind: 'createIndex',
      table: { name: 'v' },
      index: { name: 'i', elements: [{ expression: { sql: 'a+1' } }] },
    },
  ])
})
