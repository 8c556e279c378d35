import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { difference, type Models, told } from '../../tests/live-compare/told.ts'
import { index, integer, table, text } from '../schema/builders/index.ts'
import type { Rename } from './model.ts'

const user = (columns: object, name = 'user') =>
  table(name, { id: integer().primaryKey(), ...columns })

const steps = (found: Models, wanted: Models, ...renames: Rename[]) =>
  told(difference(found, wanted, { renames }))

describe('a stated rename', () => {
  test('of a column is one, and the rest is compared under the new name', () => {
    const rename = { kind: 'column', table: 'user', from: 'mail', to: 'email' } as const
    assert.deepEqual(steps([user({ mail: text() })], [user({ email: text().notNull() })], rename), [
      'renameColumn user.mail email',
      'alterColumn user.email nullable',
    ])
  })

  test('of a table is one, with its foreign keys and the names that follow from it', () => {
    const found = [
      table('person', { id: integer().primaryKey(), a: text() }, [index(['a'])]),
      table('pet', { owner: integer().references('person.id') }),
    ]
    const wanted = [
      table('human', { id: integer().primaryKey(), a: text() }, [index(['a'])]),
      table('pet', { owner: integer().references('human.id') }),
    ]
    assert.deepEqual(steps(found, wanted, { kind: 'table', from: 'person', to: 'human' }), [
      'renameTable person human',
      'renameIndex human ix_person_a ix_human_a',
    ])
  })

  test('of a table may move it to another schema, which is made where it is not there yet', () => {
    const at = (schema?: string) => [
      table('order', { id: integer().primaryKey(), x: text() }, [], schema ? { schema } : {}),
    ]
    const move = { kind: 'table', from: 'order', to: 'order' } as const
    assert.deepEqual(steps(at(), at('shop'), { ...move, toSchema: 'shop' }), [
      'createSchema shop',
      'renameTable order shop.order',
    ])
    assert.deepEqual(steps(at('shop'), at(), { ...move, schema: 'shop', toSchema: null }), [
      'renameTable shop.order order',
      'dropSchema shop',
    ])
    assert.throws(() => steps(at(), at(), { ...move, toSchema: 'shop' }), {
      code: 'unknown-rename',
      message: /order=shop\.order: the models have no table "shop\.order"/,
    })
  })

  test('of a column may name its table as it was or as it will be', () => {
    const [found, wanted] = [[user({ a: text() }, 'old')], [user({ b: text() }, 'new')]]
    for (const name of ['old', 'new'])
      assert.deepEqual(
        steps(
          found,
          wanted,
          { kind: 'column', table: name, from: 'a', to: 'b' },
          { kind: 'table', from: 'old', to: 'new' },
        ),
        ['renameTable old new', 'renameColumn new.a b'],
      )
  })

  test('of a column is not led astray by a table of that name in another schema', () => {
    const of = (schema: string, name: string, column: string) =>
      table(name, { id: integer().primaryKey(), [column]: text() }, [], { schema })
    assert.deepEqual(
      steps(
        [of('a', 'user', 'x'), of('b', 'user', 'mail')],
        [of('a', 'person', 'x'), of('b', 'user', 'email')],
        { kind: 'table', schema: 'a', from: 'user', to: 'person' },
        { kind: 'column', schema: 'b', table: 'user', from: 'mail', to: 'email' },
      ),
      ['renameTable a.user a.person', 'renameColumn b.user.mail email'],
    )
  })

  test('swaps nothing: two columns that change names are two renames with a third name, or none', () => {
    assert.throws(
      () =>
        steps([user({ a: text(), b: text() })], [user({ a: text(), b: text() })], {
          kind: 'column',
          table: 'user',
          from: 'a',
          to: 'b',
        }),
      { code: 'unknown-rename' },
    )
  })

  for (const [rename, hint] of [
    [{ kind: 'table', from: 'usr', to: 'people' }, 'Did you mean "user"?'],
    [{ kind: 'table', from: 'user', to: 'pepole' }, 'Did you mean "people"?'],
    [{ kind: 'column', table: 'usr', from: 'a', to: 'b' }, 'Did you mean "user"?'],
    [{ kind: 'column', table: 'pet', from: 'nam', to: 'title' }, 'Did you mean "name"?'],
    [{ kind: 'column', table: 'pet', from: 'name', to: 'titel' }, 'Did you mean "title"?'],
    [{ kind: 'column', table: 'people', from: 'a', to: 'b' }, undefined],
    [{ kind: 'table', from: 'user', to: 'pet' }, undefined],
  ] satisfies [Rename, string | undefined][])
    test(`says what is wrong with ${JSON.stringify(rename)}`, () => {
      const found = [user({}), table('pet', { name: text() })]
      const wanted = [user({}, 'people'), table('pet', { title: text() })]
      assert.throws(() => steps(found, wanted, rename), {
        code: 'unknown-rename',
        ...(hint !== undefined && { hint }),
      })
    })

  test('says when there is nothing to rename', () => {
    const rename: Rename = { kind: 'table', from: 'user', to: 'people' }
    assert.throws(() => steps([], [user({}, 'people')], rename), {
      hint: 'There are none: leave the rename out.',
    })
  })
})

test('a rename says a schema where there is one, and none where there is none', () => {
  const models = (name: string, column: string, schema?: string) => [
    table(name, { [column]: integer() }, [], schema === undefined ? {} : { schema }),
  ]
  for (const schema of [undefined, 's']) {
    const place = schema === undefined ? {} : { schema }
    const renames: Rename[] = [
      { kind: 'table', ...place, from: 'a', to: 'b' },
      { kind: 'column', ...place, table: 'b', from: 'x', to: 'y' },
    ]
    const comparison = difference(models('a', 'x', schema), models('b', 'y', schema), { renames })
    const [from, to] = [
      { ...place, name: 'a' },
      { ...place, name: 'b' },
    ]
    assert.deepEqual(comparison.operations, [
      { kind: 'renameTable', from, to },
      { kind: 'renameColumn', table: to, from: 'x', to: 'y' },
    ])
    const cased = difference(models('T', 'Mail', schema), models('T', 'mail', schema), {
      dialect: { name: 'sqlite' },
    })
    assert.deepEqual(cased.operations, [
      { kind: 'renameColumn', table: { ...place, name: 'T' }, from: 'Mail', to: 'mail' },
    ])
  }
})

describe('on SQLite, where letters have no case', () => {
  const dialect = { name: 'sqlite' } as const

  test('a table is the same in any case, and a column is spelled anew', () => {
    const found = [table('Users', { ID: integer().primaryKey(), Mail: text() })]
    const wanted = [table('users', { ID: integer().primaryKey(), mail: text() })]
    assert.deepEqual(told(difference(found, wanted, { dialect })), ['renameColumn Users.Mail mail'])
  })

  test('a new table is one, whatever its columns are called', () => {
    const wanted = [table('users', { Mail: text() }), table('pet', { mail: text() })]
    const found = wanted.slice(0, 1)
    assert.deepEqual(told(difference(found, wanted, { dialect })), ['createTable pet'])
  })

  test('references follow the spelling that the database has', () => {
    const models = (name: string) => [
      table(name, { id: integer().primaryKey() }),
      table('pet', { owner: integer().references(`${name}.id`) }),
    ]
    assert.deepEqual(told(difference(models('Users'), models('users'), { dialect })), [])
  })
})
