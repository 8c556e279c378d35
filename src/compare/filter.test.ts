import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { difference, told } from '../../tests/live-compare/told.ts'
import {
  enumeration,
  index,
  integer,
  sequence,
  sql,
  table,
  text,
  trigger,
  view,
} from '../schema/builders/index.ts'
import { emptySchema, type Schema } from '../schema/model.ts'
import { schemaOf } from '../schema/put-together.ts'

const user = table('user', { id: integer().primaryKey() })
const tasks = table('celery_tasks', {
  id: integer().primaryKey(),
  state: enumeration('state', ['a']),
})

const left = (comparison: ReturnType<typeof difference>) =>
  comparison.left.map(({ side, kind, name, reason }) => `${side} ${kind} ${name}: ${reason}`)

describe('ignore', () => {
  test('leaves tables alone by a pattern, with what is theirs, and says so', () => {
    const found = [
      user,
      tasks,
      sequence('numbers', { ownedBy: { table: 'celery_tasks', column: 'id' } }),
      trigger('touch', 'celery_tasks', 'CREATE TRIGGER touch …'),
    ]
    const comparison = difference(found, [user], { ignore: ['celery_*'] })
    assert.deepEqual(told(comparison), [])
    assert.deepEqual(left(comparison), [
      'found table celery_tasks: ignored by "celery_*"',
      'found trigger celery_tasks.touch: ignored by "celery_*"',
      'found sequence numbers: celery_tasks is left alone',
      'found enum state: celery_tasks.state is left alone',
    ])
    assert.equal(comparison.left[0]?.pattern, 'celery_*')
  })

  test('holds for the models too', () => {
    const comparison = difference([user], [user, tasks], { ignore: ['celery_*', 'enum:state'] })
    assert.deepEqual(told(comparison), [])
    assert.equal(left(comparison)[0], 'wanted table celery_tasks: ignored by "celery_*"')
  })

  test('reaches a schema by its name, and leaves the schema too', () => {
    const found = [user, table('zip', { id: integer() }, [], { schema: 'tiger' })]
    const comparison = difference(found, [user], { ignore: ['tiger.*'] })
    assert.deepEqual(told(comparison), [])
    assert.deepEqual(left(comparison), [
      'found table tiger.zip: ignored by "tiger.*"',
      'found schema tiger: tiger.zip is left alone',
    ])
  })

  test('reaches what a table holds only by its kind', () => {
    const found = table('user', { id: integer().primaryKey(), ix_a: text() }, [
      index(['id'], { name: 'ix_a' }),
    ])
    assert.deepEqual(told(difference([found], [user], { ignore: ['*ix_a'] })), [
      'dropIndex user ix_a',
      'dropColumn user.ix_a',
    ])
    assert.deepEqual(told(difference([found], [user], { ignore: ['index:user.ix_*'] })), [
      'dropColumn user.ix_a',
    ])
  })

  test('takes every character but * and ? for itself', () => {
    const odd = (name: string) => [user, view(name, sql`SELECT 1`)]
    assert.equal(told(difference(odd('a.b'), [user], { ignore: ['a.b'] })).length, 0)
    assert.equal(told(difference(odd('axb'), [user], { ignore: ['a.b'] })).length, 1)
    assert.equal(told(difference(odd('axb'), [user], { ignore: ['a?b'] })).length, 0)
    assert.equal(told(difference(odd('a\nb'), [user], { ignore: ['view:a*'] })).length, 0)
  })
})

describe('includeName', () => {
  test('is asked for what the database has, by kind and place, before it is compared', () => {
    const asked: unknown[] = []
    const found = table('user', { id: integer().primaryKey({ name: 'pk' }), old: text() }, [], {
      schema: 's',
    })
    const wanted = table('user', { id: integer().primaryKey({ name: 'pk' }), new: text() }, [], {
      schema: 's',
    })
    const comparison = difference([found], [wanted], {
      includeName: (...question) => {
        asked.push(question)
        return question[0] !== 'old'
      },
    })
    assert.deepEqual(told(comparison), ['addColumn s.user.new'])
    assert.deepEqual(asked, [
      ['s', 'schema', {}],
      ['user', 'table', { schema: 's' }],
      ['id', 'column', { schema: 's', table: 'user' }],
      ['old', 'column', { schema: 's', table: 'user' }],
      ['pk', 'primaryKey', { schema: 's', table: 'user' }],
    ])
    assert.deepEqual(left(comparison), ['found column s.user.old: left out by includeName'])
  })
})

