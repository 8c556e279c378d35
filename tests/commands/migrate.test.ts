import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAll, dropAll } from '../../src/commands/create-all.ts'
import { current } from '../../src/commands/current.ts'
import { migrate } from '../../src/commands/migrate.ts'
import { revision } from '../../src/commands/revision.ts'
import { upgrade } from '../../src/commands/upgrade.ts'
import {
  enumeration,
  enumType,
  integer,
  table,
  text,
  view,
} from '../../src/schema/builders/index.ts'
import { line, tableNames, versionRows } from '../runtime/support.ts'
import { forEachDatabase, freshDatabase, withSqlite } from '../support/databases.ts'
import { testProject } from './support.ts'

const revisions = line(
  { id: 'a1', upgrade: (op) => op.createTable('a', { id: integer().primaryKey() }) },
  { id: 'b1', upgrade: (op) => op.createTable('b', { id: integer().primaryKey() }) },
)

forEachDatabase(
  'an application brings its database up from a list of revisions',
  async ({ url, connection }) => {
    const report = await migrate({ url }, { revisions: revisions.map((one) => ({ default: one })) })
    assert.deepEqual(report.to, ['b1'])
    assert.deepEqual(
      report.steps.map(({ revision }) => revision),
      ['a1', 'b1'],
    )
    assert.deepEqual(await versionRows(connection), ['b1'])
    assert.deepEqual((await migrate({ url }, { revisions })).steps, [])
  },
  { on: ['sqlite', 'postgresql'], file: true },
)

forEachDatabase('it may lend its connection, which stays open', async ({ connection }) => {
  await migrate({}, { connection, revisions })
  assert.deepEqual(await versionRows(connection), ['b1'])
})

test('it may lend a connection of the driver, in a transaction of its own', () =>
  withSqlite(
    async ({ url }) => {
      const { DatabaseSync } = await import('node:sqlite')
      const database = new DatabaseSync(url.slice('sqlite:'.length))
      database.exec('BEGIN')
      await migrate({}, { connection: database, revisions })
      assert.equal(database.isTransaction, true)
      database.exec('ROLLBACK')
      assert.deepEqual(database.prepare('SELECT name FROM sqlite_schema').all(), [])
      await migrate({}, { connection: database, revisions })
      database.close()
    },
    { file: true },
  ))

test('it may name the files of its project', () =>
  withSqlite(
    async ({ url, connection }) => {
      const project = testProject(url)
      await revision(await project.open(), { message: 'first', revId: 'abc' })
      await migrate('athanor.config.ts', { from: project.folder })
      assert.deepEqual(await versionRows(connection), ['abc'])
      await migrate({ url, migrations: './migrations' }, { from: project.folder })
    },
    { file: true },
  ))

const options = { revisions, stampIfUnversioned: 'a1' }

forEachDatabase(
  'a database with tables and without a version table is taken to be at a revision',
  async ({ url, connection }) => {
    await connection.run('CREATE TABLE a (id integer)')
    const report = await migrate({ url }, options)
    assert.deepEqual(
      report.steps.map(({ revision, direction }) => [revision, direction]),
      [
        ['a1', 'stamp'],
        ['b1', 'upgrade'],
      ],
    )
    assert.deepEqual(await versionRows(connection), ['b1'])
  },
  { on: ['sqlite', 'postgresql'], file: true },
)

test('an empty database, and one with only ignored tables, begins at the beginning', () =>
  withSqlite(
    async ({ url, connection }) => {
      await connection.run('CREATE TABLE celery_task (id integer)')
      await migrate({ url, ignore: ['celery_*'] }, options)
      assert.deepEqual(await tableNames(connection), ['a', 'athanor_version', 'b', 'celery_task'])
    },
    { file: true },
  ))

const mood = enumType('mood', ['ok'])
const models = {
  mood,
  parent: table('parent', {
    id: integer().primaryKey(),
    mood: enumeration(mood),
    child_id: integer().references('child.id'),
  }),
  child: table('child', {
    id: integer().primaryKey(),
    parent_id: integer().references('parent.id'),
    name: text().index(),
  }),
  names: view('names', 'SELECT name FROM child'),
}

forEachDatabase('tests make all that the models describe, and drop it', async ({ connection }) => {
  await connection.run('CREATE TABLE other (id integer)')
  await createAll(connection, models)
  await connection.run("INSERT INTO child (id, name) VALUES (1, 'x')")
  assert.deepEqual(await connection.query('SELECT name FROM names'), [{ name: 'x' }])
  await createAll(connection, models)
  assert.deepEqual(await connection.query('SELECT name FROM names'), [{ name: 'x' }])
  await dropAll(connection, models)
  assert.deepEqual(await tableNames(connection), ['other'])
  await dropAll(connection, models)
})

test('several databases are worked on one after the other, or by name', async (t) => {
  const first = await freshDatabase('sqlite', { file: true })
  const second = await freshDatabase('sqlite', { file: true })
  t.after(async () => {
    await first.drop()
    await second.drop()
  })
  const project = testProject('', 'export {}')
  project.write(
    'athanor.config.ts',
    `export default { databases: {
    one: ${JSON.stringify(first.url)}, two: { url: ${JSON.stringify(second.url)}, versionTable: 'v' } } }`,
  )
  const [written, ...more] = await revision(await project.open(), {
    message: 'shared',
    revId: 'abc',
  })
  assert.deepEqual([written?.databases, more], [['one', 'two'], []])
  await upgrade(await project.open(), { names: ['two'] })
  assert.deepEqual(
    (await current(await project.open())).map(({ database, rows }) => [database, rows]),
    [
      ['one', []],
      ['two', ['abc']],
    ],
  )
  assert.deepEqual(
    (await upgrade(await project.open())).map(({ steps }) => steps.length),
    [1, 0],
  )
  assert.deepEqual(await versionRows(second.connection, 'v'), ['abc'])
  await assert.rejects(migrate('athanor.config.ts', { from: project.folder }), {
    code: 'several-databases',
  })
  await assert.rejects(upgrade(await project.open(), { target: 'nope' }), {
    code: 'unknown-revision',
    database: 'one',
    message: /^database "one": /,
  })
})
