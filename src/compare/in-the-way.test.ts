import { describe, test } from 'node:test'
import { expect, user } from '../../tests/live-compare/expected.ts'
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  sql,
  table,
  text,
  unique,
  varchar,
  view,
} from '../schema/builders/index.ts'

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
