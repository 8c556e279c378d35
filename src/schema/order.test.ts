import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { buildTable, integer, policy, routine, trigger, view } from './builders/index.ts'
import { sameName, spell } from './lookup.ts'
import type { ForeignKey, StoredObject, Table } from './model.ts'
import { createOrder, dropOrder, orderObjects } from './order.ts'

/** A table for each line: `a: b c?` refers to `b`, and to `c` by a column that may be null. */
const tables = (drawing: string): Table[] =>
  drawing
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', targets = ''] = line.split(':')
      const keys = targets.trim().split(/\s+/).filter(Boolean)
      const columns = keys.map((key) => {
        const column = integer().references(`${key.replace('?', '')}.id`)
        return [key, key.endsWith('?') ? column : column.notNull()] as const
      })
      return buildTable(name.trim(), [['id', integer().primaryKey()], ...columns])
    })

const names = (things: readonly { name: string }[]): string =>
  things.map(({ name }) => name).join(' ')

const keys = (placed: readonly { table: { name: string }; foreignKey: ForeignKey }[]): string =>
  placed.map(({ table, foreignKey }) => `${table.name}>${foreignKey.references.name}`).join(' ')

describe('createOrder', () => {
  test('puts what is referred to first, and otherwise goes by name', () => {
    const { tables: ordered, later } = createOrder(
      tables(`
        build: environment
        environment: namespace
        zoo:
        namespace:
        apple: zoo
      `),
    )
    assert.equal(names(ordered), 'namespace zoo apple environment build')
    assert.deepEqual(later, [])
  })

  test('closes a circle later, by the key that may be null', () => {
    const { tables: ordered, later } = createOrder(
      tables(`
        build: environment
        environment: namespace build?
        namespace:
      `),
    )
    assert.equal(names(ordered), 'namespace environment build')
    assert.equal(keys(later), 'environment>build')
  })

  test('closes a circle by as few keys as can be', () => {
    const { tables: ordered, later } = createOrder(
      tables(`
        a: b c
        b: a
        c: b
      `),
    )
    assert.equal(names(ordered), 'b c a')
    assert.equal(keys(later), 'b>a')
  })

  test('adds no key later that is not part of a circle', () => {
    const { later } = createOrder(
      tables(`
        a: b
        b: a x
        x: y
        y: x z
        z:
      `),
    )
    assert.equal(keys(later), 'x>y a>b')
  })

  test('does not mind references to itself or to strangers', () => {
    const { tables: ordered, later } = createOrder(tables('node: node stranger'))
    assert.equal(names(ordered), 'node')
    assert.deepEqual(later, [])
  })

  test('puts parents first, in a circle too', () => {
    const parent = buildTable('z', { id: integer(), child: integer().references('a.id') })
    const child = buildTable('a', { id: integer() }, [], { inherits: [{ name: 'z' }] })
    const { tables: ordered, later } = createOrder([child, parent])
    assert.equal(names(ordered), 'z a')
    assert.equal(keys(later), 'z>a')
  })

  test('ends even where tables inherit in a circle', () => {
    const a = buildTable('a', {}, [], { inherits: [{ name: 'b' }] })
    const b = buildTable('b', {}, [], { inherits: [{ name: 'a' }] })
    assert.equal(createOrder([a, b]).tables.length, 2)
  })

  test('tells schemas apart', () => {
    const inner = buildTable({ schema: 'a', name: 't' }, { id: integer() })
    const outer = buildTable('t', {
      id: integer().references({ schema: 'a', table: 't', column: 'id' }),
    })
    assert.deepEqual(createOrder([outer, inner]).tables.map(spell), ['a.t', 't'])
  })

  test('goes by schema, the default one first, then by name', () => {
    const expected = ['m', 'z', 'a.m', 'a.z', 'b.a']
    const all = expected.map((spelt) => {
      const [name = '', schema] = spelt.split('.').toReversed()
      return buildTable(schema === undefined ? name : { schema, name }, { id: integer() })
    })
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        assert.deepEqual(createOrder(shuffled).tables.map(spell), expected)
      }),
    )
  })

  test('is legal and complete for any references, and does not depend on how the tables are listed', () => {
    fc.assert(
      fc.property(graphs, fc.infiniteStream(fc.nat()), (graph, random) => {
        const { tables: ordered, later } = createOrder(graph)
        assert.equal(ordered.length, graph.length)
        assert.deepEqual(new Set(ordered), new Set(graph))
        for (const [i, table] of ordered.entries())
          for (const key of table.foreignKeys) {
            const target = ordered.findIndex((other) => sameName(other, key.references))
            const late = later.some((one) => sameName(one.table, table) && one.foreignKey === key)
            assert.equal(late, target > i, `${table.name}>${key.references.name}`)
          }
        const shuffled = graph
          .map((table) => ({ table, at: random.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ table }) => table)
        assert.deepEqual(createOrder(shuffled), { tables: ordered, later })
      }),
      { numRuns: 500 },
    )
  })

  test('adds nothing later where there is no circle', () => {
    fc.assert(
      fc.property(trees, (graph) => {
        assert.deepEqual(createOrder(graph).later, [])
      }),
    )
  })

  test('is quick for a thousand tables in circles', () => {
    const ring = Array.from({ length: 1000 }, (_, i) =>
      buildTable(`t${i}`, {
        id: integer().primaryKey(),
        next: integer().references(`t${i % 2 === 0 ? i + 1 : i - 1}.id`),
      }),
    )
    const started = performance.now()
    assert.equal(createOrder(ring).later.length, 500)
    assert.ok(performance.now() - started < 2000)
  })
})

