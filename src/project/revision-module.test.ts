import assert from 'node:assert/strict'
import path from 'node:path'
import { describe, test } from 'node:test'
import { folderWith } from '../../tests/support/files.ts'
import { defineRevision } from '../runtime/define.ts'
import { readRevisionFiles } from './revision-files.ts'
import { loadRevision, revisionOf } from './revision-module.ts'

/** A file in the shape that `readRevisionFiles` reads, without importing the package. */
const script = (text: string): string => `const defineRevision = (x) => x\n${text}`

const load = (text: string) => {
  const folder = folderWith({ 'a.ts': script(text) })
  const [node] = readRevisionFiles([folder]).nodes
  return loadRevision(node!)
}

describe('a revision is loaded', () => {
  test('with what its text and its code say', async () => {
    const revision = await load(
      `export default defineRevision({ id: 'a', revises: 'b', labels: 'x', transaction: false, upgrade(op: unknown) { return op } })`,
    )
    assert.deepEqual([revision.id, revision.revises, revision.labels], ['a', ['b'], ['x']])
    assert.equal(revision.transaction, false)
    assert.equal(typeof revision.upgrade, 'function')
    assert.equal(revision.downgrade, undefined)
  })
})

test('a misspelt key is an error of TypeScript already', () => {
  // @ts-expect-error: "lables"
  const revision = defineRevision({ id: 'a', revises: null, upgrade: () => {}, lables: ['x'] })
  assert.throws(
    () =>
      revisionOf(
        { default: revision },
        { id: 'a', message: '', revises: [], labels: [], dependsOn: [] },
        'a.ts',
      ),
    { hint: 'Did you mean "labels"?' },
  )
})

describe('a revision file is refused', () => {
  const cases: readonly [string, string, RegExp][] = [
    ['that exports nothing', `defineRevision({ id: 'a', revises: null })`, /exports nothing/],
    [
      'that exports it by another name',
      `export const revision = defineRevision({ id: 'a', revises: null })`,
      /exports revision, but no default/,
    ],
    [
      'whose id is another one when it is run',
      `export default { ...defineRevision({ id: 'a', revises: null }), id: 'b' }`,
      /exports the revision "b", but its text says "a"/,
    ],
    [
      'whose parent is another one when it is run',
      `export default { ...defineRevision({ id: 'a', revises: null }), revises: 'z' }`,
      /"revises" is not what its text says/,
    ],
    [
      'whose upgrade is no function',
      `export default defineRevision({ id: 'a', revises: null, upgrade: 1 })`,
      /"upgrade" is not a function/,
    ],
    [
      'with a misspelt key',
      `export default defineRevision({ id: 'a', revises: null, dependOn: ['b'] })`,
      /exports a revision with "dependOn", which says nothing/,
    ],
    [
      "with a key of Alembic's",
      `export default defineRevision({ id: 'a', revises: null, branch_labels: ['b'] })`,
      /"branch_labels", which says nothing/,
    ],
    [
      'whose transaction is neither true nor false',
      `export default defineRevision({ id: 'a', revises: null, transaction: 'none' })`,
      /"transaction" is not true or false/,
    ],
  ]
  for (const [name, text, message] of cases)
    test(name, () => assert.rejects(load(text), { code: 'revision-module', message }))

  test('that throws when it is imported', () =>
    assert.rejects(
      load(`export default defineRevision({ id: 'a', revises: null })\nthrow new Error('boom')`),
      {
        code: 'module-load',
        message: /^the revision .*a\.ts cannot be loaded: it throws: boom, at .*a\.ts:3$/,
      },
    ))
})

test('a CommonJS module has its export one level deeper', () => {
  const file = path.resolve('a.js')
  const node = { id: 'a', revises: [], labels: [], dependsOn: [], message: '', path: file }
  const definition = { id: 'a', revises: null, upgrade: () => {} }
  const revision = revisionOf({ default: { default: definition } }, node, file)
  assert.equal(revision.upgrade, definition.upgrade)
})
