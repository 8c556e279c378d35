import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { current } from '../../src/commands/current.ts'
import { downgrade } from '../../src/commands/downgrade.ts'
import { stamp } from '../../src/commands/stamp.ts'
import { upgrade } from '../../src/commands/upgrade.ts'
import type { Connection } from '../../src/drivers/connection.ts'
import { type Project, projectOf } from '../../src/project/project.ts'
import { dialectOf } from '../runtime/support.ts'
import { withDatabase } from '../support/databases.ts'
import { folderWith } from '../support/files.ts'
import { assertCanaryLives, hostileText, inItsOwnWords, plantCanary, RUNS } from './support.ts'

const athanor = path.resolve(import.meta.dirname, '../../src/index.ts')

const revisionFile = (id: string, revises: string | null) => `
import { defineRevision } from ${JSON.stringify(athanor)}
export default defineRevision({
  id: '${id}',
  revises: ${JSON.stringify(revises)},
  upgrade: (op) => op.execute('CREATE TABLE ${id} (a integer)'),
  downgrade: (op) => op.execute('DROP TABLE ${id}'),
})
`
const folder = folderWith({
  'migrations/one.ts': revisionFile('one', null),
  'migrations/two.ts': revisionFile('two', 'one'),
})

const projectOn = (connection: Connection): Promise<Project> =>
  projectOf({ connect: () => connection }, { x: {} }, path.join(folder, 'athanor.config.ts'))

/** What somebody may have done to the table by hand. */
const shapes = [
  'version_num VARCHAR(32) NOT NULL',
  'version_num TEXT',
  'VERSION_NUM TEXT, note TEXT',
  'version_num INTEGER',
  'version_num BLOB',
  'other TEXT',
  '"version_num; --" TEXT',
] as const

const ids = fc.oneof(
  fc.constantFrom('one', 'two', 'gone', 'on', 'head', 'heads', 'base', ''),
  hostileText.filter((text) => text.isWellFormed() && !text.includes('\0') && text.length < 60),
)

const contents = fc.record({
  shape: fc.constantFrom(...shapes),
  rows: fc.array(fc.oneof({ weight: 5, arbitrary: ids }, fc.constant(null)), { maxLength: 3 }),
  /** A note of a revision under way: also by hand. */
  progress: fc.option(
    fc.record({
      columns: fc.constantFrom('revision, direction, step', 'revision, step', 'step'),
      row: fc.option(
        fc.tuple(ids, ids, fc.constantFrom('0', '1', '-1', '99', 'NULL', "'x'", '1.5')),
      ),
    }),
  ),
  target: fc.constantFrom('heads', 'one', '+1', 'base', '-1', 'two'),
})

type Contents = typeof contents extends fc.Arbitrary<infer C> ? C : never

async function fill(connection: Connection, { shape, rows, progress }: Contents): Promise<void> {
  const { literal } = dialectOf(connection)
  const typed = connection.dialect === 'sqlite' ? shape : shape.replace('BLOB', 'bytea')
  // A database that does not take it is as good as one that was not asked.
  const quietly = (sql: string) => connection.run(sql).catch(() => {})
  await quietly(`CREATE TABLE athanor_version (${typed})`)
  const [column] = typed.split(' ')
  for (const row of rows)
    await quietly(`INSERT INTO athanor_version (${column}) VALUES (${literal(row)})`)
  if (progress === null) return
  const columns = progress.columns.split(', ')
  const type = connection.dialect === 'sqlite' ? '' : ' TEXT'
  await quietly(
    `CREATE TABLE athanor_version_progress (${columns.map((name) => `${name}${name === 'step' && type !== '' ? ' numeric' : type}`).join(', ')})`,
  )
  if (progress.row === null) return
  const [revision, direction, step] = progress.row
  const values = { revision: literal(revision), direction: literal(direction), step }
  await quietly(
    `INSERT INTO athanor_version_progress VALUES (${columns.map((name) => values[name as keyof typeof values]).join(', ')})`,
  )
}

for (const dialect of ['sqlite', 'postgresql'] as const)
  test(`whatever the version table holds on ${dialect}, it is told, and there is a way out`, () =>
    fc.assert(
      fc.asyncProperty(contents, (made) =>
        withDatabase(dialect, async ({ connection }) => {
          await plantCanary(connection)
          await fill(connection, made)
          const project = await projectOn(connection)
          const { target } = made
          await inItsOwnWords(() => current(project))
          await inItsOwnWords(() => upgrade(project, { target }))
          await inItsOwnWords(() => downgrade(project, { target }))
          await inItsOwnWords(() => stamp(project, { targets: [target] }))
          await assertCanaryLives(connection)

          const purged = await inItsOwnWords(() =>
            stamp(project, { targets: ['two'], purge: true }),
          )
          if (purged instanceof Error) {
            assert.ok(['version-table', 'statement-failed'].includes(purged.code), purged.message)
            return
          }
          const [now] = await current(project)
          assert.deepEqual(now?.rows, ['two'])
          assert.equal(now?.upToDate, true)
          await assertCanaryLives(connection)
        }),
      ),
      { numRuns: RUNS * 2 },
    ))
