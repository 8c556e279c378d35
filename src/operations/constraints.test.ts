import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Column, Constraint, Schema, Table } from '../schema/model.ts'
import { emptySchema, emptyTable } from '../schema/model.ts'
import { applyFor } from './apply.ts'
import { complete, spellOut } from './complete.ts'
import { describe as describeOperation } from './describe.ts'
import { invert, invertAll } from './invert.ts'
import type { Operation } from './model.ts'
import { constraintsOf } from './needs.ts'

const table = { name: 't' }
const column = (name: string, nullable = true): Column => ({
  name,
  type: { kind: 'integer' },
  nullable,
})

/** One of each kind, with a name and all, and one of most without. */
const named: Readonly<Record<Constraint['kind'], Constraint>> = {
  primaryKey: { kind: 'primaryKey', name: 'pk', columns: ['a'], comment: 'key' },
  unique: { kind: 'unique', name: 'uq', columns: ['a', 'b'] },
  foreignKey: {
    kind: 'foreignKey',
    name: 'fk',
    columns: ['b'],
    references: { ...table, columns: ['a'] },
    notValid: true,
  },
  check: { kind: 'check', name: 'ck', expression: { sql: 'a > 0' }, notValid: true },
  exclusion: { kind: 'exclusion', name: 'ex', elements: [{ column: 'a', operator: '=' }] },
}
const unnamed: readonly Constraint[] = [
  { kind: 'unique', columns: ['b'] },
  { kind: 'check', expression: { sql: 'b > 0' } },
]

function tableWith(all: readonly Constraint[], nullable = true): Table {
  const of = (kind: Constraint['kind']): any[] =>
    all.filter((one) => one.kind === kind).map(({ kind: _, ...rest }) => rest)
  const [primaryKey] = of('primaryKey')
  return {
    ...emptyTable(table),
    columns: [column('a', nullable), column('b')],
    ...(primaryKey !== undefined && { primaryKey }),
    uniques: of('unique'),
    foreignKeys: of('foreignKey'),
    checks: of('check'),
    exclusions: of('exclusion'),
  }
}

const other = emptyTable({ name: 'other' })
const schemaWith = (all: readonly Constraint[], nullable = true): Schema => ({
  ...emptySchema,
  tables: [tableWith(all, nullable), other],
})

const every = [...Object.values(named), ...unnamed]
const full = schemaWith(every, false)
const apply = applyFor('postgresql')
const onTable = 'on table "t"'

for (const [kind, constraint] of Object.entries(named))
  describe(`a ${kind}`, () => {
    const rest = schemaWith(
      every.filter((one) => one !== constraint),
      false,
    )
    const add: Operation = { kind: 'addConstraint', table, constraint }
    const drop: Operation = { kind: 'dropConstraint', table, constraint }

    test('is put on its table and taken off it, and nothing else', () => {
      const [there] = apply(rest, add).tables
      assert.deepEqual(constraintsOf(there!).toSorted(byText), every.toSorted(byText))
      assert.deepEqual(apply(full, drop), rest)
      assert.deepEqual(apply(full, drop).tables[1], other)
      assert.deepEqual([invert(add), invert(drop)], [drop, add])
    })

    test('is there once, by its name', () => {
      assert.throws(() => apply(full, add), {
        code: 'already-there',
        what: 'constraint',
        existing: constraint.name,
      })
      assert.throws(() => apply(rest, drop), {
        code: 'not-there',
        what: 'constraint',
        missing: constraint.name,
      })
    })

    test('is renamed, and that is all', () => {
      const rename = { kind: 'renameConstraint', table, from: constraint.name!, to: 'new' } as const
      const whole: Operation = { ...rename, constraint: constraint.kind }
      const renamed = apply(full, whole)
      const names = every.map((one) => (one === constraint ? { ...one, name: 'new' } : one))
      assert.deepEqual(renamed, schemaWith(names, false))
      assert.deepEqual(apply(renamed, invert(whole)), full)
      const said: Operation = { ...rename, constraint: 'exclusion' }
      assert.deepEqual(complete(said, full), said)
      const looked: Operation = { ...rename, constraint: 'unique', lookUp: true }
      assert.deepEqual(complete(looked, full), whole)
      assert.deepEqual(apply(full, { ...whole, to: rename.from }), full)
      for (const taken of every.flatMap(({ name }) => name ?? []))
        if (taken !== rename.from)
          assert.throws(() => apply(full, { ...whole, to: taken }), {
            code: 'already-there',
            existing: taken,
          })
    })

    test('is looked up by its name', () => {
      const by: Constraint = { kind: 'unique', columns: [], name: constraint.name! }
      const looked: Operation = { kind: 'dropConstraint', table, constraint: by, lookUp: true }
      assert.deepEqual(complete(looked, full), drop)
      assert.throws(() => complete(looked, rest), { code: 'not-there', missing: constraint.name })
      assert.deepEqual(complete({ ...looked, ifExists: true }, full), { ...drop, ifExists: true })
      assert.deepEqual(complete({ ...looked, ifExists: true }, rest), {
        ...looked,
        ifExists: true,
        idle: true,
      })
    })

    test('is dropped on a condition', () => {
      const maybe: Operation = { ...drop, ifExists: true }
      assert.deepEqual(apply(full, maybe), rest)
      assert.deepEqual(apply(rest, maybe), rest)
      assert.deepEqual(apply(emptySchema, maybe), emptySchema)
      assert.deepEqual(complete(maybe, full), maybe)
      assert.deepEqual(complete(maybe, rest), { ...maybe, idle: true })
      assert.deepEqual(complete(maybe, emptySchema), { ...maybe, idle: true })
      assert.deepEqual(complete(drop, rest), drop)
      assert.throws(() => apply(emptySchema, drop), { code: 'not-there', what: 'table' })
    })

    test('is commented on where comments are kept', () => {
      const comment = (to: string | null): Operation => ({
        kind: 'setConstraintComment',
        table,
        name: constraint.name!,
        from: constraint.comment ?? null,
        to,
      })
      const said = every.map((one) => (one === constraint ? { ...one, comment: 'new' } : one))
      const commented = apply(full, comment('new'))
      assert.deepEqual(commented, schemaWith(said, false))
      assert.deepEqual(apply(commented, invert(comment('new'))), full)
      assert.deepEqual(applyFor('sqlite')(full, comment('new')), full)
      assert.throws(() => apply(rest, comment('new')), { missing: constraint.name })
      const looked: Operation = { ...comment('new'), lookUp: true }
      assert.deepEqual(complete({ ...looked, from: 'x' } as Operation, full), comment('new'))
      assert.deepEqual(complete({ ...looked, from: 'x' } as Operation, rest), {
        ...comment('new'),
        from: null,
      })
      assert.deepEqual(complete({ ...comment('x'), from: 'y' } as Operation, full), {
        ...comment('x'),
        from: 'y',
      })
    })

    test('is validated where it was not', () => {
      const validate: Operation = { kind: 'validateConstraint', table, name: constraint.name! }
      const isValid = !('notValid' in constraint)
      const { notValid: _, ...valid } = constraint as Constraint & { notValid?: boolean }
      const whole = complete(validate, full)
      assert.deepEqual(whole, { ...validate, constraint, ...(isValid && { idle: true }) })
      const after = every.map((one) => (one === constraint ? (valid as Constraint) : one))
      assert.deepEqual(apply(full, validate), schemaWith(after, false))
      const back: readonly Operation[] = isValid
        ? [whole]
        : [
            { kind: 'dropConstraint', table, constraint: valid as Constraint },
            { kind: 'addConstraint', table, constraint },
          ]
      assert.deepEqual(invertAll([whole]), back)
      assert.throws(() => complete(validate, rest), {
        missing: constraint.name,
        what: 'constraint',
      })
      assert.throws(() => apply(rest, validate), { missing: constraint.name, what: 'constraint' })
      assert.deepEqual(invertAll([validate]), [])
    })
  })

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)

