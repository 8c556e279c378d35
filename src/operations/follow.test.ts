/** What follows a table or a column that is renamed, to the last property. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Schema, StoredObject } from '../schema/model.ts'
import { emptySchema, emptyTable } from '../schema/model.ts'
import { applyFor } from './apply.ts'
import { before, both, column, user } from './follow-schema.test.ts'
import type { Operation } from './model.ts'

const after = (operation: Operation, dialect: 'postgresql' | 'sqlite' = 'postgresql'): Schema =>
  applyFor(dialect)(before, operation)

const definitions = ({ objects }: Schema): readonly string[] =>
  objects.map(({ definition }) => definition)

describe('a table that is renamed', () => {
  const to = { schema: 'auth', name: 'person' }
  const renamed = after({ kind: 'renameTable', from: user, to })
  const [person, post, other] = renamed.tables

  test('has its new name, and itself as what its own keys refer to', () => {
    assert.deepEqual(person, {
      ...before.tables[0],
      ...to,
      columns: [
        column('id', { autoincrement: true, nullable: false, sequenceName: 'user_id_seq' }),
        ...before.tables[0]!.columns.slice(1),
      ],
      foreignKeys: [
        { ...before.tables[0]!.foreignKeys[0]!, references: { ...to, columns: ['age'] } },
      ],
      indexes: [
        {
          ...before.tables[0]!.indexes[0]!,
          where: { sql: 'person.age > 2', dialects: { sqlite: 'person.age > 2 + 1' } },
        },
      ],
    })
  })

  test('is what others refer to and inherit from, and one of that name in another schema is not', () => {
    assert.deepEqual(post, {
      ...before.tables[1],
      foreignKeys: [
        { columns: ['age'], references: { ...to, columns: ['age'] } },
        { columns: ['age'], references: { name: 'user', columns: ['age'] } },
      ],
      options: { unlogged: true, inherits: [to, { name: 'user' }] },
    })
    assert.deepEqual(other, before.tables[2])
  })

  test('takes along what belongs to it', () => {
    assert.deepEqual(renamed.sequences, [
      { ...user, name: 'ages', ownedBy: { ...to, column: 'age' } },
      ...before.sequences.slice(1),
    ])
    assert.deepEqual(renamed.unmodelled, [
      { kind: 'rule', name: 'r', table: to },
      ...before.unmodelled.slice(1),
    ])
    const said = ['SELECT age FROM auth.person', 'SELECT u.age FROM auth.person u']
    assert.deepEqual(renamed.objects, [
      { ...before.objects[0], definition: said[0], dependsOn: [to, { name: 'user' }] },
      { ...before.objects[1], definition: said[1] },
      ...before.objects.slice(2, 5).map((object) => ({
        ...object,
        table: to,
        definition: object.definition.replace('"user"', 'person'),
      })),
      ...before.objects.slice(5),
    ])
  })

  test('goes back to what was', () => {
    const back = applyFor('postgresql')(renamed, { kind: 'renameTable', from: to, to: user })
    assert.deepEqual(back, {
      ...before,
      tables: back.tables,
      objects: back.objects,
    })
    assert.deepEqual(back.tables.slice(1), before.tables.slice(1))
    assert.deepEqual(back.tables[0]?.columns, before.tables[0]?.columns)
    assert.deepEqual(definitions(back), definitions(before))
  })

  test('has no sequences that keep their names on SQLite', () => {
    const [there] = after({ kind: 'renameTable', from: user, to }, 'sqlite').tables
    assert.deepEqual(there?.columns, before.tables[0]?.columns)
  })
})

test('a column that says nothing of its sequence keeps that one when its table is renamed', () => {
  const numbered: Schema = {
    ...emptySchema,
    tables: [
      {
        ...emptyTable({ name: 't' }),
        columns: [
          column('id', { identity: { always: false } }),
          column('serial', { autoincrement: true }),
          column('none'),
        ],
      },
    ],
  }
  const rename = { kind: 'renameTable', from: { name: 't' }, to: { name: 'u' } } as const
  const names = (dialect: 'postgresql' | 'sqlite') =>
    applyFor(dialect)(numbered, rename).tables[0]?.columns.map(({ sequenceName }) => sequenceName)
  assert.deepEqual(names('postgresql'), ['t_id_seq', 't_serial_seq', undefined])
  assert.deepEqual(names('sqlite'), [undefined, undefined, undefined])
})

test('what has a name of its own for something is left alone, and so is what nobody knows', () => {
  const objects: readonly StoredObject[] = [
    { kind: 'function', name: 'f', definition: 'CREATE FUNCTION f(age integer) RETURNS integer' },
    {
      kind: 'function',
      name: 'g',
      definition: 'CREATE FUNCTION g() RETURNS t -- FROM auth."user"',
    },
    { kind: 'view', name: 'v', definition: 'SELECT far.age FROM far, auth."user"' },
  ]
  const schema = { ...before, objects }
  const rename: Operation = { kind: 'renameColumn', table: user, from: 'age', to: 'years' }
  assert.deepEqual(applyFor('postgresql')(schema, rename).objects, objects)
})

describe('a bare name in a query inside another', () => {
  const bare = { ...emptyTable({ name: 'bare' }), columns: [column('x')] }
  const renamed = (definition: string): string | undefined => {
    const view = { kind: 'view', name: 'v', definition } as const
    const schema: Schema = { ...before, tables: [...before.tables, bare], objects: [view] }
    const rename: Operation = { kind: 'renameColumn', table: user, from: 'age', to: 'years' }
    return applyFor('postgresql')(schema, rename).objects[0]?.definition
  }
  const query = (table: string, name: string) =>
    `SELECT 1 FROM auth."user" WHERE EXISTS (SELECT 1 FROM ${table} WHERE ${name} = 1)`

  test('is of the table in there where that has it, or nobody knows', () => {
    for (const table of ['post', 'far'])
      assert.equal(renamed(query(table, 'age')), query(table, 'age'))
  })

  test('is of the table around it where the one in there has no such column', () => {
    assert.equal(renamed(query('bare', 'age')), query('bare', 'years'))
  })
})

describe('a table that moves to another schema', () => {
  const to = { schema: 'other', name: 'user' }
  const moved = after({ kind: 'renameTable', from: user, to })

  test('takes its sequences along, and every default that asks them', () => {
    assert.deepEqual(moved.sequences, [
      { schema: 'other', name: 'ages', ownedBy: { ...to, column: 'age' } },
      ...before.sequences.slice(1),
    ])
    const defaults = moved.tables.map(({ columns }) => columns.flatMap((one) => one.default ?? []))
    assert.deepEqual(defaults, [
      [{ sql: "nextval('other.ages'::regclass)" }],
      [{ sql: "nextval('other.ages'::regclass)" }, { sql: "nextval('auth.free'::regclass)" }],
      [],
    ])
  })

  test('takes its triggers along where they say their schema', () => {
    const places = moved.objects.map(({ schema, table: on }) => [schema, on])
    assert.deepEqual(places, [
      [undefined, undefined],
      [undefined, undefined],
      ['other', to],
      [undefined, to],
      [undefined, to],
      [undefined, { name: 'user' }],
      [undefined, undefined],
    ])
  })

  test('has sequences of no schema in the default one', () => {
    const [sequence] = after({ kind: 'renameTable', from: user, to: { name: 'person' } }).sequences
    assert.deepEqual(sequence, { name: 'ages', ownedBy: { name: 'person', column: 'age' } })
  })
})

describe('a column that is renamed', () => {
  const rename: Operation = { kind: 'renameColumn', table: user, from: 'age', to: 'years' }
  const renamed = after(rename)
  const [there, post, other] = renamed.tables
  const years = (text: string) => both(text.replace('age', 'years'))

  test('is called so by everything in its table', () => {
    assert.deepEqual(
      there?.columns.map(({ name }) => name),
      ['id', 'no', 'years', 'twice'],
    )
    assert.deepEqual(there, {
      ...before.tables[0],
      columns: [
        ...before.tables[0]!.columns.slice(0, 2),
        { ...before.tables[0]!.columns[2], name: 'years' },
        column('twice', { generated: { expression: years('age * 2'), stored: true } }),
      ],
      primaryKey: { columns: ['id', 'years'], include: ['years', 'no'], descending: ['years'] },
      uniques: [{ name: 'uq', columns: ['years', 'no'], include: ['years'] }],
      foreignKeys: [
        {
          columns: ['years'],
          references: { ...user, columns: ['years'] },
          onDeleteColumns: ['years', 'no'],
        },
      ],
      checks: [
        { name: 'ck', expression: years('age > 0') },
        { name: 'plain', expression: { sql: 'no > 0' } },
      ],
      exclusions: [
        {
          elements: [
            { column: 'years', operator: '=' },
            { column: 'no', operator: '=' },
            { expression: years('abs(age)'), operator: '&&' },
          ],
          where: years('age > 1'),
          include: ['years'],
        },
      ],
      indexes: [
        {
          name: 'ix',
          elements: [{ column: 'years', descending: true }, { expression: years('lower(age)') }],
          include: ['years', 'id'],
          where: years('"user".age > 2'),
        },
      ],
    })
  })

  test('is called so by the keys of others that refer to it', () => {
    assert.deepEqual(post, {
      ...before.tables[1],
      foreignKeys: [
        { columns: ['age'], references: { ...user, columns: ['years'] } },
        { columns: ['age'], references: { name: 'user', columns: ['age'] } },
      ],
    })
    assert.deepEqual(other, before.tables[2])
  })

  test('owns its sequence, and is called so by what is on the table or reads it', () => {
    assert.deepEqual(renamed.sequences, [
      { ...before.sequences[0], ownedBy: { ...user, column: 'years' } },
      ...before.sequences.slice(1),
    ])
    assert.deepEqual(definitions(renamed), [
      'SELECT years AS age FROM auth."user"',
      'SELECT u.years AS age FROM auth."user" u',
      'CREATE TRIGGER t AFTER UPDATE OF years ON auth."user" FOR EACH ROW EXECUTE FUNCTION f()',
      'CREATE POLICY p ON auth."user" USING (years > 0)',
      'GRANT SELECT (years) ON auth."user" TO r',
      ...definitions(before).slice(5),
    ])
    assert.deepEqual(renamed.unmodelled, before.unmodelled)
  })

  test('goes back to what was', () => {
    const back = applyFor('postgresql')(renamed, { ...rename, from: 'years', to: 'age' })
    assert.deepEqual(back.tables, before.tables)
    assert.deepEqual(back.sequences, before.sequences)
  })

  const named = (from: string, dialect: 'postgresql' | 'sqlite') =>
    after({ kind: 'renameColumn', table: user, from, to: 'n' }, dialect).tables[0]?.columns.find(
      ({ name }) => name === 'n',
    )?.sequenceName

  test('keeps the name of the sequence behind it', () => {
    assert.equal(named('id', 'postgresql'), 'user_id_seq')
    assert.equal(named('no', 'postgresql'), 'numbers')
    assert.equal(named('age', 'postgresql'), undefined)
    assert.equal(named('id', 'sqlite'), undefined)
    assert.equal(named('no', 'sqlite'), 'numbers')
  })
})

test('what is on a table is there by what it says of itself alone', () => {
  const onNothing: StoredObject = { kind: 'trigger', name: 't', definition: 'CREATE TRIGGER t' }
  const schema = { ...before, objects: [onNothing] }
  const rename: Operation = { kind: 'renameTable', from: user, to: { name: 'x' } }
  assert.deepEqual(applyFor('postgresql')(schema, rename).objects, [onNothing])
})
