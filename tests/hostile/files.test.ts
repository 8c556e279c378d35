import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { merge } from '../../src/commands/merge.ts'
import { revision } from '../../src/commands/revision.ts'
import { upgradeSql } from '../../src/commands/upgrade.ts'
import { readHistory } from '../../src/project/history.ts'
import { type Project, projectOf } from '../../src/project/project.ts'
import { readRevisionFiles } from '../../src/project/revision-files.ts'
import { renderRevision } from '../../src/render/index.ts'
import { withSqlite } from '../support/databases.ts'
import { filesBelow, folderWith } from '../support/files.ts'
import {
  assertCanaryLives,
  hostileText,
  impossibleText,
  inItsOwnWords,
  plantCanary,
  QUICK_RUNS,
  RUNS,
} from './support.ts'

const athanor = path.resolve(import.meta.dirname, '../../src/index.ts')

const PATHS = [
  '../evil',
  '../../evil',
  '/tmp/evil',
  '..\\evil',
  'a/../../evil',
  '.',
  '..',
  'C:\\evil',
  '~',
  'con',
]

const word = fc.oneof(fc.constantFrom(...PATHS), impossibleText)

/** A project in a folder of its own, in a folder where nothing else may appear. */
function project(config: Readonly<Record<string, unknown>> = {}) {
  const outer = folderWith({ 'inner/migrations/.gitkeep': '' })
  const file = path.join(outer, 'inner/athanor.config.ts')
  const open = (): Promise<Project> =>
    projectOf({ url: 'sqlite:app.db', recursive: true, ...config }, { x: {} }, file)
  return { outer, open }
}

/** Every file that is there was written where revision files belong. */
function assertInside(outer: string): void {
  const strange = filesBelow(outer).filter(
    (name) => name !== 'package.json' && !name.startsWith('inner/migrations/'),
  )
  assert.deepEqual(strange, [])
}

const asked = fc.record({
  message: word,
  revId: fc.option(word, { nil: undefined }),
  branchLabels: fc.array(word, { maxLength: 2 }),
  versionPath: fc.option(word, { nil: undefined }),
  fileTemplate: fc.option(
    fc.oneof(
      fc.constantFrom(
        '{rev}_{slug}',
        '{slug}',
        '{year}/{rev}',
        '../{rev}',
        '{rev}/../../{slug}',
        '{slug}/{rev}',
      ),
      word.map((text) => `${text}{rev}`),
    ),
    { nil: undefined },
  ),
})

test('whatever a new revision is called, its file is in the migrations folder and says so', () =>
  fc.assert(
    fc.asyncProperty(asked, async ({ fileTemplate, ...naming }) => {
      const { outer, open } = project(fileTemplate === undefined ? {} : { fileTemplate })
      const written = await inItsOwnWords(async () => revision(await open(), naming))
      assertInside(outer)
      if (written instanceof Error) return
      const [one] = written
      const { graph } = readHistory((await open()).databases[0])
      const node = graph.byId.get(one!.id)?.node
      assert.ok(node, 'the file that was written is not read again')
      assert.deepEqual(node.labels, naming.branchLabels)
      assert.equal(node.message.replaceAll(/\s+/g, ' ').trim(), oneLine(naming.message))
      await inItsOwnWords(async () => revision(await open(), { ...naming, head: 'base' }))
      await inItsOwnWords(async () => merge(await open(), { revisions: ['heads'], ...naming }))
      assertInside(outer)
    }),
    { numRuns: QUICK_RUNS / 4 },
  ))

/** A message is a line of a comment: what a line cannot hold becomes a space, or is gone. */
const oneLine = (message: string): string => message.toWellFormed().replaceAll(/\s+/g, ' ').trim()

test('no message runs as code in a file or as SQL in a script', () =>
  withSqlite(async ({ connection }) => {
    await plantCanary(connection)
    await fc.assert(
      fc.asyncProperty(hostileText, async (message) => {
        const { outer, open } = project()
        const written = await inItsOwnWords(async () => revision(await open(), { message }))
        if (written instanceof Error) return
        const file = written[0]!.path!
        const text = fs.readFileSync(file, 'utf8')
        fs.writeFileSync(file, text.replace("from 'athanor'", `from ${JSON.stringify(athanor)}`))
        const [script] = await upgradeSql(await open())
        await connection.script(script!.sql)
        await connection.script('DROP TABLE athanor_version')
        await assertCanaryLives(connection)
        assertInside(outer)
      }),
      { numRuns: RUNS * 2 },
    )
  }))

const valid = renderRevision({
  id: 'a1',
  revises: [],
  labels: ['shop'],
  dependsOn: [],
  message: 'A message',
  created: '2026-01-01T00:00:00Z',
  upgrade: [],
  downgrade: [],
})

/** A revision file after an accident: pieces cut out, doubled, or put in. */
const damaged = fc
  .array(
    fc.record({
      at: fc.nat({ max: valid.length }),
      cut: fc.nat({ max: 12 }),
      put: fc.oneof(
        fc.constant(''),
        fc.constantFrom('id:', 'revises', '[', '`', '{', '/*', '//'),
        hostileText,
      ),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((accidents) =>
    accidents.reduce(
      (text, { at, cut, put }) => text.slice(0, at) + put + text.slice(at + cut),
      valid,
    ),
  )

test('a revision file that is damaged is read, or told with its name', () =>
  fc.assert(
    fc.asyncProperty(fc.oneof(damaged, impossibleText), async (text) => {
      const folder = folderWith({ 'migrations/one.ts': text })
      const read = await inItsOwnWords(() => readRevisionFiles([path.join(folder, 'migrations')]))
      fs.rmSync(folder, { recursive: true })
      if (read instanceof Error) {
        assert.equal(read.code, 'revision-header')
        assert.match(read.message, /one\.ts/)
        return
      }
      const ids = (list: readonly unknown[]) => list.every((one) => typeof one === 'string')
      for (const { id, revises, labels, dependsOn } of read.nodes)
        assert.ok(ids([id, ...revises, ...labels, ...dependsOn]))
    }),
    { numRuns: QUICK_RUNS },
  ))

test('no name of a file stops the history from being read', () =>
  fc.assert(
    fc.asyncProperty(
      hostileText.filter((name) => !/[/\0]/.test(name) && Buffer.byteLength(name) < 200),
      async (name) => {
        const folder = folderWith({ 'migrations/one.ts': valid })
        const file = path.join(folder, 'migrations', `${name}.ts`)
        fs.writeFileSync(file, valid.replaceAll('a1', 'b1').replaceAll('shop', 'net'))
        const { databases } = await projectOf(
          { url: 'sqlite:a.db' },
          { x: {} },
          path.join(folder, 'c.ts'),
        )
        const history = await inItsOwnWords(() => readHistory(databases[0]))
        if (!(history instanceof Error)) assert.ok(history.graph.byId.has('a1'))
        fs.rmSync(folder, { recursive: true })
      },
    ),
    { numRuns: QUICK_RUNS / 4 },
  ))
