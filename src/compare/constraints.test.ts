import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { difference, tell } from '../../tests/live-compare/told.ts'
import type { Check, Constraint, ForeignKey, Schema, Table, Unique } from '../schema/model.ts'
import { emptySchema } from '../schema/model.ts'

const column = (name: string) => ({ name, type: { kind: 'integer' }, nullable: true }) as const

const t = (parts: Partial<Table>): Schema => ({
  ...emptySchema,
  tables: [
    {
      name: 't',
      columns: [column('a'), column('b')],
      uniques: [],
      foreignKeys: [],
      checks: [],
      exclusions: [],
      indexes: [],
      ...parts,
    },
  ],
})

const uniques = (...all: Unique[]) => t({ uniques: all })
const checks = (...all: Check[]) => t({ checks: all })
const keys = (...all: ForeignKey[]) => t({ foreignKeys: all })
const over = (a: string, name?: string): Unique => ({ columns: [a], ...(name && { name }) })
const says = (sql: string, facts: Partial<Check> = {}): Check => ({ expression: { sql }, ...facts })

/** As PostgreSQL would have it: what the models leave unnamed has the name in `chosen`. */
const steps = (found: Schema, wanted: Schema, canonical = wanted) =>
  difference(found, wanted, { canonical }).operations.map(tell)

