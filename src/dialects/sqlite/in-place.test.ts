import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Column, Table } from '../../schema/model.ts'
import { canBeChecked, onlyNullability } from './in-place.ts'

const column = (name: string, facts: Partial<Column> = {}): Column => ({
  name,
  type: { kind: 'integer' },
  nullable: true,
  ...facts,
})
const t = (...columns: Column[]): Table => ({
  name: 't',
  columns,
  uniques: [],
  foreignKeys: [],
  checks: [],
  exclusions: [],
  indexes: [],
})

test('a change is of nothing but NULL where all else is as it was', () => {
  const [was, is] = [column('a'), column('a', { nullable: false })]
  assert.equal(onlyNullability(t(was), t(is), 'a'), is)
  assert.equal(onlyNullability(t(was), t(was), 'a'), undefined)
  assert.equal(onlyNullability(t(was), t({ ...is, default: { literal: 1 } }), 'a'), undefined)
  assert.equal(onlyNullability(t(was), t(is, column('b')), 'a'), undefined)
  assert.equal(onlyNullability(t(), t(is), 'a'), undefined)
  assert.equal(onlyNullability(t(was), t(), 'a'), undefined)
})

test('a check judges the rows that are there where nothing in it may be NULL', () => {
  const table = t(column('a'), column('b', { nullable: false }))
  const can = (sql: string, minor = 53) => canBeChecked({ expression: { sql } }, table, [3, minor])
  for (const sure of ['b > 0', '"B" > 0 AND length(b) < 5']) assert.equal(can(sure), true, sure)
  for (const unsure of ['a > 0', '"a" > 0', '[a] > 0', 'b / 2 > 0', 'max(b, 1) > 0', 'b > NULL'])
    assert.equal(can(unsure), false, unsure)
  assert.equal(can('b > 0', 52), false)
})
