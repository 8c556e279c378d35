import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptySchema, type Table } from '../../../schema/model.ts'
import { isInherited } from './inherited.ts'

const t = (name: string, columns: string[], ...parents: string[]): Table => ({
  name,
  columns: columns.map((one) => ({ name: one, type: { kind: 'integer' }, nullable: true })),
  uniques: [],
  foreignKeys: [],
  checks: [],
  exclusions: [],
  indexes: [],
  options: { inherits: parents.map((one) => ({ name: one })) },
})

test('a column is inherited from any table above that has it, whether the one between says so or not', () => {
  const child = t('child', ['a', 'b', 'own'], 'parent')
  const tables = [t('one', ['x']), t('other', ['a']), t('parent', ['b'], 'one', 'other'), child]
  const inherits = (column: string) => isInherited(child, column, { ...emptySchema, tables })
  assert.deepEqual(['a', 'b', 'own'].map(inherits), [true, true, false])
})
