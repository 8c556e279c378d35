import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Column, Table } from '../schema/model.ts'
import { emptySchema, emptyTable } from '../schema/model.ts'
import { spellOut } from './complete.ts'
import type { Operation } from './model.ts'
import { carriedColumns, needsColumn, withoutColumn } from './needs.ts'

const column = (name: string): Column => ({ name, type: { kind: 'integer' }, nullable: true })
const both = (sql: string) => ({ sql: '1', dialects: { sqlite: sql } })

const table: Table = {
  ...emptyTable({ name: 't' }),
  columns: [column('a'), column('b')],
  primaryKey: { columns: ['b'], include: ['a'] },
  uniques: [
    { name: 'over', columns: ['b', 'a'] },
    { name: 'beside', columns: ['b'], include: ['a'] },
    { name: 'not', columns: ['b'] },
  ],
  foreignKeys: [
    { name: 'to', columns: ['b'], references: { name: 't', columns: ['a'] } },
    { name: 'of', columns: ['a'], references: { name: 't', columns: ['b'] } },
    {
      name: 'nulls',
      columns: ['b'],
      references: { name: 't', columns: ['b'] },
      onDeleteColumns: ['a'],
    },
  ],
  checks: [
    { name: 'says', expression: { sql: 'a > b' } },
    { name: 'says it elsewhere', expression: both('a > 1') },
    { name: 'says a text', expression: { sql: "b > 'a'" } },
  ],
  exclusions: [
    { name: 'has', elements: [{ column: 'a', operator: '=' }] },
    { name: 'has not', elements: [{ column: 'b', operator: '=' }] },
    { name: 'where it is', elements: [{ column: 'b', operator: '=' }], where: both('a > 1') },
  ],
  indexes: [
    { name: 'on', elements: [{ column: 'b' }, { column: 'a' }] },
    { name: 'over', elements: [{ expression: both('lower(a)') }] },
    { name: 'covering', elements: [{ column: 'b' }], include: ['a'] },
    { name: 'partial', elements: [{ column: 'b' }], where: { sql: 'a > 1' } },
    { name: 'not', elements: [{ column: 'b' }], where: { sql: 'b > 1' }, include: ['b'] },
  ],
}

describe('what needs a column', () => {
  const namesOf = (parts: Omit<Table, 'name' | 'columns'>) => [
    parts.primaryKey !== undefined,
    ...[parts.uniques, parts.foreignKeys, parts.checks, parts.exclusions, parts.indexes].map(
      (all) => all.map(({ name }) => name),
    ),
  ]

  test('is all that speaks of it, in whatever words', () => {
    assert.deepEqual(namesOf(needsColumn(table, 'a')), [
      true,
      ['over', 'beside'],
      ['of', 'nulls'],
      ['says', 'says it elsewhere'],
      ['has', 'where it is'],
      ['on', 'over', 'covering', 'partial'],
    ])
  })

  test('is gone when it is, and nothing else', () => {
    assert.deepEqual(namesOf(withoutColumn(table, 'a')), [
      false,
      ['not'],
      ['to'],
      ['says a text'],
      ['has not'],
      ['not'],
    ])
    const { primaryKey } = withoutColumn({ ...table, primaryKey: { columns: ['b'] } }, 'a')
    assert.deepEqual(primaryKey, { columns: ['b'] })
    assert.equal('primaryKey' in withoutColumn(table, 'a'), false)
  })

  test('is said before the column is dropped: indexes, then constraints, keys last', () => {
    const drop: Operation = { kind: 'dropColumn', table: { name: 't' }, column: column('a') }
    const said = spellOut([drop], { ...emptySchema, tables: [table] })
    const names = said.map((one) =>
      one.kind === 'dropIndex'
        ? one.index.name
        : one.kind === 'dropConstraint'
          ? (one.constraint.name ?? one.constraint.kind)
          : one.kind,
    )
    const indexes = ['on', 'over', 'covering', 'partial']
    const constraints = ['of', 'nulls', 'says', 'says it elsewhere', 'has', 'where it is']
    const keys = ['over', 'beside', 'primaryKey']
    assert.deepEqual(names, [...indexes, ...constraints, ...keys, 'dropColumn'])
  })
})

test('a key over the same columns is what carries others along', () => {
  const uniques = [
    { columns: ['a', 'b'], include: ['x'] },
    { columns: ['b', 'a'], include: ['y'] },
    { columns: ['c'] },
  ]
  const cases = [
    [['a', 'b'], ['x']],
    [['b', 'a'], ['y']],
    [['k'], ['z']],
    [['c'], []],
    [['a'], []],
  ] as const
  for (const [columns, carried] of cases)
    assert.deepEqual(
      carriedColumns({ primaryKey: { columns: ['k'], include: ['z'] }, uniques }, columns),
      carried,
    )
  assert.deepEqual(carriedColumns({ uniques }, ['k']), [])
  assert.deepEqual(carriedColumns({ uniques }, ['a', 'b']), ['x'])
})

test('a column is another one than that of its name in other letters, where the table has both', () => {
  const both: Table = {
    ...emptyTable({ name: 't' }),
    columns: [column('a'), column('A')],
    checks: [
      { name: 'lower', expression: { sql: 'a > 0' } },
      { name: 'upper', expression: { sql: '"A" > 0' } },
    ],
  }
  for (const [name, check] of [
    ['a', 'lower'],
    ['A', 'upper'],
  ] as const)
    assert.deepEqual(
      needsColumn(both, name).checks.map((one) => one.name),
      [check],
    )
})
