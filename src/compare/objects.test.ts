import { describe, test } from 'node:test'
import { expect, user } from '../../tests/live-compare/expected.ts'
import {
  check,
  desc,
  index,
  integer,
  materializedView,
  primaryKey,
  routine,
  sequence,
  sql,
  table,
  trigger,
} from '../schema/builders/index.ts'

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
