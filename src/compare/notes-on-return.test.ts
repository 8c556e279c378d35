import assert from 'node:assert/strict'
import { test } from 'node:test'
import { difference, type Models } from '../../tests/live-compare/told.ts'
import { downgradeOf } from '../operations/invert.ts'
import {
  bigint,
  enumeration,
  integer,
  smallint,
  table,
  text,
  varchar,
} from '../schema/builders/index.ts'
import { notesOnReturn } from './notes-on-return.ts'

function onReturn(found: Models, wanted: Models): string[] {
  const { operations, between } = difference(found, wanted)
  return notesOnReturn(downgradeOf(operations), between).map(({ message }) => message)
}

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

test('values may not fit the type that comes back', () => {
  const [narrow, wide] = [
    user({ name: varchar(10), age: smallint() }),
    user({ name: text(), age: bigint() }),
  ]
  assert.deepEqual(onReturn([narrow], [wide]), [
    '"user"."age" gets another type: numbers out of range make it fail',
    '"user"."name" gets another type: text longer than 10 makes it fail',
  ])
  assert.deepEqual(onReturn([wide], [narrow]), [])
})

test('what was unique, or had fewer values, need not be any more', () => {
  assert.deepEqual(onReturn([user({ email: text().unique() })], [user({ email: text() })]), [
    'rows of "user" that agree in "email" make it fail',
  ])
  assert.deepEqual(onReturn([user({ id: integer().unique() })], [user()]), [])
  const mood = (...values: string[]) => user({ mood: enumeration('mood', values) })
  assert.deepEqual(onReturn([mood('sad')], [mood('sad', 'ok')]), [
    `enum "mood" loses 'ok': rows that have it make it fail`,
  ])
})
