import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { twoSteps } from '../bad-input/steps.ts'
import { folder as condaStore } from '../conda-store/support.ts'
import { temporaryFolder } from '../support/databases.ts'
import { filesBelow } from '../support/files.ts'
import { root } from './in-process.ts'
import { athanor, athanorWords } from './process.ts'
import { projectFolder } from './world.ts'

const env = () => ({ DATABASE_URL: `sqlite:${path.join(temporaryFolder(), 'app.db')}` })

describe('a process', () => {
  test('prints data on one stream and the log on the other', async () => {
    const to = { cwd: condaStore, env: env() }
    const upgraded = await athanor(['upgrade', 'head'], to)
    assert.deepEqual([upgraded.code, upgraded.out], [0, ''])
    assert.match(upgraded.err, /^ 1\/14 upgrade {3}<base> -> 48be4072fe58, initial schema\n/)
    assert.match(upgraded.err, /done: the database is at bf065abf375b/)
    assert.ok(!upgraded.err.includes('\u001b'), 'plain lines where there is no terminal')
    assert.equal((await athanor(['current'], to)).out, 'bf065abf375b (head) (current)\n')
  })

  test('tells its version, its help and its mistakes by exit codes and streams', async () => {
    const to = { cwd: projectFolder() }
    const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))
    assert.deepEqual(await athanor(['--version'], to), {
      code: 0,
      signal: null,
      out: `${version}\n`,
      err: '',
    })
    const bare = await athanor([], to)
    assert.deepEqual([bare.code, bare.out], [2, ''])
    assert.match(bare.err, /^Usage: athanor <command> \[options\]\n/)
    const help = await athanor(['--help'], to)
    assert.deepEqual([help.code, help.err, help.out], [0, '', bare.err])
    const wrong = await athanor(['upgrad'], to)
    assert.deepEqual([wrong.code, wrong.out], [2, ''])
  })

  /** Runs a command line, of whose output nobody reads a word. */
  async function unread(words: readonly string[], to: { DATABASE_URL: string }) {
    const [program, ...first] = athanorWords
    const child = spawn(program, [...first, ...words], {
      cwd: condaStore,
      env: { ...process.env, ...to },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.destroy()
    child.stderr.destroy()
    const [code] = await once(child, 'close')
    return code
  }

  test('whose reader has seen enough does what it was to do', async () => {
    const to = env()
    assert.equal(await unread(['upgrade', 'head'], to), 0)
    assert.equal(await unread(['history', '-v'], to), 0)
    assert.equal(await unread(['downgrade', 'nowhere'], to), 1)
    const { out } = await athanor(['current'], { cwd: condaStore, env: to })
    assert.equal(out, 'bf065abf375b (head) (current)\n')
  })

  test('prints nothing but SQL with --sql, and nothing at all when it fails', async () => {
    const to = { cwd: condaStore, env: env() }
    const script = await athanor(['upgrade', 'head', '--sql'], to)
    assert.deepEqual([script.code, script.err], [0, ''])
    assert.match(script.out, /^(?:--|PRAGMA|CREATE)/)
    const failed = await athanor(['upgrade', 'nowhere', '--sql'], to)
    assert.deepEqual([failed.code, failed.out], [1, ''])
  })

  test('of a project whose package.json speaks of no ES modules say nothing of Node about it', async () => {
    for (const type of ['', '"type": "commonjs"']) {
      const cwd = projectFolder({
        'package.json': `{ ${type} }`,
        'migrations/a1_first.ts': `import { defineRevision, integer } from 'athanor'

export default defineRevision({
  id: 'a1',
  revises: null,
  upgrade: (op) => op.createTable('user', { id: integer().primaryKey() }),
})
`,
      })
      const { code, out, err } = await athanor(['upgrade', '-q'], { cwd, env: env() })
      assert.deepEqual([code, out, err], [0, '', ''])
    }
  })

  test('still tell what Node warns of otherwise', async () => {
    const cwd = projectFolder({ 'warn.ts': `process.emitWarning('mind the gap')` })
    const config = `import './warn.ts'\nexport default { url: 'sqlite:app.db' }`
    fs.writeFileSync(path.join(cwd, 'athanor.config.ts'), config)
    const { err } = await athanor(['heads'], { cwd })
    assert.match(err, /Warning: mind the gap/)
  })
})

const noScript = spawnSync('script', ['--version']).status !== 0

describe('on a terminal', { skip: noScript ? 'there is no script(1) to make one' : false }, () => {
  /** What a terminal receives, escape codes and all. */
  async function onTerminal(
    command: string,
    {
      keys = '',
      cwd = condaStore,
      ...to
    }: { keys?: string; cwd?: string; DATABASE_URL: string } = env(),
  ): Promise<{ code: number; seen: string }> {
    const words = athanorWords.map((word) => `'${word}'`).join(' ')
    const child = spawn('script', ['-qec', `${words} ${command}`, '/dev/null'], {
      cwd,
      env: { ...process.env, ...to, TERM: 'xterm', NO_COLOR: '', CI: '' },
    })
    let seen = ''
    let asked = false
    child.stdout.on('data', (text) => {
      seen += text
      if (seen.includes('Write it?') && !asked) child.stdin.write(keys)
      asked ||= seen.includes('Write it?')
    })
    const [code] = await once(child, 'close')
    return { code, seen }
  }

  test('what is being done is shown in colours, and written over', async () => {
    const { code, seen } = await onTerminal('upgrade head')
    assert.equal(code, 0)
    assert.ok(seen.includes('\u001b[2m   CREATE TABLE "conda_channel"'))
    const lines = lastStateOf(seen)
    assert.equal(lines.length, 16)
    for (const line of lines) assert.doesNotMatch(line, /CREATE|ALTER|INSERT/)
    assert.match(lines.at(-1)!, /^done: the database is at bf065abf375b \(\d+\.\d\d s\)$/)
  })

  test('a question waits for its answer, and Ctrl-C is one', async () => {
    const cwd = projectFolder({ ...twoSteps, 'models.ts': 'export {}\n' })
    const to = { cwd, ...env() }
    assert.equal((await athanor(['upgrade'], { cwd, env: to })).code, 0)
    const command = 'revision -m "drop all" --autogenerate'
    const stopped = await onTerminal(command, { ...to, keys: '\u0003' })
    assert.equal(stopped.code, 130)
    assert.match(stopped.seen, /stopped/)
    const declined = await onTerminal(command, { ...to, keys: 'n' })
    assert.equal(declined.code, 1)
    assert.match(declined.seen, /stopped, as you said; nothing was written/)
    assert.equal(filesBelow(path.join(cwd, 'migrations')).length, 3)
    const accepted = await onTerminal(command, { ...to, keys: 'y' })
    assert.equal(accepted.code, 0)
    assert.match(accepted.seen, /_drop_all\.ts/)
    assert.equal(filesBelow(path.join(cwd, 'migrations')).length, 4)
  })

  test('-q shows nothing of it', async () => {
    assert.deepEqual(await onTerminal('upgrade head -q'), { code: 0, seen: '' })
  })
})

/** The lines that stay: what was written over is gone, and so are the colours. */
const lastStateOf = (seen: string): string[] =>
  seen
    .trimEnd()
    .split(/\r?\n/)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal receives
    .map((line) => line.replace(/^.*\r\u001b\[K/s, '').replaceAll(/\u001b\[[?\d;]*[a-zA-Z]/g, ''))
