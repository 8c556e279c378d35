import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  type ColumnType,
  emptySchema,
  type Schema,
  type StoredObject,
  type Table,
} from '../schema/model.ts'
import { columnKey, objectKey, relationKey, schemaKey, typeKey } from './keys.ts'
import { knownIn } from './known.ts'
import { typeUses, usesOf } from './uses.ts'

const column = (name: string, facts = {}) =>
  ({ name, type: { kind: 'integer' }, nullable: true, ...facts }) as const
const table = (name: string, facts: Partial<Table> = {}): Table => ({
  name,
  columns: [column('a'), column('b')],
  uniques: [],
  foreignKeys: [],
  checks: [],
  exclusions: [],
  indexes: [],
  ...facts,
})
const object = (kind: StoredObject['kind'], name: string, facts: Partial<StoredObject> = {}) =>
  ({ kind, name, definition: '', ...facts }) satisfies StoredObject

const schema = (parts: Partial<Schema>) => knownIn({ ...emptySchema, ...parts })

describe('what goes by a name in some text', () => {
  const known = schema({
    tables: [table('Log'), table('log', { schema: 'far' })],
    enums: [{ name: 'mood', values: [] }],
    sequences: [{ name: 'numbers' }],
    objects: [
      object('view', 'v'),
      object('materializedView', 'mv'),
      object('trigger', 'tr'),
      object('policy', 'po'),
      object('grant', 'gr'),
      object('extension', 'ex'),
      object('domain', 'dom'),
      object('function', 'fn'),
      object('procedure', 'proc'),
    ],
  })

  test('is a table, view or sequence, a type, or a routine, and nothing else', () => {
    assert.deepEqual([...known.relations.keys()].toSorted(), ['log', 'mv', 'numbers', 'v'])
    assert.deepEqual([...known.types.keys()].toSorted(), ['dom', 'mood'])
    assert.deepEqual([...known.routines.keys()].toSorted(), ['fn', 'proc'])
    assert.equal(known.relations.get('log')?.length, 2)
    assert.equal(known.tables.size, 2)
  })

  for (const [where, parts] of Object.entries({
    'a default': {
      tables: [table('t', { columns: [column('a', { default: { sql: 'f()' } })] })],
    },
    'a generated column': {
      tables: [
        table('t', {
          columns: [
            column('a', {
              generated: { expression: { sql: 'f(b)' }, stored: true },
            }),
          ],
        }),
      ],
    },
    'a check': {
      tables: [table('t', { checks: [{ expression: { sql: 'f(a)' } }] })],
    },
    'a check, in its wording for PostgreSQL': {
      tables: [
        table('t', {
          checks: [{ expression: { sql: 'true', dialects: { postgresql: 'f(a)' } } }],
        }),
      ],
    },
    'an exclusion': {
      tables: [
        table('t', {
          exclusions: [{ elements: [{ expression: { sql: 'F(a)' }, operator: '=' }] }],
        }),
      ],
    },
    'an index': {
      tables: [
        table('t', {
          indexes: [{ name: 'i', elements: [{ expression: { sql: 'f(a)' } }] }],
        }),
      ],
    },
    'an index of some rows': {
      tables: [
        table('t', {
          indexes: [{ name: 'i', elements: [{ column: 'a' }], where: { sql: 'f(a)' } }],
        }),
      ],
    },
    'a domain': {
      objects: [object('domain', 'd', { definition: 'text CHECK (f(value))' })],
    },
  } satisfies Record<string, Partial<Schema>>))
    test(`is called by tables where ${where} calls it`, () => {
      const [called, other] = [object('function', 'F'), object('function', 'g')]
      const { objects = [], ...rest }: Partial<Schema> = parts
      const known = schema({ ...rest, objects: [...objects, called, other] })
      assert.deepEqual([...known.calledByTables], [called])
    })
})

