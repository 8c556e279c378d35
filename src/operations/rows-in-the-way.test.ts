import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Constraint, Index } from '../schema/model.ts'
import { agreeingRows, columnList, fillEmpty, madeDistinct } from './rows-in-the-way.ts'

const table = { name: 't' }
const of = (constraint: Constraint) => madeDistinct({ kind: 'addConstraint', table, constraint })
const by = (index: Omit<Index, 'name'>) =>
  madeDistinct({ kind: 'createIndex', table, index: { name: 'ix', ...index } })

describe('what must differ from row to row', () => {
  const columns = ['a', 'b']
  const elements = [{ column: 'a' }, { column: 'b' }]

  test('is what a key is over', () => {
    assert.deepEqual(of({ kind: 'unique', columns }), { columns })
    assert.deepEqual(of({ kind: 'primaryKey', columns }), { columns })
  })

  test('is nothing for any other constraint', () => {
    const references = { name: 'u', columns }
    assert.equal(of({ kind: 'foreignKey', columns, references }), undefined)
    assert.equal(of({ kind: 'check', expression: { sql: 'a > 0' } }), undefined)
    assert.equal(of({ kind: 'exclusion', elements: [{ column: 'a', operator: '=' }] }), undefined)
  })

  test('is what a unique index is over, of the rows it is for', () => {
    assert.deepEqual(by({ elements, unique: true }), { columns })
    const where = { sql: 'a > 0' }
    assert.deepEqual(by({ elements, unique: true, where }), { columns, where: 'a > 0' })
  })

  test('is nothing for an index that is not unique, or over expressions', () => {
    assert.equal(by({ elements }), undefined)
    assert.equal(by({ elements, unique: false }), undefined)
    const expression = { sql: 'lower(b)' }
    assert.equal(by({ elements: [{ column: 'a' }, { expression }], unique: true }), undefined)
    assert.equal(by({ elements: [{ column: 'a' }, { expression }] }), undefined)
  })
})

describe('names in SQL', () => {
  test('are quoted, whatever is in them', () => {
    assert.equal(columnList(['a', 'B "c" d']), '"a", "B ""c"" d"')
    assert.equal(
      agreeingRows({ schema: 's', name: 't' }, { columns: ['a', 'b'], where: 'a > 0' }),
      'SELECT "a", "b", count(*) FROM "s"."t" WHERE a > 0 GROUP BY "a", "b" HAVING count(*) > 1',
    )
    assert.equal(
      agreeingRows(table, { columns: ['a'] }),
      'SELECT "a", count(*) FROM "t" GROUP BY "a" HAVING count(*) > 1',
    )
    assert.equal(fillEmpty(table, 'a'), 'op.execute(`UPDATE "t" SET "a" = … WHERE "a" IS NULL`)')
  })
})
