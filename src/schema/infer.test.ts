import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ColumnType, Insertable, Selectable, Updateable } from 'kysely'
import * as builders from './builders/index.ts'
import {
  array,
  asc,
  bigint,
  boolean,
  bytes,
  type ColumnBuilder,
  check,
  desc,
  enumeration,
  enumType,
  exclude,
  foreignKey,
  index,
  integer,
  json,
  numeric,
  primaryKey,
  sql,
  type TableModel,
  table,
  text,
  timestamp,
  unique,
  uuid,
  varchar,
  view,
} from './builders/index.ts'
import type { InferDatabase, InferTable } from './infer.ts'
import { emptySchema } from './model.ts'
import { schemaOf } from './put-together.ts'

type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** Compiles only when the types are the same. */
const same = <_ extends true>(): void => {}

const mood = enumType('mood', ['happy', 'sad'])

const user = table(
  'user',
  {
    id: integer().primaryKey(),
    name: varchar(80).notNull(),
    nick: text(),
    mood: enumeration(mood).notNull().default('happy'),
    admin: boolean().notNull().default(false),
    joined: timestamp().notNull().default(sql`now()`),
    photo: bytes(),
    settings: json().type<{ theme: string }>(),
    tags: array(text()),
    balance: numeric(10, 2).notNull(),
    visits: bigint().notNull(),
    upper: text().generatedAs(sql`upper(name)`),
  },
  [unique(['name', 'nick']), index([desc('joined'), sql`lower(name)`, 'name'])],
)

const models = { user, mood, active: view('active', 'SELECT 1') }
type Database = InferDatabase<typeof models>

