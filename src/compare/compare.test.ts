import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { expect, user } from '../../tests/live-compare/expected.ts'
import { difference, type Models } from '../../tests/live-compare/told.ts'
import {
  check,
  enumeration,
  enumType,
  foreignKey,
  index,
  integer,
  numeric,
  primaryKey,
  sequence,
  sql,
  table,
  text,
  unique,
  varchar,
  view,
} from '../schema/builders/index.ts'
import { schemaOf } from '../schema/put-together.ts'

describe('compare', () => {
  test('finds nothing where nothing differs, whatever the order', () => {
    const group = table('group', { id: integer().primaryKey() })
    const member = user({ a: text(), b: text() }, [
      check(sql`a <> b`),
      unique(['a']),
      unique(['b']),
    ])
    const other = user({ b: text(), a: text() }, [unique(['b']), check(sql`a <> b`), unique(['a'])])
    expect([group, member], [other, group], [])
  })

  test('tells schemas, enums, sequences, tables and what is in them', () => {
    const mood = enumType('mood', ['sad', 'glad'], { schema: 'app' })
    const numbers = sequence('numbers', { start: 10 })
    const everything = [
      mood,
      numbers,
      table('log', { n: integer().default(sql`nextval('numbers')`) }),
      table('user', { id: integer().primaryKey(), mood: enumeration(mood) }, [], { schema: 'app' }),
      view('all_users', sql`SELECT id FROM app."user"`),
    ]
    expect(
      [],
      everything,
      [
        'createSchema app',
        'createEnum app.mood',
        'createSequence numbers',
        'createTable log',
        'createTable app.user',
        'createObject view all_users',
      ],
      [
        'dropObject view all_users',
        'dropTable app.user',
        'dropTable log',
        'dropSequence numbers',
        'dropEnum app.mood',
        'dropSchema app',
      ],
    )
  })

  test('puts a foreign key that closes a circle after the tables, and drops it before them', () => {
    const a = table('a', { id: integer().primaryKey(), b: integer().references('b.id') })
    const b = table('b', { id: integer().primaryKey(), a: integer().notNull().references('a.id') })
    expect(
      [],
      [b, a],
      ['createTable a', 'createTable b', 'addConstraint a foreignKey'],
      ['dropConstraint a foreignKey', 'dropTable b', 'dropTable a'],
    )
  })

  test('drops tables in the reverse of the order in which they depend on each other', () => {
    const c = table('c', { id: integer().primaryKey() })
    const b = table('b', { id: integer().primaryKey(), c: integer().references('c.id') })
    const a = table('a', { id: integer().primaryKey(), b: integer().references('b.id') })
    expect([a, b, c], [], ['dropTable a', 'dropTable b', 'dropTable c'])
  })

  test('keeps the changes of one table together: what is in the way goes, columns come and change, the rest follows', () => {
    const before = user({ name: varchar(80), old: text() }, [
      unique(['name'], { name: 'uq_name' }),
      index(['old']),
    ])
    const after = user({ name: text().notNull(), mail: text() }, [
      unique(['mail'], { name: 'uq_mail' }),
      check(sql`mail LIKE '%@%'`, { name: 'ck_mail' }),
      index(['mail']),
    ])
    expect(
      [before],
      [after],
      [
        'dropIndex user ix_user_old',
        'dropConstraint user unique uq_name',
        'addColumn user.mail',
        'alterColumn user.name type nullable',
        'addConstraint user unique uq_mail',
        'addConstraint user check ck_mail',
        'createIndex user ix_user_mail',
        'dropColumn user.old',
      ],
    )
  })

  test('adds columns in the order of the model', () => {
    expect(
      [user()],
      [user({ zebra: text(), ape: text() })],
      ['addColumn user.zebra', 'addColumn user.ape'],
    )
  })

  test('adds a unique constraint before the foreign key that needs it, on another table', () => {
    const parent = (items: [] | [ReturnType<typeof unique<'code'>>]) =>
      table('z_parent', { id: integer().primaryKey(), code: text() }, items)
    const child = (items: [] | [ReturnType<typeof foreignKey<'code'>>]) =>
      table('child', { code: text() }, items)
    const key = foreignKey(['code'], { table: 'z_parent', columns: ['code'] }, { name: 'fk' })
    expect(
      [parent([]), child([])],
      [parent([unique(['code'], { name: 'uq' })]), child([key])],
      ['addConstraint z_parent unique uq', 'addConstraint child foreignKey fk'],
      ['dropConstraint child foreignKey fk', 'dropConstraint z_parent unique uq'],
    )
  })

  test('says a column type in the words of the model', () => {
    const mood = enumType('mood', ['sad', 'glad'])
    const { operations } = difference([user({ mood: text() })], [user({ mood: enumeration(mood) })])
    assert.deepEqual(operations[1], {
      kind: 'alterColumn',
      table: { name: 'user' },
      column: 'mood',
      from: { type: { kind: 'text' } },
      to: { type: { kind: 'enum', name: 'mood', values: ['sad', 'glad'] } },
    })
  })

  test('says a new column in the words of the model, whatever the database makes of them', () => {
    const models = (a: object) => schemaOf([user({ a })])
    const wanted = models(integer())
    const { operations } = difference(schemaOf([user()]), wanted, {
      canonical: models(integer().notNull().default(5)),
    })
    assert.deepEqual(operations, [
      { kind: 'addColumn', table: { name: 'user' }, column: wanted.tables[0]?.columns[1] },
    ])
  })

  test('tells length and precision that appear or vanish', () => {
    const columns = (a: ReturnType<typeof varchar>, b: ReturnType<typeof numeric>) => [
      user({ a, b }),
    ]
    expect(
      columns(varchar(10), numeric(10, 2)),
      columns(varchar(), numeric(10)),
      ['alterColumn user.a type', 'alterColumn user.b type'],
      ['alterColumn user.a type', 'alterColumn user.b type'],
    )
  })
})

