import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Operation } from '../../../operations/model.ts'
import { type Default, emptySchema, type Schema } from '../../../schema/model.ts'
import { compile } from './index.ts'

const t = { name: 't' }
const mood = { name: 'mood', values: ['a', 'b'] }

/** What becomes of the default while `b` gives way to `c`, by the values it gets one after the other. */
function defaults(
  value: Default,
  { mapping, next }: { mapping?: Record<string, string | null>; next?: string } = {},
): string[] {
  const table = {
    ...t,
    columns: [
      { name: 'm', type: { kind: 'enum', ...mood }, nullable: true, default: value },
    ] as const,
    uniques: [],
    foreignKeys: [],
    checks: [],
    exclusions: [],
    indexes: [],
  }
  const before: Schema = { ...emptySchema, enums: [mood], tables: [table] }
  const operations: Operation[] = [
    {
      kind: 'alterEnum',
      enum: { name: 'mood' },
      from: mood.values,
      to: ['a', 'c'],
      ...(mapping !== undefined && { mapping }),
    },
  ]
  if (next !== undefined)
    operations.push({
      kind: 'alterColumn',
      table: t,
      column: 'm',
      from: { default: value },
      to: { default: { literal: next } },
    })
  return compile(operations, before, { version: [18, 0] }).flatMap((step) =>
    step.kind === 'run'
      ? []
      : [...step.sql.matchAll(/SET DEFAULT (.*?),?$/gm)].map(([, to]) => to!),
  )
}

describe('the default of a column whose enum changes its values', () => {
  test('comes back as it was', () => {
    assert.deepEqual(defaults({ literal: 'a' }), ["'a'"])
    assert.deepEqual(defaults({ literal: 'a' }, { mapping: { b: 'c' } }), ["'a'"])
    assert.deepEqual(defaults({ sql: 'first_mood()' }, { mapping: { b: 'c' } }), ['first_mood()'])
  })

  test('comes back as what it is mapped to, or not at all', () => {
    assert.deepEqual(defaults({ literal: 'b' }, { mapping: { b: 'c' } }), ["'c'"])
    assert.deepEqual(defaults({ literal: 'b' }, { mapping: { b: null } }), [])
  })

  test('comes back before it changes, unless nothing is like it any more', () => {
    assert.deepEqual(defaults({ literal: 'a' }, { next: 'c' }), ["'a'", "'c'"])
    assert.deepEqual(defaults({ literal: 'b' }, { mapping: { b: 'c' }, next: 'a' }), ["'c'", "'a'"])
    assert.deepEqual(defaults({ literal: 'b' }, { next: 'c' }), ["'c'"])
    assert.deepEqual(defaults({ sql: 'first_mood()' }, { next: 'c' }), ['first_mood()', "'c'"])
  })
})

test('an enum has its comment also when it is made anew', () => {
  const said = (comment: string | undefined, change: object) => {
    const before = {
      ...emptySchema,
      enums: [{ ...mood, ...(comment !== undefined && { comment }) }],
    }
    const operation: Operation = {
      kind: 'alterEnum',
      enum: { name: 'mood' },
      from: mood.values,
      to: mood.values,
      ...change,
    }
    return compile([operation], before, { version: [18, 0] }).flatMap((step) =>
      step.kind === 'statement' && step.sql.startsWith('COMMENT') ? [step.sql] : [],
    )
  }
  const anew = { to: ['a', 'c'] }
  assert.deepEqual(said('old', anew), [`COMMENT ON TYPE "mood" IS 'old'`])
  assert.deepEqual(said(undefined, anew), [])
  for (const change of [{}, anew]) {
    const comment = { from: 'old', to: 'new' }
    assert.deepEqual(said('old', { ...change, comment }), [`COMMENT ON TYPE "mood" IS 'new'`])
    const none = { from: 'old', to: null }
    assert.deepEqual(said('old', { ...change, comment: none }), ['COMMENT ON TYPE "mood" IS NULL'])
  }
})
