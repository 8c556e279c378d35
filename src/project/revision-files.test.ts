import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { folderWith } from '../../tests/support/files.ts'
import { readHistory } from './history.ts'
import { readRevisionFiles } from './revision-files.ts'

const revision = (id: string, revises: string | null = null): string =>
  `throw new Error('it was run')\nexport default defineRevision({ id: '${id}', revises: ${JSON.stringify(revises)}, upgrade() {} })\n`

const ids = (folders: readonly string[], options = {}) =>
  readRevisionFiles(folders, options).nodes.map(({ id }) => id)

describe('looking for revision files', () => {
  test('reads scripts and passes over the rest', () => {
    const folder = folderWith({
      'a.ts': revision('a'),
      'b.mts': revision('b'),
      'c.js': revision('c'),
      'd.mjs': revision('d'),
      '_helpers.ts': 'export const x = 1',
      '.#a.ts': 'an editor is at work',
      'a.test.ts': 'test()',
      'types.d.ts': 'declare const x: 1',
      'README.md': '# no',
      'a.ts.bak': revision('x'),
      'inside/e.ts': revision('e'),
    })
    assert.deepEqual(ids([folder]), ['a', 'b', 'c', 'd'])
  })

  test('looks into folders when told to', () => {
    const folder = folderWith({
      '2026/a.ts': revision('a'),
      '2026/11/b.ts': revision('b'),
      'node_modules/x/c.ts': revision('c'),
      '_old/d.ts': revision('d'),
      '.git/e.ts': revision('e'),
    })
    assert.deepEqual(ids([folder], { recursive: true }), ['b', 'a'])
  })

  test('takes the source where the built file stands beside it', () => {
    const folder = folderWith({ 'a.ts': revision('a'), 'a.js': revision('a') })
    assert.equal(readRevisionFiles([folder]).nodes[0]?.path, path.join(folder, 'a.ts'))
  })

  test('reads several folders, and one file once', () => {
    const one = folderWith({ 'a.ts': revision('a') })
    const two = folderWith({ 'b.ts': revision('b', 'a') })
    fs.symlinkSync(path.join(one, 'a.ts'), path.join(two, 'z.ts'))
    const { nodes, notes } = readRevisionFiles([one, two, one])
    assert.deepEqual(
      nodes.map(({ id }) => id),
      ['a', 'b'],
    )
    assert.deepEqual(notes, [
      `${path.join(two, 'z.ts')} is the same file as ${path.join(one, 'a.ts')}, and is read once`,
    ])
  })

  test('passes over a link that leads nowhere', () => {
    const folder = folderWith({ 'a.ts': revision('a') })
    fs.symlinkSync(path.join(folder, 'gone.ts'), path.join(folder, 'b.ts'))
    assert.deepEqual(ids([folder]), ['a'])
  })

  test('names a folder that is not there, or is a file', () => {
    const folder = folderWith({ 'a.ts': revision('a') })
    for (const [name, hint] of [
      ['migrations', /^Make it \(mkdir/],
      ['a.ts', /^Put that right/],
    ] as const)
      assert.throws(() => ids([path.join(folder, name)]), {
        code: 'missing-migrations',
        folder: path.join(folder, name),
        hint,
      })
  })

  test('names a file that is no revision', () => {
    const folder = folderWith({ 'helpers.ts': 'export const x = 1' })
    assert.throws(() => ids([folder]), {
      code: 'revision-header',
      file: path.join(folder, 'helpers.ts'),
    })
  })
})

test('a history is made of the files, and two files with one id are named', () => {
  const folder = folderWith({ 'a.ts': revision('a'), 'b.ts': revision('b', 'a') })
  const { graph } = readHistory({ migrations: [folder], recursive: false })
  assert.deepEqual([...graph.byId.keys()].sort(), ['a', 'b'])
  fs.writeFileSync(path.join(folder, 'c.ts'), revision('b', 'a'))
  assert.throws(() => readHistory({ migrations: [folder], recursive: false }), {
    code: 'duplicate-revision',
    paths: [path.join(folder, 'b.ts'), path.join(folder, 'c.ts')],
  })
})

test('a long history is read in a moment', () => {
  const long =
    `op.createTable('t', { id: integer().primaryKey(), name: text().notNull() })\n`.repeat(60)
  const files = Array.from({ length: 500 }, (_, i) => [
    `${i}.ts`,
    `export default defineRevision({ id: 'r${i}', revises: ${i === 0 ? null : `'r${i - 1}'`}, upgrade(op) { ${long} } })`,
  ])
  const folder = folderWith(Object.fromEntries(files))
  const began = performance.now()
  assert.equal(ids([folder]).length, 500)
  assert.ok(performance.now() - began < 2000)
})
