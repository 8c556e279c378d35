import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { RowChange, Rows } from './model.ts'
import { planDowngrade, planUpgrade } from './plan.ts'
import { history, idsOf, rowsAfter } from './testing.ts'

const merged = history(`
  a - b - c
  a - d
  c + d - m - n
`)

const dependent = history(`
  acct1 - acct2 - acct3{net2}
  net1[networking] - net2 - net3
`)

const up = (graph: typeof merged, rows: Rows, target: string) =>
  idsOf(planUpgrade(graph, rows, target))
const down = (graph: typeof merged, rows: Rows, target: string) =>
  idsOf(planDowngrade(graph, rows, target))
const changes = (graph: typeof merged, rows: Rows, target: string): RowChange[] =>
  planUpgrade(graph, rows, target).flatMap((step) => step.changes)
const undone = (graph: typeof merged, rows: Rows, target: string): RowChange[] =>
  planDowngrade(graph, rows, target).flatMap((step) => step.changes)

describe('planUpgrade', () => {
  test('applies what is missing, oldest first', () => {
    assert.equal(up(merged, ['b'], 'c'), 'c')
    assert.equal(up(merged, [], 'c'), 'a b c')
  })

  test('brings both branches in before their merge', () => {
    assert.equal(up(merged, ['c'], 'm'), 'd m')
    assert.equal(up(merged, [], 'head'), 'a d b c m n')
  })

  test('brings dependencies of other branches in', () => {
    assert.equal(up(dependent, ['acct2'], 'acct3'), 'net1 net2 acct3')
  })

  test('has nothing to do at or above the target', () => {
    assert.equal(up(merged, ['n'], 'n'), '')
    assert.equal(up(merged, ['n'], 'b'), '')
    assert.equal(up(merged, ['n'], 'base'), '')
    assert.equal(up(history(''), [], 'head'), '')
  })

  test('counts steps along the line, and brings in what joins it', () => {
    assert.equal(up(merged, ['b'], '+1'), 'c')
    assert.equal(up(merged, ['c'], '+1'), 'd m')
    assert.equal(up(merged, [], '+1'), 'a')
  })

  test('does not choose at a branch point', () => {
    assert.throws(() => up(merged, ['a'], '+1'), {
      code: 'ambiguous-step',
      candidates: ['b', 'd'],
      commands: ['athanor upgrade b', 'athanor upgrade d'],
    })
    assert.equal(up(merged, ['a'], 'd@+1'), 'd')
  })

  test('does not choose among bases', () => {
    assert.throws(() => up(dependent, [], '+1'), {
      code: 'ambiguous-step',
      candidates: ['net1', 'acct1'],
    })
    assert.equal(up(dependent, [], 'networking@+1'), 'net1')
  })

  test('writes the rows of a line', () => {
    assert.deepEqual(changes(merged, [], 'b'), [{ insert: 'a' }, { update: 'a', to: 'b' }])
  })

  test('writes a row for the second child of a branch point', () => {
    assert.deepEqual(changes(merged, ['b'], 'd'), [{ insert: 'd' }])
  })

  test('updates the row a merge names first and deletes the others', () => {
    assert.deepEqual(changes(merged, ['c', 'd'], 'm'), [{ delete: 'd' }, { update: 'c', to: 'm' }])
    const backwards = history(`
      a - c
      a - d
      d + c - m
    `)
    assert.deepEqual(changes(backwards, ['c', 'd'], 'm'), [
      { delete: 'c' },
      { update: 'd', to: 'm' },
    ])
  })

  test('leaves a parent alone that another row covers', () => {
    const graph = history(`
      a - b - x
      a - c
      b + c - m
    `)
    assert.deepEqual(changes(graph, ['x', 'c'], 'm'), [{ update: 'c', to: 'm' }])
  })

  test('takes the row of a dependency', () => {
    assert.deepEqual(changes(dependent, ['acct2', 'net2'], 'acct3'), [
      { delete: 'net2' },
      { update: 'acct2', to: 'acct3' },
    ])
  })

  test('says in each step where the database is before and after it', () => {
    const [first, second] = planUpgrade(merged, ['c'], 'm')
    assert.deepEqual(first?.before, ['c'])
    assert.deepEqual(first?.after, ['d', 'c'])
    assert.deepEqual(second?.after, ['m'])
    assert.equal(second?.direction, 'upgrade')
    assert.equal(second?.revision, merged.byId.get('m')?.node)
  })
})

