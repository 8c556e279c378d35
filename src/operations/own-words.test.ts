/** How a project that has helpers of its own has operations written with them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SourceContext, SourceItem } from '../source/dsl/context.ts'
import type { Operation } from './model.ts'
import { sourceOf } from './source.ts'

const view = { kind: 'view', name: 'v', definition: 'SELECT 1' } as const
const now = { sql: 'now()' }
const integer = { kind: 'integer' } as const

/** Writes what it knows as a call of that name, and keeps what it was asked. */
function writing(...kinds: readonly SourceItem['kind'][]): SourceContext & { asked: SourceItem[] } {
  const asked: SourceItem[] = []
  const item = (one: SourceItem) => {
    asked.push(one)
    return kinds.includes(one.kind) ? `own(${one.kind})` : undefined
  }
  return { asked, item }
}

const cases: readonly (readonly [Operation, SourceItem['kind'], string | RegExp])[] = [
  [{ kind: 'createObject', object: view }, 'object', 'op.createObject(own(object))'],
  [
    { kind: 'dropObject', object: view, ifExists: true },
    'object',
    'op.dropObject(own(object), { ifExists: true })',
  ],
  [
    { kind: 'replaceObject', from: view, to: { ...view, definition: 'SELECT 2' } },
    'object',
    'op.replaceObject({\n  from: own(object),\n  to: own(object),\n})',
  ],
  [
    {
      kind: 'alterColumn',
      table: { name: 't' },
      column: 'a',
      from: {},
      to: { type: integer, default: now },
      lookUp: true,
    },
    'default',
    "op.alterColumn('t', 'a', { to: { type: integer(), default: own(default) } })",
  ],
  [
    {
      kind: 'alterColumn',
      table: { name: 't' },
      column: 'a',
      from: {},
      to: { default: now },
      lookUp: true,
    },
    'default',
    "op.alterColumn('t', 'a', { to: { default: sql`now()` } })",
  ],
]

for (const [operation, kind, source] of cases)
  test(`${operation.kind} is written with the project's own ${kind}: ${source}`, () => {
    assert.equal(sourceOf(operation, 0, writing(kind)), source)
    const plain = writing()
    assert.equal(sourceOf(operation, 0, plain), sourceOf(operation))
    for (const asked of plain.asked)
      if (asked.kind === 'object') assert.equal(asked.value.name, 'v')
      else if (asked.kind === 'default') assert.deepEqual([asked.value, asked.type], [now, integer])
  })
