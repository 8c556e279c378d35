import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { enumType, integer, isTable, table } from './index.ts'
import { MODEL, marked, markOf, TABLE } from './symbols.ts'

describe('the marks of models', () => {
  test('are the same in another copy of this module', async () => {
    const file: string = './symbols.ts?another-copy'
    const copy: typeof import('./symbols.ts') = await import(file)
    assert.notEqual(copy.marked, marked)
    assert.equal(copy.TABLE, TABLE)
    assert.equal(copy.markOf(marked({}, MODEL, 'enum'), MODEL), 'enum')
  })

  test('do not show, and cannot be copied by a spread', () => {
    const model = marked({ name: 'a' }, MODEL, 'enum')
    assert.deepEqual(model, { name: 'a' })
    assert.equal(markOf({ ...model }, MODEL), undefined)
    assert.equal(markOf(null, MODEL), undefined)
  })

  test('tell a table from whatever else a module exports', () => {
    assert.equal(isTable(table('t', { id: integer() })), true)
    const others = [null, undefined, 't', 1, {}, [], () => {}, integer(), enumType('e', ['a'])]
    assert.deepEqual(others.filter(isTable), [])
  })
})
