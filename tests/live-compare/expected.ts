import assert from 'node:assert/strict'
import { integer, table } from '../../src/schema/builders/index.ts'
import { difference, type Models, told } from './told.ts'

export const user = (columns = {}, items: Parameters<typeof table>[2] = [], facts = {}) =>
  table('user', { id: integer().primaryKey(), ...columns }, items as never, facts)

export const expect = (found: Models, wanted: Models, forwards: string[], backwards?: string[]) => {
  assert.deepEqual(told(difference(found, wanted)), forwards)
  if (backwards !== undefined) assert.deepEqual(told(difference(wanted, found)), backwards)
}
