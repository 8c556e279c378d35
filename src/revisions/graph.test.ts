import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { buildGraph } from './graph.ts'
import { bases, branchPoints, effectiveHeads, heads, mergePoints, realHeads } from './heads.ts'
import type { RevisionNode } from './model.ts'
import { ancestors, descendants, lineage, placed, uppermost } from './relations.ts'
import { draw, history } from './testing.ts'

const node = (id: string, more: Partial<RevisionNode> = {}): RevisionNode => ({
  id,
  revises: [],
  labels: [],
  dependsOn: [],
  message: '',
  ...more,
})

const orderOf = (drawing: string): string =>
  history(drawing)
    .order.map(({ id }) => id)
    .join(' ')

describe('buildGraph', () => {
  test('knows the ends and the knots of a history', () => {
    const graph = history(`
      a - b - c - m
          b - d
      c + d - m - z
      x - y{b}
    `)
    assert.deepEqual(heads(graph).toSorted(), ['y', 'z'])
    assert.deepEqual(bases(graph).toSorted(), ['a', 'x'])
    assert.deepEqual(branchPoints(graph), ['b'])
    assert.deepEqual(mergePoints(graph), ['m'])
  })

  test('tells a real head from one that another branch depends on', () => {
    const graph = history(`
      a1 - a2{n2}
      n1 - n2
    `)
    assert.deepEqual(heads(graph), ['n2', 'a2'])
    assert.deepEqual(realHeads(graph), ['a2'])
    assert.deepEqual(effectiveHeads(graph), ['n2'])
  })

  test('is empty without revisions', () => {
    assert.deepEqual(heads(buildGraph([])), [])
    assert.deepEqual(buildGraph([]).order, [])
  })

  test('keeps the nodes it was given', () => {
    const given = { ...node('a'), upgrade: () => {} }
    assert.equal(buildGraph([given]).byId.get('a')?.node, given)
  })

  test('takes ids of any characters but @ - + :', () => {
    const ids = ['1', 'é', "o'clock", 'a b', '"', '$(rm)', '🜛', 'constructor', '__proto__', '.']
    const graph = buildGraph(
      ids.map((id, index) => node(id, { revises: ids.slice(index - 1, index) })),
    )
    assert.equal(graph.order.map(({ id }) => id).join('|'), ids.join('|'))
  })

  for (const id of ['', 'a@b', 'a-b', 'a+b', 'a:b', 'head', 'heads', 'base', 'current'])
    test(`refuses ${JSON.stringify(id)} as an id`, () => {
      assert.throws(() => buildGraph([node(id, { path: 'x.ts' })]), {
        code: 'invalid-revision-id',
        id,
        path: 'x.ts',
      })
    })

  for (const label of ['', 'a@b', 'a+b', 'a:b', 'a-1', 'head', 'current'])
    test(`refuses ${JSON.stringify(label)} as a label`, () => {
      assert.throws(() => buildGraph([node('x', { labels: [label] })]), {
        code: 'invalid-label',
        label,
        revision: 'x',
      })
    })

  test('takes a label with hyphens', () => {
    assert.equal(
      buildGraph([node('x', { labels: ['my-branch'] })]).byLabel.get('my-branch')?.id,
      'x',
    )
  })

  test('names both files of one id', () => {
    const twice = [node('a', { path: 'b.ts' }), node('a', { path: 'a.ts' })]
    assert.throws(() => buildGraph(twice), {
      code: 'duplicate-revision',
      id: 'a',
      paths: ['a.ts', 'b.ts'],
    })
  })

  test('names the parent that is missing, and what it may be', () => {
    const nodes = [node('3f2a91bc'), node('b', { revises: ['3f2a'], path: 'b.ts' })]
    assert.throws(() => buildGraph(nodes), {
      code: 'missing-parent',
      revision: 'b',
      missing: '3f2a',
      candidates: ['3f2a91bc'],
      hint: 'Did you mean 3f2a91bc? Write it in full in b.ts',
    })
  })

  test('asks for the file of a numbered parent first: its neighbours are alike, and are not meant', () => {
    const nodes = [node('001'), node('003', { revises: ['002'], path: '003.ts' })]
    assert.throws(() => buildGraph(nodes), {
      code: 'missing-parent',
      candidates: ['001'],
      hint: 'Bring the file of 002 back (is it on another git branch?), or change "revises" in 003.ts to the revision it shall follow\nIf it is misspelt: did you mean 001?',
    })
  })

  test('says what to do about a parent that is nowhere', () => {
    assert.throws(() => buildGraph([node('b', { revises: ['a'] })]), {
      code: 'missing-parent',
      candidates: [],
    })
  })

  test('does not take a label for a parent, but says which revision it is', () => {
    const nodes = [node('a', { labels: ['shop'] }), node('b', { revises: ['shop'] })]
    assert.throws(() => buildGraph(nodes), { code: 'missing-parent', candidates: ['a'] })
  })

  test('names the dependency that is missing, never completing the start of an id', () => {
    const nodes = [node('acct1234'), node('b', { dependsOn: ['acct'] })]
    assert.throws(() => buildGraph(nodes), {
      code: 'missing-dependency',
      revision: 'b',
      missing: 'acct',
      candidates: ['acct1234'],
    })
  })

  test('takes a label for a dependency: the labelled revision', () => {
    const graph = history(`
      a - b[shop] - c
      x{shop}
    `)
    assert.deepEqual(placed(graph, 'x').dependencies, ['b'])
    assert.deepEqual(placed(graph, 'b').dependents, ['x'])
  })

  test('refuses one parent twice', () => {
    assert.throws(() => buildGraph([node('a'), node('b', { revises: ['a', 'a'] })]), {
      code: 'duplicate-parent',
      revision: 'b',
      parent: 'a',
    })
  })

  test('refuses a label that is taken', () => {
    assert.throws(() => history('a[shop] - b[shop]'), {
      code: 'label-clash',
      label: 'shop',
      revisions: ['b', 'a'],
    })
  })

  test('refuses a label that is the id of a revision', () => {
    assert.throws(() => history('a[b] - b'), { code: 'label-clash', revisions: ['a', 'b'] })
    assert.throws(() => history('a[a]'), { code: 'label-clash', revisions: ['a', 'a'] })
  })

  test('shows a cycle', () => {
    const nodes = [
      node('a'),
      node('d', { revises: ['b'] }),
      node('c', { revises: ['d'] }),
      node('b', { revises: ['a', 'c'], path: 'b.ts' }),
      node('e', { revises: ['c'] }),
    ]
    assert.throws(() => buildGraph(nodes), {
      code: 'revision-cycle',
      cycle: ['b', 'c', 'd'],
      message: 'revisions stand on each other in a circle: b revises c, c revises d, d revises b',
    })
  })

  test('shows a cycle through a dependency', () => {
    const nodes = [node('a', { dependsOn: ['b'] }), node('b', { revises: ['a'] })]
    assert.throws(() => buildGraph(nodes), {
      code: 'revision-cycle',
      message: 'revisions stand on each other in a circle: a depends on b, b revises a',
    })
  })

  test('shows a revision that stands on itself', () => {
    assert.throws(() => buildGraph([node('a', { revises: ['a'] })]), {
      code: 'revision-cycle',
      cycle: ['a'],
      message: 'revision a revises itself',
    })
    assert.throws(() => buildGraph([node('a', { dependsOn: ['a'], path: 'a.ts' })]), {
      message: 'revision a (a.ts) depends on itself',
    })
  })
})