describe('planDowngrade', () => {
  test('undoes what is above the target, newest first', () => {
    assert.equal(down(merged, ['n'], 'm'), 'n')
    assert.equal(down(merged, ['n'], 'base'), 'n m c b d a')
    assert.equal(down(merged, ['n'], 'm'), 'n')
  })

  test('is the reverse of the upgrade', () => {
    assert.equal(down(merged, ['n'], 'base').split(' ').toReversed().join(' '), up(merged, [], 'n'))
  })

  test('leaves all that a merge had joined', () => {
    const steps = planDowngrade(merged, ['m'], 'c')
    assert.equal(idsOf(steps), 'm')
    assert.deepEqual(rowsAfter(steps, ['m']), ['d', 'c'])
    assert.deepEqual(undone(merged, ['m'], 'c'), [{ insert: 'd' }, { update: 'm', to: 'c' }])
  })

  test('undoes every branch above a branch point, unless one is named', () => {
    assert.equal(down(merged, ['c', 'd'], 'a'), 'c b d')
    assert.equal(down(merged, ['c', 'd'], 'd@a'), 'd')
    assert.equal(down(merged, ['c', 'd'], 'c@-1'), 'c')
  })

  test('has nothing to do at the target', () => {
    assert.equal(down(merged, ['m'], 'm'), '')
    assert.equal(down(merged, [], 'base'), '')
    assert.equal(down(dependent, ['acct3'], 'net2'), '')
  })

  test('refuses a target that is not applied', () => {
    assert.throws(() => down(merged, ['b'], 'c'), {
      code: 'not-applied',
      revision: 'c',
      rows: ['b'],
      hint: 'To go up to it: athanor upgrade c',
    })
    assert.throws(() => down(merged, [], 'a'), { code: 'not-applied' })
    assert.throws(() => down(dependent, ['acct2'], 'net1-1'), { code: 'not-applied' })
  })

  test('refuses an unknown branch instead of undoing everything', () => {
    assert.throws(() => down(history('a - b'), ['b'], 'typo@base'), { code: 'unknown-label' })
  })

  test('refuses several revisions for a target', () => {
    assert.throws(() => down(merged, ['b', 'd'], 'current'), { code: 'ambiguous-target' })
  })

  test('counts steps down a line, base included', () => {
    assert.equal(down(merged, ['c'], '-1'), 'c')
    assert.equal(down(merged, ['c'], '-3'), 'c b a')
    assert.throws(() => down(merged, ['c'], '-4'), { code: 'too-far', available: 3 })
    assert.throws(() => down(merged, [], '-1'), { code: 'too-far', available: 0 })
  })

  test('leaves other histories alone when steps lead to base', () => {
    assert.equal(down(dependent, ['acct2', 'net1'], 'acct1-1'), 'acct2 acct1')
    assert.equal(down(dependent, ['acct2', 'net1'], 'acct2-2'), 'acct2 acct1')
    assert.equal(down(dependent, ['acct2', 'net1'], 'base'), 'acct2 acct1 net1')
  })

  test('does not choose among rows', () => {
    assert.throws(() => down(merged, ['c', 'd'], '-1'), {
      code: 'ambiguous-step',
      candidates: ['d', 'c'],
      commands: ['athanor downgrade d@-1', 'athanor downgrade c@-1'],
    })
  })

  test('does not choose below a merge', () => {
    assert.throws(() => down(merged, ['m'], '-1'), {
      code: 'ambiguous-step',
      candidates: ['c', 'd'],
      commands: ['athanor downgrade m@c', 'athanor downgrade m@d'],
    })
    assert.throws(() => down(merged, ['n'], '-3'), {
      commands: ['athanor downgrade c@-3', 'athanor downgrade d@-3'],
    })
    assert.equal(down(merged, ['n'], 'c@-3'), 'n m c')
  })

  test('names the way below a merge in full, where steps would count from several rows', () => {
    const graph = history(`
      a - b - c - m - n
      a - d - m
      c - e
    `)
    assert.throws(() => down(graph, ['n', 'e'], 'n@-3'), {
      commands: ['athanor downgrade c@c-1', 'athanor downgrade d@-3'],
    })
    assert.equal(down(graph, ['n', 'e'], 'd@-3'), 'n m d')
    assert.equal(down(graph, ['n', 'e'], 'c@c-1'), 'e n m c')
    assert.throws(() => down(graph, ['n', 'e'], 'n@-2'), {
      commands: ['athanor downgrade n@c', 'athanor downgrade n@d'],
    })
    assert.equal(down(graph, ['n', 'e'], 'n@c'), 'n m')
  })

  test('keeps to one way below a merge', () => {
    assert.equal(down(merged, ['n'], 'd@-3'), 'n m d')
  })

  test('undoes only the branch of the row, where another row of its parent is covered', () => {
    const graph = history(`
      t - q
      t - r{q}
    `)
    assert.equal(down(graph, ['r'], '-1'), 'r')
  })

  test('does not undo the trunk when nothing of the branch is applied', () => {
    const graph = history(`
      a - b - c[shop]
      b - d
    `)
    for (const target of ['shop@-1', 'shop@base', 'shop@a', 'c@a'])
      assert.throws(() => down(graph, ['b'], target), { code: 'branch-not-applied' })
    assert.equal(down(graph, ['b'], 'shop@b'), '')
    assert.equal(down(dependent, ['acct2'], 'networking@base'), '')
  })

  test('takes dependents of other branches down first, and marks them', () => {
    const steps = planDowngrade(dependent, ['acct3', 'net3'], 'networking@base')
    assert.equal(idsOf(steps), 'acct3 net3 net2 net1')
    assert.deepEqual(
      steps.map(({ also }) => also),
      [['net2'], undefined, undefined, undefined],
    )
    assert.deepEqual(rowsAfter(steps, []), ['acct2'])
  })

  test('marks what merely stands on the branch that was named', () => {
    const graph = history(`
      a - b[left] - c
      a - d
    `)
    const steps = planDowngrade(graph, ['c', 'd'], 'left@base')
    assert.deepEqual(
      steps.map(({ revision, also }) => [revision.id, also]),
      [
        ['c', undefined],
        ['b', undefined],
        ['d', ['a']],
        ['a', undefined],
      ],
    )
  })

  test('steps down on a branch that has no row of its own', () => {
    const steps = planDowngrade(dependent, ['acct3'], 'networking@-1')
    assert.equal(idsOf(steps), 'acct3 net2')
    assert.deepEqual(rowsAfter(steps, []), ['net1', 'acct2'])
  })

  test('restores the row of a dependency', () => {
    assert.deepEqual(undone(dependent, ['acct3'], '-1'), [
      { insert: 'net2' },
      { update: 'acct3', to: 'acct2' },
    ])
  })
})
