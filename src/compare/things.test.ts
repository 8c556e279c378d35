import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Constraint, Index, Table } from '../schema/model.ts'
import {
  columnKey,
  constraintKey,
  primaryKeyKey,
  relationKey,
  schemaKey,
  typeKey,
  uniqueKey,
} from './keys.ts'
import { constraintsOf, keysOf, uniqueColumns } from './things.ts'

const t = { schema: 's', name: 't' }
const inS = (name: string) => relationKey({ schema: 's', name })
const column = (name: string, facts = {}) =>
  ({ name, type: { kind: 'integer' }, nullable: true, ...facts }) as const
const index = (facts: Partial<Index> = {}): Index => ({
  name: 'i',
  elements: [{ column: 'a' }, { column: 'b' }],
  ...facts,
})
const constraintKeys = (constraint: Constraint) =>
  keysOf({ kind: 'constraint', table: t, constraint })
const expression = { sql: 'a > 0' }

describe('what comes into being', () => {
  test('with a schema: its name', () => {
    assert.deepEqual(keysOf({ kind: 'schema', name: 's' }), [schemaKey('s')])
  })

  test('with a key: its name among the constraints and the relations, and what may be referred to', () => {
    assert.deepEqual(constraintKeys({ kind: 'primaryKey', name: 'k', columns: ['a'] }), [
      constraintKey(t, 'k'),
      inS('k'),
      uniqueKey(t, ['a']),
      primaryKeyKey(t),
    ])
    assert.deepEqual(constraintKeys({ kind: 'unique', name: 'k', columns: ['a'] }), [
      constraintKey(t, 'k'),
      inS('k'),
      uniqueKey(t, ['a']),
    ])
    assert.deepEqual(constraintKeys({ kind: 'unique', columns: ['a'] }), [uniqueKey(t, ['a'])])
    assert.deepEqual(constraintKeys({ kind: 'primaryKey', columns: ['a'] }), [
      uniqueKey(t, ['a']),
      primaryKeyKey(t),
    ])
  })

  test('with other constraints: no more than their names', () => {
    assert.deepEqual(constraintKeys({ kind: 'exclusion', name: 'x', elements: [] }), [
      constraintKey(t, 'x'),
      inS('x'),
    ])
    assert.deepEqual(constraintKeys({ kind: 'check', name: 'c', expression }), [
      constraintKey(t, 'c'),
    ])
    const references = { name: 'o', columns: ['a'] }
    assert.deepEqual(
      constraintKeys({
        kind: 'foreignKey',
        name: 'f',
        columns: ['a'],
        references,
      }),
      [constraintKey(t, 'f')],
    )
    assert.deepEqual(constraintKeys({ kind: 'check', expression }), [])
    assert.deepEqual(constraintKeys({ kind: 'exclusion', elements: [] }), [])
  })

  test('with a column: the sequence that numbers it', () => {
    const keys = (facts = {}) => keysOf({ kind: 'column', table: t, column: column('a', facts) })
    assert.deepEqual(keys(), [columnKey(t, 'a')])
    assert.deepEqual(keys({ autoincrement: true }), [columnKey(t, 'a'), inS('t_a_seq')])
    assert.deepEqual(keys({ identity: { always: true }, sequenceName: 'q' }), [
      columnKey(t, 'a'),
      inS('q'),
    ])
  })

  test('with an index: its name, and what may be referred to where it is unique for every row', () => {
    const keys = (facts: Partial<Index>) => keysOf({ kind: 'index', table: t, index: index(facts) })
    assert.deepEqual(keys({}), [inS('i')])
    assert.deepEqual(keys({ unique: true }), [inS('i'), uniqueKey(t, ['b', 'a'])])
    assert.equal(uniqueColumns(index()), undefined)
    assert.equal(uniqueColumns(index({ unique: true, where: expression })), undefined)
    assert.equal(uniqueColumns(index({ unique: true, elements: [{ expression }] })), undefined)
    assert.deepEqual(uniqueColumns(index({ unique: true })), ['a', 'b'])
  })

  test('with a table: its row type, and all that its parts bring', () => {
    const table: Table = {
      ...t,
      columns: [column('a', { autoincrement: true })],
      primaryKey: { name: 'k', columns: ['a'] },
      uniques: [{ columns: ['b'] }],
      foreignKeys: [],
      checks: [{ name: 'c', expression }],
      exclusions: [{ name: 'x', elements: [] }],
      indexes: [index({ unique: true })],
    }
    assert.deepEqual(keysOf({ kind: 'table', table }), [
      relationKey(t),
      typeKey(t),
      columnKey(t, 'a'),
      inS('t_a_seq'),
      constraintKey(t, 'k'),
      inS('k'),
      uniqueKey(t, ['a']),
      primaryKeyKey(t),
      uniqueKey(t, ['b']),
      constraintKey(t, 'c'),
      constraintKey(t, 'x'),
      inS('x'),
      inS('i'),
      uniqueKey(t, ['a', 'b']),
    ])
    assert.deepEqual(
      constraintsOf(table).map(({ kind }) => kind),
      ['primaryKey', 'unique', 'check', 'exclusion'],
    )
    const { primaryKey: _, ...keyless } = table
    assert.deepEqual(
      constraintsOf(keyless).map(({ kind }) => kind),
      ['unique', 'check', 'exclusion'],
    )
  })
})
