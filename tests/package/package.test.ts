import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { before, test } from 'node:test'
import { freshDatabase, temporaryFolder } from '../support/databases.ts'
import { athanor, projectWith, unpack } from './packed.ts'

let packed = ''
before(() => {
  packed = unpack()
})

const MODELS = `
import { index, integer, sql, table, text, varchar } from 'athanor'

export const user = table('user', {
  id: integer().primaryKey(),
  email: varchar(255).notNull().unique(),
})

export const post = table('post', {
  id: integer().primaryKey(),
  author: integer().notNull().references('user.id', { onDelete: 'cascade' }),
  title: text(),
}, [index([sql\`lower(title)\`], { name: 'ix_post_title' })])
`

async function urlFor(target: 'sqlite' | 'postgresql' | 'pglite') {
  if (target === 'sqlite') return { url: 'sqlite:app.db', drop: async () => {} }
  if (target === 'pglite')
    return {
      url: `pglite:${path.join(temporaryFolder(), 'data')}`,
      drop: async () => {},
    }
  return freshDatabase('postgresql')
}

for (const target of ['sqlite', 'postgresql', 'pglite'] as const)
  test(`the packed package in an empty project, on ${target}: init, a model, revision, upgrade, downgrade`, async () => {
    const { url, drop } = await urlFor(target)
    const folder = projectWith(packed)
    const call = (...words: string[]) => {
      const ran = athanor(folder, words, { DATABASE_URL: url })
      assert.equal(ran.status, 0, `athanor ${words.join(' ')}\n${ran.stdout}\n${ran.stderr}`)
      return ran
    }
    try {
      call('init')
      fs.writeFileSync(path.join(folder, 'models.ts'), MODELS)
      const file = call('revision', '-m', 'first', '--autogenerate').stdout.trim()
      assert.match(fs.readFileSync(file, 'utf8'), /op\.createTable\(\s*'post'/)
      call('upgrade', 'head')
      assert.match(call('check').stdout, /as the models describe it/)
      call('downgrade', 'base')
      // PGlite starts a whole PostgreSQL in every process: a few are enough.
      if (target === 'pglite') return
      assert.equal(call('current').stdout, '')
      call('upgrade')
      assert.match(call('revision', '--autogenerate').stderr, /nothing has changed/)
    } finally {
      await drop()
    }
  })

test("the package's types need nobody else's, and say what is wrong with what is handed over", () => {
  const folder = projectWith(packed)
  for (const name of ['pg', '@electric-sql/pglite', 'better-sqlite3', '@types'])
    fs.rmSync(path.join(folder, 'node_modules', name), { recursive: true, force: true })
  fs.writeFileSync(
    path.join(folder, 'app.ts'),
    `import { createAll, defineConfig, defineRevision, integer, migrate, table } from 'athanor'
import { check, openProject } from 'athanor/commands'
import * as postgresql from 'athanor/postgresql'
import * as sqlite from 'athanor/sqlite'

export const user = table('user', { id: integer().primaryKey() })
export default defineConfig({ url: 'sqlite:app.db', models: { user } })
export const first = defineRevision({ id: 'a1', revises: null, upgrade() {} })
export const all = [check, openProject, createAll, postgresql, sqlite]
await migrate({ models: { user }, migrations: './migrations' }, { connection: new Map() })
`,
  )
  const words = [
    '--module',
    'nodenext',
    '--target',
    'es2024',
    '--strict',
    '--noEmit',
    '--types',
    '',
  ]
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc')
  const { stdout } = spawnSync(
    process.execPath,
    [tsc, ...words, '--skipLibCheck', 'false', 'app.ts'],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  )
  const errors = stdout.split('\n').filter((line) => /error TS/.test(line))
  assert.equal(errors.length, 1, stdout)
  assert.match(errors[0]!, /^app\.ts\(10,.*Map<any, any>/)
})

const root = path.resolve(import.meta.dirname, '../..')
const blocks = [
  ...fs.readFileSync(path.join(root, 'README.md'), 'utf8').matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm),
].map(([, language = '', text = '']) => ({ language, text }))

/** What the shell blocks say, a command each, without what follows a `#`. */
const commands = blocks
  .filter(({ language }) => language === 'sh')
  .flatMap(({ text }) => text.trim().split('\n'))
  .map((line) => line.replace(/\s+#.*$/, '').trim())

test('the two set-up commands of the README are what package.json has', () => {
  const { scripts } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))
  assert.deepEqual(commands.slice(0, 2), ['npm ci && npm run demo', 'npm ci && npm test'])
  assert.ok(scripts.demo && scripts.test)
})

test('the pages that the README sends its reader to come with the package', () => {
  const readme = fs.readFileSync(path.join(packed, 'README.md'), 'utf8')
  const pages = [...readme.matchAll(/\]\((docs\/[\w-]+\.md)\)/g)].map(([, page]) => page!)
  assert.ok(pages.length >= 5)
  assert.deepEqual(
    pages.filter((page) => !fs.existsSync(path.join(packed, page))),
    [],
  )
})

test('npm run demo', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=athanor-source', 'scripts/demo.ts'],
    { cwd: root, encoding: 'utf8' },
  )
  assert.equal(status, 0, stderr)
  assert.match(stdout, /the database is as the models describe it/)
})

/** Words as a shell splits them, quotes included. */
const wordsOf = (command: string): string[] =>
  (command.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''))

test('every other command of the README runs, in order, in an empty project', () => {
  const folder = projectWith(packed)
  const steps = blocks.flatMap(({ language, text }): { file?: string; text: string }[] => {
    const [, file] = /^\/\/ (\S+\.ts)\n/.exec(text) ?? []
    if (language === 'ts' && file === 'models.ts') return [{ file, text }]
    return language === 'sh'
      ? text
          .trim()
          .split('\n')
          .map((line) => ({ text: line }))
      : []
  })
  let ran = 0
  for (const step of steps) {
    if (step.file !== undefined) fs.writeFileSync(path.join(folder, step.file), step.text)
    else {
      const [npx, name, ...words] = wordsOf(step.text.replace(/\s+#.*$/, '').trim())
      if (npx !== 'npx' || name !== 'athanor') continue
      const { status, stdout, stderr } = athanor(folder, words)
      assert.equal(status, 0, `${step.text}\n${stdout}\n${stderr}`)
      ran++
    }
  }
  assert.ok(ran >= 10, `only ${ran} commands were found`)
})
