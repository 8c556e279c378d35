import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Node } from './nodes.ts'
import { circular, schedule } from './schedule.ts'

type Roles = Partial<Record<'needs' | 'gives' | 'releases' | 'takes' | 'alters', string[]>>

/** A node whose place is its name, unless it says otherwise. */
const node = (name: string, roles: Roles = {}, place: Partial<Node['place']> = {}): Node => ({
  operation: { kind: 'createSchema', name },
  place: { phase: 0, table: 0, rank: 0, label: name, ...place },
  needs: new Set(roles.needs),
  gives: new Set(roles.gives),
  releases: new Set(roles.releases),
  takes: new Set(roles.takes),
  alters: new Set(roles.alters),
})

const names = (nodes: readonly Node[]) =>
  nodes.map(({ operation }) => (operation.kind === 'createSchema' ? operation.name : '')).join(' ')

describe('circular', () => {
  const [a, b] = [
    node('a', { needs: ['b'], gives: ['a'] }),
    node('b', { needs: ['a'], gives: ['b'] }),
  ]

  test('are those that wait for themselves, not those before or behind them', () => {
    const before = node('0', { gives: ['first'] })
    const into = node('c', { needs: ['first'], gives: ['c'] })
    const bound = node('b', { needs: ['a', 'c'], gives: ['b'] })
    const behind = node('d', { needs: ['b'], gives: ['d'] })
    const farBehind = node('e', { needs: ['d'] })
    assert.equal(names(circular([farBehind, behind, bound, a, into, before])), 'a b')
  })

  test('are all of two circles that follow each other', () => {
    const c = node('c', { needs: ['d', 'b'], gives: ['c'] })
    const d = node('d', { needs: ['c'], gives: ['d'] })
    const between = node('bridge', { needs: ['a'], gives: ['bridge'] })
    assert.equal(names(circular([d, c, between, b, a])), 'a b c d')
  })

  test('are none where two ways lead to one place', () => {
    const top = node('top', { gives: ['top'] })
    const [left, right] = ['left', 'right'].map((one) =>
      node(one, { needs: ['top'], gives: [one] }),
    ) as [Node, Node]
    const end = node('end', { needs: ['left', 'right'] })
    assert.equal(names(circular([end, left, right, top])), '')
    assert.equal(names(circular([])), '')
  })

  test('are none where one gives itself what it needs', () => {
    assert.equal(names(circular([node('a', { needs: ['a'], gives: ['a'] })])), '')
  })
})

describe('schedule', () => {
  test('goes by phase, table, rank and name', () => {
    const nodes = [
      node('a', {}, { phase: 1 }),
      node('b', {}, { phase: 0, table: 1 }),
      node('c', {}, { rank: 1 }),
      node('e'),
      node('d'),
    ]
    assert.equal(names(schedule(nodes)), 'd e c b a')
    assert.equal(names(schedule(nodes.toReversed())), 'd e c b a')
  })

  for (const [says, first, then] of [
    ['what is given goes before what needs it', { gives: ['k'] }, { needs: ['k'] }],
    ['what is altered, before what comes to use it', { alters: ['k'] }, { needs: ['k'] }],
    ['what lets go, before what is taken', { releases: ['k'] }, { takes: ['k'] }],
    ['what lets go, before what is altered', { releases: ['k'] }, { alters: ['k'] }],
    ['an old name is free before it is worn again', { takes: ['k'] }, { gives: ['k'] }],
  ] satisfies [string, Roles, Roles][])
    test(says, () => {
      assert.equal(names(schedule([node('a', then), node('z', first)])), 'z a')
      assert.equal(names(schedule([node('a', first), node('z', then)])), 'a z')
    })

  test('waits for all that is needed', () => {
    const nodes = [
      node('a', { needs: ['x', 'y'] }),
      node('c', { gives: ['x'] }),
      node('d', { gives: ['y'] }),
      node('b', { needs: ['x'] }),
    ]
    assert.equal(names(schedule(nodes)), 'c b d a')
  })

  test('finishes a table that is begun', () => {
    const inTable = (name: string, table: number, roles: Roles = {}) =>
      node(name, roles, { phase: 7, table })
    const nodes = [
      inTable('a1', 0, { needs: ['k'] }),
      inTable('a0', 0),
      inTable('b0', 1, { gives: ['k'] }),
      inTable('b1', 1),
    ]
    assert.equal(names(schedule(nodes)), 'a0 b0 b1 a1')
  })

  test('loses nothing to a circle', () => {
    const circle = [
      node('b', { needs: ['a'], gives: ['b'] }),
      node('a', { needs: ['b'], gives: ['a'] }),
      node('c', { needs: ['b'] }),
    ]
    assert.equal(names(schedule(circle)), 'a b c')
  })
})
