import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Inherited, Operation } from '../../../operations/model.ts'
import { check, integer, sql, table, text, view } from '../../../schema/builders/index.ts'
import type { Schema } from '../../../schema/model.ts'
import { schemaOf } from '../../../schema/put-together.ts'
import { compile } from './index.ts'

const parent = table(
  'parent',
  {
    id: integer().autoincrement().notNull(),
    name: text().notNull().default('x'),
    size: integer(),
  },
  [check(sql`length(name) < size`, { name: 'short' })],
)
const inherits = [{ name: 'parent' }]

const statements = (operation: Operation, schema: Schema): string[] =>
  compile([operation], schema, { version: [18, 0] }).map((step) => {
    if (step.kind === 'run') return ''
    const words = step.sql.replaceAll(/\s+/g, ' ')
    if (!words.startsWith('DO ')) return words
    if (words.includes('pg_get_expr')) return 'defaults are copied'
    return words.includes('obj_description') ? 'checks are made alike' : 'checks are copied'
  })

function moves(way: 'leave' | 'join', inherited?: Inherited): Operation {
  const said = inherited === undefined ? {} : { inherited }
  const [from, to] = way === 'leave' ? [{ inherits }, {}] : [{}, { inherits }]
  return { kind: 'alterTable', table: { name: 'heir' }, from, to, ...said }
}

describe('a table leaves what it inherits from', () => {
  const silent = schemaOf([
    parent,
    table('heir', { own: text() }, [], { inherits }),
    view('v', 'SELECT name FROM heir', { dependsOn: ['heir'] }),
  ])

  test('and keeps what it has from there, but for the numbers of its parent', () => {
    assert.deepEqual(statements(moves('leave'), silent), [
      'ALTER TABLE "heir" NO INHERIT "parent"',
      'ALTER TABLE "heir" ALTER COLUMN "id" DROP DEFAULT',
    ])
  })

  test('and loses what is not said to stay', () => {
    assert.deepEqual(statements(moves('leave', { columns: ['size'] }), silent), [
      'ALTER TABLE "heir" NO INHERIT "parent"',
      'ALTER TABLE "heir" DROP CONSTRAINT "short"',
      'DROP VIEW "v"',
      'ALTER TABLE "heir" DROP COLUMN "id", DROP COLUMN "name"',
      'CREATE VIEW "v" AS SELECT name FROM heir',
    ])
  })
})

describe('a table comes to inherit', () => {
  test('as it is, where it says all that its parent has', () => {
    const { id: _, ...rest } = { id: 0, name: text().notNull(), size: integer() }
    const alike = schemaOf([table('parent', rest), table('heir', { ...rest, own: text() })])
    assert.deepEqual(statements(moves('join'), alike), ['ALTER TABLE "heir" INHERIT "parent"'])
  })

  test('what it lacks comes from a helper, so that it is not its own', () => {
    const lacking = schemaOf([parent, table('heir', { size: integer(), own: text() })])
    assert.deepEqual(statements(moves('join'), lacking), [
      'CREATE TABLE "heir_athanor_above" ( "size" integer )',
      'ALTER TABLE "heir" INHERIT "heir_athanor_above"',
      `ALTER TABLE "heir_athanor_above" ADD COLUMN "id" integer DEFAULT nextval('"parent_id_seq"'::regclass) NOT NULL, ADD COLUMN "name" text DEFAULT 'x' NOT NULL`,
      'checks are copied',
      'checks are made alike',
      'ALTER TABLE "heir" INHERIT "parent"',
      'ALTER TABLE "heir" NO INHERIT "heir_athanor_above"',
      'DROP TABLE "heir_athanor_above"',
      'defaults are copied',
    ])
  })

  test('the values of what is its own no longer move over', () => {
    const having = schemaOf([
      parent,
      table('heir', { id: integer(), name: text().notNull(), size: integer() }, [
        check(sql`length(name) < size`, { name: 'short' }),
      ]),
    ])
    const bound = { columns: ['name'], checks: ['short'] }
    assert.deepEqual(statements(moves('join', bound), having), [
      'ALTER TABLE "heir" DROP CONSTRAINT "short", ADD COLUMN "name_athanor" text',
      'UPDATE "heir" SET "name_athanor" = "name"',
      'ALTER TABLE "heir" DROP COLUMN "name"',
      'CREATE TABLE "heir_athanor_above" ( "size" integer )',
      'ALTER TABLE "heir" INHERIT "heir_athanor_above"',
      'ALTER TABLE "heir_athanor_above" ADD COLUMN "name" text',
      'UPDATE "heir" SET "name" = "name_athanor"',
      'ALTER TABLE "heir" DROP COLUMN "name_athanor"',
      'ALTER TABLE "heir_athanor_above" ALTER COLUMN "name" SET NOT NULL',
      'checks are copied',
      'checks are made alike',
      'ALTER TABLE "heir" INHERIT "parent"',
      'ALTER TABLE "heir" NO INHERIT "heir_athanor_above"',
      'DROP TABLE "heir_athanor_above"',
      'defaults are copied',
    ])
  })
})

