import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { athanorWords } from '../cli/process.ts'
import { projectFolder, worldOn } from '../cli/world.ts'
import { forEachDatabase, type TestDatabase } from '../support/databases.ts'
import { twoSteps } from './steps.ts'

const inFile = { on: ['sqlite'], file: true } as const

const refused =
  /failed to create table "half"\n.*a2_change\.ts:9\n[\s\S]*readonly database[\s\S]*Rolled back, nothing was changed: the database is at a1\.[\s\S]*Check that the file and its folder may be written by this user, and that the URL does not say mode=ro\./

forEachDatabase(
  'a URL that says mode=ro can be read, and is not written',
  async (database) => {
    const world = worldOn(database)
    for (const [name, text] of Object.entries(twoSteps)) world.write(name, text)
    await world.run('athanor upgrade a1')
    const url = `${database.url}?mode=ro`
    assert.deepEqual(await world.run(`DATABASE_URL=${url} athanor current`), ['> a1 (current)'])
    assert.match((await world.run(`DATABASE_URL=${url} athanor upgrade`)).join('\n'), refused)
    assert.deepEqual(await world.run('athanor current'), ['> a1 (current)'])
  },
  inFile,
)

forEachDatabase(
  'a file that this user may not write is not written',
  async (database, t) => {
    const cwd = projectFolder(twoSteps)
    const file = database.url.slice('sqlite:'.length)
    const [program, ...first] = athanorWords
    const run = (user: { uid?: number; gid?: number }, ...words: readonly string[]) =>
      spawnSync(program, [...first, ...words], {
        cwd,
        env: { ...process.env, DATABASE_URL: database.url },
        encoding: 'utf8',
        ...user,
      })
    assert.equal(run({}, 'upgrade', 'a1').status, 0)
    // Nothing is read-only to root: there the command runs as nobody.
    const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
    const folders = [cwd, path.join(cwd, 'migrations'), path.dirname(file)]
    for (const folder of folders) fs.chmodSync(folder, 0o555)
    fs.chmodSync(file, 0o444)
    try {
      const looked = run(user, 'current')
      if (looked.status !== 0 && user.uid !== undefined) {
        t.skip(`the user nobody cannot run this checkout: ${looked.stderr.split('\n')[0]}`)
        return
      }
      assert.equal(looked.stdout, 'a1 (current)\n')
      const upgraded = run(user, 'upgrade')
      assert.equal(upgraded.status, 1)
      assert.match(upgraded.stderr, refused)
      const written = run(user, 'revision', '-m', 'x')
      assert.equal(written.status, 1)
      assert.match(written.stderr, /^error \S+ cannot be written: EACCES/)
    } finally {
      for (const folder of folders) fs.chmodSync(folder, 0o755)
    }
    assert.deepEqual(await tables(database), ['athanor_version', 'user'])
  },
  inFile,
)

const tables = async ({ connection }: TestDatabase): Promise<readonly string[]> =>
  (
    await connection.query<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
    )
  ).map(({ name }) => name)
