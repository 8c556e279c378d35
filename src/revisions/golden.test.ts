import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { buildGraph } from './graph.ts'
import { heads } from './heads.ts'
import type { PlanStep, RevisionGraph, Rows } from './model.ts'
import { planDowngrade, planUpgrade } from './plan.ts'
import { downs } from './relations.ts'
import { rowsFor } from './rows.ts'
import { rowsAfter } from './testing.ts'

/** Four real histories, and the plans Alembic makes of them. They lie beside the repository, not in it. */
const GOLDEN = new URL('../../../shared/golden/', import.meta.url)

interface RecordedRevision {
  readonly revision: string
  readonly down_revision: string | readonly string[] | null
  readonly depends_on: string | readonly string[] | null
  readonly branch_labels: readonly string[]
  readonly message: string
}

type Recorded = readonly string[] | { readonly error: string }

interface Plans {
  readonly upgrade_base_to: Readonly<Record<string, Recorded>>
  readonly upgrade_to_heads_from: Readonly<Record<string, Recorded>>
  readonly downgrade_from_head_to: Readonly<Record<string, Recorded>>
  /** By rows, separated by commas, then by target. */
  readonly relative: Readonly<Record<string, Readonly<Record<string, Recorded>>>>
}

/** Refused on purpose: which of several rows is meant, Alembic leaves to the order in which the database returns them. */
const AMBIGUOUS = new Set([
  'a8c6e9d47b12,fa59340767b0 -1',
  'a8c6e9d47b12,fa59340767b0 -2',
  '04a098a4a38e,f1ff6904ff9f -1',
  '04a098a4a38e,f1ff6904ff9f -2',
  '7b406752d80,fb5ad6c72ad4 -1',
  '7b406752d80,fb5ad6c72ad4 -2',
  '7b406752d80,9du891hc3051,fb5ad6c72ad4 -1',
  '7b406752d80,9du891hc3051,fb5ad6c72ad4 -2',
  '7b406752d80,9770c0960334 -1',
  '7b406752d80,9770c0960334 -2',
  '2572145aff71,7b406752d80 -1',
  '7b406752d80,f3a153a9a048 -1',
  '7b406752d80,f3a153a9a048 -2',
])

/**
 * The same revisions in another legal order. Alembic orders each plan anew, so two branches come in one order in one
 * plan and in the other in the next, and are not undone in the reverse of how they came; here, all plans follow one order.
 */
const OTHER_ORDER = new Set([
  'from 0b2141573d50 to heads',
  '0b2141573d50 heads',
  '0b2141573d50 head',
  'a8c6e9d47b12,fa59340767b0 base',
  '04a098a4a38e,f1ff6904ff9f base',
  '0b2141573d50,7b406752d80 base',
  '7b406752d80,fb5ad6c72ad4 base',
  '7b406752d80,9du891hc3051,fb5ad6c72ad4 base',
  '7b406752d80,9770c0960334 base',
  '7b406752d80,f3a153a9a048 base',
])

