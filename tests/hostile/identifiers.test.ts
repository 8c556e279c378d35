import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  buildGraph,
  historyRange,
  parseIdentifier,
  planDowngrade,
  planMerge,
  planOfflineDowngrade,
  planOfflineStamp,
  planOfflineUpgrade,
  planRevision,
  planStamp,
  planUpgrade,
  type RevisionGraph,
  type RevisionNode,
  resolve,
} from '../../src/revisions/index.ts'
import { history } from '../../src/revisions/testing.ts'
import { impossibleText, inItsOwnWords, QUICK_RUNS } from './support.ts'

/** Two lines that meet, labels, a dependency, ids that are the start of each other. */
const graph = history(`
  a1 - ab[shop] - abc{x2} - m
  a1 - ad - m - e - ef
  x1[net] - x2 - x3
`)

const words = fc.oneof(
  fc.constantFrom('head', 'heads', 'base', 'current', 'shop', 'net', 'a1', 'ab', 'abc', 'm', 'x'),
  fc.constantFrom('+1', '-1', '+99', '-0', '+', '-', '@', ':', '..', '+1+1', '9'.repeat(30)),
  impossibleText,
)

/** Pieces of the grammar in any order. */
const identifiers = fc
  .array(fc.oneof({ weight: 3, arbitrary: words }, fc.constantFrom('@', ':', '+2', '-3')), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join(''))

const rows = fc.subarray(['a1', 'abc', 'm', 'ef', 'x2', 'x3', 'gone', "'; --", ''], {
  maxLength: 3,
})

const known = (ids: readonly string[]) => {
  for (const id of ids) assert.ok(graph.byId.has(id), `${id} is no revision`)
}

/** Everything that takes an identifier. Each gives revisions of the history, or an error that says what to write. */
const readers: Readonly<
  Record<string, (text: string, rows: readonly string[]) => readonly string[]>
> = {
  resolve: (text, at) => resolve(graph, text, { rows: at }),
  'resolve to move': (text, at) => resolve(graph, text, { rows: at, for: 'upgrade' }),
  history: (text, at) => historyRange(graph, text, { rows: at }).map(({ id }) => id),
  upgrade: (text, at) => planUpgrade(graph, at, text).map(({ revision }) => revision.id),
  downgrade: (text, at) => planDowngrade(graph, at, text).map(({ revision }) => revision.id),
  stamp: (text, at) => planStamp(graph, at, [text]).map(({ revision }) => revision.id),
  'stamp --purge': (text, at) =>
    planStamp(graph, at, [text], { purge: true })
      .map(({ revision }) => revision.id)
      // What is thrown away may be of another history.
      .filter((id) => !at.includes(id)),
  'upgrade --sql': (text) =>
    planOfflineUpgrade(graph, text).steps.map(({ revision }) => revision.id),
  'downgrade --sql': (text) =>
    planOfflineDowngrade(graph, text).steps.map(({ revision }) => revision.id),
  'stamp --sql': (text) => planOfflineStamp(graph, [text]).steps.map(({ revision }) => revision.id),
  merge: (text) => planMerge(graph, draft('new'), [text]).revises,
  revision: (text) => planRevision(graph, draft('new'), text).revises,
}

const draft = (id: string) =>
  ({ id, message: '', created: '', labels: [], dependsOn: [], splice: true }) as const

for (const [name, read] of Object.entries(readers))
  test(`whatever is named, ${name} finds it or says what to write`, () =>
    fc.assert(
      fc.asyncProperty(identifiers, rows, async (text, at) => {
        const ids = await inItsOwnWords(() => read(text, at))
        if (!(ids instanceof Error)) known(ids)
      }),
      { numRuns: QUICK_RUNS },
    ))

test('an identifier that parses is its parts again', () =>
  fc.assert(
    fc.asyncProperty(identifiers, async (text) => {
      const parsed = await inItsOwnWords(() => parseIdentifier(text))
      if (parsed instanceof Error) return
      const { branch, name = '', steps } = parsed
      const counted = steps === undefined ? '' : /[+-]\d+$/.exec(text)![0]
      assert.equal(`${branch === undefined ? '' : `${branch}@`}${name}${counted}`, text)
    }),
    { numRuns: QUICK_RUNS },
  ))

const node: fc.Arbitrary<RevisionNode> = fc
  .record({
    id: fc.oneof(fc.constantFrom('a', 'b', 'c', 'd'), impossibleText),
    revises: fc.array(fc.oneof(fc.constantFrom('a', 'b', 'c', 'd'), impossibleText), {
      maxLength: 2,
    }),
    labels: fc.array(fc.oneof(fc.constantFrom('a', 'shop', 'head'), impossibleText), {
      maxLength: 2,
    }),
    dependsOn: fc.array(fc.constantFrom('a', 'b', 'c', 'nowhere', 'shop'), { maxLength: 2 }),
  })
  .map((facts) => ({ ...facts, message: '' }))

test('whatever revisions say of themselves, they are a history or an error', () =>
  fc.assert(
    fc.asyncProperty(fc.array(node, { maxLength: 6 }), identifiers, async (nodes, text) => {
      const made = await inItsOwnWords<RevisionGraph>(() => buildGraph(nodes))
      if (made instanceof Error) return
      await inItsOwnWords(() => planUpgrade(made, [], text))
      await inItsOwnWords(() => planUpgrade(made, [], 'heads'))
    }),
    { numRuns: QUICK_RUNS },
  ))
