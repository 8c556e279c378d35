import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { difference, type Models, tell, told } from '../../tests/live-compare/told.ts'
import {
  array,
  check,
  enumeration,
  enumType,
  foreignKey,
  index,
  integer,
  materializedView,
  native,
  sequence,
  sql,
  table,
  text,
  unique,
  varchar,
  view,
} from '../schema/builders/index.ts'
import { schemaOf } from '../schema/put-together.ts'

const steps = (found: Models, wanted: Models) => told(difference(found, wanted))

describe('what goes before a change and comes again after it', () => {
  test('is a foreign key between columns whose enum changes its values', () => {
    const models = (values: string[]) => {
      const mood = enumType('mood', values)
      return [
        mood,
        table('a', { m: enumeration(mood) }, [unique(['m'], { name: 'u' })]),
        table('b', { m: enumeration(mood) }, [
          foreignKey(['m'], { table: 'a', columns: ['m'] }, { name: 'f' }),
        ]),
      ]
    }
    assert.deepEqual(steps(models(['x', 'y']), models(['x', 'z'])), [
      'dropConstraint b foreignKey f',
      'alterEnum mood',
      'addConstraint b foreignKey f',
    ])
  })

  test('is a view that reads one which is replaced, and not one that reads another', () => {
    const models = (where: string) => [
      table('t', { a: integer() }),
      view('v', sql`SELECT a FROM t WHERE ${sql.raw(where)}`),
      view('w', sql`SELECT a FROM v`),
      view('x', sql`SELECT a FROM t`),
    ]
    assert.deepEqual(steps(models('a > 1'), models('a > 2')), [
      'dropObject view w',
      'replaceObject view v',
      'createObject view w',
    ])
  })

  test('is whatever reads what reads a changed column', () => {
    const models = (type: ReturnType<typeof text>) => [
      table('t', { a: type }),
      view('v', sql`SELECT a FROM t`),
      materializedView('w', sql`SELECT a FROM v`),
      view('x', sql`SELECT a FROM w`),
    ]
    assert.deepEqual(steps(models(integer() as never), models(text())), [
      'dropObject view x',
      'dropObject materializedView w',
      'dropObject view v',
      'alterColumn t.a type',
      'createObject view v',
      'createObject materializedView w',
      'createObject view x',
    ])
  })

  test('is a check that has no name, and gets none', () => {
    const models = (type: ReturnType<typeof text>) => [
      table('t', { a: type }, [check(sql`a IS NOT NULL`)]),
    ]
    const constraint = { kind: 'check', expression: { sql: 'a IS NOT NULL' } }
    const { operations } = difference(models(integer() as never), models(text()))
    assert.deepEqual(
      operations.filter(({ kind }) => kind !== 'alterColumn'),
      ['dropConstraint', 'addConstraint'].map((kind) => ({
        kind,
        table: { name: 't' },
        constraint,
      })),
    )
  })

  test('is no column whose enum changes its values, nor one of lists of them', () => {
    const models = (values: string[]) => {
      const mood = enumType('mood', values)
      return [mood, table('a', { one: enumeration(mood), many: array(enumeration(mood)) })]
    }
    assert.deepEqual(steps(models(['x', 'y']), models(['x', 'z'])), ['alterEnum mood'])
  })

  test('is no generated column that reads none of what changes', () => {
    const models = (a: ReturnType<typeof text>) => [
      table('t', { a, b: integer(), c: integer().generatedAs(sql`b + 1`) }),
    ]
    assert.deepEqual(steps(models(integer() as never), models(text())), ['alterColumn t.a type'])
  })

  test('is a foreign key where one of its pairs of columns changes on both sides', () => {
    const models = (y: ReturnType<typeof text>) => [
      table('a', { x: integer(), y }, [unique(['x', 'y'], { name: 'u' })]),
      table('b', { x: integer(), y }, [
        foreignKey(['x', 'y'], { table: 'a', columns: ['x', 'y'] }, { name: 'f' }),
      ]),
    ]
    assert.deepEqual(steps(models(integer() as never), models(text())), [
      'dropConstraint b foreignKey f',
      'alterColumn b.y type',
      'alterColumn a.y type',
      'addConstraint b foreignKey f',
    ])
  })

  test('is a foreign key between columns that change from one type of an extension to another', () => {
    const models = (type: string) => [
      table('a', { k: native(type) }, [unique(['k'], { name: 'u' })]),
      table('b', { k: native(type) }, [
        foreignKey(['k'], { table: 'a', columns: ['k'] }, { name: 'f' }),
      ]),
    ]
    assert.deepEqual(steps(models('citext'), models('ltree')), [
      'dropConstraint b foreignKey f',
      'alterColumn b.k type',
      'alterColumn a.k type',
      'addConstraint b foreignKey f',
    ])
  })

  test('is a materialized view with its indexes, whatever becomes of them', () => {
    const models = (a: ReturnType<typeof text>, ...indexes: string[]) => [
      table('t', { a }),
      materializedView('v', sql`SELECT a FROM t`, {
        indexes: indexes.map((name) => index(['a'], { name })),
      }),
    ]
    const anew = [
      'dropObject materializedView v',
      'alterColumn t.a type',
      'createObject materializedView v',
    ]
    const [few, more] = [models(integer() as never, 'i'), models(text(), 'i', 'j')]
    assert.deepEqual(steps(few, more), anew)
    assert.deepEqual(steps(more, few), anew)
  })

  test('is no sequence: it is nobody’s while its column is made anew', () => {
    const models = (by: number) => [
      table('t', { a: integer(), b: integer().generatedAs(sql`a + ${by}`) }),
      sequence('numbers', { ownedBy: { table: 't', column: 'b' } }),
    ]
    const { operations } = difference(models(1), models(2))
    const [first, , , last] = operations
    assert.deepEqual(operations.map(tell), [
      'alterSequence numbers',
      'dropColumn t.b',
      'addColumn t.b',
      'alterSequence numbers',
    ])
    const owned = { name: 'numbers', ownedBy: { name: 't', column: 'b' } }
    assert.deepEqual(
      [first, last].map((one) => one?.kind === 'alterSequence' && [one.from, one.to]),
      [
        [owned, { name: 'numbers' }],
        [{ name: 'numbers' }, owned],
      ],
    )
  })

  test('is an exclusion over a column that becomes of another kind, not of another length', () => {
    const models = (type: ReturnType<typeof text>) => {
      const schema = schemaOf([table('t', { a: type })])
      const exclusion = { name: 'x', elements: [{ column: 'a', operator: '=' }] }
      return { ...schema, tables: schema.tables.map((t) => ({ ...t, exclusions: [exclusion] })) }
    }
    const between = (was: ReturnType<typeof text>, is: ReturnType<typeof text>) =>
      difference(models(was), models(is)).operations.map(tell)
    assert.deepEqual(between(integer() as never, text()), [
      'dropConstraint t exclusion x',
      'alterColumn t.a type',
      'addConstraint t exclusion x',
    ])
    assert.deepEqual(between(varchar(10), varchar(20)), ['alterColumn t.a type'])
  })
})
