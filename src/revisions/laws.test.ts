import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { AthanorError } from '../errors.ts'
import { buildGraph } from './graph.ts'
import { historyRange } from './history.ts'
import type { PlanStep, RevisionGraph, RevisionNode, RowChange, Rows } from './model.ts'
import { planDowngrade, planStamp, planUpgrade } from './plan.ts'
import { downs, placed, uppermost, withAncestors, withDescendants } from './relations.ts'
import { resolve } from './resolve.ts'
import { downSteps } from './row-changes.ts'
import { checkRows, rowsFor } from './rows.ts'
import { rowsAfter } from './testing.ts'

/** Revisions in an order in which each may stand on those before it, by their places. */
const shapes = fc.array(
  fc.record({
    parents: fc.uniqueArray(fc.nat({ max: 5 }), { maxLength: 2 }),
    dependencies: fc.uniqueArray(fc.nat({ max: 9 }), { maxLength: 1 }),
    isLabelled: fc.boolean(),
  }),
  { minLength: 1, maxLength: 14 },
)

const anyId = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^[0-9a-f]{2,6}$/) },
  fc.stringMatching(/^[ab]{1,3}$/),
  fc.constantFrom('__proto__', 'toString', 'a b', "'", '"; DROP', '🜛', '.', '1'),
)

interface History {
  readonly nodes: readonly RevisionNode[]
  readonly graph: RevisionGraph
}

const histories: fc.Arbitrary<History> = shapes
  .chain((shape) =>
    fc.record({
      shape: fc.constant(shape),
      ids: fc.uniqueArray(anyId, { minLength: shape.length, maxLength: shape.length }),
    }),
  )
  .map(({ shape, ids }) => {
    const back = (index: number, by: number) => (by < index ? [ids[index - 1 - by]!] : [])
    const nodes = shape.map(({ parents, dependencies, isLabelled }, index): RevisionNode => {
      const revises = parents.flatMap((by) => back(index, by))
      return {
        id: ids[index]!,
        revises,
        labels: isLabelled ? [`label${index}`] : [],
        dependsOn: dependencies
          .flatMap((by) => back(index, by))
          .filter((id) => !revises.includes(id)),
        message: '',
      }
    })
    return { nodes, graph: buildGraph(nodes) }
  })

/** A history, the rows of a database somewhere in it, and one of its revisions. */
const situations = histories.chain(({ nodes, graph }) =>
  fc.record({
    nodes: fc.constant(nodes),
    graph: fc.constant(graph),
    rows: fc
      .subarray(nodes.map(({ id }) => id))
      .map((ids) => rowsFor(graph, withAncestors(graph, ids))),
    target: fc.constantFrom(...nodes.map(({ id }) => id)),
  }),
)

/** Grammar put together at random, sense or nonsense. */
const identifiers = (graph: RevisionGraph): fc.Arbitrary<string> => {
  const name = fc.constantFrom(
    ...[...graph.byId.keys(), ...graph.byLabel.keys()],
    ...['head', 'heads', 'base', 'current', '', 'a', 'ab', '0', 'label', 'nothing'],
  )
  const step = fc.constantFrom('', '', '+1', '-1', '+2', '-3', '+0', '-')
  const plain = fc.tuple(name, step).map((parts) => parts.join(''))
  return fc.oneof(
    plain,
    fc.tuple(name, plain).map((parts) => parts.join('@')),
    fc.string({ maxLength: 6 }),
  )
}

const check = <T>(arbitrary: fc.Arbitrary<T>, property: (value: T) => void): void =>
  fc.assert(fc.property(arbitrary, property), { numRuns: 300 })

function changed(rows: Rows, changes: readonly RowChange[]): Rows {
  return changes.reduce<Rows>((now, change) => {
    const hit = 'insert' in change ? undefined : 'delete' in change ? change.delete : change.update
    if (hit !== undefined) assert.equal(now.filter((row) => row === hit).length, 1, 'hits one row')
    const rest = now.filter((row) => row !== hit)
    const added = 'insert' in change ? change.insert : 'update' in change ? change.to : undefined
    if (added !== undefined) assert.ok(!rest.includes(added), 'adds what is not there')
    return added === undefined ? rest : [...rest, added]
  }, rows)
}

/** Whether every step starts from where the one before ended, and its changes lead from `before` to `after`. */
function checkChain(rows: Rows, steps: readonly PlanStep[]): void {
  let now = rows
  for (const { before, after, changes } of steps) {
    assert.deepEqual(new Set(before), new Set(now))
    assert.deepEqual(new Set(changed(before, changes)), new Set(after))
    now = after
  }
}

/** A word as a shell reads it. */
const unquoted = (word: string): string =>
  word.startsWith("'") ? word.slice(1, -1).replaceAll("'\\''", "'") : word

const outcome = <T>(make: () => T): T | string => {
  try {
    return make()
  } catch (error) {
    if (error instanceof AthanorError) return error.code
    throw error
  }
}

