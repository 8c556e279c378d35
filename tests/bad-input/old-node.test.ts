import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { build } from 'esbuild'
import { main } from '../cli/process.ts'
import { projectFolder } from '../cli/world.ts'
import { temporaryFolder } from '../support/databases.ts'

const NEEDED =
  /^error Athanor needs Node 22\.18 or newer; this is Node (\S+)\n\nnext {2}Install a newer Node, or bring one into the project: npm install --save-dev node@24\n$/

for (const version of ['18.20.8', '22.17.1'])
  test(`Node ${version} is told that it is too old`, () => {
    const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' })`
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${pretend}`, main, 'heads'],
      { encoding: 'utf8', cwd: projectFolder() },
    )
    assert.deepEqual([status, stdout], [2, ''])
    assert.equal(NEEDED.exec(stderr)?.[1], version)
  })

/** A Node on the PATH that really is too old, besides the one that runs the tests. */
const oldNode = (process.env.PATH ?? '')
  .split(path.delimiter)
  .map((folder) => path.join(folder, 'node'))
  .filter((file) => fs.existsSync(file))
  .find((file) => {
    const { stdout } = spawnSync(file, ['--version'], { encoding: 'utf8' })
    return /^v(?:1[4-9]|2[01])\./.test(stdout)
  })

test('a Node that really is too old can read as much of the command line as says so', {
  skip: oldNode === undefined ? 'there is no older Node on the PATH' : false,
}, async () => {
  const folder = temporaryFolder()
  await build({
    entryPoints: [main],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'silent',
  })
  const { status, stderr } = spawnSync(oldNode!, [path.join(folder, 'main.mjs'), 'heads'], {
    encoding: 'utf8',
    cwd: folder,
  })
  assert.equal(status, 2)
  assert.match(stderr, NEEDED)
})
