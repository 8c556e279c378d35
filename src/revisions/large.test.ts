import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { buildGraph } from './graph.ts'
import { historyRange } from './history.ts'
import type { RevisionNode } from './model.ts'
import { planDowngrade, planStamp, planUpgrade } from './plan.ts'
import { resolve } from './resolve.ts'
import { rowsAfter } from './testing.ts'

const COUNT = 10_000

const id = (index: number): string => `r${String(index).padStart(5, '0')}`

const nodes = (below: (index: number) => readonly number[]): RevisionNode[] =>
  Array.from({ length: COUNT }, (_, index) => ({
    id: id(index),
    revises: below(index)
      .filter((other) => other >= 0)
      .map(id),
    labels: index === COUNT / 2 ? ['half'] : [],
    dependsOn: [],
    message: '',
  }))

const shapes = {
  'one line': nodes((index) => [index - 1]),
  'a branch and a merge at every third revision': nodes((index) =>
    index % 3 === 0 ? [index - 1, index - 2] : [index - (index % 3)],
  ),
  'two lines side by side': nodes((index) => [index - 2]),
}

for (const [shape, revisions] of Object.entries(shapes))
  describe(`a history of ${COUNT} revisions, ${shape}`, () => {
    test('is planned up and down', () => {
      const graph = buildGraph(revisions)
      const up = planUpgrade(graph, [], 'heads')
      assert.equal(up.length, COUNT)
      const down = planDowngrade(graph, rowsAfter(up, []), 'base')
      assert.deepEqual(
        down.map(({ revision }) => revision.id).reverse(),
        up.map(({ revision }) => revision.id),
      )
    })

    test('is stamped, shown and searched', () => {
      const graph = buildGraph(revisions)
      assert.ok(planStamp(graph, [], ['heads']).length > 0)
      assert.equal(historyRange(graph).length, COUNT)
      assert.ok(historyRange(graph, 'half:').length >= COUNT / 4)
      assert.deepEqual(resolve(graph, 'r0000'.concat('7')), [id(7)])
      assert.ok(resolve(graph, 'half@heads').length > 0)
    })
  })

test('a circle of 10000 revisions is found', () => {
  const circle = nodes((index) => [(index + COUNT - 1) % COUNT])
  assert.throws(() => buildGraph(circle), { code: 'revision-cycle' })
})
