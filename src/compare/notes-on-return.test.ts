import assert from 'node:assert/strict'
import { test } from 'node:test'
import { difference, type Models } from '../../tests/live-compare/told.ts'
import { downgradeOf } from '../operations/invert.ts'
import { integer, table, text } from '../schema/builders/index.ts'
import { notesOnReturn } from './notes-on-return.ts'

const onReturn = (found: Models, wanted: Models): string[] =>
  notesOnReturn(downgradeOf(difference(found, wanted).operations)).map(({ message }) => message)

const user = (columns = {}) => table('user', { id: integer().primaryKey(), ...columns })

test('a required column that comes back has nothing for the rows that are there', () => {
  assert.deepEqual(onReturn([user({ email: text().notNull() })], [user()]), [
    '"user"."email" comes back empty, is NOT NULL and has no default: rows that are there make it fail',
  ])
  assert.deepEqual(onReturn([user({ email: text() })], [user()]), [])
  assert.deepEqual(onReturn([user({ email: text().notNull().default('') })], [user()]), [])
})

test('what may be null now may hold nulls when it must not any more', () => {
  assert.deepEqual(onReturn([user({ email: text().notNull() })], [user({ email: text() })]), [
    '"user"."email" becomes NOT NULL: rows that have no value there make it fail',
  ])
})

test('a key to a table that comes back has no rows to point at', () => {
  const town = table('town', { id: integer().primaryKey() })
  const before = [town, user({ town_id: integer().references('town.id') })]
  assert.deepEqual(onReturn(before, [user({ town_id: integer() })]), [
    '"user" refers to "town" again, which comes back empty: rows that are there make it fail',
  ])
  assert.deepEqual(onReturn(before, []), [])
})
