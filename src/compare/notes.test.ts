import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { difference, exact, type Models, told } from '../../tests/live-compare/told.ts'
import type { ColumnFacets } from '../operations/model.ts'
import {
  bigint,
  boolean,
  date,
  enumeration,
  enumType,
  index,
  integer,
  sql,
  table,
  text,
  timestamp,
  unique,
  varchar,
} from '../schema/builders/index.ts'
import type { TableItem } from '../schema/builders/table.ts'
import type { ColumnType } from '../schema/model.ts'
import { schemaOf } from '../schema/put-together.ts'
import { destruction } from './destruction.ts'
import { lossOf } from './lossy.ts'
import type { NoteKind } from './model.ts'
import { valueRemarks } from './notes.ts'

const user = (columns = {}) => table('user', { id: integer().primaryKey(), ...columns })

const notes = (found: Models, wanted: Models, ...kinds: NoteKind[]) => {
  const comparison = difference(found, wanted)
  const steps = told(comparison)
  return comparison.notes
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ operations, hint }) => ({ about: operations.map((i) => steps[i]), hint }))
}

describe('the notes say', () => {
  test('that a column may have been renamed, with what to pass', () => {
    assert.deepEqual(
      notes([user({ mail: text() })], [user({ email: text() })], 'possible-rename'),
      [
        {
          about: ['dropColumn user.mail', 'addColumn user.email'],
          hint: '--rename user.mail=email',
        },
      ],
    )
  })

  test('nothing of a rename where the type is another', () => {
    assert.deepEqual(
      notes([user({ mail: text() })], [user({ email: boolean() })], 'possible-rename'),
      [],
    )
  })

  test('that a column may have been renamed and retyped, where it keeps its place and much of its name', () => {
    const hints = (found: object, wanted: object) =>
      notes([user(found)], [user(wanted)], 'possible-rename').map(({ hint }) => hint)
    const [age, note] = [{ age: integer() }, { note: text() }]
    assert.deepEqual(
      hints({ ...age, price: integer(), ...note }, { ...age, price_cents: bigint(), ...note }),
      ['--rename user.price=price_cents'],
    )
    assert.deepEqual(hints({ created: date() }, { created_at: timestamp().notNull() }), [
      '--rename user.created=created_at',
    ])
    const { notes: told } = difference(
      [user({ price: integer() })],
      [user({ price_cents: bigint() })],
    )
    assert.match(told[0]?.message ?? '', /"price_cents" of another type is added in its place$/)
    // Elsewhere in the table, under quite another name, or of other values it is another column.
    assert.deepEqual(hints({ price: integer(), ...note }, { ...note, price_cents: bigint() }), [])
    assert.deepEqual(hints({ price: integer() }, { weight: bigint() }), [])
    assert.deepEqual(hints({ price: integer() }, { price_text: text() }), [])
    // One of the same type comes first.
    assert.deepEqual(hints({ price: integer() }, { price_cents: bigint(), cost: integer() }), [
      '--rename user.price=cost',
    ])
  })

  test('the likeliest pairs, each column once', () => {
    const found = [user({ first_name: text(), last_name: text(), age: text() })]
    const wanted = [user({ family_name: text(), first: text() })]
    assert.deepEqual(
      notes(found, wanted, 'possible-rename')
        .map(({ hint }) => hint)
        .toSorted(),
      ['--rename user.first_name=first', '--rename user.last_name=family_name'],
    )
  })

  test('that a table may have been renamed', () => {
    const columns = { id: integer().primaryKey(), name: text(), at: text() }
    const found = [table('person', columns, [], { schema: 'hr' })]
    const wanted = [table('human', { ...columns, age: integer() }, [], { schema: 'hr' })]
    assert.deepEqual(notes(found, wanted, 'possible-rename'), [
      { about: ['dropTable hr.person', 'createTable hr.human'], hint: '--rename hr.person=human' },
    ])
    assert.deepEqual(notes(found, [table('human', { id: text() })], 'possible-rename'), [])
  })

  test('that a table may have moved to another schema, with what to pass', () => {
    const at = (schema?: string) => [
      table('order', { id: integer().primaryKey(), x: text() }, [], schema ? { schema } : {}),
    ]
    const hints = (found: Models, wanted: Models) =>
      notes(found, wanted, 'possible-rename').map(({ hint }) => hint)
    assert.deepEqual(hints(at('shop'), at()), ['--rename shop.order=.order'])
    assert.deepEqual(hints(at(), at('shop')), ['--rename order=shop.order'])
    assert.deepEqual(hints(at('shop'), at('sales')), ['--rename shop.order=sales.order'])
  })

  test('that an enum or one of its values may have been renamed', () => {
    const typed = (name: string, values: string[]) => [user({ mood: enumeration(name, values) })]
    assert.deepEqual(
      notes(typed('mood', ['a']), typed('temper', ['a']), 'possible-rename').map(
        ({ hint }) => hint,
      ),
      ["op.renameEnum('mood', 'temper')"],
    )
    assert.deepEqual(
      notes(
        [enumType('mood', ['a'], { schema: 'shop' })],
        [enumType('mood', ['a'])],
        'possible-rename',
      ).map(({ hint }) => hint),
      ["op.renameEnum({ schema: 'shop', name: 'mood' }, { name: 'mood' })"],
    )
    assert.deepEqual(
      notes(typed('mood', ['a', 'b']), typed('mood', ['a', 'c']), 'possible-rename').map(
        ({ hint }) => hint,
      ),
      ["op.renameEnumValue('mood', 'b', 'c')"],
    )
  })

  test('nothing of an enum value that has no single other in its place', () => {
    const typed = (values: string[]) => [user({ mood: enumeration('mood', values) })]
    const hints = (found: string[], wanted: string[]) =>
      notes(typed(found), typed(wanted), 'possible-rename').map(({ hint }) => hint)
    assert.deepEqual(hints(['a', 'b'], ['c', 'd']), [])
    assert.deepEqual(hints(['a', 'b'], ['c']), [])
    assert.deepEqual(hints(['a'], ['c', 'd']), [])
    assert.deepEqual(hints(['a', 'b'], ['a']), [])
    assert.deepEqual(hints(['a', 'b'], ['c', 'a']), [])
    assert.deepEqual(hints(['a', 'b'], ['c', 'b']), ["op.renameEnumValue('mood', 'a', 'c')"])
  })

  test('of enums that are called most alike first, and of equals the first', () => {
    const types = (...names: string[]) => names.map((name) => enumType(name, ['a']))
    const hints = (found: string[], wanted: string[]) =>
      notes(types(...found), types(...wanted), 'possible-rename').map(({ hint }) => hint)
    assert.deepEqual(hints(['user_state'], ['aaa', 'user_states', 'zzz']), [
      "op.renameEnum('user_state', 'user_states')",
    ])
    assert.deepEqual(hints(['xx'], ['aaa', 'bbb', 'ccc']), ["op.renameEnum('xx', 'aaa')"])
    assert.deepEqual(hints(['aaa', 'bbb'], ['xx']), ["op.renameEnum('aaa', 'xx')"])
  })

  test('nothing of NOT NULL where a column was so before, or gets another change', () => {
    const about = (was: object, is: object) => notes([user(was)], [user(is)], 'may-fail')
    assert.deepEqual(about({ a: text().notNull() }, { a: text() }), [])
    assert.deepEqual(about({ a: text().notNull() }, { a: varchar(9).notNull() }), [])
    assert.deepEqual(about({ a: text() }, { a: text().default('') }), [])
    const change = { kind: 'alterColumn', table: { name: 't' }, column: 'a' } as const
    const { between } = difference([], [])
    const said = (from: ColumnFacets) =>
      valueRemarks({ ...change, from, to: { nullable: false } }, between)
    assert.equal(said({ nullable: true }).length, 1)
    assert.equal(said({ nullable: false }).length, 0)
  })

  test('what values lose beside the change of the type, and no other one of the column', () => {
    const { between, operations } = difference([user({ a: text() })], [user({ a: integer() })])
    const [retype] = operations
    assert.ok(retype?.kind === 'alterColumn')
    assert.equal(valueRemarks(retype, between).length, 1)
    const other = { ...retype, from: { default: null }, to: { default: { literal: 'x' } } }
    assert.equal(valueRemarks(other, between).length, 0)
  })

  test('what takes data with it', () => {
    const found = [
      user({ a: text(), b: text().generatedAs(sql`a`) }),
      table('old', { x: integer() }),
    ]
    assert.deepEqual(notes(found, [user()], 'destructive'), [
      { about: ['dropColumn user.a', 'dropTable old'], hint: undefined },
    ])
  })

  test('that rows may stand against NOT NULL', () => {
    const found = [user({ a: text() })]
    const wanted = [
      user({ a: text().notNull(), b: text().notNull(), c: text().notNull().default('') }),
    ]
    assert.deepEqual(
      notes(found, wanted, 'may-fail').map(({ about }) => about),
      [['addColumn user.b'], ['alterColumn user.a nullable']],
    )
    assert.deepEqual(notes([], wanted, 'may-fail'), [])
  })

  test('that values may not fit, and not where they all do', () => {
    const typed = (type: ReturnType<typeof text>) => [user({ a: type })]
    assert.equal(notes(typed(varchar(20)), typed(varchar(10)), 'lossy').length, 1)
    assert.equal(notes(typed(varchar(10)), typed(varchar(20)), 'lossy').length, 0)
    assert.equal(notes(typed(varchar(10)), typed(text()), 'lossy').length, 0)
    const interval = (fields?: string): ColumnType =>
      fields === undefined ? { kind: 'interval' } : { kind: 'interval', fields }
    assert.notEqual(lossOf(interval('year'), interval('day')), undefined)
    assert.notEqual(lossOf(interval(), interval('day to second')), undefined)
    assert.equal(lossOf(interval('year'), interval('year')), undefined)
    assert.equal(lossOf(interval('year'), interval()), undefined)
  })

  test('names of schemas apart, and a rename that can be pasted whatever the names are', () => {
    const models = (column: string) => [
      table('a.b', { id: integer(), [column]: text() }, [], { schema: 'core' }),
    ]
    const [rename, loss] = difference(models("it's"), models('its name')).notes
    assert.equal(
      rename?.message,
      `column "it's" of "core"."a.b" is dropped with its data, and "its name" of the same type is added`,
    )
    assert.equal(rename?.hint, `--rename 'core."a.b".it'\\''s=its name'`)
    assert.equal(rename?.rename, `core."a.b".it's=its name`)
    assert.equal(loss?.message, `drops column "core"."a.b"."it's": the data goes too`)
  })

  test('that SQLite keeps what does not fit a type, and nothing of lengths, which it does not mind', () => {
    const message = (was: ReturnType<typeof text>, is: ReturnType<typeof text>, strict = false) => {
      const typed = (type: ReturnType<typeof text>) => [table('t', { a: type }, [], { strict })]
      const dialect = { ...exact, name: 'sqlite' } as const
      return difference(typed(was), typed(is), { dialect }).notes.map((note) => note.message)
    }
    assert.deepEqual(message(varchar(20), varchar(10)), [])
    assert.deepEqual(message(text(), integer() as never), [
      '"t"."a" gets another type: SQLite keeps what does not fit it as it is',
    ])
    assert.match(message(text(), integer() as never, true)[0]!, /make it fail/)
  })

  test('that rows may stand against a key, and how to find them', () => {
    const plain = user({ a: text(), b: text() })
    const about = (found: Models, ...items: readonly TableItem<'id' | 'a' | 'b'>[]) =>
      notes(
        found,
        [table('user', { id: integer().primaryKey(), a: text(), b: text() }, items)],
        'may-fail',
      )
    assert.deepEqual(about([plain], unique(['a', 'b'])), [
      {
        about: ['addConstraint user unique'],
        hint: 'Find them before: SELECT "a", "b", count(*) FROM "user" GROUP BY "a", "b" HAVING count(*) > 1',
      },
    ])
    assert.equal(about([plain], index(['a'], { unique: true })).length, 1)
    assert.equal(about([plain], index(['a'])).length, 0)
    assert.equal(about([plain], unique(['a', 'id'])).length, 0, 'the id differs already')
    assert.equal(about([user()], unique(['a'])).length, 0, 'a new column holds nothing')
    const had = (...items: readonly TableItem<'id' | 'a' | 'b'>[]) =>
      about(
        [table('user', { id: integer().primaryKey(), a: text(), b: text() }, items)],
        ...items,
        unique(['b', 'a'], { name: 'added' }),
      ).length
    assert.equal(had(unique(['a'])), 0, 'one of them differs already')
    assert.equal(had(index(['a'], { name: 'i', unique: true })), 0)
    assert.equal(had(index(['a'], { name: 'i' })), 1)
    assert.equal(had(index(['a'], { name: 'i', unique: true, where: sql`b > ''` })), 1)
    assert.equal(had(index([sql`lower(a)`], { name: 'i', unique: true })), 1)
    assert.equal(about([], unique(['a'])).length, 0, 'a new table has no rows')
    const wide = (...items: readonly TableItem<'a' | 'b' | 'c'>[]) => [
      table('wide', { a: text(), b: text(), c: text() }, items),
    ]
    const other = unique(['a', 'c'], { name: 'ac' })
    const more = wide(other, unique(['a', 'b'], { name: 'ab' }))
    assert.equal(
      notes(wide(other), more, 'may-fail').length,
      1,
      'only a part of it differs already',
    )
  })

  test('where to find rows that stand against a key, in any schema', () => {
    const of = (...items: readonly TableItem<'a'>[]) => [
      table('user', { a: text() }, items, { schema: 's' }),
    ]
    assert.deepEqual(
      notes(of(), of(unique(['a'])), 'may-fail').map(({ hint }) => hint),
      ['Find them before: SELECT "a", count(*) FROM "s"."user" GROUP BY "a" HAVING count(*) > 1'],
    )
  })

  test('that an enum loses a value, and how to say what becomes of it', () => {
    const typed = (values: string[]) => [user({ mood: enumeration('mood', values) })]
    assert.deepEqual(notes(typed(['a', 'b', 'c']), typed(['a', 'd']), 'lossy'), [
      {
        about: ['alterEnum mood'],
        hint: "Say what becomes of them: { mapping: { 'b': 'd', 'c': null } }",
      },
    ])
  })

  test('that a generated column is computed again', () => {
    const doubled = (by: number) => [user({ b: integer().generatedAs(sql`id * ${by}`) })]
    assert.deepEqual(
      notes(doubled(2), doubled(3), 'recomputed').map(({ about }) => about),
      [['dropColumn user.b', 'addColumn user.b']],
    )
    assert.deepEqual(notes(doubled(2), doubled(3), 'destructive', 'possible-rename'), [])
  })

  test('what no database changes in place, and leaves it', () => {
    const by = (partitionBy?: string) => [
      table('log', { at: text() }, [], partitionBy === undefined ? {} : { partitionBy }),
    ]
    const comparison = difference(by('RANGE (at)'), by('LIST (at)'))
    assert.deepEqual(comparison.operations, [])
    assert.deepEqual(
      comparison.notes.map(({ kind }) => kind),
      ['cannot-change'],
    )
  })
})