describe('a history', () => {
  test('has an order in which each revision follows all it stands on', () => {
    check(histories, ({ graph, nodes }) => {
      assert.equal(graph.order.length, nodes.length)
      for (const revision of graph.order)
        for (const id of downs(revision)) assert.ok(placed(graph, id).position < revision.position)
    })
  })

  test('does not depend on the order of its files', () => {
    check(
      histories.chain(({ nodes, graph }) =>
        fc.record({
          graph: fc.constant(graph),
          shuffled: fc.shuffledSubarray([...nodes], { minLength: nodes.length }),
        }),
      ),
      ({ graph, shuffled }) => assert.deepEqual(buildGraph(shuffled), graph),
    )
  })

  test('goes round in a circle when a revision is made to stand on one above it', () => {
    check(situations, ({ nodes, graph, target }) => {
      const above = [...withDescendants(graph, [target])]
      const knot = above.at(-1)!
      const tied = nodes.map((node) =>
        node.id === target ? { ...node, dependsOn: [...node.dependsOn, knot] } : node,
      )
      assert.throws(() => buildGraph(tied), { code: 'revision-cycle' })
    })
  })
})

describe('an upgrade', () => {
  test('applies just what is missing, each revision on top of all it stands on', () => {
    check(situations, ({ graph, rows, target }) => {
      const applied = withAncestors(graph, rows)
      const steps = planUpgrade(graph, rows, target)
      checkChain(rows, steps)
      for (const { revision, after } of steps) {
        assert.ok(downs(placed(graph, revision.id)).every((id) => applied.has(id)))
        assert.ok(!applied.has(revision.id))
        applied.add(revision.id)
        assert.deepEqual(after, rowsFor(graph, applied))
      }
      assert.deepEqual(applied, withAncestors(graph, [...rows, target]))
    })
  })

  test('step by step is the same as all at once', () => {
    check(situations, ({ graph, rows }) => {
      for (const step of planUpgrade(graph, rows, 'heads'))
        assert.deepEqual(planUpgrade(graph, step.before, step.revision.id), [step])
    })
  })

  test('does not depend on the order of rows', () => {
    check(situations, ({ graph, rows, target }) => {
      const reversed = rows.toReversed()
      assert.deepEqual(planUpgrade(graph, reversed, target), planUpgrade(graph, rows, target))
    })
  })

  test('is undone, row for row, by going back', () => {
    check(situations, ({ graph, rows, target }) => {
      const steps = planUpgrade(graph, rows, target)
      const top = rowsAfter(steps, rows)
      const newestFirst = steps.map(({ revision }) => placed(graph, revision.id)).reverse()
      const back = downSteps(graph, top, withAncestors(graph, top), newestFirst)
      checkChain(top, back)
      assert.deepEqual(
        back.map(({ before, after }) => [after, before]).reverse(),
        steps.map(({ before, after }) => [before, after]),
      )
    })
  })
})

describe('a downgrade', () => {
  test('to base is an upgrade from base in reverse', () => {
    check(situations, ({ graph, rows }) => {
      const down = planDowngrade(graph, rows, 'base')
      checkChain(rows, down)
      assert.deepEqual(rowsAfter(down, rows), [])
      const everything = withAncestors(graph, rows)
      assert.deepEqual(
        down.map(({ revision }) => revision.id).reverse(),
        graph.order.filter(({ id }) => everything.has(id)).map(({ id }) => id),
      )
    })
  })

  test('leaves the target and takes all that is above it, and no more', () => {
    check(situations, ({ graph, rows, target }) => {
      const applied = withAncestors(graph, rows)
      if (!applied.has(target)) {
        assert.throws(() => planDowngrade(graph, rows, target), { code: 'not-applied' })
        return
      }
      const steps = planDowngrade(graph, rows, target)
      checkChain(rows, steps)
      const going = withDescendants(graph, placed(graph, target).children).intersection(applied)
      assert.deepEqual(new Set(steps.map(({ revision }) => revision.id)), going)
      assert.deepEqual(
        new Set(rowsAfter(steps, rows)),
        new Set(rowsFor(graph, applied.difference(going))),
      )
      const onLines = withDescendants(graph, placed(graph, target).children, 'lines')
      for (const { revision, also } of steps)
        assert.equal(also === undefined, onLines.has(revision.id))
    })
  })

  test('comes back by the upgrade to the rows it left', () => {
    check(situations, ({ graph, rows, target }) => {
      const steps = outcome(() => planDowngrade(graph, rows, target))
      if (typeof steps === 'string') return
      const again = rows.reduce<Rows>(
        (now, row) => rowsAfter(planUpgrade(graph, now, row), now),
        rowsAfter(steps, rows),
      )
      assert.deepEqual(new Set(again), new Set(rows))
    })
  })

  test('of one step is refused, or unapplies one line of the database by one', () => {
    check(situations, ({ graph, rows }) => {
      const steps = outcome(() => planDowngrade(graph, rows, '-1'))
      if (typeof steps === 'string') {
        const isMerge = rows.length === 1 && placed(graph, rows[0]!).parents.length > 1
        const expected = rows.length === 0 ? 'too-far' : 'ambiguous-step'
        assert.equal(steps, expected)
        assert.ok(rows.length !== 1 || isMerge)
      } else
        assert.deepEqual(
          steps.map(({ revision }) => revision.id),
          [...rows],
        )
    })
  })
})

