import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { difference, type Models, told } from '../../tests/live-compare/told.ts'
import {
  bigint,
  check,
  desc,
  enumeration,
  enumType,
  foreignKey,
  index,
  integer,
  materializedView,
  numeric,
  primaryKey,
  routine,
  sequence,
  sql,
  table,
  text,
  trigger,
  unique,
  varchar,
  view,
} from '../schema/builders/index.ts'
import { schemaOf } from '../schema/put-together.ts'

const user = (columns = {}, items: Parameters<typeof table>[2] = [], facts = {}) =>
  table('user', { id: integer().primaryKey(), ...columns }, items as never, facts)

const expect = (found: Models, wanted: Models, forwards: string[], backwards?: string[]) => {
  assert.deepEqual(told(difference(found, wanted)), forwards)
  if (backwards !== undefined) assert.deepEqual(told(difference(wanted, found)), backwards)
}

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

describe('compare, where something stands in the way', () => {
  test('drops a foreign key while the types of both its sides change', () => {
    const models = (type: typeof integer | typeof text) => [
      table('parent', { id: type().primaryKey() }),
      table('child', { parent: type() }, [
        foreignKey(['parent'], { table: 'parent', columns: ['id'] }, { name: 'fk' }),
      ]),
    ]
    const steps = [
      'dropConstraint child foreignKey fk',
      'alterColumn child.parent type',
      'alterColumn parent.id type autoincrement',
      'addConstraint child foreignKey fk',
    ]
    expect(models(integer), models(text), steps, steps)
  })

  test('leaves a foreign key where it is while a text only gets longer', () => {
    const models = (n: number) => [
      table('parent', { id: varchar(n).primaryKey() }),
      table('child', { parent: varchar(n).references('parent.id', { name: 'fk' }) }),
    ]
    expect(models(10), models(20), ['alterColumn parent.id type', 'alterColumn child.parent type'])
  })

  test('drops a foreign key while the key it refers to is replaced', () => {
    const models = (deferrable: boolean) => [
      table('parent', { code: text() }, [
        unique(['code'], { name: 'uq', ...(deferrable && { deferrable: 'deferred' }) }),
      ]),
      table('child', { code: text().references('parent.code', { name: 'fk' }) }),
    ]
    const steps = [
      'dropConstraint child foreignKey fk',
      'dropConstraint parent unique uq',
      'addConstraint parent unique uq',
      'addConstraint child foreignKey fk',
    ]
    expect(models(false), models(true), steps, steps)
  })

  test('makes a unique constraint a unique index of the same name', () => {
    const constraint = user({ a: text() }, [unique(['a'], { name: 'uq' })])
    const asIndex = user({ a: text() }, [index(['a'], { name: 'uq', unique: true })])
    expect(
      [constraint],
      [asIndex],
      ['dropConstraint user unique uq', 'createIndex user uq'],
      ['dropIndex user uq', 'addConstraint user unique uq'],
    )
  })

  test('makes a generated column anew, with what is over it', () => {
    const models = (by: number) =>
      user({ price: integer(), total: integer().generatedAs(sql`price * ${by}`) }, [
        index(['total']),
        check(sql`total > 0`, { name: 'ck' }),
      ])
    const steps = [
      'dropIndex user ix_user_total',
      'dropConstraint user check ck',
      'dropColumn user.total',
      'addColumn user.total',
      'addConstraint user check ck',
      'createIndex user ix_user_total',
    ]
    expect([models(2)], [models(3)], steps, steps)
  })

  test('keeps the values of a column that is no longer generated', () => {
    const generated = user({ a: integer(), b: integer().generatedAs(sql`a + 1`) })
    const plain = user({ a: bigint(), b: integer() })
    expect(
      [generated],
      [plain],
      ['alterColumn user.b generated', 'alterColumn user.a type'],
      ['alterColumn user.a type', 'dropColumn user.b', 'addColumn user.b'],
    )
  })

  test('makes a generated column anew when a column it reads gets another type', () => {
    const models = (type: typeof integer | typeof bigint) => [
      user({ price: type(), total: bigint().generatedAs(sql`price * 2`) }),
    ]
    const steps = ['dropColumn user.total', 'alterColumn user.price type', 'addColumn user.total']
    expect(models(integer), models(bigint), steps, steps)
  })

  test('makes checks and indexes over an expression anew when a column in it becomes of another kind', () => {
    const models = (type: typeof integer | typeof bigint) => [
      table('t', { a: type() }, [
        check(sql`a % 2 = 0`, { name: 'ck' }),
        index([sql`abs(a)`], { name: 'ix' }),
        index(['a'], { name: 'plain' }),
      ]),
    ]
    const steps = [
      'dropIndex t ix',
      'dropConstraint t check ck',
      'alterColumn t.a type',
      'addConstraint t check ck',
      'createIndex t ix',
    ]
    expect(models(integer), models(bigint), steps, steps)
  })

  test('drops views and triggers over a column while its type changes, and what reads them', () => {
    const models = (type: typeof varchar | typeof text) => [
      table('user', { id: integer().primaryKey(), name: type() }),
      view('names', sql`SELECT name FROM "user"`),
      view('long_names', sql`SELECT * FROM names WHERE length(name) > 10`),
      view('ids', sql`SELECT id FROM "user"`),
    ]
    const steps = [
      'dropObject view long_names',
      'dropObject view names',
      'alterColumn user.name type',
      'createObject view names',
      'createObject view long_names',
    ]
    expect(models(varchar), models(text), steps, steps)
  })

  test('replaces a view in place, between the column it begins to read and the one it stops reading', () => {
    const models = (column: string) => [
      user({ [column]: text() }),
      view('names', sql`SELECT ${sql.ref(column)} FROM "user"`),
    ]
    expect(models('name'), models('label'), [
      'addColumn user.label',
      'replaceObject view names',
      'dropColumn user.name',
    ])
  })

  test('drops a view before the table it no longer reads', () => {
    const a = table('a', { x: integer() })
    const b = table('b', { x: integer() })
    expect(
      [a, view('v', sql`SELECT x FROM a`)],
      [b, view('v', sql`SELECT x FROM b`)],
      ['dropObject view v', 'createTable b', 'dropTable a', 'createObject view v'],
    )
  })

  test('frees a name before it is worn again', () => {
    const a = table('a', { x: integer() }, [index(['x'], { name: 'ix' })])
    const b = table('b', { x: integer() }, [index(['x'], { name: 'ix' })])
    expect([a], [b], ['dropTable a', 'createTable b'], ['dropTable b', 'createTable a'])
  })

  test('changes a table into a view of the same name', () => {
    const now = [table('a', { x: integer() }), view('b', sql`SELECT x FROM a`)]
    const before = [table('b', { x: integer() })]
    expect(before, now, ['createTable a', 'dropTable b', 'createObject view b'])
  })
})

