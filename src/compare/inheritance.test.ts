import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { difference, told } from '../../tests/live-compare/told.ts'
import { check, integer, sql, table, text, varchar } from '../schema/builders/index.ts'
import type { TableOptions } from '../schema/model.ts'

const parent = table('parent', { name: text(), size: integer() }, [
  check(sql`size > 0`, { name: 'positive' }),
])
const heir = (columns: Parameters<typeof table>[1], options: TableOptions = {}) =>
  table('heir', columns, [], options)
const inheriting = { inherits: [{ name: 'parent' }] }
const own = { own: text() }

const between = (found: readonly unknown[], wanted: readonly unknown[]) => {
  const { operations } = difference(found, wanted)
  const inherited = operations.flatMap((op) => (op.kind === 'alterTable' ? [op.inherited] : []))
  return { steps: told({ operations } as never), inherited }
}

describe('a table that leaves its parent', () => {
  test('drops, where it can be seen, what it has from there and nobody wants', () => {
    assert.deepEqual(between([parent, heir(own, inheriting)], [parent, heir(own)]), {
      steps: [
        'alterTable heir inherits',
        'dropConstraint heir check positive',
        'dropColumn heir.name',
        'dropColumn heir.size',
      ],
      inherited: [{ columns: ['name', 'size'], checks: ['positive'] }],
    })
  })

  test('keeps what it says now, and changes that', () => {
    const wanted = [parent, heir({ name: varchar(40), size: integer(), ...own })]
    assert.deepEqual(between([parent, heir(own, inheriting)], wanted).steps, [
      'alterTable heir inherits',
      'dropConstraint heir check positive',
      'alterColumn heir.name type',
    ])
  })

  test('says nothing of what it inherits where it says all itself', () => {
    const bare = table('parent', { name: text() })
    const all = { name: text(), ...own }
    assert.deepEqual(between([bare, heir(all, inheriting)], [bare, heir(all)]), {
      steps: ['alterTable heir inherits'],
      inherited: [undefined],
    })
  })

  test('leaves before its parent goes', () => {
    assert.deepEqual(between([parent, heir(own, inheriting)], [heir(own)]).steps, [
      'alterTable heir inherits',
      'dropConstraint heir check positive',
      'dropColumn heir.name',
      'dropColumn heir.size',
      'dropTable parent',
    ])
  })
})

describe('a table that comes to inherit', () => {
  test('gets, where it can be seen, the columns that it lacks; the checks come with the parent', () => {
    assert.deepEqual(between([parent, heir(own)], [parent, heir(own, inheriting)]), {
      steps: ['addColumn heir.name', 'addColumn heir.size', 'alterTable heir inherits'],
      inherited: [{ columns: ['name', 'size'] }],
    })
  })

  test('has the columns of its parent as they are there, before it joins', () => {
    const found = [parent, heir({ name: varchar(40), size: integer(), ...own })]
    assert.deepEqual(between(found, [parent, heir(own, inheriting)]), {
      steps: ['alterColumn heir.name type', 'alterTable heir inherits'],
      inherited: [{ columns: ['name', 'size'] }],
    })
  })

  test('joins when a column has changed that another one was in the way of', () => {
    const computed = integer().generatedAs(sql`size * 2`)
    const found = [heir({ size: integer(), twice: computed, ...own })]
    const wanted = [table('parent', { size: integer().default(1) }), heir(own, inheriting)]
    const { steps } = between(found, wanted)
    const at = (step: string) => steps.indexOf(step)
    assert.ok(at('alterColumn heir.size default') < at('alterTable heir inherits'), String(steps))
    assert.ok(at('alterColumn heir.size default') >= 0)
  })
})