describe('an ambiguous step', () => {
  test('comes with commands that are not ambiguous in the same way', () => {
    const ways = fc.tuple(situations, fc.constantFrom('-1', '-2', '-3', '+1', '+2', '+3'))
    check(ways, ([{ graph, rows }, text]) => {
      const plan = text.startsWith('-') ? planDowngrade : planUpgrade
      for (const again of retried(() => plan(graph, rows, text)))
        for (const further of retried(() => plan(graph, rows, again)))
          assert.notEqual(further, again)
    })
  })

  /** The identifiers in the commands that an ambiguous step suggests; none when it is not ambiguous. */
  function retried(make: () => unknown): string[] {
    try {
      make()
      return []
    } catch (error) {
      if (!(error instanceof AthanorError)) throw error
      if (error.code === 'too-far') return []
      assert.equal(error.code, 'ambiguous-step', error.message)
      const { commands } = error as unknown as { commands: readonly string[] }
      return commands.map((line) => unquoted(line.replace(/^athanor \w+ /, '')))
    }
  }
})

describe('rows', () => {
  test('are refused exactly when one stands on another', () => {
    const picks = histories.chain(({ nodes, graph }) =>
      fc.record({
        graph: fc.constant(graph),
        rows: fc.subarray(
          nodes.map(({ id }) => id),
          { maxLength: Math.min(4, nodes.length) },
        ),
      }),
    )
    check(picks, ({ graph, rows }) => {
      const tops = uppermost(graph, rows)
      const found = outcome(() => checkRows(graph, rows))
      assert.deepEqual(found, tops.length === rows.length ? tops : 'overlapping-rows')
    })
  })
})

describe('a stamp', () => {
  test('says what was asked for, and leaves rows that a run can start from', () => {
    check(situations, ({ graph, rows, target }) => {
      const steps = planStamp(graph, rows, [target])
      checkChain(rows, steps)
      const after = checkRows(graph, rowsAfter(steps, rows))
      assert.ok(after.includes(target))
    })
  })

  test('that purges leaves nothing else', () => {
    check(fc.tuple(situations, fc.array(fc.string())), ([{ graph, rows, target }, unknown]) => {
      const found = [...new Set([...rows, ...unknown])]
      const steps = planStamp(graph, found, [target], { purge: true })
      checkChain(found, steps)
      assert.deepEqual(rowsAfter(steps, found), [target])
    })
  })
})

describe('an identifier', () => {
  const spoken = situations.chain((situation) =>
    fc.record({
      situation: fc.constant(situation),
      text: identifiers(situation.graph),
      purpose: fc.constantFrom('upgrade', 'downgrade', 'stamp', 'show', 'history', 'revision'),
    }),
  )

  test('names revisions of the history, or is refused by name', () => {
    check(spoken, ({ situation: { graph, rows }, text, purpose }) => {
      const found = outcome(() => resolve(graph, text, { rows, for: purpose }))
      if (typeof found !== 'string') for (const id of found) assert.ok(graph.byId.has(id))
    })
  })

  test('makes a plan, or is refused by name', () => {
    check(spoken, ({ situation: { graph, rows }, text }) => {
      for (const plan of [planUpgrade, planDowngrade]) {
        const steps = outcome(() => plan(graph, rows, text))
        if (typeof steps !== 'string') checkChain(rows, steps)
      }
      const stamps = outcome(() => planStamp(graph, rows, [text]))
      if (typeof stamps === 'string') return
      checkChain(rows, stamps)
      checkRows(graph, rowsAfter(stamps, rows))
    })
  })

  test('makes a range, or is refused by name', () => {
    check(fc.tuple(spoken, spoken), ([{ situation, text }, other]) => {
      const range = `${text}:${other.text}`
      const found = outcome(() => historyRange(situation.graph, range, { rows: situation.rows }))
      if (typeof found === 'string') return
      const places = found.map(({ id }) => placed(situation.graph, id).position)
      assert.deepEqual(
        places,
        places.toSorted((a, b) => b - a),
      )
    })
  })

  test('may be cut short as long as it fits one name', () => {
    check(situations, ({ graph, target }) => {
      const names = [...graph.byId.keys(), ...graph.byLabel.keys()]
      for (let length = 1; length <= target.length; length++) {
        const start = target.slice(0, length)
        const fitting = names.filter((name) => name.startsWith(start))
        const found = outcome(() => resolve(graph, start))
        if (graph.byId.has(start)) assert.deepEqual(found, [start])
        else if (/^\d{1,3}$/.test(start)) assert.equal(found, 'looks-like-count')
        else assert.deepEqual(found, fitting.length === 1 ? [target] : 'ambiguous-revision')
      }
    })
  })
})
