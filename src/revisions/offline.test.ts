import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { planOfflineDowngrade, planOfflineStamp, planOfflineUpgrade } from './offline.ts'
import { history, idsOf, rowsAfter } from './testing.ts'

const graph = history(`
  a - b - c
  a - d
  c + d - m
`)

describe('planOfflineUpgrade', () => {
  const up = (text: string) => idsOf(planOfflineUpgrade(graph, text).steps)

  test('starts at base when no start is said', () => {
    assert.equal(up('c'), 'a b c')
    assert.equal(up('+1'), 'a')
  })

  test('goes from one to the other', () => {
    assert.equal(
      up('b:m'),
      'c d m'
        .split(' ')
        .toSorted((x, y) => at(x) - at(y))
        .join(' '),
    )
    assert.equal(up('c:head'), 'd m')
    assert.equal(up('base:b'), 'a b')
    assert.equal(up('a:b+1'), 'b c')
    assert.deepEqual(planOfflineUpgrade(graph, 'b:c').from, ['b'])
  })

  test('has nothing to do from a revision to itself', () => {
    assert.equal(up('c:c'), '')
  })

  test('refuses a range that runs backwards', () => {
    assert.throws(() => up('c:a'), {
      code: 'not-one-line',
      hint: 'The other way round: athanor downgrade c:a --sql, or athanor upgrade a:c --sql',
    })
  })

  test('refuses half a range and a crooked one', () => {
    assert.throws(() => up('a:'), {
      code: 'malformed-range',
      hint: 'Say both: athanor upgrade a:head --sql',
    })
    assert.throws(() => up(':c'), { code: 'malformed-range' })
    assert.throws(() => up('a:b:c'), { code: 'malformed-range' })
  })

  test('cannot start where the database is', () => {
    assert.throws(() => up('current:head'), { code: 'rows-needed' })
  })
})

describe('planOfflineDowngrade', () => {
  const down = (text: string) => idsOf(planOfflineDowngrade(graph, text).steps)

  test('goes from one to the other', () => {
    assert.equal(down('m:c'), 'm')
    assert.equal(down('c:base'), 'c b a')
    assert.equal(down('c:-1'), 'c')
  })

  test('needs both ends', () => {
    assert.throws(() => down('a'), {
      code: 'range-needed',
      hint: 'Say both: athanor downgrade head:a --sql',
    })
    assert.throws(() => down(':a'), { code: 'malformed-range' })
  })

  test('refuses a range that runs upwards', () => {
    assert.throws(() => down('a:c'), { code: 'not-applied' })
  })
})

describe('planOfflineStamp', () => {
  test('starts at base, or where all its parts start', () => {
    assert.deepEqual(rowsAfter(planOfflineStamp(graph, ['c']).steps, []), ['c'])
    const { from, steps } = planOfflineStamp(graph, ['a:c', 'a:d'])
    assert.deepEqual(from, ['a'])
    assert.deepEqual(rowsAfter(steps, from), ['d', 'c'])
  })

  test('refuses several starts', () => {
    assert.throws(() => planOfflineStamp(graph, ['a:c', 'b:c']), {
      code: 'malformed-range',
      hint: 'Say one start: athanor stamp a:c a:c --sql',
    })
  })
})

const at = (id: string): number => graph.byId.get(id)!.position
