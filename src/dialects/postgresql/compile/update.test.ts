import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  exclude,
  foreignKey,
  integer,
  primaryKey,
  table,
  trigger,
  unique,
} from '../../../schema/builders/index.ts'
import { schemaOf } from '../../../schema/put-together.ts'
import { update } from './update.ts'

const deferred = { deferrable: 'deferred' } as const
const t = (...items: Parameters<typeof table>[2] & object) =>
  table('t', { a: integer().notNull() }, items as never)
const plain = t(unique(['a']))
const after = (timing: string) =>
  trigger(
    'checks',
    't',
    `CREATE CONSTRAINT TRIGGER checks AFTER UPDATE ON t ${timing} FOR EACH ROW EXECUTE FUNCTION f()`,
  )

const steps = (...models: unknown[]): string[] =>
  update({ name: 't' }, '"a" = 1', schemaOf(models)).map((piece) =>
    piece.kind === 'sql' ? piece.sql : '',
  )

describe('rows change before their table does', () => {
  test('in one statement, where nothing is left to check', () => {
    const immediate = { deferrable: 'immediate' } as const
    const other = table('other', { b: integer() }, [unique(['b'], deferred)])
    for (const models of [
      [plain],
      [t(unique(['a'], immediate)), other],
      [plain, after('NOT DEFERRABLE')],
    ])
      assert.deepEqual(steps(...models), ['UPDATE "t" SET "a" = 1'])
  })

  const waiting: Readonly<Record<string, readonly unknown[]>> = {
    'a primary key': [t(primaryKey(['a'], deferred))],
    'a unique constraint': [t(unique(['a'], deferred))],
    'an exclusion constraint': [t(exclude([{ column: 'a', operator: '=' }], deferred))],
    'a foreign key': [
      table('up', { id: integer().primaryKey() }),
      t(foreignKey(['a'], { table: 'up', columns: ['id'] }, deferred)),
    ],
    'a foreign key of another table to it': [
      plain,
      table('down', { up: integer() }, [
        foreignKey(['up'], { table: 't', columns: ['a'] }, deferred),
      ]),
    ],
    'a trigger': [plain, after('INITIALLY  DEFERRED')],
    'something of a table that inherits from it': [
      plain,
      table('heir', { b: integer() }, [unique(['b'], deferred)], { inherits: [{ name: 't' }] }),
    ],
  }
  for (const [what, models] of Object.entries(waiting))
    test(`${what} that waits for the end is checked at once, and waits again`, () => {
      const [change, now, again, ...more] = steps(...models)
      assert.deepEqual(
        [change, now, more],
        ['UPDATE "t" SET "a" = 1', 'SET CONSTRAINTS ALL IMMEDIATE', []],
      )
      assert.match(again!, /condeferred.*'SET CONSTRAINTS ' \|\| names \|\| ' DEFERRED'/s)
    })
})
