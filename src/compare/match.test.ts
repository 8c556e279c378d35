import assert from 'node:assert/strict'
import { test } from 'node:test'
import { match } from './match.ts'

interface Item {
  readonly name?: string
  readonly is: string
}

const content = ({ is }: Item) => is

/** `written:canonical=content`; nothing before the colon where the models give no name. */
const matched = (found: Item[], wanted: [string | undefined, string | undefined, string][]) => {
  const pairs = wanted.map(([written, canonical, is]) => ({
    written: { ...(written !== undefined && { name: written }), is },
    canonical: { ...(canonical !== undefined && { name: canonical }), is },
  }))
  const result = match<Item>(found, pairs, content, content)
  const both = (list: typeof result.same) =>
    list.map(({ found, wanted }) => `${found.name}~${wanted.written.name ?? wanted.canonical.name}`)
  return {
    same: both(result.same),
    renamed: both(result.renamed),
    changed: both(result.changed),
    added: result.added.map(({ canonical }) => canonical.name),
    dropped: result.dropped.map(({ name }) => name),
  }
}

const none = { same: [], renamed: [], changed: [], added: [], dropped: [] }

test('what has no name is the one that wears the name the database chooses, before any other', () => {
  const found = [
    { name: 'a_key', is: 'u' },
    { name: 'a_key1', is: 'u' },
  ]
  assert.deepEqual(matched(found, [[undefined, 'a_key1', 'u']]), {
    ...none,
    same: ['a_key1~a_key1'],
    dropped: ['a_key'],
  })
  assert.deepEqual(matched(found, [[undefined, 'other', 'u']]), {
    ...none,
    same: ['a_key~other'],
    dropped: ['a_key1'],
  })
})

test('the name that the database would choose says nothing by itself', () => {
  assert.deepEqual(matched([{ name: 'a_key', is: 'u' }], [[undefined, 'a_key', 'v']]), {
    ...none,
    added: ['a_key'],
    dropped: ['a_key'],
  })
})

test('a stated name comes first, then what has none, then what gets another', () => {
  const found = [
    { name: 'a', is: 'u' },
    { name: 'b', is: 'u' },
    { name: 'c', is: 'u' },
    { name: 'd', is: 'u' },
  ]
  assert.deepEqual(
    matched(found, [
      ['z', 'z', 'u'],
      [undefined, undefined, 'u'],
      ['b', 'b', 'u'],
      ['d', 'd', 'v'],
      ['e', 'e', 'w'],
    ]),
    {
      same: ['b~b', 'a~undefined'],
      renamed: ['c~z'],
      changed: ['d~d'],
      added: ['e'],
      dropped: [],
    },
  )
})