test('a constraint that is said to be valid is so', () => {
  const check: Constraint = { kind: 'check', name: 'x', expression: { sql: 'a' }, notValid: false }
  const validate: Operation = { kind: 'validateConstraint', table, name: 'x' }
  const whole = { ...validate, constraint: check, idle: true }
  assert.deepEqual(complete(validate, schemaWith([check])), whole)
})

describe('a primary key', () => {
  const key: Constraint = { kind: 'primaryKey', columns: ['a'] }
  const add: Operation = { kind: 'addConstraint', table, constraint: key }
  const keyless = schemaWith([])

  test('makes its columns not null, but on SQLite', () => {
    const there = (nullable: boolean) => schemaWith([key], nullable)
    assert.deepEqual(apply(keyless, add), there(false))
    assert.deepEqual(applyFor('sqlite')(keyless, add), there(true))
    const alter: Operation = {
      kind: 'alterColumn',
      table,
      column: 'a',
      from: { nullable: true },
      to: { nullable: false },
    }
    assert.deepEqual(spellOut([add], keyless), [alter, add])
    assert.deepEqual(spellOut([add], keyless, 'sqlite'), [add])
    assert.deepEqual(spellOut([add], schemaWith([], false)), [add])
    const unique: Operation = { kind: 'addConstraint', table, constraint: named.unique }
    assert.deepEqual(spellOut([unique], keyless), [unique])
    assert.deepEqual(apply(keyless, unique), schemaWith([named.unique]))
  })

  test('is the only one', () => {
    const second: Operation = { ...add, constraint: { ...key, name: 'second' } }
    const error = { code: 'already-there', what: 'constraint' }
    assert.throws(() => apply(schemaWith([key]), add), { ...error, existing: 'primary key' })
    assert.throws(() => apply(full, second), { ...error, existing: 'pk' })
  })
})

describe('a constraint is missed', () => {
  const cases: readonly (readonly [string, Operation, object])[] = [
    [
      'by its words where it has no name',
      { kind: 'dropConstraint', table, constraint: { kind: 'unique', columns: ['x'] } },
      { missing: 'unique constraint (x)', where: onTable },
    ],
    [
      'where one of another kind has its name',
      { kind: 'renameConstraint', table, constraint: 'check', from: 'uq', to: 'x' },
      { missing: 'uq', where: onTable },
    ],
    [
      'by a name that none has',
      { kind: 'validateConstraint', table: { schema: 's', name: 't' }, name: 'x' },
      { what: 'table', missing: 's.t' },
    ],
    [
      'with the names there are',
      { kind: 'validateConstraint', table, name: 'zzz' },
      { where: onTable },
    ],
  ]
  for (const [how, operation, error] of cases)
    test(how, () => {
      assert.throws(() => apply(full, operation), { code: 'not-there', ...error })
    })
  test('where nothing says its name', () => {
    const constraint: Constraint = { kind: 'unique', columns: ['b'] }
    const drop: Operation = { kind: 'dropConstraint', table, constraint, lookUp: true }
    assert.throws(() => complete(drop, full), { code: 'not-there', missing: '' })
    assert.equal(describeOperation(drop), 'drop constraint "" of "t"')
  })
  test('by what it says, also beside others without a name', () => {
    const constraint: Constraint = { kind: 'unique', columns: ['x'] }
    const maybe: Operation = { kind: 'dropConstraint', table, constraint, ifExists: true }
    assert.deepEqual(apply(full, maybe), full)
    assert.deepEqual(complete(maybe, full), { ...maybe, idle: true })
  })
})
