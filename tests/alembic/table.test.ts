/** `docs/alembic-surprises.md` goes through both lists, and each of its lines names tests that are there. */
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

const root = path.resolve(import.meta.dirname, '../..')
const page = fs.readFileSync(path.join(root, 'docs/alembic-surprises.md'), 'utf8')
const entries = [...page.matchAll(/^\| (\d\.\d\d) \|(.*)\|$/gm)].map(([, number, rest = '']) => ({
  number: number!,
  tests: [...rest.matchAll(/\[([^\]]+)\]\(\.\.\/((?:src|tests)\/[^)]+\.test\.ts)\)/g)].map(
    ([, title = '', file = '']) => ({ title, file }),
  ),
}))

const numbered = (list: number, length: number): string[] =>
  Array.from({ length }, (_, at) => `${list}.${String(at + 1).padStart(2, '0')}`)

test('the table has every item of both lists, once, with a test', () => {
  assert.deepEqual(
    entries.map(({ number }) => number),
    [...numbered(8, 33), ...numbered(7, 30)],
  )
  assert.deepEqual(
    entries.filter(({ tests }) => tests.length === 0).map(({ number }) => number),
    [],
  )
})

test('every test that the table names is there', () => {
  const missing = entries.flatMap(({ number, tests }) =>
    tests
      .filter(({ title, file }) => !textOf(file).includes(title))
      .map(({ title, file }) => `${number}: ${file}: ${title}`),
  )
  assert.deepEqual(missing, [])
})

test('every test that bears a number is in its line of the table', () => {
  const files = fs.readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts'))
  const titles = files.flatMap((name) =>
    [...textOf(`tests/alembic/${name}`).matchAll(/item\(\s*'(\d\.\d\d .+)',/g)].map(
      ([, title]) => title!,
    ),
  )
  assert.ok(titles.length > 63)
  const unlisted = titles.filter(
    (title) =>
      !entries.some(
        ({ number, tests }) => title.startsWith(number) && tests.some((one) => one.title === title),
      ),
  )
  assert.deepEqual(unlisted, [])
})

const textOf = (file: string): string => {
  const place = path.join(root, file)
  return fs.existsSync(place) ? fs.readFileSync(place, 'utf8') : ''
}
