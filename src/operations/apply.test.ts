import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  boolean,
  type ColumnBuilder,
  check,
  enumeration,
  foreignKey,
  index,
  integer,
  sequence,
  sql,
  table,
  text,
  trigger,
  unique,
  varchar,
  view,
} from '../schema/builders/index.ts'
import type { DialectName, LiteralValue, Schema, Table } from '../schema/model.ts'
import { emptySchema } from '../schema/model.ts'
import { schemaOf } from '../schema/put-together.ts'
import { applyFor } from './apply.ts'
import { completeAll } from './complete.ts'
import { type Recorder, record } from './recorder.ts'

function after(
  before: Schema,
  write: (op: Recorder) => void,
  dialect: DialectName = 'postgresql',
): Schema {
  const operations = record(write, { dialect })
  return completeAll(operations, before).operations.reduce(applyFor(dialect), before)
}

const only = ({ tables }: Schema, name: string): Table => {
  const found = tables.find((one) => one.name === name)
  assert.ok(found, `there is a table ${name}`)
  return found
}

const blog = schemaOf([
  table('user', { id: integer().primaryKey(), email: text().unique(), age: integer() }, [
    check(sql`age > 0`, { name: 'adult' }),
    index([sql`lower(email)`], { name: 'ix', where: sql`age > 1` }),
  ]),
  table('post', { id: integer().primaryKey(), author: integer().references('user.id') }),
  view('emails', sql`SELECT email, u.age FROM "user" u`, { dependsOn: ['user'] }),
  trigger(
    't',
    'user',
    sql`CREATE TRIGGER t AFTER UPDATE ON "user" BEGIN UPDATE post SET author = new.id; END`,
  ),
  sequence('s', { ownedBy: { table: 'user', column: 'age' } }),
])

describe('renameTable', () => {
  test('takes along what refers to the table or belongs to it', () => {
    const schema = after(blog, (op) => op.renameTable('user', 'person'))
    assert.equal(only(schema, 'post').foreignKeys[0]?.references.name, 'person')
    assert.deepEqual(
      schema.objects.map(({ definition }) => definition),
      [
        'SELECT email, u.age FROM person u',
        'CREATE TRIGGER t AFTER UPDATE ON person BEGIN UPDATE post SET author = new.id; END',
      ],
    )
    assert.deepEqual(schema.objects[0]?.dependsOn, [{ name: 'person' }])
    assert.deepEqual(schema.objects[1]?.table, { name: 'person' })
    assert.equal(schema.sequences[0]?.ownedBy?.name, 'person')
  })

  test('leaves the sequence of a serial column its name, where there are sequences', () => {
    const rename = (op: Recorder) => op.renameTable('user', 'person')
    assert.equal(only(after(blog, rename), 'person').columns[0]?.sequenceName, 'user_id_seq')
    assert.equal(only(after(blog, rename, 'sqlite'), 'person').columns[0]?.sequenceName, undefined)
    const back = after(after(blog, rename), (op) => op.renameTable('person', 'user'))
    assert.equal(only(back, 'user').columns[0]?.sequenceName, undefined)
  })

  test('shortens the name of a sequence as PostgreSQL does', () => {
    const long = schemaOf([table('t'.repeat(60), { ['c'.repeat(60)]: integer().primaryKey() })])
    const schema = after(long, (op) => op.renameTable('t'.repeat(60), 'x'))
    assert.equal(
      only(schema, 'x').columns[0]?.sequenceName,
      `${'t'.repeat(29)}_${'c'.repeat(29)}_seq`,
    )
  })

  test('refuses a name that is taken', () => {
    assert.throws(() => after(blog, (op) => op.renameTable('user', 'post')), {
      code: 'already-there',
      existing: 'post',
    })
    assert.throws(() => after(blog, (op) => op.renameTable('user', 'emails')), { what: 'view' })
  })
})

