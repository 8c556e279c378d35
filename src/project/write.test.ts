import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { filesBelow, folderWith } from '../../tests/support/files.ts'
import { newRevisionId, scriptExtension, writeNew, writeRevisionFile } from './write.ts'

const settings = (folder: string, fileTemplate = '{rev}_{slug}') => ({
  migrations: [path.join(folder, 'migrations')] as [string],
  fileTemplate,
  truncateSlugLength: 40,
  timezone: 'UTC',
})
const parts = { id: 'a1', message: 'Add email', moment: new Date(0), text: 'x', extension: '.ts' }

test('a new id is twelve hexadecimal digits', () => {
  const ids = Array.from({ length: 100 }, newRevisionId)
  for (const id of ids) assert.match(id, /^[0-9a-f]{12}$/)
  assert.equal(new Set(ids).size, 100)
})

test('a new file is in the language of the configuration', () => {
  const extensions = ['a.config.mts', 'a.js', 'package.json', undefined].map((file) =>
    scriptExtension(file === undefined ? {} : { file }),
  )
  assert.deepEqual(extensions, ['.mts', '.js', '.ts', '.ts'])
})

describe('a revision file', () => {
  test('is written whole, and nothing beside it', () => {
    const folder = folderWith({ 'migrations/0.ts': '' })
    const file = writeRevisionFile(settings(folder), { ...parts, text: 'é'.repeat(100_000) })
    assert.equal(file, path.join(folder, 'migrations', 'a1_add_email.ts'))
    assert.equal(fs.readFileSync(file, 'utf8').length, 100_000)
    assert.deepEqual(filesBelow(path.join(folder, 'migrations')), ['0.ts', 'a1_add_email.ts'])
  })

  test('goes into folders of the template', () => {
    const folder = folderWith({ 'migrations/0.ts': '' })
    const file = writeRevisionFile(settings(folder, '{year}/{rev}'), parts)
    assert.equal(file, path.join(folder, 'migrations', '1970', 'a1.ts'))
  })

  test('is never written over another', () => {
    const folder = folderWith({ 'migrations/a1_add_email.ts': 'mine' })
    assert.throws(() => writeRevisionFile(settings(folder), parts), { code: 'file-exists' })
    assert.equal(fs.readFileSync(path.join(folder, 'migrations/a1_add_email.ts'), 'utf8'), 'mine')
    assert.deepEqual(filesBelow(folder), ['migrations/a1_add_email.ts', 'package.json'])
  })

  test('is never written outside its folder', () => {
    const folder = folderWith({ 'migrations/0.ts': '', 'elsewhere/0.ts': '' })
    fs.symlinkSync(path.join(folder, 'elsewhere'), path.join(folder, 'migrations', '1970'))
    for (const file of [
      { settings: settings(folder, '{year}/{rev}'), parts },
      { settings: settings(folder, '../{rev}'), parts: { ...parts, id: '..' } },
      { settings: settings(folder), parts: { ...parts, folder: path.join(folder, 'elsewhere') } },
    ])
      try {
        const written = writeRevisionFile(file.settings, file.parts)
        assert.ok(written.startsWith(path.join(folder, 'migrations') + path.sep))
      } catch (error) {
        assert.equal(Reflect.get(error as Error, 'code'), 'outside-folder')
      }
    assert.deepEqual(filesBelow(path.join(folder, 'elsewhere')), ['0.ts'])
  })

  test('needs its folder', () => {
    const folder = folderWith({})
    assert.throws(() => writeRevisionFile(settings(folder), parts), { code: 'missing-migrations' })
  })

  test('is written by one of many that try at once', async () => {
    const folder = folderWith({})
    const script = `
      import { writeNew } from ${JSON.stringify(path.join(import.meta.dirname, 'write.ts'))}
      writeNew(${JSON.stringify(path.join(folder, 'a.ts'))}, String(process.pid))`
    const exits = await Promise.all(
      Array.from({ length: 4 }, () => {
        const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
          stdio: 'ignore',
        })
        return new Promise((resolve) => child.on('exit', resolve))
      }),
    )
    assert.deepEqual(exits.sort(), [0, 1, 1, 1])
    assert.deepEqual(filesBelow(folder), ['a.ts', 'package.json'])
  })

  test('that cannot be written leaves nothing', () => {
    const folder = folderWith({})
    assert.throws(() => writeNew(path.join(folder, 'no', 'a.ts'), 'x'), { code: 'file-write' })
    assert.deepEqual(filesBelow(folder), ['package.json'])
  })
})
