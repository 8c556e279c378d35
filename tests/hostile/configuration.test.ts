import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { openProject, projectOf } from '../../src/project/project.ts'
import { folderWith } from '../support/files.ts'
import { hostileText, impossibleText, inItsOwnWords, QUICK_RUNS, RUNS } from './support.ts'

const KEYS = [
  ...['url', 'connect', 'models', 'migrations', 'recursive', 'versionTable', 'schemas', 'naming'],
  ...['includeName', 'includeObject', 'ignore', 'transaction', 'lockTimeout', 'statementTimeout'],
  ...['context', 'onVersionApply', 'renderItem', 'rewrite', 'processRevision', 'fileTemplate'],
  ...['truncateSlugLength', 'timezone', 'postWriteHooks', 'databases', 'nonsense', '__proto__'],
]

const throwing = (thrown: unknown) => () => {
  throw thrown
}

const values = fc.oneof(
  { weight: 3, arbitrary: impossibleText },
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    0,
    -1,
    Number.NaN,
    1n,
    Symbol('s'),
    [],
    {},
    () => 1,
  ),
  fc.constantFrom<unknown>(
    throwing(new Error('no')),
    throwing(null),
    throwing('text'),
    async () => {},
  ),
  fc.anything({ maxDepth: 2 }),
  fc.dictionary(
    fc.oneof(fc.constantFrom(...KEYS, 'name', 'schema', 'a'), hostileText),
    fc.anything(),
  ),
)

const configs = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.dictionary(fc.constantFrom(...KEYS), values, { noNullPrototype: false }),
  },
  values,
)

test('no configuration is too strange to be read or refused by its key', () =>
  fc.assert(
    fc.asyncProperty(configs, async (config) => {
      const project = await inItsOwnWords(() =>
        projectOf(config, { x: {} }, '/somewhere/config.ts'),
      )
      if (project instanceof Error) return
      const [{ migrations, versionTable, lockTimeout }] = project.databases
      assert.ok(migrations.every((folder) => path.isAbsolute(folder)))
      assert.equal(typeof versionTable.name, 'string')
      assert.ok(lockTimeout >= 0)
    }),
    { numRuns: QUICK_RUNS },
  ))

const valid = `import { x } from './nothing.ts'
export default { url: 'sqlite:app.db', migrations: './migrations', lockTimeout: '5s' }
`

/** A configuration file after an accident. */
const files = fc.oneof(
  fc
    .record({ at: fc.nat({ max: valid.length }), cut: fc.nat({ max: 40 }), put: hostileText })
    .map(({ at, cut, put }) => valid.slice(0, at) + put + valid.slice(at + cut)),
  impossibleText,
  impossibleText.map((text) => `export default ${JSON.stringify(text)}`),
  impossibleText.map((text) => `throw new Error(${JSON.stringify(text)})`),
  fc.constantFrom(
    'throw null',
    'throw undefined',
    'throw { message: 1 }',
    'export default null',
    '',
  ),
  fc.constantFrom(
    'export default () => { throw null }',
    'export default Promise.reject(1)',
    'await 1',
  ),
)

test('a configuration file that is damaged is told with its name', async () => {
  const folder = folderWith({})
  const names = ['athanor.config.ts', 'athanor.config.mjs', 'athanor.config.js'] as const
  let count = 0
  await fc.assert(
    fc.asyncProperty(files, fc.constantFrom(...names), async (text, name) => {
      // A module is loaded once: each case has a folder of its own.
      const home = path.join(folder, String(++count))
      fs.mkdirSync(home)
      fs.writeFileSync(path.join(home, name), text)
      const project = await inItsOwnWords(() => openProject({ cwd: home }))
      if (project instanceof Error) assert.ok(project.message.includes(name), project.message)
    }),
    { numRuns: RUNS * 3 },
  )
})

test('a package.json that is damaged is told, or passed over', () =>
  fc.assert(
    fc.asyncProperty(
      fc.oneof(
        impossibleText,
        impossibleText.map((text) => `{ "athanor": ${text} }`),
        fc.json().map((json) => `{ "athanor": ${json} }`),
      ),
      async (text) => {
        const folder = folderWith({})
        fs.writeFileSync(path.join(folder, 'package.json'), text)
        await inItsOwnWords(() => openProject({ cwd: folder }))
        fs.rmSync(folder, { recursive: true })
      },
    ),
    { numRuns: QUICK_RUNS / 2 },
  ))
