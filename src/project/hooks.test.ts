import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { folderWith } from '../../tests/support/files.ts'
import type { PostWriteHook } from './config.ts'
import type { PostWriteHookError } from './errors.ts'
import { runPostWriteHooks } from './hooks.ts'

/** Prints where and with what it was run. */
const tell =
  'console.log(JSON.stringify([process.cwd(), process.argv.slice(2), process.env.REVISION_SCRIPT_FILENAME]))'

describe('a post-write hook', () => {
  const folder = folderWith({ 'tell.js': tell, 'sub/x': '', 'migrations/a b.ts': 'x' })
  const file = path.join(folder, 'migrations', 'a b.ts')
  const run = (...postWriteHooks: PostWriteHook[]) =>
    runPostWriteHooks({ folder }, { postWriteHooks }, file)
  const node = (...args: string[]) => ({ command: process.execPath, args: ['tell.js', ...args] })

  test('gets the file last, or where it is asked for', async () => {
    assert.deepEqual(
      (
        await run(
          node('-x'),
          node('REVISION_SCRIPT_FILENAME', '-x'),
          node('--file=REVISION_SCRIPT_FILENAME'),
        )
      ).map((text) => JSON.parse(text)),
      [
        [folder, ['-x', file], file],
        [folder, [file, '-x'], file],
        [folder, [`--file=${file}`], file],
      ],
    )
  })

  test('runs where it is told to', async () => {
    const [text] = await run({ command: process.execPath, args: ['../tell.js'], cwd: 'sub' })
    assert.equal(JSON.parse(text!)[0], path.join(folder, 'sub'))
  })

  test('finds the programs of the project', {
    skip: process.platform === 'win32' && 'no #! there',
  }, async () => {
    const bin = path.join(folder, 'node_modules', '.bin', 'my-formatter')
    fs.mkdirSync(path.dirname(bin), { recursive: true })
    fs.writeFileSync(bin, `#!${process.execPath}\nconsole.log('formatted')`, { mode: 0o755 })
    assert.deepEqual(await run({ command: 'my-formatter' }), ['formatted'])
  })

  test('may be a function', async () => {
    const seen: string[] = []
    await run((name) => seen.push(name))
    assert.deepEqual(seen, [file])
  })

  test('that fails says that the file was written, and ends the row', async () => {
    let later = false
    const failing: readonly [PostWriteHook, RegExp][] = [
      [
        { command: process.execPath, args: ['-e', 'console.error("no good"); process.exit(3)'] },
        /exit code 3\nno good$/,
      ],
      [
        { command: process.execPath, args: ['-e', 'process.kill(process.pid, "SIGTERM")'] },
        /SIGTERM|exit code/,
      ],
      [{ command: 'no-such-program' }, /there is no program "no-such-program"/],
      [
        function format() {
          throw new Error('no good')
        },
        /the hook "format" failed: no good/,
      ],
    ]
    for (const [hook, message] of failing)
      await assert.rejects(
        run(hook, () => {
          later = true
        }),
        (error: PostWriteHookError) => {
          assert.equal(error.code, 'post-write-hook')
          assert.ok(error.message.startsWith(`${file} was written, but the hook`))
          assert.match(error.message, message)
          return true
        },
      )
    assert.equal(later, false)
  })
})
