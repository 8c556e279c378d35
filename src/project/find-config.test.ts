import assert from 'node:assert/strict'
import path from 'node:path'
import { describe, test } from 'node:test'
import { folderWith } from '../../tests/support/files.ts'
import { findConfig } from './find-config.ts'

describe('the configuration is found', () => {
  const folder = folderWith({
    'athanor.config.ts': '',
    'athanor.config.js': '',
    'deep/er/x.txt': '',
    'other/athanor.config.mjs': '',
    'packaged/package.json': '{ "athanor": { "url": "sqlite:a.db" } }',
    'pointing/package.json': '{ "athanor": "./config/db.ts" }',
    'pointing/config/db.ts': '',
    'broken/package.json': '{ "athanor": ',
    'lost/package.json': '{ "athanor": "./nowhere.ts" }',
  })
  const at = (...parts: string[]) => path.join(folder, ...parts)

  test('here, or in a folder above', () => {
    const file = { kind: 'file', file: at('athanor.config.ts') }
    assert.deepEqual(findConfig({ cwd: folder }), file)
    assert.deepEqual(findConfig({ cwd: at('deep/er') }), file)
    assert.deepEqual(findConfig({ cwd: at('broken') }), file)
    assert.deepEqual(findConfig({ cwd: at('other') }), {
      kind: 'file',
      file: at('other/athanor.config.mjs'),
    })
  })

  test('in package.json, or where that points', () => {
    assert.deepEqual(findConfig({ cwd: at('packaged') }), {
      kind: 'package',
      file: at('packaged/package.json'),
      config: { url: 'sqlite:a.db' },
    })
    assert.deepEqual(findConfig({ cwd: at('pointing') }), {
      kind: 'file',
      file: at('pointing/config/db.ts'),
    })
    assert.throws(() => findConfig({ cwd: at('lost') }), { code: 'config', key: 'athanor' })
  })

  test('in a package.json that is named', () => {
    assert.equal(findConfig({ cwd: folder, file: 'packaged/package.json' }).kind, 'package')
    assert.throws(() => findConfig({ cwd: folder, file: 'package.json' }), {
      code: 'missing-config',
    })
  })

  test('where -c says, else where ATHANOR_CONFIG says', () => {
    const env = { ATHANOR_CONFIG: at('other/athanor.config.mjs') }
    assert.equal(findConfig({ cwd: folder, env }).file, at('other/athanor.config.mjs'))
    assert.equal(
      findConfig({ cwd: folder, env, file: 'athanor.config.js' }).file,
      at('athanor.config.js'),
    )
    assert.equal(
      findConfig({ cwd: folder, env, file: 'other' }).file,
      at('other/athanor.config.mjs'),
    )
    assert.equal(
      findConfig({ cwd: folder, env: { ATHANOR_CONFIG: '' } }).file,
      at('athanor.config.ts'),
    )
  })

  test('or it is said what is missing', () => {
    const missing = { code: 'missing-config' }
    assert.throws(() => findConfig({ cwd: folder, file: 'no.ts' }), {
      ...missing,
      message: /^-c names .*no\.ts/,
    })
    assert.throws(() => findConfig({ cwd: folder, env: { ATHANOR_CONFIG: 'no.ts' } }), {
      ...missing,
      message: /^ATHANOR_CONFIG names/,
    })
    assert.throws(() => findConfig({ cwd: folder, file: 'deep' }), missing)
    assert.throws(() => findConfig({ cwd: folderWith({}) }), { ...missing, hint: /athanor init/ })
  })
})
