/** What is for some databases only, does nothing, or holds other operations. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { emptySchema, emptyTable, type Schema } from '../schema/model.ts'
import { apply, applyFor } from './apply.ts'
import { complete, completeAll, spellOut } from './complete.ts'
import { describe as words } from './describe.ts'
import { invert, invertAll } from './invert.ts'
import type { Operation } from './model.ts'

const owned = { name: 'q', ownedBy: { name: 't', column: 'a' } }
const table = { ...emptyTable({ name: 't' }), comment: 'c' }
const before: Schema = { ...emptySchema, tables: [table], sequences: [owned] }
const drop: Operation = { kind: 'dropTable', table: emptyTable({ name: 't' }), lookUp: true }
const whole: Operation = { kind: 'dropTable', table }
const only = ['postgresql'] as const
const { ownedBy: _, ...sequence } = owned
const spelt: readonly Operation[] = [
  { kind: 'alterSequence', from: owned, to: sequence },
  whole,
  { kind: 'dropSequence', sequence },
]

describe('what is for one database', () => {
  test('is completed and carried out there alone', () => {
    const limited: Operation = { ...drop, dialects: only }
    assert.deepEqual(completeAll([limited], before), {
      operations: [{ ...whole, dialects: only }],
      after: emptySchema,
    })
    assert.deepEqual(completeAll([limited], before, 'sqlite'), {
      operations: [limited],
      after: before,
    })
    const lost: Operation = { ...limited, table: emptyTable({ name: 'x' }) }
    assert.deepEqual(completeAll([lost], before, 'sqlite').operations, [lost])
    assert.throws(() => completeAll([lost], before), { code: 'not-there' })
  })

  test('is spelt out there alone, and what goes with it is for that one too', () => {
    assert.deepEqual(spellOut([drop], before), spelt)
    assert.deepEqual(spellOut([drop], before, 'sqlite'), spelt)
    const limited: Operation = { ...drop, dialects: only }
    const each = spelt.map((one) => ({ ...one, dialects: only }))
    assert.deepEqual(spellOut([limited], before), each)
    assert.deepEqual(spellOut([limited], before, 'sqlite'), [limited])
    assert.deepEqual(
      invertAll(each),
      invertAll(spelt).map((one) => ({ ...one, dialects: only })),
    )
  })

  test('leaves to those after it what was before where it is for another', () => {
    const again: Operation = { ...drop, dialects: ['sqlite'] }
    assert.deepEqual(spellOut([again, drop], before), [again, ...spelt])
    const alter: Operation = {
      kind: 'setTableComment',
      table: { name: 't' },
      from: null,
      to: 'new',
      lookUp: true,
    }
    const [first, second] = completeAll([alter, { ...alter, to: 'newer' }], before).operations
    assert.deepEqual(
      [first, second],
      [
        { kind: 'setTableComment', table: { name: 't' }, from: 'c', to: 'new' },
        { kind: 'setTableComment', table: { name: 't' }, from: 'new', to: 'newer' },
      ],
    )
  })
})

describe('what does nothing', () => {
  test('takes nothing along', () => {
    const [name, definition] = ['v', 'SELECT 1']
    const view = { kind: 'view', name, definition, dependsOn: [{ name: 't' }] } as const
    const dangling: Schema = { ...emptySchema, sequences: [owned], objects: [view] }
    const maybe: Operation = { ...whole, ifExists: true, cascade: true }
    assert.deepEqual(spellOut([maybe], dangling), [{ ...maybe, idle: true }])
  })

  const idle: Operation = { kind: 'createSchema', name: 's', idle: true }

  test('is its own way back, and changes nothing', () => {
    assert.equal(apply(before, idle), before)
    assert.equal(applyFor('sqlite')(before, idle), before)
    assert.deepEqual(invert(idle), idle)
    assert.deepEqual(invertAll([idle, idle]), [idle, idle])
    const gone: Operation = { ...whole, idle: true }
    assert.deepEqual(apply(before, gone), before)
    assert.deepEqual(complete({ ...idle, lookUp: true }, before), {
      kind: 'createSchema',
      name: 's',
      idle: true,
      lookUp: true,
    })
  })
})

test('what is to be looked up has no way back yet', () => {
  assert.throws(() => invert(drop), { code: 'incomplete-operation', operation: words(drop) })
})

/** `ifNotExists` and `ifExists` do what there is to do, and where that is nothing, so is what undoes them. */
function isConditional({
  create,
  remove,
  there,
  without,
}: Readonly<Record<'create' | 'remove', Operation> & Record<'there' | 'without', Schema>>): void {
  const maybe = { ...create, ifNotExists: true } as Operation
  const if_ = { ...remove, ifExists: true } as Operation
  assert.deepEqual([apply(there, maybe), apply(without, maybe)], [there, there])
  assert.deepEqual([apply(without, if_), apply(there, if_)], [without, without])
  assert.deepEqual(
    [complete(maybe, there), complete(maybe, without)],
    [{ ...maybe, idle: true }, maybe],
  )
  assert.deepEqual([complete(if_, without), complete(if_, there)], [{ ...if_, idle: true }, if_])
  assert.deepEqual([complete(create, there), complete(remove, without)], [create, remove])
  assert.deepEqual([invert(maybe), invert(if_)], [if_, maybe])
}

