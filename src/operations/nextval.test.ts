import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ObjectName } from '../schema/model.ts'
import { askingAnother, asksSequence } from './nextval.ts'

const [s, xs] = [{ name: 's' }, { schema: 'x', name: 's' }]
const to = { name: "It's" }

/** A default, the sequence that is renamed, and the default then; nothing where it asks another one. */
const cases: readonly (readonly [string, ObjectName, ObjectName, string?])[] = [
  ["nextval('s'::regclass)", s, { name: 'r' }, "nextval('r'::regclass)"],
  ["nextval('s')", s, to, `nextval('"It''s"')`],
  [`nextval('"s"') + 1`, s, { name: 'r' }, "nextval('r') + 1"],
  ["nextval('public.s')", s, { name: 'r' }, "nextval('r')"],
  ["nextval('x.s')", xs, { schema: 'x', name: 'r' }, "nextval('x.r')"],
  ["nextval('S')", s, { name: 'r' }, "nextval('r')"],
  [`nextval('"S"')`, s, { name: 'r' }],
  ["nextval('s')", xs, { name: 'r' }],
  ["nextval('y.s')", xs, { name: 'r' }],
  ["nextval('x.t')", xs, { name: 'r' }],
  ["nextval('x.s')", s, { name: 'r' }],
  ["nextval('')", s, { name: 'r' }],
  ["lower('s')", s, { name: 'r' }],
]

for (const [sql, from, name, expected] of cases)
  test(`${sql} when ${from.schema ?? ''}.${from.name} is renamed`, () => {
    const column = {
      name: 'c',
      type: { kind: 'integer' },
      nullable: true,
      default: { sql },
    } as const
    assert.deepEqual(askingAnother(column, from, name).default, { sql: expected ?? sql })
  })

test('only what asks the sequence, and only its name in that, is changed', () => {
  const column = { name: 'c', type: { kind: 'text' }, nullable: true } as const
  const same = [
    column,
    { ...column, default: { literal: "nextval('s')" } },
    { ...column, default: { sql: "lower('s')" } },
    { ...column, default: { sql: "nextval('t') + s + xsx" } },
  ] as const
  for (const one of same) {
    assert.equal(asksSequence(one, s), false)
    assert.deepEqual(askingAnother(one, s, to), one)
  }
  const asking = { ...column, default: { sql: "nextval('s') + s + xsx + nextval ('t')" } }
  assert.equal(asksSequence(asking, s), true)
  assert.deepEqual(askingAnother(asking, s, { name: 'r' }), {
    ...column,
    default: { sql: "nextval('r') + s + xsx + nextval ('t')" },
  })
  const quoted = { ...column, default: { sql: `nextval('"it''s"')` } }
  assert.equal(asksSequence(quoted, { name: "it's" }), true)
  assert.equal(asksSequence(quoted, { name: "it''s" }), false)
  for (const text of ["nextval('s.')", "nextval('s..t')", "nextval('public.')"])
    assert.equal(asksSequence({ ...column, default: { sql: text } }, s), false)
})