describe('renameColumn', () => {
  test('takes along keys, constraints, indexes and expressions', () => {
    const schema = after(blog, (op) => {
      op.renameColumn('user', 'age', 'years')
      op.renameColumn('user', 'id', 'uid')
    })
    const user = only(schema, 'user')
    assert.deepEqual(user.primaryKey?.columns, ['uid'])
    assert.equal(user.checks[0]?.expression.sql, 'years > 0')
    assert.equal(user.indexes[0]?.where?.sql, 'years > 1')
    assert.deepEqual(only(schema, 'post').foreignKeys[0]?.references.columns, ['uid'])
    assert.equal(schema.sequences[0]?.ownedBy?.column, 'years')
    assert.match(schema.objects[1]?.definition ?? '', /SET author = new\.uid;/)
  })

  test('keeps the names that a view gives out on PostgreSQL, and changes them on SQLite', () => {
    const rename = (op: Recorder) => op.renameColumn('user', 'age', 'years')
    const [select] = after(blog, rename).objects
    assert.equal(select?.definition, 'SELECT email, u.years AS age FROM "user" u')
    const [other] = after(blog, rename, 'sqlite').objects
    assert.equal(other?.definition, 'SELECT email, u.years FROM "user" u')
  })

  test('leaves columns of that name in other tables alone', () => {
    const schema = after(blog, (op) => op.renameColumn('post', 'id', 'pid'))
    assert.deepEqual(only(schema, 'user'), only(blog, 'user'))
    assert.deepEqual(only(schema, 'post').foreignKeys, only(blog, 'post').foreignKeys)
  })
})

describe('dropColumn', () => {
  test('takes the constraints and indexes that need the column with it', () => {
    const user = only(
      after(blog, (op) => op.dropColumn('user', 'age')),
      'user',
    )
    assert.deepEqual([user.checks, user.indexes, user.uniques.length], [[], [], 1])
  })

  test('takes those over several columns too', () => {
    const wide = schemaOf([
      table('t', { a: integer(), b: integer(), c: integer() }, [
        unique(['a', 'b']),
        check(sql`a < b`),
        index(['b', 'a']),
        index(['c'], { include: ['a'], name: 'covering' }),
        foreignKey(['a', 'b'], { table: 't', columns: ['b', 'c'] }),
        check(sql`b > 0 -- a`, { name: 'kept' }),
      ]),
    ])
    const t = only(
      after(wide, (op) => op.dropColumn('t', 'a')),
      't',
    )
    assert.deepEqual([t.uniques, t.foreignKeys, t.indexes], [[], [], []])
    assert.deepEqual(
      t.checks.map(({ name }) => name),
      ['kept'],
    )
  })

  test('takes the sequence it owns with it', () => {
    assert.deepEqual(after(blog, (op) => op.dropColumn('user', 'age')).sequences, [])
  })
})

describe('dropTable', () => {
  test('takes what belongs to the table with it, and leaves what refers to it', () => {
    const schema = after(blog, (op) => op.dropTable('user'))
    assert.deepEqual(
      schema.objects.map(({ kind }) => kind),
      ['view'],
    )
    assert.deepEqual(schema.sequences, [])
    assert.equal(only(schema, 'post').foreignKeys.length, 1)
  })

  test('takes that too when it cascades', () => {
    const schema = after(blog, (op) => op.dropTable('user', { cascade: true }))
    assert.deepEqual(schema.objects, [])
    assert.deepEqual(only(schema, 'post').foreignKeys, [])
  })
})

