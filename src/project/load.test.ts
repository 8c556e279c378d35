import assert from 'node:assert/strict'
import path from 'node:path'
import { describe, test } from 'node:test'
import { folderWith } from '../../tests/support/files.ts'
import type { ModuleLoadError } from './errors.ts'
import { loadModule } from './load.ts'

/** How often each module was run: they count themselves. */
const runs = globalThis as unknown as { loadTestRuns?: Record<string, number> }
const counted = (name: string): string =>
  `globalThis.loadTestRuns = { ...globalThis.loadTestRuns, ${name}: (globalThis.loadTestRuns?.${name} ?? 0) + 1 }\n`

const load = (files: Readonly<Record<string, string>>, entry = 'entry.ts') =>
  loadModule(path.join(folderWith(files), entry), 'the models in')

describe('a module is loaded', () => {
  test('as Node does it', async () => {
    const module = await load({
      'entry.ts': `${counted('plain')}import { two } from './two.ts'\nexport const three: number = two + 1`,
      'two.ts': 'export const two = 2',
    })
    assert.equal(module.three, 3)
    assert.equal(runs.loadTestRuns?.plain, 1)
  })

  test('with enums', async () => {
    const module = await load({ 'entry.ts': 'export enum Color { Red }\nexport default Color.Red' })
    assert.equal(module.default, 0)
  })

  test('with decorators', async () => {
    const module = await load({
      'entry.ts': 'const mark = (x: any) => x\n@mark\nexport class Model { id = 1 }',
    })
    assert.equal(typeof module.Model, 'function')
  })

  test('with imports without extension, of .js for .ts, and by the paths of tsconfig.json', async () => {
    const module = await load({
      'entry.ts': `import { a } from './a'\nimport { b } from './b.js'\nimport { c } from '@/c'\nexport default [a, b, c]`,
      'a.ts': 'export const a = 1',
      'b.ts': 'export const b = 2',
      'lib/c.ts': 'export const c = 3',
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./lib/*"] } } }',
    })
    assert.deepEqual(module.default, [1, 2, 3])
  })

  test('with types imported as values', async () => {
    const module = await load({
      'entry.ts': `import { Id } from './types.ts'\nexport const id: Id = 1`,
      'types.ts': 'export type Id = number',
    })
    assert.equal(module.id, 1)
  })

  test('in a package that says it is CommonJS', async () => {
    const module = await load({
      'package.json': '{ "type": "commonjs" }',
      'entry.ts': 'export const one: number = 1',
    })
    assert.equal(module.one, 1)
  })
})

describe('a module that cannot be loaded', () => {
  const fails = async (
    files: Readonly<Record<string, string>>,
    message: RegExp,
    hint: RegExp,
    entry?: string,
  ): Promise<void> => {
    await assert.rejects(load(files, entry), (error: ModuleLoadError) => {
      assert.equal(error.code, 'module-load')
      assert.match(error.message, message)
      assert.match(`${error.hint}`, hint)
      return true
    })
  }

  test('is named when it is not there', () =>
    fails(
      {},
      /^the models in .*nothing\.ts cannot be loaded: there is no such file/,
      /path/,
      'nothing.ts',
    ))

  test('names the module it misses, and who imports it', () =>
    fails(
      { 'entry.ts': `import './near.ts'`, 'near.ts': `import './far.ts'` },
      /the module .*far\.ts is not there \(imported from .*near\.ts\)/,
      /extension/,
    ))

  test('names the package to install', () =>
    fails(
      { 'entry.ts': `import '@scope/no-such/deep'` },
      /the package @scope\/no-such.* is not there/,
      /^npm install @scope\/no-such$/,
    ))

  test('names the line where it does not parse', async () => {
    await fails({ 'entry.ts': 'const a = 1\nconst b: = 3' }, /entry\.ts:2/, /syntax/)
    await fails({ 'entry.js': 'const a = 1\nconst = 3' }, /entry\.js:2/, /syntax/, 'entry.js')
  })

  test('is run once when it throws, and the line is named', async () => {
    await fails(
      { 'entry.ts': `${counted('thrower')}\nthrow new Error('no such luck')` },
      /throws: no such luck, at .*entry\.ts:3/,
      /./,
    )
    await fails(
      { 'entry.ts': `${counted('parser')}\nJSON.parse('{')` },
      /throws: .*JSON.*, at .*entry\.ts:3/,
      /./,
    )
    await fails({ 'entry.ts': `throw 'a text'` }, /it throws a text/, /./)
    assert.deepEqual([runs.loadTestRuns?.thrower, runs.loadTestRuns?.parser], [1, 1])
  })

  test('is told by jiti where only jiti could read it', () =>
    fails(
      { 'entry.ts': `enum A { x }\nthrow new Error('in the enum file ' + A.x)` },
      /throws: in the enum file 0/,
      /./,
    ))
})
