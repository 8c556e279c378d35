import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Operation } from '../../operations/model.ts'
import { grouped } from './groups.ts'

const table = { name: 't' }
const add = (name: string, to = table): Operation => ({
  kind: 'addColumn',
  table: to,
  column: { name, type: { kind: 'integer' }, nullable: true },
})
const alter = (using?: string): Operation => ({
  kind: 'alterColumn',
  table,
  column: 'a',
  from: { nullable: true },
  to: { nullable: false },
  ...(using !== undefined && { using }),
})
const members = (...operations: Operation[]) => grouped(operations).map((group) => group.members)

describe('changes of one table are one group', () => {
  test('also across what does nothing here, or makes something else', () => {
    const mood = { name: 'mood', values: ['a'] }
    for (const between of [
      { kind: 'createEnum', enum: mood },
      { kind: 'dropEnum', enum: mood },
      add('c', { name: 'u' }),
    ] satisfies Operation[])
      assert.deepEqual(members(add('a'), between, add('b')), [[0, 2], [1]])
  })

  test('not across code and data', () => {
    assert.deepEqual(members(add('a'), { kind: 'execute', sql: 'SELECT 1' }, add('b')), [
      [0],
      [1],
      [2],
    ])
  })

  test('with a change by an expression, as long as the rows are the old ones', () => {
    const by = alter('a + 1')
    assert.deepEqual(members(alter(), by), [[0, 1]])
    assert.deepEqual(members(by, alter()), [[0, 1]])
    assert.deepEqual(members(add('b'), by), [[0], [1]])
    assert.deepEqual(members(by, by), [[0], [1]])
  })
})
