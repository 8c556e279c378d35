import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Rows } from './model.ts'
import { planStamp } from './plan.ts'
import { history, rowsAfter } from './testing.ts'

const graph = history(`
  a - b - c
  a - d
  c + d - m
  net1[networking] - net2
  acct1 - acct2{net2}
`)

const stamped = (rows: Rows, ...targets: string[]): string =>
  rowsAfter(planStamp(graph, rows, targets), rows)
    .toSorted()
    .join(' ')
const changes = (rows: Rows, ...targets: string[]) =>
  planStamp(graph, rows, targets).flatMap((step) => step.changes)

describe('planStamp', () => {
  test('says where the database is, without a way there', () => {
    assert.deepEqual(planStamp(graph, [], ['c']), [
      {
        revision: graph.byId.get('c')?.node,
        direction: 'stamp',
        before: [],
        after: ['c'],
        changes: [{ insert: 'c' }],
      },
    ])
  })

  test('takes the place of the row below or above', () => {
    assert.deepEqual(changes(['a'], 'c'), [{ update: 'a', to: 'c' }])
    assert.deepEqual(changes(['c'], 'a'), [{ update: 'c', to: 'a' }])
    assert.equal(stamped(['m'], 'b'), 'b')
  })

  test('takes the place of all rows it joins', () => {
    assert.deepEqual(changes(['c', 'd'], 'm'), [{ delete: 'c' }, { update: 'd', to: 'm' }])
  })

  test('takes the place of a row it depends on', () => {
    assert.equal(stamped(['net2', 'acct1'], 'acct2'), 'acct2')
  })

  test('leaves other branches alone', () => {
    assert.equal(stamped(['b', 'net1'], 'net2'), 'b net2')
    assert.deepEqual(changes(['b'], 'net1'), [{ insert: 'net1' }])
  })

  test('has nothing to do when the row is there', () => {
    assert.deepEqual(planStamp(graph, ['b'], ['b']), [])
    assert.deepEqual(planStamp(graph, [], ['base']), [])
  })

  test('takes several revisions, and all heads', () => {
    assert.equal(stamped(['a'], 'c', 'd'), 'c d')
    assert.equal(stamped([], 'heads'), 'acct2 m')
    assert.equal(stamped(['c'], 'd', 'c'), 'c d')
  })

  test('counts steps', () => {
    assert.equal(stamped(['a'], 'c-1'), 'b')
    assert.equal(stamped(['b'], '+1'), 'c')
    assert.equal(stamped(['b'], '-2'), '')
  })

  test('leaves other branches alone when steps lead to base', () => {
    assert.equal(stamped(['b', 'net1'], 'b-2'), 'net1')
    assert.equal(stamped(['b', 'net1'], 'networking@-1'), 'b')
    for (const steps of ['b-2', '-2', 'current-2'])
      assert.equal(stamped(['b'], steps, 'net1'), 'net1')
  })

  test('forgets everything when steps lead to base from several heads', () => {
    const two = history('a - b\nx - y')
    assert.deepEqual(rowsAfter(planStamp(two, ['b', 'x'], ['heads-2']), ['?']), [])
  })

  test('forgets everything, or a branch', () => {
    assert.equal(stamped(['m', 'net2'], 'base'), '')
    assert.equal(stamped(['m', 'net2'], 'networking@base'), 'm')
    assert.equal(stamped(['c', 'd'], 'd@base'), 'c')
  })

  test('refuses a revision together with one it includes', () => {
    assert.throws(() => planStamp(graph, [], ['a', 'c']), {
      code: 'inconsistent-stamp',
      targets: ['a', 'c'],
      message: 'cannot stamp a, c: a is included in c',
      hint: 'Say what is applied last: athanor stamp c',
    })
    assert.throws(() => planStamp(graph, [], ['net1', 'acct2']), { code: 'inconsistent-stamp' })
  })

  test('refuses base together with a revision', () => {
    assert.throws(() => planStamp(graph, [], ['base', 'c']), { code: 'inconsistent-stamp' })
  })

  test('refuses to forget a branch that a row stands on', () => {
    assert.throws(() => planStamp(graph, ['acct2'], ['networking@base']), {
      code: 'inconsistent-stamp',
    })
    assert.equal(stamped(['acct2'], 'networking@base', 'acct1'), 'acct1')
  })

  test('refuses wrong rows, unless they are purged', () => {
    assert.throws(() => planStamp(graph, ['gone'], ['c']), { code: 'unknown-row' })
    assert.throws(() => planStamp(graph, ['a', 'b'], ['c']), { code: 'overlapping-rows' })
  })

  test('purges whatever is there', () => {
    const steps = planStamp(graph, ['gone', 'b', 'a', 'c'], ['c', 'd'], { purge: true })
    assert.deepEqual(rowsAfter(steps, []), ['d', 'c'])
    assert.deepEqual(
      steps.flatMap((step) => step.changes),
      [{ delete: 'gone' }, { delete: 'a' }, { delete: 'b' }, { insert: 'd' }],
    )
    assert.deepEqual(steps[0]?.revision, {
      id: 'gone',
      revises: [],
      labels: [],
      dependsOn: [],
      message: '',
    })
  })

  test('purges down to base', () => {
    assert.deepEqual(rowsAfter(planStamp(graph, ['gone'], ['base'], { purge: true }), ['?']), [])
  })
})