describe('the constraints of a table', () => {
  test('match by name, and are made anew when they say something else', () => {
    assert.deepEqual(steps(uniques(over('a', 'u')), uniques(over('b', 'u'))), [
      'dropConstraint t unique u',
      'addConstraint t unique u',
    ])
  })

  test('match any name when the models give none', () => {
    assert.deepEqual(
      steps(uniques(over('a', 'legacy')), uniques(over('a')), uniques(over('a', 't_a_key'))),
      [],
    )
    assert.deepEqual(steps(uniques(over('a')), uniques(over('a'))), [])
  })

  test('are renamed when they say the same under another name', () => {
    assert.deepEqual(steps(uniques(over('a', 'old')), uniques(over('a', 'new'))), [
      'renameConstraint t old new',
    ])
    const key = (name: string) => t({ primaryKey: { name, columns: ['a'] } })
    assert.deepEqual(steps(key('old'), key('new')), ['renameConstraint t old new'])
  })

  test('are made anew to get a name, where they had none', () => {
    assert.deepEqual(steps(uniques(over('a')), uniques(over('a', 'u'))), [
      'dropConstraint t unique',
      'addConstraint t unique u',
    ])
  })

  test('keep quiet about a name that nobody has', () => {
    const { operations } = difference(uniques(), uniques(over('a')))
    assert.deepEqual(operations, [
      {
        kind: 'addConstraint',
        table: { name: 't' },
        constraint: { kind: 'unique', columns: ['a'] },
      },
    ])
    const said = (comment: string) => uniques({ ...over('a'), comment })
    assert.deepEqual(steps(said('one'), said('other')), [])
  })

  test('count the order of their columns', () => {
    const both = (...columns: string[]) => uniques({ name: 'u', columns })
    assert.equal(steps(both('a', 'b'), both('b', 'a')).length, 2)
  })

  test('are compared by every option', () => {
    const variants: ((name: string) => Schema)[] = [
      (name) => uniques({ name, columns: ['a'], deferrable: 'deferred' }),
      (name) => uniques({ name, columns: ['a'], nullsNotDistinct: true }),
      (name) => uniques({ name, columns: ['a'], include: ['b'] }),
      (name) => uniques({ name, columns: ['a'], onConflict: 'replace' }),
      (name) => keys({ name, columns: ['a'], references: { name: 't', columns: ['b'] } }),
      (name) =>
        keys({
          name,
          columns: ['a'],
          references: { name: 't', columns: ['b'] },
          onDelete: 'cascade',
        }),
      (name) =>
        keys({
          name,
          columns: ['a'],
          references: { name: 't', columns: ['b'] },
          onUpdate: 'cascade',
        }),
      (name) =>
        keys({ name, columns: ['a'], references: { name: 't', columns: ['b'] }, match: 'full' }),
      (name) =>
        keys({
          name,
          columns: ['a'],
          references: { name: 't', columns: ['b'] },
          deferrable: 'immediate',
        }),
      (name) =>
        keys({
          name,
          columns: ['a'],
          references: { name: 't', columns: ['b'] },
          onDelete: 'set null',
          onDeleteColumns: ['a'],
        }),
      (name) => checks(says('a > 0', { name })),
      (name) => checks(says('a > 0', { name, noInherit: true })),
      (name) => t({ exclusions: [{ name, elements: [{ column: 'a', operator: '=' }] }] }),
      (name) => t({ exclusions: [{ name, elements: [{ column: 'a', operator: '&&' }] }] }),
      (name) => t({ primaryKey: { name, columns: ['a'] } }),
      (name) => t({ primaryKey: { name, columns: ['a'], descending: ['a'] } }),
    ]
    for (const [i, from] of variants.entries())
      for (const [j, to] of variants.entries())
        assert.equal(steps(from('x'), to('x')).length, i === j ? 0 : 2, `${i} → ${j}`)
  })

  test('take "no action" for no action, and the short form of a reference for the primary key', () => {
    const key = { name: 'k', columns: ['a'], references: { name: 't', columns: ['b'] } }
    const withKey = (foreignKey: ForeignKey) =>
      t({ primaryKey: { columns: ['b'] }, foreignKeys: [foreignKey] })
    const short = { ...key, references: { name: 't', columns: [] }, onDelete: 'no action' } as const
    assert.deepEqual(steps(withKey(key), withKey(short)), [])
  })

  test('are validated in place where that is all', () => {
    const found = checks(says('a > 0', { name: 'c', notValid: true }))
    assert.deepEqual(steps(found, checks(says('a > 0', { name: 'c' }))), ['validateConstraint t c'])
    assert.deepEqual(
      steps(found, checks(says('a > 0')), checks(says('a > 0', { name: 't_check' }))),
      ['validateConstraint t c'],
    )
    assert.equal(steps(checks(says('a > 0', { name: 'c' })), found).length, 2)
  })

  test('get the name the database would choose, or the next free one', () => {
    const found = checks(says('a > 0', { name: 't_a_check' }))
    const wanted = checks(says('a > 1'), says('a > 0'))
    const canonical = checks(
      says('a > 1', { name: 't_a_check' }),
      says('a > 0', { name: 't_a_check1' }),
    )
    const { operations } = difference(found, wanted, { canonical })
    assert.deepEqual(
      operations.map((op) => op.kind === 'addConstraint' && op.constraint),
      [{ kind: 'check', name: 't_a_check1', expression: { sql: 'a > 1' } } satisfies Constraint],
    )
  })

  test('get one name after the other where several would have the same', () => {
    const expressions = ['a > 1', 'a > 2', 'a > 3']
    const wanted = checks(...expressions.map((sql) => says(sql)))
    const canonical = checks(...expressions.map((sql) => says(sql, { name: 'c' })))
    assert.deepEqual(steps(checks(), wanted, canonical), [
      'addConstraint t check c',
      'addConstraint t check c1',
      'addConstraint t check c2',
    ])
  })

  test('speak of names as the database keeps them, and keep what was written otherwise', () => {
    const models = (column: string, table: string): Schema => ({
      ...emptySchema,
      tables: [
        {
          name: table,
          columns: [{ name: column, type: { kind: 'integer' }, nullable: false }],
          primaryKey: { name: `${column}_pk`, columns: [column] },
          uniques: [],
          foreignKeys: [{ columns: [column], references: { name: table, columns: [] } }],
          checks: [],
          exclusions: [],
          indexes: [{ name: `${column}_ix`, elements: [{ column, descending: true }] }],
        },
      ],
    })
    const canonical = models('short', 't')
    const { operations } = difference(emptySchema, models('short-and-long', 't-and-long'), {
      canonical,
    })
    assert.deepEqual(operations, [{ kind: 'createTable', table: canonical.tables[0] }])
  })

  test("keep the name they have when they are made anew for another's sake", () => {
    const models = (type: 'integer' | 'text', name?: string): Schema => {
      const typed = (column: string) =>
        ({ name: column, type: { kind: type }, nullable: true }) as const
      return t({
        columns: [typed('a'), typed('b')],
        uniques: [{ name: 'u', columns: ['b'] }],
        foreignKeys: [
          { ...(name && { name }), columns: ['a'], references: { name: 't', columns: ['b'] } },
        ],
      })
    }
    const found = models('integer', 'legacy')
    assert.deepEqual(steps(found, models('text'), models('text', 't_a_fkey')), [
      'dropConstraint t foreignKey legacy',
      'alterColumn t.a type',
      'alterColumn t.b type',
      'addConstraint t foreignKey legacy',
    ])
  })
})