describe('compare, for enums', () => {
  const models = (values: string[], first?: string) => [
    user({
      mood:
        first === undefined
          ? enumeration('mood', values)
          : enumeration('mood', values).default(first),
    }),
  ]

  test('adds values where they belong', () => {
    expect(models(['c']), models(['a', 'b', 'c', 'd', 'e']), [
      'addEnumValue mood a before c',
      'addEnumValue mood b after a',
      'addEnumValue mood d',
      'addEnumValue mood e',
    ])
  })

  test('converts the data for every other change', () => {
    expect(models(['a', 'b']), models(['a', 'c']), ['alterEnum mood'], ['alterEnum mood'])
    expect(models(['a', 'b']), models(['b', 'a']), ['alterEnum mood'])
  })

  test('takes a column by way of text where two enums that change wait for each other', () => {
    const models = (e: string[], f: string[], isCrossed: boolean): Models => {
      const [one, other] = [enumType('e', e), enumType('f', f)]
      const [p, q] = isCrossed ? [other, one] : [one, other]
      return [one, other, user({ p: enumeration(p).default('a'), q: enumeration(q) })]
    }
    const found = models(['a', 'b'], ['a', 'b', 'c'], false)
    const comparison = difference(found, models(['a', 'x'], ['a', 'y'], true))
    assert.deepEqual(told(comparison), [
      'alterColumn user.p type default',
      'alterEnum e',
      'alterColumn user.q type',
      'alterEnum f',
      'alterColumn user.p type default',
    ])
    const facets = comparison.operations.flatMap((one) =>
      one.kind === 'alterColumn' && one.column === 'p' ? [[one.from, one.to]] : [],
    )
    const [start, text] = [{ kind: 'enum', name: 'e' }, { kind: 'text' }]
    assert.partialDeepStrictEqual(facets, [
      [
        { type: start, default: { literal: 'a' } },
        { type: text, default: null },
      ],
      [
        { type: text, default: null },
        { type: { kind: 'enum', name: 'f' }, default: { literal: 'a' } },
      ],
    ])
  })

  test('has no default while the values change, if the default changes too', () => {
    expect(models(['a', 'b'], 'a'), models(['b', 'c'], 'c'), [
      'alterColumn user.mood default',
      'alterEnum mood',
      'alterColumn user.mood default',
    ])
  })

  test('leaves defaults as they are while nothing but the comment changes', () => {
    const said = (comment: string, value: 'a' | 'b') => {
      const mood = enumType('mood', ['a', 'b'], { comment })
      return [mood, user({ mood: enumeration(mood).default(value) })]
    }
    expect(said('first', 'a'), said('second', 'b'), [
      'alterEnum mood',
      'alterColumn user.mood default',
    ])
  })

  test('lets a column go first that need not be converted', () => {
    expect(
      models(['a', 'b']),
      [enumType('mood', ['a', 'c']), user()],
      ['dropColumn user.mood', 'alterEnum mood'],
    )
  })

  test('makes a new type before the column that uses it, and drops the old one after', () => {
    expect(
      [user({ mood: enumeration('old', ['a']) })],
      [user({ mood: enumeration('new', ['b']) })],
      ['createEnum new', 'alterColumn user.mood type', 'dropEnum old'],
      ['createEnum old', 'alterColumn user.mood type', 'dropEnum new'],
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

describe('compare, for sequences and objects', () => {
  test('lets a sequence be owned when the owner is there, and no longer before it goes', () => {
    const owned = [
      sequence('numbers', { ownedBy: { table: 'log', column: 'n' } }),
      table('log', { n: integer().default(sql`nextval('numbers')`) }),
    ]
    expect(
      [],
      owned,
      ['createSequence numbers', 'createTable log', 'alterSequence numbers'],
      ['alterSequence numbers', 'dropTable log', 'dropSequence numbers'],
    )
  })

  test('makes and drops a sequence at once where its owner stays', () => {
    const log = table('log', { n: integer() })
    const numbers = sequence('numbers', { ownedBy: { table: 'log', column: 'n' } })
    expect([log], [log, numbers], ['createSequence numbers'], ['dropSequence numbers'])
  })

  test('hands a sequence from one column to another in two steps, and may change it on the way', () => {
    const log = table('log', { n: integer(), m: integer() })
    const numbers = (column: string, increment = 1) =>
      sequence('numbers', { ownedBy: { table: 'log', column }, increment })
    const moved = ['alterSequence numbers', 'alterSequence numbers']
    expect([log, numbers('n')], [log, numbers('m')], moved, moved)
    expect([log, numbers('n')], [log, numbers('n', 2)], ['alterSequence numbers'])
    expect([log, numbers('n')], [log, sequence('numbers')], ['alterSequence numbers'])
  })

  test('changes a sequence before the column that takes numbers from it, and gives it to that after', () => {
    const log = (columns = {}) => table('log', { id: integer(), ...columns })
    expect(
      [log(), sequence('numbers')],
      [
        log({ n: integer().default(sql`nextval('numbers')`) }),
        sequence('numbers', { increment: 5, ownedBy: { table: 'log', column: 'n' } }),
      ],
      ['alterSequence numbers', 'addColumn log.n', 'alterSequence numbers'],
    )
  })

  test('renames the sequence behind a column only where the models name it', () => {
    const log = (sequenceName?: string) => [
      table('log', {
        id: integer()
          .primaryKey()
          .autoincrement(true, sequenceName === undefined ? {} : { sequenceName }),
      }),
    ]
    expect(
      log('old_seq'),
      log('new_seq'),
      ['renameSequence old_seq new_seq'],
      ['renameSequence new_seq old_seq'],
    )
    expect(log('old_seq'), log(), [])
    expect(log(), log('numbers'), ['renameSequence log_id_seq numbers'])
  })

  test('makes a function before the table that calls it, and after the table it reads', () => {
    const called = routine('small', 'CREATE FUNCTION small(n int) RETURNS bool AS …', {
      signature: 'integer',
    })
    const reading = routine('ids', 'CREATE FUNCTION ids() … SELECT id FROM "user"', {
      signature: '',
    })
    const checked = user({ n: integer() }, [check(sql`small(n)`, { name: 'ck' })])
    expect(
      [],
      [reading, checked, called],
      ['createObject function small', 'createTable user', 'createObject function ids'],
      ['dropObject function ids', 'dropTable user', 'dropObject function small'],
    )
  })

  test('makes triggers after their functions and tables', () => {
    const objects = [
      trigger(
        'touch',
        'user',
        'CREATE TRIGGER touch BEFORE UPDATE ON "user" EXECUTE FUNCTION touch()',
      ),
      routine('touch', 'CREATE FUNCTION touch() RETURNS trigger AS …', { signature: '' }),
      user(),
    ]
    expect(
      [],
      objects,
      ['createTable user', 'createObject function touch', 'createObject trigger touch'],
      ['dropObject trigger touch', 'dropTable user', 'dropObject function touch'],
    )
  })

  test('compares the indexes of a materialized view one by one', () => {
    const models = (name: string) => [
      user(),
      materializedView('ids', sql`SELECT id FROM "user"`, {
        indexes: [index([desc('id')], { name })],
      }),
    ]
    expect(models('a'), models('b'), ['renameIndex ids a b'])
  })

  test('replaces a primary key', () => {
    const before = table('t', { a: integer().notNull(), b: integer().notNull() }, [
      primaryKey(['a'], { name: 'pk' }),
    ])
    const after = table('t', { a: integer().notNull(), b: integer().notNull() }, [
      primaryKey(['a', 'b'], { name: 'pk' }),
    ])
    const steps = [
      'dropConstraint t primaryKey pk',
      'alterColumn t.a autoincrement',
      'addConstraint t primaryKey pk',
    ]
    expect([before], [after], steps, steps)
  })
})
