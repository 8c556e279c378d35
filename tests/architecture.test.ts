import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { test } from 'node:test'

const root = resolve(import.meta.dirname, '..')
const src = join(root, 'src')

/** Each layer, and the layers it may import. A layer may always import itself. */
const layers: Readonly<Record<string, readonly string[]>> = {
  'errors.ts': [],
  schema: ['errors.ts'],
  revisions: ['errors.ts'],
  source: ['errors.ts', 'schema'],
  operations: ['errors.ts', 'schema', 'source'],
  compare: ['errors.ts', 'schema', 'source', 'operations'],
  render: ['errors.ts', 'schema', 'source', 'operations', 'revisions'],
  drivers: ['errors.ts', 'schema', 'source'],
  dialects: ['errors.ts', 'schema', 'source', 'operations', 'drivers'],
  runtime: ['errors.ts', 'schema', 'revisions', 'source', 'operations', 'drivers', 'dialects'],
  project: [
    'errors.ts',
    'schema',
    'revisions',
    'source',
    'operations',
    'compare',
    'render',
    'drivers',
    'runtime',
  ],
  commands: [
    'errors.ts',
    'schema',
    'revisions',
    'source',
    'operations',
    'compare',
    'render',
    'drivers',
    'dialects',
    'project',
    'runtime',
  ],
  'index.ts': [
    'errors.ts',
    'schema',
    'revisions',
    'source',
    'operations',
    'compare',
    'render',
    'drivers',
    'dialects',
    'project',
    'runtime',
    'commands',
  ],
  cli: [
    'errors.ts',
    'schema',
    'revisions',
    'compare',
    'drivers',
    'project',
    'runtime',
    'commands',
    'index.ts',
  ],
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => name.replaceAll('\\', '/'))

const layerOf = (file: string): string => file.split('/')[0]!

/** `import type` and `export … from` count too: a type is a dependency like any other. */
const imports = files.flatMap((file) =>
  [...readFileSync(join(src, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(
    ([, path]) => ({
      file,
      target: relative(src, join(dirname(join(src, file)), path!)).replaceAll('\\', '/'),
    }),
  ),
)

test('every folder has its place in the layers', () => {
  assert.deepEqual(
    [...new Set(files.map(layerOf))].filter((layer) => !(layer in layers)),
    [],
  )
})

test('imports point down the layers', () => {
  const upward = imports.filter(({ file, target }) => {
    const [from, to] = [layerOf(file), layerOf(target)]
    return from !== to && !layers[from]?.includes(to)
  })
  assert.deepEqual(
    upward.map(({ file, target }) => `${file} imports ${target}`),
    [],
  )
})

test('no dialect imports another', () => {
  const dialectOf = (file: string) => /^dialects\/([^/]+)\//.exec(file)?.[1]
  const crossing = imports.filter(({ file, target }) => {
    const [from, to] = [dialectOf(file), dialectOf(target)]
    return from !== undefined && to !== undefined && from !== to
  })
  assert.deepEqual(
    crossing.map(({ file, target }) => `${file} imports ${target}`),
    [],
  )
})

test('ARCHITECTURE.md has a line for every source file, and for nothing else', () => {
  const map = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
  const named = [...map.matchAll(/^- `src\/([^`]+\.ts)`/gm)].map(([, name]) => name!)
  assert.deepEqual(named.toSorted(), files.toSorted())
})