describe('InferDatabase', () => {
  test('gives what is selected', () => {
    same<
      Equal<
        Selectable<Database['user']>,
        {
          id: number
          name: string
          nick: string | null
          mood: 'happy' | 'sad'
          admin: boolean
          joined: Date
          photo: Uint8Array | null
          settings: { theme: string } | null
          tags: string[] | null
          balance: string
          visits: string
          upper: string | null
        }
      >
    >()
  })

  test('lets inserts leave out what the database fills in, and bars what it computes', () => {
    const least: Insertable<Database['user']> = { name: 'Ada', balance: 10, visits: 2n }
    const most: Required<Insertable<Database['user']>> = {
      id: 1,
      name: 'Ada',
      nick: null,
      mood: 'sad',
      admin: true,
      joined: '2026-01-31',
      photo: null,
      settings: { theme: 'dark' },
      tags: ['a'],
      balance: '10.50',
      visits: 3,
    }
    // @ts-expect-error visits is missing
    const less: Insertable<Database['user']> = { name: 'Ada', balance: 10 }
    // @ts-expect-error upper is computed
    const more: Insertable<Database['user']> = { ...least, upper: 'ADA' }
    // @ts-expect-error not a value of the enum
    const wrong: Insertable<Database['user']> = { ...least, mood: 'angry' }
    assert.ok([least, most, less, more, wrong].every((row) => row.name === 'Ada'))
  })

  test('bars updates of what the database computes', () => {
    const change: Updateable<Database['user']> = { nick: null, joined: new Date(0) }
    // @ts-expect-error upper is computed
    const wrong: Updateable<Database['user']> = { upper: 'ADA' }
    // @ts-expect-error name is not nullable
    const empty: Updateable<Database['user']> = { name: null }
    assert.ok(change && wrong && empty)
  })

  test('is what Kysely calls a ColumnType', () => {
    same<Equal<Database['user']['id'], ColumnType<number, number | undefined, number>>>()
    same<Equal<Database['user']['upper'], ColumnType<string | null, never, never>>>()
  })

  test('numbers a key by itself only where it is alone, an integer, and refers to nothing', () => {
    const pair = table('pair', { a: integer().primaryKey(), b: integer().primaryKey() })
    const heir = table('heir', { id: integer().references('user.id').primaryKey() })
    const kin = table('kin', { id: integer().primaryKey() }, [
      foreignKey(['id'], { table: 'user', columns: ['id'] }),
    ])
    const named = table('named', { id: uuid().primaryKey() })
    const manual = table('manual', { id: integer().primaryKey().autoincrement(false) })
    const inItem = table('in_item', { id: integer(), x: integer() }, [primaryKey(['id'])])
    const both = table('both', { a: integer(), b: integer().notNull() }, [primaryKey(['a', 'b'])])
    type Required = ColumnType<number, number, number>
    same<Equal<InferTable<typeof pair>, { a: Required; b: Required }>>()
    same<Equal<InferTable<typeof heir>['id'], Required>>()
    same<Equal<InferTable<typeof kin>['id'], Required>>()
    same<Equal<InferTable<typeof named>['id'], ColumnType<string, string, string>>>()
    same<Equal<InferTable<typeof manual>['id'], Required>>()
    same<Equal<InferTable<typeof inItem>['id'], ColumnType<number, number | undefined, number>>>()
    same<Equal<InferTable<typeof both>['a'], Required>>()
    assert.ok([pair, heir, kin, named, manual, inItem, both])
  })

  test('does not depend on the order of the calls', () => {
    const one = table('one', { id: integer().default(1).primaryKey().references('a.b') })
    const other = table('one', { id: integer().references('a.b').primaryKey().default(1) })
    same<Equal<InferTable<typeof one>, InferTable<typeof other>>>()
    assert.ok(one && other)
  })

  test('tells identity columns that may be given from those that may not', () => {
    const t = table('t', {
      a: integer().identity(),
      b: integer().identity({ always: true }),
    })
    same<Equal<InferTable<typeof t>['a'], ColumnType<number, number | undefined, number>>>()
    same<Equal<InferTable<typeof t>['b'], ColumnType<number, never, never>>>()
    assert.ok(t)
  })

  test('knows what SQLite gives, and what both take', () => {
    const t = table('t', { on: boolean().notNull(), at: timestamp().notNull() })
    type Lite = InferTable<typeof t, 'sqlite'>
    type Both = InferTable<typeof t, 'postgresql' | 'sqlite'>
    same<Equal<Lite['at'], ColumnType<string, string, string>>>()
    same<Equal<Lite['on']['__select__'], number>>()
    same<Equal<Both['at'], ColumnType<Date | string, string, string>>>()
    assert.ok(t)
  })

  test('follows the variant of a type', () => {
    const t = table('t', { data: integer().variant('sqlite', text()).notNull() })
    same<Equal<InferTable<typeof t>['data']['__select__'], number>>()
    same<Equal<InferTable<typeof t, 'sqlite'>['data']['__select__'], string>>()
    assert.ok(t)
  })

  test('calls tables by their own names, finds them in arrays and records', () => {
    const a = table('a b', { x: integer() })
    const b = table('b', { x: integer() }, [], { schema: 'auth' })
    const c = table('c', { x: integer() })
    type Found = InferDatabase<{ some: [typeof a]; more: { b: typeof b }; c: typeof c; n: 5 }>
    same<Equal<keyof Found, 'a b' | 'auth.b' | 'c'>>()
    same<Equal<keyof InferDatabase<readonly [typeof a, typeof c]>, 'a b' | 'c'>>()
    assert.ok([a, b, c])
  })
})