describe('compare, for tables of one name in two schemas', () => {
  const t = (schema: string, columns: Parameters<typeof table>[1], items = []) =>
    table('t', { id: integer(), a: integer(), ...columns } as never, items as never, { schema })
  const key = (...columns: string[]) => primaryKey(columns, { name: 'pk' })
  const once = (...columns: string[]) => unique(columns, { name: 'u' })
  const positive = check(sql`a > 0`, { name: 'c' })
  const child = (column: string) =>
    table('child', { r: integer() }, [
      foreignKey(['r'], { schema: 'y', table: 't', columns: [column] }, { name: 'fk' }),
    ])
  const type = { a: varchar(9) }
  const items = (...all: unknown[]) => all as never

  const cases: readonly (readonly [string, Models, Models, string[]])[] = [
    [
      'a key to the other one stands while a primary key is replaced',
      [t('x', {}, items(key('id'))), t('y', {}, items(key('id'))), child('id')],
      [t('x', {}, items(key('a'))), t('y', {}, items(key('id'))), child('id')],
      [
        'dropConstraint x.t primaryKey pk',
        'alterColumn x.t.id nullable autoincrement',
        'alterColumn x.t.a nullable autoincrement',
        'addConstraint x.t primaryKey pk',
      ],
    ],
    [
      'a key to the other one stands while a unique constraint is replaced',
      [t('x', {}, items(once('id'))), t('y', {}, items(once('id'))), child('id')],
      [t('x', {}, items(once('a'))), t('y', {}, items(once('id'))), child('id')],
      ['dropConstraint x.t unique u', 'addConstraint x.t unique u'],
    ],
    [
      'a check on the other one stands while a column gets another type',
      [t('x', {}), t('y', {}, items(positive))],
      [t('x', type), t('y', {}, items(positive))],
      ['alterColumn x.t.a type'],
    ],
  ]
  for (const [what, found, wanted, forwards] of cases)
    test(what, () => {
      expect(found, wanted, forwards)
    })
})