describe('includeObject', () => {
  test('is asked on both sides, with what is called the same on the other', () => {
    const found = table('user', { id: integer().primaryKey(), old: text() })
    const wanted = table('user', { id: integer().primaryKey(), new: text() }, [], {
      comment: 'people',
    })
    const asked: string[] = []
    const comparison = difference([found], [wanted], {
      includeObject: (_, name, kind, side, counterpart) => {
        asked.push(`${side} ${kind} ${name}: ${counterpart === undefined ? 'alone' : 'both'}`)
        return kind !== 'column' || counterpart !== undefined
      },
    })
    assert.deepEqual(told(comparison), ['setTableComment user'])
    assert.deepEqual(asked, [
      'found table user: both',
      'found column id: both',
      'found column old: alone',
      'found primaryKey undefined: both',
      'wanted table user: both',
      'wanted column id: both',
      'wanted column new: alone',
      'wanted primaryKey undefined: both',
    ])
    assert.deepEqual(left(comparison), [
      'found column user.old: left out by includeObject',
      'wanted column user.new: left out by includeObject',
    ])
  })

  test('is given what is called the same and lives in the same place, whatever it is, and never a schema', () => {
    const side = (comment: string, schema: string) => {
      const facts = { schema, comment }
      const models = schemaOf([table('t', { a: integer() }, [], facts)])
      const about = { table: { schema, name: 't' }, definition: '', comment }
      return {
        ...models,
        tables: models.tables.map((t) => ({
          ...t,
          primaryKey: { name: 'pk', columns: ['a'], comment },
          uniques: [
            { name: 'u', columns: ['a'], comment },
            { columns: ['a'], comment },
          ],
          checks: [{ name: 'c', expression: { sql: 'a > 0' }, comment }],
          indexes: [{ name: 'i', elements: [{ column: 'a' }], comment }],
        })),
        enums: [{ ...facts, name: 'e', values: ['x'] }],
        sequences: [{ ...facts, name: 'q' }],
        objects: [
          { ...facts, kind: 'view' as const, name: 'o', definition: 'SELECT 1' },
          { ...facts, kind: 'policy' as const, name: 'o', ...about },
        ],
      }
    }
    const merged = (...sides: ReturnType<typeof side>[]): Schema => ({
      ...emptySchema,
      schemas: sides.flatMap(({ schemas }) => schemas),
      tables: sides.flatMap(({ tables }) => tables),
      enums: sides.flatMap(({ enums }) => enums),
      sequences: sides.flatMap(({ sequences }) => sequences),
      objects: sides.flatMap(({ objects }) => objects),
    })
    const asked = (found: Schema, wanted: Schema) => {
      const seen: string[] = []
      const comment = (one: unknown) => (one as { comment?: string } | undefined)?.comment
      difference(found, wanted, {
        includeObject: (object, name, kind, _, counterpart) => {
          seen.push(`${kind} ${name ?? ''} ${comment(object)} ${comment(counterpart)}`)
          return true
        },
      })
      return seen
    }
    const things = [
      ...['table t', 'enum e', 'sequence q', 'view o', 'policy o', 'unique u'],
      ...['check c', 'index i', 'primaryKey pk'],
    ]
    const members = (seen: string[]) =>
      seen.filter((one) => !/^column|^unique {2}/.test(one)).toSorted()
    const found = merged(side('f1', 's1'), side('f2', 's2'))
    const wanted = merged(side('w2', 's2'), side('w3', 's3'))
    assert.deepEqual(
      members(asked(found, wanted)),
      things
        .flatMap((one) => [
          ...[`${one} f1 undefined`, `${one} f2 w2`],
          ...[`${one} w2 f2`, `${one} w3 undefined`],
        ])
        .toSorted(),
    )
    const bare = { ...wanted, tables: wanted.tables.map(({ primaryKey: _, ...t }) => t) }
    assert.ok(asked(found, bare).includes('primaryKey pk f2 undefined'))
    // What has no name is the same as nothing in particular.
    assert.deepEqual(
      asked(found, wanted).filter((one) => one.startsWith('unique  ')),
      ['f1', 'f2', 'w2', 'w3'].map((one) => `unique  ${one} undefined`),
    )
  })
})

test('what Athanor does not manage is listed, and whether it goes all the same', () => {
  const found = {
    ...schemaOf([user, table('log', { at: text() }), table('old', { at: text() })]),
    unmodelled: [
      { kind: 'event trigger', name: 'audit' },
      { kind: 'partition', name: 'log_2026', table: { name: 'log' } },
    ],
  }
  const comparison = difference(found, [user])
  assert.deepEqual(left(comparison), [
    'found event trigger audit: not managed by Athanor',
    'found partition log_2026: goes with table "log"',
  ])
  assert.deepEqual(
    comparison.notes.filter(({ kind }) => kind === 'left-alone').map(({ message }) => message),
    [
      'not compared (not managed by Athanor): event trigger "audit"',
      'not compared (goes with table "log"): partition "log_2026"',
    ],
  )
})
