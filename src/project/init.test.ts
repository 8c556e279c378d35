import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { filesBelow, folderWith } from '../../tests/support/files.ts'
import { initProject, templateNamed } from './init.ts'
import { openProject } from './project.ts'
import { readRevisionFiles } from './revision-files.ts'
import { templates } from './templates/index.ts'

/** What the templates import of the package, without the package being installed. */
const stub = {
  'node_modules/athanor/package.json': '{ "type": "module", "exports": "./index.js" }',
  'node_modules/athanor/index.js': 'export const defineConfig = (config) => config',
}

describe('a project begins', () => {
  for (const template of templates)
    test(`from the template ${template.name}, which is a configuration that works`, async () => {
      const folder = folderWith(stub)
      const { written, kept } = initProject(folder, template)
      assert.deepEqual(kept, [])
      const project = await openProject({ cwd: folder })
      for (const database of project.databases) {
        assert.deepEqual(readRevisionFiles(database.migrations).nodes, [])
        const models = database.models as () => Promise<object>
        assert.deepEqual(Object.keys(await models()), [])
      }
      assert.ok(written.every((file) => fs.existsSync(file)))
    })

  test('in files that are ES modules, whatever the package around says', () => {
    const files = (name: string, manifest: string) => {
      const folder = folderWith({ 'package.json': manifest })
      initProject(folder, templateNamed(name))
      return filesBelow(folder).filter((file) => file !== 'package.json')
    }
    assert.deepEqual(files('sqlite', '{}'), [
      'athanor.config.mts',
      'migrations/.gitkeep',
      'models.mts',
    ])
    assert.deepEqual(files('sqlite', '{ "type": "module" }')[0], 'athanor.config.ts')
    assert.deepEqual(files('javascript', '{ "type": "commonjs" }')[0], 'athanor.config.mjs')
    assert.deepEqual(files('javascript', '{ "type": "module" }')[0], 'athanor.config.js')
  })

  test('in a folder that is made for it', () => {
    const folder = path.join(folderWith({}), 'new', 'app')
    initProject(folder, templateNamed(undefined))
    assert.ok(fs.existsSync(path.join(folder, 'athanor.config.ts')))
  })

  test('beside what is there already', () => {
    const folder = folderWith({ 'models.ts': 'mine' })
    const { kept } = initProject(folder, templateNamed('postgresql'))
    assert.deepEqual(kept, [path.join(folder, 'models.ts')])
    assert.equal(fs.readFileSync(path.join(folder, 'models.ts'), 'utf8'), 'mine')
  })

  test('not where there is one', () => {
    const folder = folderWith({ 'athanor.config.js': 'mine' })
    assert.throws(() => initProject(folder, templateNamed('sqlite')), {
      code: 'file-exists',
      file: path.join(folder, 'athanor.config.js'),
    })
    assert.deepEqual(filesBelow(folder), ['athanor.config.js', 'package.json'])
  })

  test('from a template that there is', () => {
    assert.throws(() => templateNamed('postgres'), { hint: /"postgresql"/ })
    assert.throws(() => templateNamed('xyz'), {
      hint: /sqlite, postgresql, multi-database, javascript/,
    })
  })
})