describe('the order of a history', () => {
  test('goes line by line', () => {
    const drawing = `
      a - b - c
      a - x - y
      c + y - m
    `
    assert.equal(orderOf(drawing), 'a x y b c m')
  })

  test('follows dependencies too', () => {
    const drawing = `
      a - b{y} - c
      x - y - z
    `
    assert.equal(orderOf(drawing), 'x y z a b c')
  })

  test('goes on with the neighbour of a line that has ended', () => {
    const drawing = `
      t - p - q1 - s
      p - q2 - s
      t - x
      s + x - m
    `
    assert.equal(orderOf(drawing), 't p x q2 q1 s m')
  })

  test('does not depend on the order of files', () => {
    const nodes = draw(`
      a - b - c - e
      a - d - e
      d - f
    `)
    const order = buildGraph(nodes).order
    assert.deepEqual(buildGraph(nodes.toReversed()).order, order)
  })
})

describe('the labels of a revision', () => {
  const labels = (drawing: string, id: string) => placed(history(drawing), id).labels

  test('are inherited by all its descendants', () => {
    const drawing = `
      a - b[shop] - c - d
      c - e[till]
    `
    assert.deepEqual(labels(drawing, 'b'), ['shop'])
    assert.deepEqual(labels(drawing, 'd'), ['shop'])
    assert.deepEqual(labels(drawing, 'e'), ['shop', 'till'])
    assert.deepEqual(labels('a[z] - b[y, k]', 'b'), ['k', 'y', 'z'])
  })

  test('reach down to where the branch left another', () => {
    const drawing = `
      a - b - c[shop] - d
      a - x
    `
    assert.deepEqual(labels(drawing, 'b'), ['shop'])
    assert.deepEqual(labels(drawing, 'a'), [])
    assert.deepEqual(labels(drawing, 'x'), [])
  })

  test('reach down to a merge', () => {
    const drawing = `
      a + b - m - c[shop]
    `
    assert.deepEqual(labels(drawing, 'm'), [])
    assert.deepEqual(labels('a + b - m[shop]', 'a'), [])
  })

  test('do not cross a dependency', () => {
    const drawing = `
      a[shop] - b
      x{b} - y
    `
    assert.deepEqual(labels(drawing, 'x'), [])
  })

  test('reach down to a revision that another branch depends on', () => {
    const drawing = `
      a - b - c[shop]
      x{b}
    `
    assert.deepEqual(labels(drawing, 'b'), [])
  })
})

describe('relations', () => {
  const graph = history(`
    a - b - c
    a - d{x}
    x - y
  `)

  test('ancestors are all it stands on, along all links or along lines', () => {
    assert.deepEqual([...ancestors(graph, ['d'])].toSorted(), ['a', 'x'])
    assert.deepEqual([...ancestors(graph, ['d'], 'lines')], ['a'])
    assert.deepEqual([...ancestors(graph, ['a'])], [])
  })

  test('descendants are all that stands on it', () => {
    assert.deepEqual([...descendants(graph, ['x'])].toSorted(), ['d', 'y'])
    assert.deepEqual([...descendants(graph, ['x'], 'lines')], ['y'])
  })

  test('a lineage leaves the neighbours out', () => {
    assert.deepEqual([...lineage(graph, 'b')].toSorted(), ['a', 'b', 'c'])
  })

  test('the uppermost are those no other stands on', () => {
    assert.deepEqual(uppermost(graph, ['a', 'x', 'd', 'b']), ['d', 'b'])
  })
})