describe('table', () => {
  const columns = { id: integer().primaryKey(), name: text(), kind: text() }

  test('refuses items that name no column of it, as TypeScript sees them', () => {
    assert.ok([
      // @ts-expect-error
      table('t', columns, [unique(['nmae'])]),
      // @ts-expect-error
      table('t', columns, [primaryKey(['nmae'])]),
      // @ts-expect-error
      table('t', columns, [foreignKey(['nmae'], { table: 'other' })]),
      // @ts-expect-error
      table('t', columns, [index(['name', 'nmae'])]),
      // @ts-expect-error
      table('t', columns, [index([desc('nmae')])]),
      // @ts-expect-error
      table('t', columns, [index([{ column: 'nmae', opclass: 'text_pattern_ops' }])]),
      // @ts-expect-error
      table('t', columns, [exclude([{ column: 'nmae', operator: '=' }])]),
      // @ts-expect-error
      table('t', columns, [unique(['name']), check('1 = 1'), unique(['nmae'])]),
      // @ts-expect-error
      primaryKey(['id'], { descending: ['nmae'] }),
    ])
  })

  test('takes every form of item', () => {
    assert.ok(
      table('t', columns, [
        primaryKey(['id', 'name'], { descending: ['name'] }),
        unique(['name', 'kind'], { deferrable: 'deferred' }),
        foreignKey(['name', 'kind'], { table: 'other', columns: ['a', 'b'] }),
        check(sql`name <> ${''}`),
        exclude([
          { column: 'name', operator: '=' },
          { expression: sql`lower(kind)`, operator: '=' },
        ]),
        index([asc('name', { nulls: 'first' }), desc(sql`lower(name)`), sql`upper(kind)`, 'kind']),
        index([{ expression: sql`lower(name)`, opclass: 'text_pattern_ops' }]),
      ]),
    )
  })

  test('leaks no any', () => {
    type IsAny<T> = 0 extends 1 & T ? true : false
    same<Equal<IsAny<Database['user']['settings']['__select__']>, false>>()
    same<Equal<IsAny<Database['user']['nick']['__insert__']>, false>>()
    same<Equal<IsAny<(typeof user)['id']>, false>>()
    same<Equal<'anything' extends keyof Database ? true : false, false>>()
    assert.ok(true)
  })

  test('fits where any table or any column is asked for', () => {
    const anyTable: TableModel = user
    const anyColumn: ColumnBuilder = user.id
    assert.ok(anyTable && anyColumn)
  })

  test('has its columns, whatever they are called', () => {
    const t = table('t', { name: text(), columns: integer(), index: text(), items: text() })
    same<Equal<keyof typeof t & string, 'name' | 'columns' | 'index' | 'items'>>()
    assert.deepEqual(Object.keys(t), ['name', 'columns', 'index', 'items'])
  })

  test('keeps columns given as pairs, and checks their names too', () => {
    const t = table(
      't',
      [
        ['b', integer().notNull()],
        ['1', text()],
      ],
      [unique(['1'])],
    )
    same<Equal<keyof typeof t & string, 'b' | '1'>>()
    same<Equal<InferTable<typeof t>['b'], ColumnType<number, number, number>>>()
    // @ts-expect-error
    const wrong = table('t', [['b', integer()]], [unique(['c'])])
    assert.deepEqual(schemaOf({ t }).tables[0]!.columns[0]!.name, 'b')
    assert.throws(() => schemaOf({ wrong }), { code: 'unknown-column' })
  })

  test('takes anything JSON can say as the default of json and array columns, and of no other', () => {
    json().type<{ a: number }>().default({ a: 1 })
    array(timestamp()).default(['2026-01-31'])
    // @ts-expect-error
    assert.throws(() => text().default({ a: 1 }))
    // @ts-expect-error
    assert.throws(() => integer().default([1]))
  })

  test('is looked for in a whole module, by its types and at run time alike', () => {
    same<Equal<keyof InferDatabase<typeof builders>, never>>()
    assert.deepEqual(schemaOf(builders), emptySchema)
  })

  test('refuses defaults that are no literals, and names of no table.column', () => {
    assert.throws(() => {
      // @ts-expect-error
      integer().default({ a: 1 })
    })
    assert.throws(() => {
      // @ts-expect-error
      integer().default(new Date(0))
    })
    assert.throws(() => {
      // @ts-expect-error
      integer().references('user')
    })
  })
})
