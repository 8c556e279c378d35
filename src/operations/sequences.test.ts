import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ObjectName, Schema } from '../schema/model.ts'
import { apply } from './apply.ts'
import { complete } from './complete.ts'
import { before, column, user } from './follow-schema.test.ts'
import { invert } from './invert.ts'

describe('a sequence that is renamed', () => {
  const rename = (from: ObjectName, to: ObjectName): Schema =>
    apply(before, { kind: 'renameSequence', from, to })

  test('is asked under its new name', () => {
    const renamed = rename({ schema: 'auth', name: 'ages' }, { name: 'years' })
    assert.deepEqual(renamed.sequences, [
      { name: 'years', ownedBy: { ...user, column: 'age' } },
      ...before.sequences.slice(1),
    ])
    const asks = renamed.tables.map(({ columns }) => columns.flatMap((one) => one.default ?? []))
    assert.deepEqual(asks, [
      [{ sql: "nextval('years'::regclass)" }],
      [{ sql: "nextval('years'::regclass)" }, { sql: "nextval('auth.free'::regclass)" }],
      [],
    ])
  })

  const behind: readonly (readonly [string, string, string, string | undefined])[] = [
    ['of a serial column', 'user_id_seq', 'ids', 'ids'],
    ['of an identity that had another name', 'numbers', 'others', 'others'],
  ]
  for (const [what, from, to, name] of behind)
    test(`is what the column has behind it: ${what}`, () => {
      const renamed = rename({ schema: 'auth', name: from }, { schema: 'auth', name: to })
      assert.deepEqual(renamed.sequences, before.sequences)
      const names = renamed.tables[0]!.columns.map(({ sequenceName }) => sequenceName)
      const at = from === 'numbers' ? 1 : 0
      const were = before.tables[0]!.columns.map(({ sequenceName }) => sequenceName)
      assert.deepEqual(names, were.with(at, name))
      assert.deepEqual(renamed.tables.slice(1), before.tables.slice(1))
    })

  test('is said no more where it has the usual name again', () => {
    const renamed = rename(
      { schema: 'auth', name: 'numbers' },
      { schema: 'auth', name: 'user_no_seq' },
    )
    assert.deepEqual(renamed.tables[0]?.columns[1], column('no', { identity: { always: true } }))
  })

  const missing: readonly (readonly [string, ObjectName])[] = [
    ['there is none of that name', { schema: 'auth', name: 'none' }],
    ['it is behind a column of another schema', { name: 'user_id_seq' }],
    ['the column of that name numbers nothing', { schema: 'auth', name: 'user_age_seq' }],
  ]
  for (const [why, from] of missing)
    test(`is missed where ${why}`, () => {
      assert.throws(() => rename(from, { ...from, name: 'new' }), {
        code: 'not-there',
        what: 'sequence',
      })
    })

  test('does not take a name that is taken', () => {
    const from = { schema: 'auth', name: 'ages' }
    for (const [what, to] of [
      ['table', user],
      ['sequence', { schema: 'auth', name: 'free' }],
      ['view', { name: 'v' }],
      ['view', { name: 'm' }],
    ] as const)
      assert.throws(() => rename(from, to), { code: 'already-there', what })
  })
})

describe('a sequence that is altered', () => {
  const owner = { name: 'user', column: 'age' }
  const there = { name: 's', start: 5, increment: 2, cycle: true, ownedBy: owner, comment: 'c' }
  const schema: Schema = { ...before, sequences: [{ name: 'other' }, there] }
  const whole = (from: object, to: object, lookUp = false) => {
    const said = {
      from: { name: 's', ...from },
      to: { name: 's', ...to },
      ...(lookUp && { lookUp }),
    }
    const { kind: _, ...states } = complete({ kind: 'alterSequence', ...said }, schema)
    return states
  }

  test('is on both sides as it is where neither speaks of it', () => {
    const { increment: _, ...rest } = there
    assert.deepEqual(whole({ increment: 2 }, { increment: 3 }), {
      from: there,
      to: { ...rest, increment: 3 },
    })
    assert.deepEqual(whole({ increment: 7 }, { increment: 3 }), {
      from: { ...there, increment: 7 },
      to: { ...there, increment: 3 },
    })
    assert.deepEqual(whole({ increment: 2, start: 5 }, { cache: 4 }), {
      from: { name: 's', start: 5, increment: 2, cycle: true, ownedBy: owner, comment: 'c' },
      to: { name: 's', cycle: true, ownedBy: owner, comment: 'c', cache: 4 },
    })
  })

  test('comes from all it is where nothing is said of that, and loses what is null', () => {
    const { ownedBy: _, comment: __, ...rest } = there
    assert.deepEqual(whole({}, { ownedBy: null, comment: null, cache: 9 }, true), {
      from: there,
      to: { ...rest, cache: 9 },
    })
  })

  test('is what it is to be, and the others are as they were', () => {
    const to = { name: 's', start: 1 }
    const operation = { kind: 'alterSequence', from: there, to } as const
    assert.deepEqual(apply(schema, operation), { ...schema, sequences: [{ name: 'other' }, to] })
    assert.deepEqual(invert(operation), { kind: 'alterSequence', from: to, to: there })
  })
})