describe('a schema', () => {
  const create: Operation = { kind: 'createSchema', name: 's' }
  const remove: Operation = { kind: 'dropSchema', name: 's' }
  const there = { ...emptySchema, schemas: ['a', 's'] }
  const without = { ...emptySchema, schemas: ['a'] }

  test('is there once, or not', () => {
    assert.deepEqual(apply(without, create), there)
    assert.deepEqual(apply(there, remove), without)
    assert.throws(() => apply(there, create), { code: 'already-there', existing: 's' })
    assert.throws(() => apply(without, remove), { code: 'not-there', what: 'schema', missing: 's' })
    isConditional({ create, remove, there, without })
    assert.deepEqual([invert(create), invert(remove)], [remove, create])
  })
})

describe('a sequence', () => {
  const create: Operation = { kind: 'createSequence', sequence: owned }
  const remove: Operation = { kind: 'dropSequence', sequence: owned }
  const others = [{ name: 'a' }, { schema: 's', name: 'q' }]
  const there = { ...emptySchema, sequences: [...others, owned] }
  const without = { ...emptySchema, sequences: others }

  test('is there once, or not', () => {
    assert.deepEqual(apply(without, create), there)
    assert.deepEqual(apply(there, remove), without)
    assert.throws(() => apply(there, create), { code: 'already-there', what: 'sequence' })
    assert.throws(() => apply(before, { ...create, sequence: { name: 't' } }), { what: 'table' })
    assert.throws(() => apply(without, remove), { code: 'not-there', what: 'sequence' })
    isConditional({ create, remove, there, without })
    const bare: Operation = { kind: 'dropSequence', sequence: { name: 'q' } }
    assert.deepEqual(complete({ ...bare, lookUp: true }, there), remove)
    assert.deepEqual(complete(bare, there), bare)
    assert.throws(() => complete({ ...bare, lookUp: true }, without), { missing: 'q' })
  })
})

describe('code and data', () => {
  const effect: readonly Operation[] = [
    { kind: 'createSchema', name: 'a' },
    { kind: 'createSchema', name: 'b', dialects: ['sqlite'] },
  ]

  test('change what they say they do, on the database they are for', () => {
    const run: Operation = { kind: 'run', run: () => {}, effect }
    const execute: Operation = { kind: 'execute', sql: 'x', effect }
    for (const one of [run, execute]) {
      assert.deepEqual(apply(before, one), { ...before, schemas: ['a'] })
      assert.deepEqual(applyFor('sqlite')(before, one), { ...before, schemas: ['a', 'b'] })
    }
    for (const one of [
      { kind: 'execute', sql: 'x' },
      { kind: 'run', run: () => {} },
    ] as const)
      assert.deepEqual(apply(before, one), before)
    const custom: Operation = { kind: 'custom', describe: 'x', ddl: {} }
    const changing = { ...custom, apply: () => emptySchema }
    assert.deepEqual([apply(before, custom), apply(before, changing)], [before, emptySchema])
    for (const refuse of [apply, (schema: Schema, one: Operation) => complete(one, schema)])
      assert.throws(() => refuse(before, { ...custom, irreversible: 'why' }), {
        code: 'refused',
        reason: 'why',
      })
    const rows: Operation = { kind: 'bulkInsert', table: { name: 't' }, rows: [] }
    assert.deepEqual(apply(before, rows), before)
  })

  test('go back without an effect where they have none', () => {
    assert.deepEqual(
      invert({ kind: 'execute', sql: 'a', inverse: 'b', outsideTransaction: true }),
      {
        kind: 'execute',
        sql: 'b',
        inverse: 'a',
        outsideTransaction: true,
      },
    )
  })
})