describe('enum operations', () => {
  const moods = schemaOf([
    table('t', { a: enumeration('mood', ['sad', 'ok']).default('ok'), b: integer() }, [
      check(sql`a <> 'ok'::mood AND 'ok' <> 'x'`),
    ]),
  ])
  const typeOf = (schema: Schema) => only(schema, 't').columns[0]?.type

  test('change every column of the type', () => {
    assert.deepEqual(
      typeOf(after(moods, (op) => op.addEnumValue('mood', 'new', { after: 'sad' }))),
      {
        kind: 'enum',
        name: 'mood',
        values: ['sad', 'new', 'ok'],
      },
    )
    assert.deepEqual(typeOf(after(moods, (op) => op.renameEnum('mood', 'm'))), {
      kind: 'enum',
      name: 'm',
      values: ['sad', 'ok'],
    })
  })

  test('take a renamed value into defaults and casts', () => {
    const t = only(
      after(moods, (op) => op.renameEnumValue('mood', 'ok', "o'k")),
      't',
    )
    assert.deepEqual(t.columns[0]?.default, { literal: "o'k" })
    assert.equal(t.checks[0]?.expression.sql, "a <> 'o''k'::mood AND 'ok' <> 'x'")
  })

  test('take a renamed type into casts', () => {
    const schema = after(moods, (op) => op.renameEnum('mood', { schema: 'x', name: 'The Mood' }))
    assert.equal(
      only(schema, 't').checks[0]?.expression.sql,
      `a <> 'ok'::x."The Mood" AND 'ok' <> 'x'`,
    )
    const back = after(schema, (op) =>
      op.renameEnum({ schema: 'x', name: 'The Mood' }, { name: 'mood' }),
    )
    assert.deepEqual(only(back, 't'), only(moods, 't'))
  })

  test('do nothing where there are no enums', () => {
    const schema = { ...moods, enums: [] }
    const same = after(schema, (op) => {
      op.addEnumValue('mood', 'new')
      op.renameEnumValue('mood', 'ok', 'fine')
      op.renameEnum('mood', 'm')
      op.alterEnum('mood', { from: ['sad', 'ok'], to: ['ok'] })
      op.dropEnum('mood')
    })
    assert.deepEqual(same, schema)
  })

  test('name the values there are', () => {
    assert.throws(() => after(moods, (op) => op.addEnumValue('mood', 'x', { before: 'okay' })), {
      code: 'not-there',
      what: 'enum value',
      hint: 'There is "sad", "ok".',
    })
    assert.throws(() => after(moods, (op) => op.dropEnum('moods')), {
      hint: 'Did you mean "mood"?',
    })
  })
})

describe('what is not there', () => {
  const cases: readonly (readonly [string, (op: Recorder) => void, object])[] = [
    ['a table', (op) => op.dropTable('users'), { what: 'table', hint: 'Did you mean "user"?' }],
    [
      'a column',
      (op) => op.dropColumn('user', 'e_mail'),
      { what: 'column', hint: 'Did you mean "email"?' },
    ],
    [
      'a constraint',
      (op) => op.dropConstraint('user', 'adults'),
      { hint: 'Did you mean "adult"?' },
    ],
    [
      'an index',
      (op) => op.dropIndex('ix_', 'user'),
      { what: 'index', hint: 'Did you mean "ix"?' },
    ],
    ['an index of another table', (op) => op.dropIndex('ix', 'post'), { what: 'index' }],
    ['a schema', (op) => op.dropSchema('x'), { what: 'schema' }],
    ['a sequence', (op) => op.dropSequence('seq'), { what: 'sequence' }],
    ['a view', (op) => op.dropView('email'), { what: 'view', hint: 'Did you mean "emails"?' }],
    [
      'a table to put a trigger on',
      (op) => op.createTrigger('t', 'users', 'CREATE …'),
      { what: 'table' },
    ],
    ['a trigger of another table', (op) => op.dropTrigger('t', 'post'), { what: 'trigger' }],
    [
      'an unnamed constraint',
      (op) => op.dropConstraint('user', unique(['age'])),
      { what: 'constraint' },
    ],
    [
      'a column to alter',
      (op) => op.alterColumn('user', 'x', { to: { nullable: true } }),
      { what: 'column' },
    ],
  ]
  for (const [name, write, error] of cases)
    test(`is named: ${name}`, () => {
      assert.throws(() => after(blog, write), { code: 'not-there', ...error })
    })
})