/** What Alembic's errors are called here. */
const REFUSALS: readonly (readonly [RegExp, string])[] = [
  [/Ambiguous walk|Ambiguous upgrade from multiple/, 'ambiguous-step'],
  [/didn't produce \d+ migrations/, 'too-far'],
]

for (const system of ['antarest', 'conda-store', 'quay', 'artemis'])
  describe(`the plans of ${system}`, { skip: reasonToSkip(system) }, () => {
    if (reasonToSkip(system) !== false) return
    const graph = graphOf(read(system, 'graph.json'))
    const plans: Plans = read(system, 'plans.json')
    const exceptions = new Set<string>()
    const check = (name: string, rows: Rows, target: string, recorded: Recorded) => {
      const exception = checkPlan(graph, name, rows, target, recorded)
      if (exception) exceptions.add(name)
    }

    test('upgrade from base to each revision as Alembic does', () => {
      for (const [to, recorded] of Object.entries(plans.upgrade_base_to))
        check(`from base to ${to}`, [], to, recorded)
    })

    test('upgrade from each revision to the heads as Alembic does', () => {
      for (const [from, recorded] of Object.entries(plans.upgrade_to_heads_from))
        check(`from ${from} to heads`, [from], 'heads', recorded)
    })

    test('downgrade from the head to each revision as Alembic does', () => {
      for (const [to, recorded] of Object.entries(plans.downgrade_from_head_to))
        check(`from head down to ${to}`, heads(graph), to, recorded)
    })

    test('move by steps and to the ends from each state on the way as Alembic does', () => {
      for (const [rows, targets] of Object.entries(plans.relative))
        for (const [target, recorded] of Object.entries(targets))
          check(`${rows} ${target}`, rows.split(','), target, recorded)
    })

    test('differ from Alembic nowhere else than is listed', () => {
      const listed = system === 'antarest' ? AMBIGUOUS.union(OTHER_ORDER) : new Set()
      assert.deepEqual(exceptions, listed)
    })
  })

/** Compares one plan; whether it is one of the exceptions. */
function checkPlan(
  graph: RevisionGraph,
  name: string,
  rows: Rows,
  target: string,
  recorded: Recorded,
): boolean {
  const isDown = target === 'base' || target.startsWith('-') || name.includes(' down to ')
  const plan = () => (isDown ? planDowngrade : planUpgrade)(graph, rows, target)
  if ('error' in recorded || AMBIGUOUS.has(name)) {
    assert.throws(
      plan,
      { code: 'error' in recorded ? refusal(recorded.error) : 'ambiguous-step' },
      name,
    )
    return !('error' in recorded)
  }
  const steps = plan()
  checkRows(graph, rows, steps, name)
  const ids = steps.map(({ revision }) => revision.id)
  if (!OTHER_ORDER.has(name)) {
    assert.deepEqual(ids, recorded, name)
    return false
  }
  assert.notDeepEqual(ids, recorded, `${name} is no exception`)
  assert.deepEqual(ids.toSorted(), recorded.toSorted(), name)
  return true
}

/** Each step is legal where it stands, and leaves the rows that its revisions say. */
function checkRows(
  graph: RevisionGraph,
  rows: Rows,
  steps: readonly PlanStep[],
  name: string,
): void {
  const applied = new Set(rows)
  for (const row of applied) for (const id of downs(graph.byId.get(row)!)) applied.add(id)
  for (const { revision, direction, after } of steps) {
    if (direction === 'upgrade') applied.add(revision.id)
    else applied.delete(revision.id)
    const covered = [...applied].flatMap((id) => downs(graph.byId.get(id)!))
    assert.ok(
      covered.every((id) => applied.has(id)),
      `${name}: ${revision.id} out of order`,
    )
    assert.deepEqual(after, rowsFor(graph, applied), name)
  }
  assert.deepEqual(new Set(rowsAfter(steps, rows)), new Set(rowsFor(graph, applied)), name)
}

function refusal(error: string): string | undefined {
  return REFUSALS.find(([pattern]) => pattern.test(error))?.[1]
}

function reasonToSkip(system: string): string | false {
  return existsSync(new URL(`${system}/plans.json`, GOLDEN))
    ? false
    : `${GOLDEN.pathname} is not there`
}

function read(system: string, file: string) {
  return JSON.parse(readFileSync(new URL(`${system}/${file}`, GOLDEN), 'utf8'))
}

function graphOf({
  revisions,
}: {
  readonly revisions: readonly RecordedRevision[]
}): RevisionGraph {
  return buildGraph(
    revisions.map((recorded) => ({
      id: recorded.revision,
      revises: several(recorded.down_revision),
      labels: recorded.branch_labels,
      dependsOn: several(recorded.depends_on),
      message: recorded.message,
    })),
  )
}

function several(value: string | readonly string[] | null): readonly string[] {
  if (value === null) return []
  return typeof value === 'string' ? [value] : value
}
