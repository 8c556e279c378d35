import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { planDowngrade, planUpgrade } from './plan.ts'
import { appliedAt, checkRows, currentRevisions, missingHeads, rowsFor } from './rows.ts'
import { history } from './testing.ts'

const graph = history(`
  a - b - c
  a - d
  x{b} - y
`)

describe('checkRows', () => {
  test('puts rows into the order of the graph', () => {
    assert.deepEqual(checkRows(graph, ['y', 'c', 'd']), checkRows(graph, ['d', 'y', 'c']))
  })

  test('names the row that is not in the history, and the way out', () => {
    for (const plan of [planUpgrade, planDowngrade])
      assert.throws(() => plan(graph, ['a', 'gone'], 'heads'), {
        code: 'unknown-row',
        rows: ['gone'],
        hint: 'Bring the file back (is it on another git branch?). Only if the database really is at another revision, say so: athanor stamp --purge <revision>',
      })
  })

  test('names all rows that are not in the history', () => {
    assert.throws(() => checkRows(graph, ['z', 'y', 'q']), { rows: ['q', 'z'], candidates: [] })
  })

  test('sees a row that was cut short', () => {
    const long = history('abcdef0123456789abcdef0123456789xyz')
    assert.throws(() => checkRows(long, ['abcdef0123456789abcdef0123456789']), {
      code: 'unknown-row',
      candidates: ['abcdef0123456789abcdef0123456789xyz'],
    })
    assert.throws(() => checkRows(long, ['']), { code: 'unknown-row', candidates: [] })
  })

  test('names rows of which one includes the other, and the command that repairs them', () => {
    assert.throws(() => checkRows(graph, ['c', 'a', 'd']), {
      code: 'overlapping-rows',
      below: ['a'],
      tips: ['d', 'c'],
      hint: 'If all of that is applied, repair it: athanor stamp --purge d c',
    })
  })

  test('sees the overlap through a dependency', () => {
    assert.throws(() => checkRows(graph, ['y', 'b']), { code: 'overlapping-rows', below: ['b'] })
  })

  test('names a row that is there twice', () => {
    assert.throws(() => checkRows(graph, ['b', 'b']), { code: 'duplicate-row', rows: ['b'] })
    assert.throws(() => checkRows(graph, ['c', 'd', 'c']), { code: 'duplicate-row', rows: ['c'] })
  })
})

describe('rows', () => {
  test('stand for all that is below them', () => {
    assert.deepEqual([...appliedAt(graph, ['y'])].toSorted(), ['a', 'b', 'x', 'y'])
  })

  test('are the tips of what is applied', () => {
    assert.deepEqual(rowsFor(graph, new Set(['a', 'b', 'x'])), ['x'])
    assert.deepEqual(rowsFor(graph, new Set()), [])
  })

  test('hide the end of a line that another depends on', () => {
    assert.deepEqual(currentRevisions(graph, ['y']).toSorted(), ['b', 'y'])
  })

  test('are up to date when all heads are covered, depended-on ones too', () => {
    const dependent = history(`
      n1 - n2
      a1{n2}
    `)
    assert.deepEqual(missingHeads(dependent, ['a1']), [])
    assert.deepEqual(missingHeads(dependent, ['n2']), ['a1'])
    assert.deepEqual(missingHeads(graph, []).toSorted(), ['c', 'd', 'y'])
  })
})
