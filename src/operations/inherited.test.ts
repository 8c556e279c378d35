import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { check, integer, sql, table, text } from '../schema/builders/index.ts'
import { findTable } from '../schema/lookup.ts'
import type { Schema, Table } from '../schema/model.ts'
import { schemaOf } from '../schema/put-together.ts'
import { apply } from './apply.ts'
import { complete } from './complete.ts'
import { invert } from './invert.ts'
import type { Inherited, Operation } from './model.ts'
import { record } from './recorder.ts'
import { sourceOf } from './source.ts'

const above = (name: string) =>
  table(name, { weight: integer(), label: text() }, [check(sql`weight > 0`, { name: 'heavy' })])
const inheriting = (...names: string[]) =>
  names.length === 0 ? {} : { inherits: names.map((name) => ({ name })) }
const schemaWith = (...parents: string[]): Schema =>
  schemaOf([
    above('thing'),
    above('good'),
    table('car', { label: text().notNull(), seats: integer() }, [], inheriting(...parents)),
  ])
const moving = (
  from: readonly string[],
  to: readonly string[],
  inherited?: Inherited,
): Operation<'alterTable'> => ({
  kind: 'alterTable',
  table: { name: 'car' },
  from: inheriting(...from),
  to: inheriting(...to),
  ...(inherited !== undefined && { inherited }),
})
const carIn = (schema: Schema): Table => findTable(schema, { name: 'car' })!
const partsOf = (schema: Schema) => {
  const { columns, checks } = carIn(schema)
  return [...columns, ...checks].map(({ name }) => name).join(' ')
}

describe('a table that leaves what it inherits from', () => {
  const said = { columns: ['weight'], checks: ['heavy'] }

  test('keeps as its own what it did not say itself', () => {
    const left = apply(schemaWith('thing'), moving(['thing'], []))
    assert.equal(partsOf(left), 'weight label seats heavy')
    assert.equal(carIn(left).columns[1]?.nullable, false, 'what it said itself stays as it was')
    assert.equal(carIn(left).options, undefined)
    assert.deepEqual(apply(schemaWith('thing'), moving(['thing'], [], said)), left)
  })

  test('keeps what is said, where that is said', () => {
    const left = (inherited: Inherited) =>
      partsOf(apply(schemaWith('thing'), moving(['thing'], [], inherited)))
    assert.equal(left({}), 'label seats')
    assert.equal(left({ columns: ['weight'] }), 'weight label seats')
    assert.equal(left({ checks: ['heavy'] }), 'label seats heavy')
  })

  test('keeps nothing that another parent still hands down', () => {
    const left = apply(schemaWith('thing', 'good'), moving(['thing', 'good'], ['good']))
    assert.equal(partsOf(left), 'label seats')
  })

  test('joins it again as it was', () => {
    const before = schemaWith('thing')
    const leaving = complete(moving(['thing'], []), before)
    assert.deepEqual(leaving, moving(['thing'], [], said))
    assert.deepEqual(apply(apply(before, leaving), invert(leaving)), before)
  })

  test('and joins another says nothing more of itself', () => {
    const whole = complete(moving(['thing'], ['good']), schemaWith('thing'))
    assert.deepEqual(apply(schemaWith('thing'), whole), schemaWith('good'))
    assert.deepEqual(apply(schemaWith('good'), invert(whole)), schemaWith('thing'))
  })
})

describe('a table that comes to inherit', () => {
  const own = schemaOf([
    above('thing'),
    table('car', { weight: integer(), seats: integer() }, [
      check(sql`weight > 0`, { name: 'heavy' }),
    ]),
  ])

  test('says what it said, unless that is to be its parent’s alone', () => {
    assert.equal(partsOf(apply(own, moving([], ['thing']))), 'weight seats heavy')
    const bound = moving([], ['thing'], { columns: ['weight'], checks: ['heavy'] })
    assert.equal(partsOf(apply(own, bound)), 'seats')
  })

  test('leaves again without what came from there', () => {
    const whole = complete(moving([], ['thing']), own)
    assert.deepEqual(whole, moving([], ['thing'], {}))
    assert.deepEqual(apply(apply(own, whole), invert(whole)), own)
  })
})

describe('where there is nothing to say', () => {
  test('nothing is said', () => {
    const other: Operation = {
      kind: 'alterTable',
      table: { name: 'car' },
      from: {},
      to: { unlogged: true },
    }
    assert.deepEqual(complete(other, schemaWith('thing')), other)
    const everything = schemaOf([
      table('thing', { a: integer() }),
      table('car', { a: integer() }, [], inheriting('thing')),
    ])
    assert.deepEqual(complete(moving(['thing'], []), everything), moving(['thing'], []))
  })
})

describe('what is inherited, in a revision', () => {
  test('is written beside the two states', () => {
    const [operation] = record(
      (op) =>
        op.alterTable('car', {
          from: { inherits: [{ name: 'thing' }] },
          to: {},
          inherited: { columns: ['weight'] },
        }),
      { dialect: 'postgresql' },
    )
    assert.deepEqual(operation, moving(['thing'], [], { columns: ['weight'] }))
    assert.match(sourceOf(operation!), /^ {2}inherited: \{ columns: \['weight'\] \},$/m)
  })

  test('and misspelt is refused', () => {
    const misspelt = { to: {}, inherited: { colums: ['weight'] } } as never
    assert.throws(() => record((op) => op.alterTable('car', misspelt), { dialect: 'postgresql' }), {
      hint: 'Did you mean "columns"?',
    })
  })

  test('and not there is refused, with what is', () => {
    const unknown = (inherited: Inherited) => () =>
      apply(schemaWith('thing'), moving(['thing'], [], inherited))
    assert.throws(unknown({ columns: ['wieght'] }), {
      message: 'there is no column "wieght" in what table "car" inherits',
      hint: /weight/,
    })
    assert.throws(unknown({ checks: ['heavi'] }), {
      message: 'there is no constraint "heavi" in what table "car" inherits',
      hint: /heavy/,
    })
  })
})