describe('the indexes of a table', () => {
  const indexes = (...all: Table['indexes']) => t({ indexes: all })
  const element = { column: 'a' }

  test('are renamed when they say the same under another name', () => {
    assert.deepEqual(
      steps(
        indexes({ name: 'old', elements: [element] }),
        indexes({ name: 'new', elements: [element] }),
      ),
      ['renameIndex t old new'],
    )
  })

  test('are compared by every option', () => {
    const variants: Omit<Table['indexes'][number], 'name'>[] = [
      { elements: [element] },
      { elements: [element], unique: true },
      { elements: [{ column: 'b' }] },
      { elements: [element, { column: 'b' }] },
      { elements: [{ expression: { sql: 'a + 1' } }] },
      { elements: [{ ...element, descending: true }] },
      { elements: [{ ...element, nulls: 'first' }] },
      { elements: [{ ...element, opclass: 'int4_minmax_ops' }] },
      { elements: [{ ...element, collation: 'C' }] },
      { elements: [element], where: { sql: 'a > 0' } },
      { elements: [element], where: { sql: 'a > 1' } },
      { elements: [element], method: 'hash' },
      { elements: [element], include: ['b'] },
      { elements: [element], with: { fillfactor: '70' } },
      { elements: [element], tablespace: 'fast' },
      { elements: [element], unique: true, nullsNotDistinct: true },
    ]
    for (const [i, from] of variants.entries())
      for (const [j, to] of variants.entries()) {
        const [was, is] = [indexes({ name: 'x', ...from }), indexes({ name: 'x', ...to })]
        assert.equal(steps(was, is).length, i === j ? 0 : 2, `${i} → ${j}`)
      }
  })

  test('get another comment in place, under the name that they have by then', () => {
    const [was, is] = [
      indexes({ name: 'x', elements: [element] }),
      indexes({ name: 'x', elements: [element], comment: 'one' }),
    ]
    assert.deepEqual(steps(was, is), ['setIndexComment t x'])
    assert.deepEqual(steps(is, was), ['setIndexComment t x'])
    const other = indexes({ name: 'y', elements: [element], comment: 'two' })
    assert.deepEqual(steps(is, other), ['renameIndex t x y', 'setIndexComment t y'])
  })

  test('are made anew with their comment, where the column under them changes too', () => {
    const retyped = (type: 'integer' | 'text', comment: string): Schema => {
      const expression = { sql: 'a > 0' }
      return t({
        columns: [{ name: 'a', type: { kind: type }, nullable: true }],
        checks: [{ name: 'c', expression, comment }],
        indexes: [{ name: 'x', elements: [{ expression }], comment }],
      })
    }
    assert.deepEqual(steps(retyped('integer', 'one'), retyped('text', 'two')), [
      'dropIndex t x',
      'dropConstraint t check c',
      'alterColumn t.a type',
      'addConstraint t check c',
      'createIndex t x',
    ])
  })
})