describe('what is already there', () => {
  const cases: readonly (readonly [string, (op: Recorder) => void])[] = [
    ['a table', (op) => op.createTable('user', { a: text() })],
    ['a column', (op) => op.addColumn('user', 'email', text())],
    ['a constraint', (op) => op.createCheckConstraint('user', sql`true`, { name: 'adult' })],
    ['a primary key', (op) => op.createPrimaryKey('user', ['age'])],
    ['an index', (op) => op.createIndex('ix', 'post', ['id'])],
    ['a view', (op) => op.createView('emails', sql`SELECT 1`)],
    ["a view of a table's name", (op) => op.createView('user', sql`SELECT 1`)],
    ['a sequence', (op) => op.createSequence('s')],
    ['a column to rename to', (op) => op.renameColumn('user', 'id', 'email')],
    ['an index to rename to', (op) => op.renameIndex('user', 'ix', 'ix2')],
  ]
  for (const [name, write] of cases)
    test(`is named: ${name}`, () => {
      const schema = after(blog, (op) => op.createIndex('ix2', 'user', ['age']))
      assert.throws(() => after(schema, write), { code: 'already-there' })
    })
})

describe('a default that stays while its column gets another type', () => {
  const types = { boolean: boolean(), integer: integer(), text: text(), varchar: varchar(9) }
  type Name = keyof typeof types
  const cases: readonly (readonly [Name, LiteralValue, Name, LiteralValue])[] = [
    ['boolean', true, 'integer', 1],
    ['integer', 0, 'boolean', false],
    ['integer', 5, 'boolean', 5],
    ['integer', 5, 'text', '5'],
    ['text', '5', 'integer', 5],
    ['text', '05', 'integer', '05'],
    ['boolean', false, 'text', 'false'],
    ['text', 'x', 'varchar', 'x'],
  ]
  for (const [was, literal, is, expected] of cases)
    test(`is what the new type calls it: ${was} ${literal} → ${is} ${expected}`, () => {
      const column = types[was].default(literal as never)
      const before = schemaOf([table('t', { a: column as ColumnBuilder })])
      const alter = (to: Name) => (op: Recorder) =>
        op.alterColumn('t', 'a', { to: { type: types[to] } })
      const now = after(before, alter(is))
      assert.deepEqual(only(now, 't').columns[0]?.default, { literal: expected })
      assert.deepEqual(only(after(now, alter(was)), 't').columns, only(before, 't').columns)
    })
})

describe('the key of a table', () => {
  test('makes its columns not null on PostgreSQL', () => {
    const keyless = schemaOf([table('t', { a: integer() })])
    const key = (op: Recorder) => op.createPrimaryKey('t', ['a'])
    assert.equal(only(after(keyless, key), 't').columns[0]?.nullable, false)
    assert.equal(only(after(keyless, key, 'sqlite'), 't').columns[0]?.nullable, true)
  })
})

describe('constraints without a name', () => {
  test('are found by what they say, whichever side has no name', () => {
    const named = schemaOf([
      table('t', { a: integer() }, [unique(['a'], { name: 't_a_key' }), check(sql`a  > 0`)]),
    ])
    const t = only(
      after(named, (op) => {
        op.dropConstraint('t', unique(['a']))
        op.dropConstraint('t', check(sql`a > 0`, { name: 't_a_check' }))
      }),
      't',
    )
    assert.deepEqual([t.uniques, t.checks], [[], []])
  })
})

describe('operations for one database', () => {
  test('do nothing to the schema of another', () => {
    const [operation] = record((op) => op.only('sqlite', (op) => op.createSchema('x')), {
      dialect: 'sqlite',
    })
    assert.ok(operation)
    assert.deepEqual(applyFor('postgresql')(emptySchema, operation), emptySchema)
    assert.deepEqual(applyFor('sqlite')(emptySchema, operation).schemas, ['x'])
  })
})
