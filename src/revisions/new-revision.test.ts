import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { buildGraph } from './graph.ts'
import { heads } from './heads.ts'
import { type NewRevision, planMerge, planRevision } from './new-revision.ts'
import { draw, history } from './testing.ts'

const line = history('a - b - c')
const forked = history(`
  a - b[left]
  a - c
`)
const revision = (more: Partial<NewRevision> = {}): NewRevision => ({
  id: 'new',
  message: 'x',
  ...more,
})

describe('planRevision', () => {
  test('follows the head', () => {
    assert.deepEqual(planRevision(line, revision({ created: '2026-11-20' })), {
      id: 'new',
      revises: ['c'],
      labels: [],
      dependsOn: [],
      message: 'x',
      created: '2026-11-20',
    })
  })

  test('starts a history', () => {
    assert.deepEqual(planRevision(history(''), revision()).revises, [])
    assert.deepEqual(planRevision(line, revision(), 'base').revises, [])
  })

  test('asks which head', () => {
    assert.throws(() => planRevision(forked, revision()), {
      code: 'multiple-heads',
      heads: ['c', 'b'],
      hint: 'Name one (athanor revision --head c), or join them: athanor merge c b',
    })
    assert.deepEqual(planRevision(forked, revision(), 'left@head').revises, ['b'])
  })

  test('joins all heads', () => {
    assert.deepEqual(planRevision(forked, revision(), 'heads').revises, ['c', 'b'])
  })

  test('follows a head only, unless it is spliced', () => {
    assert.throws(() => planRevision(line, revision(), 'a'), {
      code: 'not-a-head',
      revision: 'a',
      heads: ['c'],
      hint: 'Follow the head: athanor revision --head c. Or branch off here: athanor revision --head a --splice',
    })
    assert.deepEqual(planRevision(line, revision({ splice: true }), 'head-1').revises, ['b'])
  })

  test('names the heads above what it cannot follow, and no others', () => {
    const graph = history(`
      a - b - c
      a - d
      x
    `)
    assert.throws(() => planRevision(graph, revision(), 'b'), { heads: ['c'] })
    assert.throws(() => planRevision(graph, revision(), 'a'), { heads: ['d', 'c'] })
  })

  test('refuses a branch for a new base', () => {
    assert.throws(() => planRevision(forked, revision(), 'left@base'), {
      code: 'malformed-identifier',
    })
    assert.deepEqual(planRevision(forked, revision(), 'left@base+2').revises, ['b'])
  })

  test('refuses an id that is taken or none', () => {
    assert.throws(() => planRevision(line, revision({ id: 'b' })), {
      code: 'revision-exists',
      id: 'b',
    })
    assert.throws(() => planRevision(forked, revision({ id: 'left' }), 'c'), {
      code: 'revision-exists',
    })
    assert.throws(() => planRevision(line, revision({ id: 'a-b' })), {
      code: 'invalid-revision-id',
    })
  })

  test('refuses a label that is taken or none', () => {
    const label =
      (...labels: string[]) =>
      () =>
        planRevision(forked, revision({ labels }), 'c')
    assert.throws(label('left'), {
      code: 'label-exists',
      revision: 'b',
      hint: 'A revision on that branch inherits it without --branch-label: athanor revision --head left@head',
    })
    assert.throws(label('a'), { code: 'label-exists' })
    assert.throws(label('new'), { code: 'invalid-label' })
    assert.throws(label('x', 'x'), { code: 'invalid-label' })
    assert.throws(label('x@y'), { code: 'invalid-label' })
    assert.deepEqual(label('right')().labels, ['right'])
  })

  test('writes dependencies as whole ids, and labels as labels', () => {
    const graph = history('abcd1234 - b[left]\nx')
    const { dependsOn } = planRevision(
      graph,
      revision({ dependsOn: ['abcd', 'left', 'left@head-1'] }),
      'x',
    )
    assert.deepEqual(dependsOn, ['abcd1234', 'left', 'abcd1234'])
  })

  test('refuses a dependency that is none', () => {
    const on = (name: string) => () => planRevision(forked, revision({ dependsOn: [name] }), 'c')
    assert.throws(on('zzz'), { code: 'unknown-revision' })
    assert.throws(on('base'), { code: 'malformed-identifier' })
    assert.throws(on('heads'), { code: 'ambiguous-target' })
    assert.throws(on('c@left'), { code: 'wrong-branch', revision: 'left', branch: 'c' })
  })

  test('gives a node with which the history is sound', () => {
    const nodes = draw('a - b\na - c')
    const node = planRevision(buildGraph(nodes), revision({ labels: ['top'] }), 'heads')
    assert.deepEqual(heads(buildGraph([...nodes, node])), ['new'])
  })
})

describe('planMerge', () => {
  test('joins the heads in the order they are named', () => {
    assert.deepEqual(planMerge(forked, revision(), ['b', 'c']).revises, ['b', 'c'])
    assert.deepEqual(planMerge(forked, revision(), ['heads']).revises, ['c', 'b'])
  })

  test('joins a head that another depends on too, so that one head is left', () => {
    const graph = history(`
      n1 - n2
      a1{n2}
    `)
    assert.deepEqual(planMerge(graph, revision(), ['heads']).revises, ['n2', 'a1'])
  })

  test('refuses what is joined already', () => {
    assert.throws(() => planMerge(line, revision(), ['heads']), {
      code: 'nothing-to-merge',
      revisions: ['c'],
    })
    assert.throws(() => planMerge(line, revision(), []), { code: 'nothing-to-merge' })
  })

  test('refuses a head named twice', () => {
    assert.throws(() => planMerge(forked, revision(), ['b', 'left']), {
      code: 'redundant-head',
      revision: 'b',
    })
  })

  test('refuses a revision together with one that stands on it', () => {
    assert.throws(() => planMerge(line, revision({ splice: true }), ['a', 'c']), {
      code: 'redundant-head',
      revision: 'a',
    })
    assert.throws(() => planMerge(line, revision(), ['a', 'c']), { code: 'redundant-head' })
  })

  test('refuses what others follow already, and says what to join', () => {
    const graph = history(`
      a - b - c
      a - d
    `)
    assert.throws(() => planMerge(graph, revision(), ['b', 'd']), {
      code: 'not-a-head',
      hint: 'Join the heads: athanor merge d c. Or join these all the same: athanor merge b d --splice',
    })
    const joined = history(`
      a - b
      a - c
      b + c - d
    `)
    assert.throws(() => planMerge(joined, revision(), ['b', 'c']), {
      hint: 'd stands on all of them: there is nothing to join. Or join these all the same: athanor merge b c --splice',
    })
  })
})
