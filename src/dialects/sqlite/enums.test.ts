import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { carryOut, compiled, reflect, reflectTable } from '../../../tests/sqlite/live.ts'
import { column, t, table } from '../../../tests/sqlite/operations.ts'
import { withSqlite } from '../../../tests/support/databases.ts'
import type { Operation } from '../../operations/model.ts'
import { emptySchema } from '../../schema/model.ts'

describe('a change of the values of an enum', () => {
  const mood = { name: 'mood', values: ['ok', 'sad', 'mad'] }
  const columns = [
    column('a', { type: { kind: 'enum', ...mood } }),
    column('b', { type: { kind: 'array', of: { kind: 'enum', ...mood } } }),
  ]
  const start: readonly Operation[] = [
    { kind: 'createEnum', enum: mood },
    { kind: 'createTable', table: table('t', columns) },
    {
      kind: 'bulkInsert',
      table: t,
      rows: [
        { a: 'sad', b: ['sad', 'ok'] },
        { a: 'ok', b: null },
      ],
    },
  ]
  const rows = [
    { a: 'blue', b: '["blue","ok"]' },
    { a: 'ok', b: null },
  ]

  test('converts the rows of its columns', () =>
    withSqlite(async ({ connection }) => {
      await carryOut(connection, [
        ...start,
        { kind: 'renameEnumValue', enum: mood, from: 'sad', to: 'sob' },
      ])
      assert.deepEqual(await connection.query('SELECT * FROM t'), [
        { a: 'sob', b: '["sob","ok"]' },
        { a: 'ok', b: null },
      ])
    }))

  test('makes the column as long as the longest value', () =>
    withSqlite(async ({ connection }) => {
      await carryOut(connection, [
        ...start,
        {
          kind: 'alterEnum',
          enum: mood,
          from: mood.values,
          to: ['ok', 'blue'],
          mapping: { sad: 'blue', mad: null },
        },
        { kind: 'addEnumValue', enum: mood, value: 'delighted' },
      ])
      assert.deepEqual(await connection.query('SELECT * FROM t'), rows)
      assert.deepEqual((await reflectTable(connection, 't')).columns[0]!.type, {
        kind: 'varchar',
        length: 9,
      })
    }))

  test('refuses while a row holds a value that goes', () =>
    withSqlite(async ({ connection }) => {
      const change: Operation = { kind: 'alterEnum', enum: mood, from: mood.values, to: ['ok'] }
      await assert.rejects(
        carryOut(connection, [...start, change]),
        /"t"\."a" still holds a value that is to go: sad, mad/,
      )
      assert.deepEqual((await reflect(connection)).tables, [])
    }))

  test('refuses while a list in a row holds one, and lets go what no row holds', () =>
    withSqlite(async ({ connection }) => {
      const less = (to: readonly string[]): readonly Operation[] => [
        ...start.slice(0, 2),
        { kind: 'bulkInsert', table: t, rows: [{ a: 'ok', b: ['sad', 'ok'] }] },
        { kind: 'alterEnum', enum: mood, from: mood.values, to },
      ]
      await assert.rejects(carryOut(connection, less(['ok'])), { code: 'statement-failed' })
      assert.deepEqual((await reflect(connection)).tables, [])
      await carryOut(connection, less(['ok', 'sad']))
      assert.deepEqual(await connection.query('SELECT b FROM t'), [{ b: '["sad","ok"]' }])
    }))

  test('means nothing where no column is known to hold it', () => {
    const other: Operation = { kind: 'createEnum', enum: { name: 'other', values: ['x'] } }
    assert.deepEqual(
      compiled(
        [other, { kind: 'renameEnumValue', enum: mood, from: 'sad', to: 'blue' }],
        emptySchema,
      ),
      [],
    )
  })
})