describe('dropOrder', () => {
  test('goes backwards', () => {
    const circle = tables(`
      build: environment
      environment: build?
    `)
    const { first, tables: ordered } = dropOrder(circle)
    assert.equal(keys(first), 'environment>build')
    assert.equal(names(ordered), 'build environment')
  })
})

describe('orderObjects', () => {
  const depends = (name: string, ...dependsOn: string[]): StoredObject =>
    view(name, 'SELECT 1', { dependsOn })

  test('puts what others depend on first, and otherwise goes by kind and name', () => {
    const objects = [
      policy('p', 't', 'CREATE POLICY p ON t'),
      trigger('t1', 'a', 'CREATE TRIGGER t1'),
      depends('c'),
      depends('a', 'b', 'table_of_no_concern'),
      depends('b', 'c'),
      routine('f', 'CREATE FUNCTION f()'),
    ]
    assert.equal(names(orderObjects(objects)), 'f c b a t1 p')
    assert.deepEqual(orderObjects(objects.toReversed()), orderObjects(objects))
  })

  test('puts a function that depends on a view after it', () => {
    const f = routine('f', 'CREATE FUNCTION f()', { dependsOn: ['v'] })
    assert.equal(
      names(orderObjects([f, depends('v'), trigger('t', 'v', 'CREATE TRIGGER t')])),
      'v f t',
    )
  })

  test('ends where they depend on each other', () => {
    assert.equal(
      names(orderObjects([depends('b', 'a'), depends('a', 'b'), depends('c', 'a')])),
      'a b c',
    )
  })
})

const tableNames = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

const reference = fc.record({ target: fc.constantFrom(...tableNames), required: fc.boolean() })

const graphs = fc
  .array(fc.array(reference, { maxLength: 4 }), { minLength: 1, maxLength: tableNames.length })
  .map((all) => all.map((references, i) => tableOf(tableNames[i]!, references)))
  .map((all) => all.map((table) => ({ ...table, foreignKeys: known(table, all) })))

/** Each refers to earlier ones only. */
const trees = fc
  .array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: tableNames.length })
  .map((all) =>
    all.map((numbers, i) =>
      tableOf(
        tableNames[tableNames.length - 1 - i]!,
        i === 0
          ? []
          : numbers.map((n) => ({
              target: tableNames[tableNames.length - 1 - (n % i)]!,
              required: true,
            })),
      ),
    ),
  )

function tableOf(
  name: string,
  references: readonly { target: string; required: boolean }[],
): Table {
  const columns = references.map(({ target, required }, i) => {
    const column = integer().references(`${target}.id`)
    return [`c${i}`, required ? column.notNull() : column] as const
  })
  return buildTable(name, [['id', integer().primaryKey()], ...columns])
}

const known = (table: Table, all: readonly Table[]): ForeignKey[] =>
  table.foreignKeys.filter((key) => all.some((other) => sameName(other, key.references)))
