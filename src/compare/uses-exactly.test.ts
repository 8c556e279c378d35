/** What every kind of thing needs, to the last key: one too many would bind what is free, one too few lose an order. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptySchema, emptyTable, type StoredObject, type Table } from '../schema/model.ts'
import {
  columnKey,
  type Key,
  loggingKey,
  objectKey,
  relationKey,
  schemaKey,
  typeKey,
  uniqueKey,
} from './keys.ts'
import { knownIn } from './known.ts'
import type { Thing } from './things.ts'
import { referencedColumns, usesOf } from './uses.ts'

const mood = { kind: 'enum', name: 'mood', values: [] } as const
const column = (name: string, facts = {}) =>
  ({ name, type: { kind: 'integer' }, nullable: true, ...facts }) as const

const parent: Table = { ...emptyTable({ name: 'parent' }), columns: [column('a'), column('p')] }
const child: Table = {
  ...emptyTable({ name: 'child' }),
  columns: [column('a'), column('c')],
  options: { inherits: [{ name: 'parent' }] },
}
const target: Table = {
  ...emptyTable({ schema: 'far', name: 'target' }),
  columns: [column('id'), column('x'), column('y')],
  primaryKey: { columns: ['id'], include: ['x'] },
}
const own: Table = { ...emptyTable({ name: 't' }), columns: [column('a'), column('b')] }
const routine: StoredObject = { kind: 'function', name: 'f', definition: 'SELECT 1' }
const known = knownIn({
  ...emptySchema,
  tables: [parent, child, target, own],
  enums: [mood],
  sequences: [{ name: 'numbers' }],
  objects: [routine],
})

const t = { name: 't' }
const far = { schema: 'far', name: 'target' }
const [T, A, B] = [relationKey(t), columnKey(t, 'a'), columnKey(t, 'b')]
const FAR = [relationKey(far), ...['id', 'x'].map((name) => columnKey(far, name))]
const LOGGED = [uniqueKey(far, ['id']), loggingKey(t), loggingKey(far)]
const view = (facts: Partial<StoredObject>): Thing => ({
  kind: 'object',
  object: { kind: 'view', name: 'v', definition: '', ...facts },
})
const constraint = (one: object): Thing =>
  ({ kind: 'constraint', table: t, constraint: one }) as Thing
const index = (one: object): Thing =>
  ({ kind: 'index', table: t, index: { name: 'i', elements: [], ...one } }) as Thing
const ofTable = (one: Table): Thing => ({ kind: 'table', table: one })

const NEEDS: readonly (readonly [what: string, thing: Thing, needs: readonly Key[]])[] = [
  ['a schema', { kind: 'schema', name: 's' }, []],
  ['an enum', { kind: 'enum', enum: mood }, []],
  ['an enum in a schema', { kind: 'enum', enum: { ...mood, schema: 's' } }, [schemaKey('s')]],
  ['a sequence', { kind: 'sequence', sequence: { name: 'q' } }, []],
  [
    'a sequence that a column owns',
    { kind: 'sequence', sequence: { schema: 's', name: 'q', ownedBy: { ...t, column: 'a' } } },
    [schemaKey('s'), A],
  ],
  ['an empty table', ofTable(emptyTable({ name: 'new' })), []],
  ['a table in a schema', ofTable(emptyTable({ schema: 's', name: 'new' })), [schemaKey('s')]],
  [
    'a table that inherits',
    ofTable({ ...emptyTable({ name: 'new' }), options: { inherits: [{ name: 'parent' }] } }),
    [relationKey(parent), columnKey(parent, 'a'), columnKey(parent, 'p')],
  ],
  [
    'a table that inherits from one that nobody knows',
    ofTable({ ...emptyTable({ name: 'new' }), options: { inherits: [{ name: 'unknown' }] } }),
    [relationKey({ name: 'unknown' })],
  ],
  [
    'a table with everything',
    ofTable({
      ...own,
      columns: [column('a', { type: mood }), column('b')],
      primaryKey: { columns: ['a'] },
      checks: [{ expression: { sql: 'b > 0' } }],
      indexes: [{ name: 'i', elements: [{ column: 'b' }] }],
    }),
    [typeKey(mood), A, B, B],
  ],
  ['a column', { kind: 'column', table: t, column: column('n') }, [T]],
  [
    'a column of a list, with a default',
    {
      kind: 'column',
      table: t,
      column: column('n', { type: { kind: 'array', of: mood }, default: { sql: 'f()' } }),
    },
    [T, typeKey(mood), objectKey(routine)],
  ],
  [
    'a column with a plain default',
    { kind: 'column', table: t, column: column('n', { default: { literal: 'mood' } }) },
    [T],
  ],
  [
    'a column that asks a sequence',
    { kind: 'column', table: t, column: column('n', { default: { sql: "nextval('numbers')" } }) },
    [T, relationKey({ name: 'numbers' })],
  ],
  [
    'a generated column',
    {
      kind: 'column',
      table: t,
      column: column('n', { generated: { expression: { sql: 'a + 1' }, stored: true } }),
    },
    [T, A],
  ],
  ['a primary key', constraint({ kind: 'primaryKey', columns: ['a'] }), [T, A]],
  [
    'a key that includes',
    constraint({ kind: 'unique', columns: ['a'], include: ['b'] }),
    [T, A, B],
  ],
  [
    'a foreign key in the short form, to a key that carries a column along',
    constraint({ kind: 'foreignKey', columns: ['a'], references: { ...far, columns: [] } }),
    [T, A, ...FAR, ...LOGGED],
  ],
  [
    'a foreign key to what nobody knows',
    constraint({ kind: 'foreignKey', columns: ['a'], references: { name: 'u', columns: [] } }),
    [
      ...[T, A, relationKey({ name: 'u' }), uniqueKey({ name: 'u' }, [])],
      ...[loggingKey(t), loggingKey({ name: 'u' })],
    ],
  ],
  ['a check', constraint({ kind: 'check', expression: { sql: 'b > 0' } }), [T, B]],
  [
    'an exclusion',
    constraint({
      kind: 'exclusion',
      elements: [
        { column: 'a', operator: '=' },
        { expression: { sql: 'f(b)' }, operator: '=' },
      ],
      include: ['b'],
      where: { sql: 'a > 0' },
    }),
    [T, A, B, objectKey(routine), B, A],
  ],
  [
    'an index on nothing but an expression',
    index({ elements: [{ expression: { sql: 'f(1)' } }] }),
    [T, objectKey(routine)],
  ],
  ['an index on a column', index({ elements: [{ column: 'a' }] }), [T, A]],
  [
    'an index of some rows that includes',
    index({ elements: [{ column: 'a' }], include: ['b'], where: { sql: 'b > 0' } }),
    [T, A, B, B],
  ],
  ['a view of nothing', view({}), []],
  [
    'a view that states what it reads',
    view({ definition: 'SELECT a FROM T', dependsOn: [{ name: 'T' }] }),
    [
      // Names are looked up whatever their case; what goes by it is what was stated.
      T,
      typeKey(t),
    ],
  ],
  [
    'a trigger',
    {
      kind: 'object',
      object: { kind: 'trigger', name: 'tr', table: t, definition: 'WHEN (new.a > 0)' },
    },
    [T, A],
  ],
  [
    'a trigger on what nobody knows',
    view({ kind: 'trigger', table: { name: 'u' }, definition: 'a' }),
    [relationKey({ name: 'u' })],
  ],
  ['an extension, whatever its text', view({ kind: 'extension', definition: 'mood t f()' }), []],
  ['a grant on no table', view({ kind: 'grant', definition: 'GRANT SELECT (a)' }), []],
  [
    'what stands on an inherited column',
    {
      kind: 'index',
      table: child,
      index: { name: 'i', elements: [{ column: 'a' }, { column: 'c' }] },
    },
    [relationKey(child), columnKey(child, 'a'), columnKey(parent, 'a'), columnKey(child, 'c')],
  ],
]

for (const [what, thing, needs] of NEEDS)
  test(`${what} needs that, and no more`, () => {
    assert.deepEqual(usesOf(thing, known), needs)
  })

test('a key in the short form means the primary key, and one of what is not known nothing', () => {
  assert.deepEqual(referencedColumns({ ...far, columns: [] }, known), ['id'])
  assert.deepEqual(referencedColumns({ ...far, columns: ['x'] }, known), ['x'])
  assert.deepEqual(referencedColumns({ name: 't', columns: [] }, known), [])
  assert.deepEqual(referencedColumns({ name: 'u', columns: [] }, known), [])
})