describe('destruction', () => {
  const tables = (n: number) =>
    Array.from({ length: n }, (_, i) => table(`t${i}`, { id: integer(), name: text() }))
  const count = (found: Models, wanted: Models, ignore: string[] = []) =>
    destruction(difference(found, wanted, { ignore }), schemaOf(found))

  test('counts what goes and what stays', () => {
    assert.deepEqual(count(tables(5), tables(3)), {
      tables: { dropped: 2, kept: 3 },
      columns: { dropped: 4, kept: 6 },
      most: false,
    })
  })

  test('is most of it when more goes than stays', () => {
    assert.equal(count(tables(5), tables(2)).most, true)
    assert.equal(count(tables(4), tables(2)).most, false)
    assert.equal(count([user({ a: text(), b: text() })], [user()]).most, true)
    assert.equal(count([], tables(2)).most, false)
  })

  test('counts a table that goes because only the one of the models is left out', () => {
    const found = tables(3)
    const comparison = difference(found, tables(3), {
      includeObject: (_, name, kind, side) =>
        !(side === 'wanted' && kind === 'table' && name === 't1'),
    })
    assert.deepEqual(destruction(comparison, schemaOf(found)).tables, { dropped: 1, kept: 2 })
  })

  test('does not count what is left alone, nor a generated column that is made anew', () => {
    assert.deepEqual(count(tables(5), [], ['t*']).tables, { dropped: 0, kept: 0 })
    const doubled = (by: number) => [user({ b: integer().generatedAs(sql`id * ${by}`) })]
    assert.deepEqual(count(doubled(2), doubled(3)).columns, { dropped: 0, kept: 2 })
  })
})