describe('what a thing cannot be without', () => {
  const known = schema({
    tables: [table('log'), table('log', { schema: 'far' }), table('unread')],
    enums: [
      { name: 'mood', values: [] },
      { name: 'mood', schema: 'far', values: [] },
    ],
    objects: [object('domain', 'dom'), object('view', 'v')],
  })
  const uses = (one: StoredObject, from = known) => usesOf({ kind: 'object', object: one }, from)

  test('is every type that a column of it is made of', () => {
    const mood: ColumnType = { kind: 'enum', name: 'mood', values: [] }
    const moods = [typeKey({ name: 'mood' })]
    assert.deepEqual(typeUses(mood, known), moods)
    assert.deepEqual(typeUses({ kind: 'array', of: mood }, known), moods)
    assert.deepEqual(typeUses({ kind: 'native', sql: 'DOM' }, known), [typeKey({ name: 'dom' })])
    assert.deepEqual(
      typeUses(
        {
          kind: 'variant',
          base: { kind: 'text' },
          dialects: { postgresql: mood },
        },
        known,
      ),
      moods,
    )
    assert.deepEqual(typeUses({ kind: 'integer' }, known), [])
    assert.deepEqual(
      usesOf({ kind: 'enum', enum: { schema: 'x', name: 'e', values: [] } }, known),
      [schemaKey('x')],
    )
  })

  test('is what is stated of a view, of the schema that is stated, and no other name in its text', () => {
    const view = object('view', 'w', {
      definition: 'SELECT a FROM far.log, unread',
      dependsOn: [{ schema: 'far', name: 'log' }],
    })
    const far = { schema: 'far', name: 'log' }
    const used = new Set(uses(view))
    assert.ok(used.has(relationKey(far)) && used.has(columnKey(far, 'a')))
    assert.ok(!used.has(relationKey({ name: 'log' })) && !used.has(relationKey({ name: 'unread' })))
    assert.ok(!used.has(columnKey(far, 'b')))
  })

  test('is a type that is stated, of the schema that is stated', () => {
    const used = (name: object) =>
      uses(object('view', 'w', { dependsOn: [{ name: 'mood', ...name }] })).includes(
        typeKey({ name: 'mood' }),
      )
    assert.equal(used({}), true)
    assert.equal(used({ schema: 'far' }), false)
  })

  test('is every name in the text of a view that states nothing, but its own', () => {
    const view = object('view', 'v', {
      definition: "SELECT a, 'x'::mood FROM log, v",
    })
    assert.deepEqual(
      new Set(uses(view)),
      new Set([
        typeKey({ name: 'mood' }),
        typeKey({ schema: 'far', name: 'mood' }),
        relationKey({ name: 'log' }),
        columnKey({ name: 'log' }, 'a'),
        relationKey({ schema: 'far', name: 'log' }),
        columnKey({ schema: 'far', name: 'log' }, 'a'),
      ]),
    )
  })

  test('is no table for a domain, nor for a function that tables call', () => {
    const [fn, free] = [
      object('function', 'f', { definition: 'SELECT a FROM log' }),
      object('function', 'g', { definition: 'SELECT a FROM log' }),
    ]
    const domain = object('domain', 'd', {
      definition: 'text CHECK (value IN (log, f()))',
    })
    const own = schema({ tables: [table('log')], objects: [fn, free, domain] })
    assert.deepEqual(uses(fn, own), [])
    assert.deepEqual(uses(domain, own), [objectKey(fn)])
    assert.deepEqual(uses(free, own), [
      relationKey({ name: 'log' }),
      columnKey({ name: 'log' }, 'a'),
    ])
  })

  test('is a type that only the signature of a function says', () => {
    const fn = object('function', 'f', {
      definition: 'CREATE FUNCTION f(log.a%TYPE) …',
      signature: 'far.mood',
    })
    assert.ok(uses(fn).includes(typeKey({ schema: 'far', name: 'mood' })))
  })

  test('is its table for a grant, and the columns that it names', () => {
    const log = { name: 'log' }
    const grant = (definition: string) => object('grant', 'g', { table: log, definition })
    assert.deepEqual(uses(grant('GRANT INSERT ON unread')), [relationKey(log)])
    assert.deepEqual(uses(grant('GRANT SELECT (a) ON unread')), [
      relationKey(log),
      columnKey(log, 'a'),
    ])
  })
})