test('a table that goes over to another parent leaves the first, then joins the other', () => {
  const schema = schemaOf([
    table('one', { size: integer() }),
    table('other', { size: integer() }),
    table('heir', { own: text() }, [], { inherits: [{ name: 'one' }] }),
  ])
  const going: Operation = {
    kind: 'alterTable',
    table: { name: 'heir' },
    from: { inherits: [{ name: 'one' }] },
    to: { inherits: [{ name: 'other' }] },
    inherited: { columns: ['size'] },
  }
  assert.deepEqual(statements(going, schema), [
    'ALTER TABLE "heir" NO INHERIT "one"',
    'ALTER TABLE "heir" ADD COLUMN "size_athanor" integer',
    'UPDATE "heir" SET "size_athanor" = "size"',
    'ALTER TABLE "heir" DROP COLUMN "size"',
    'CREATE TABLE "heir_athanor_above" ()',
    'ALTER TABLE "heir" INHERIT "heir_athanor_above"',
    'ALTER TABLE "heir_athanor_above" ADD COLUMN "size" integer',
    'UPDATE "heir" SET "size" = "size_athanor"',
    'ALTER TABLE "heir" DROP COLUMN "size_athanor"',
    'ALTER TABLE "heir" INHERIT "other"',
    'ALTER TABLE "heir" NO INHERIT "heir_athanor_above"',
    'DROP TABLE "heir_athanor_above"',
    'defaults are copied',
  ])
})

test('what is computed comes after what it is computed from, and is not copied', () => {
  const computing = {
    twice: integer().generatedAs(sql`size * 2`),
    size: integer(),
    again: integer().generatedAs(sql`kept + 1`),
    kept: integer(),
  }
  const schema = schemaOf([
    table('parent', computing),
    table('heir', { ...computing, own: integer().generatedAs(sql`size + 1`) }),
  ])
  assert.deepEqual(statements(moves('join', { columns: ['twice', 'size', 'again'] }), schema), [
    'ALTER TABLE "heir" DROP COLUMN "own", DROP COLUMN "again", DROP COLUMN "twice", ADD COLUMN "size_athanor" integer',
    'UPDATE "heir" SET "size_athanor" = "size"',
    'ALTER TABLE "heir" DROP COLUMN "size"',
    'CREATE TABLE "heir_athanor_above" ( "kept" integer )',
    'ALTER TABLE "heir" INHERIT "heir_athanor_above"',
    'ALTER TABLE "heir_athanor_above" ADD COLUMN "size" integer, ADD COLUMN "twice" integer GENERATED ALWAYS AS (size * 2) STORED, ADD COLUMN "again" integer GENERATED ALWAYS AS (kept + 1) STORED',
    'UPDATE "heir" SET "size" = "size_athanor"',
    'ALTER TABLE "heir" DROP COLUMN "size_athanor"',
    'ALTER TABLE "heir" INHERIT "parent"',
    'ALTER TABLE "heir" NO INHERIT "heir_athanor_above"',
    'DROP TABLE "heir_athanor_above"',
    'defaults are copied',
    'ALTER TABLE "heir" ADD COLUMN "own" integer GENERATED ALWAYS AS (size + 1) STORED',
  ])
})
