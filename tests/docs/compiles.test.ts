import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

const root = path.resolve(import.meta.dirname, '../..')
const pages = [
  'README.md',
  'CHANGELOG.md',
  ...fs
    .readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join('docs', name)),
  'examples/conda-store/README.md',
]

const MODELS = `import { integer, table, varchar } from 'athanor'
export const user = table('user', { id: integer().primaryKey(), name: varchar(80).notNull() })
`
const CONFIG = `export default { url: 'sqlite:app.db' }\n`

test('every ts block of the documentation type-checks', () => {
  // Inside the checkout, so that 'athanor' is the package itself.
  const folder = path.join(root, '.athanor', 'docs')
  fs.rmSync(folder, { recursive: true, force: true })
  let count = 0
  for (const page of pages) {
    const text = fs.readFileSync(path.join(root, page), 'utf8')
    const home = path.join(folder, page.replaceAll(/\W/g, '_'))
    fs.mkdirSync(home, { recursive: true })
    const blocks = [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block)
    fs.writeFileSync(path.join(home, 'models.ts'), MODELS)
    fs.writeFileSync(path.join(home, 'athanor.config.ts'), CONFIG)
    for (const [index, block] of blocks.entries()) {
      const [, name = `block-${index}.ts`] = /^\/\/ (?:\S*\/)?(\S+\.ts)\n/.exec(block) ?? []
      fs.writeFileSync(path.join(home, name), `${block}\nexport {}\n`)
      count++
    }
  }
  fs.writeFileSync(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../tsconfig.json',
      compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
      include: ['**/*.ts'],
    }),
  )
  assert.ok(count >= 10, `only ${count} blocks were found`)
  const { status, stdout } = spawnSync(
    process.execPath,
    ['node_modules/typescript/bin/tsc', '-p', folder],
    { cwd: root, encoding: 'utf8' },
  )
  assert.equal(status, 0, stdout)
  fs.rmSync(folder, { recursive: true, force: true })
})

test('every link of the documentation leads somewhere', () => {
  const broken = pages.flatMap((page) => {
    const text = fs.readFileSync(path.join(root, page), 'utf8')
    return [...text.matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !fs.existsSync(path.resolve(root, path.dirname(page), target)))
      .map((target) => `${page} -> ${target}`)
  })
  assert.deepEqual(broken, [])
})
