import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseType } from '../parse-type.ts'
import { hasToast } from './toast.ts'

const column = (type: string, facts = {}) => ({
  name: 'a',
  type: parseType(type),
  nullable: true,
  ...facts,
})
const has = (...types: string[]) => hasToast(types.map((type) => column(type)))

test('values go elsewhere where one may be too long for a row, and can be moved', () => {
  for (const type of ['text', 'bytea', 'jsonb', 'integer[]', 'varchar', 'numeric', 'citext'])
    assert.equal(has('integer', type), true, type)
  for (const type of ['integer', 'uuid', 'date', 'oid', 'varchar(10)', 'numeric(10,2)', 'bit(8)'])
    assert.equal(has(type), false, type)
})

test('values go elsewhere where all of a row together may be too long', () => {
  assert.equal(has('varchar(501)'), false)
  assert.equal(has('varchar(502)'), true)
  assert.equal(has('varchar(250)', 'varchar(240)'), false)
  assert.equal(has('varchar(250)', 'varchar(260)'), true)
  assert.equal(has('bit varying(20000)'), true)
  for (const type of ['uuid', 'oid'])
    assert.equal(has(...Array.from({ length: 200 }, () => type)), false, 'none of them can move')
})

test('a column that is computed when it is read takes no room', () => {
  const generated = (stored: boolean) => ({ generated: { expression: { sql: 'b' }, stored } })
  assert.equal(hasToast([column('text', generated(false))]), false)
  assert.equal(hasToast([column('text', generated(true))]), true)
})
