import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { diff } from '../../src/commands/diff.ts'
import { pull } from '../../src/commands/pull.ts'
import { revision } from '../../src/commands/revision.ts'
import { upgrade } from '../../src/commands/upgrade.ts'
import {
  forEachDatabase,
  type TestDatabase,
  withPostgres,
  withSqlite,
} from '../support/databases.ts'
import { testProject } from './support.ts'

const MODELS = `import { enumType, enumeration, index, integer, table, text, varchar } from 'athanor'
export const mood = enumType('mood', ['ok', 'sad'])
export const user = table('user', {
  id: integer().primaryKey(),
  name: varchar(20).notNull().unique(),
  mood: enumeration(mood).default('ok'),
}, [index(['name', 'mood'])])
`

const project = ({ url }: TestDatabase, models = MODELS) =>
  testProject(url, models, `ignore: ['celery_*'],`, {
    'schema.sql': 'CREATE TABLE "only" (id integer);',
  })

const on = ['sqlite', 'postgresql'] as const

forEachDatabase(
  'every kind of source gives the same schema',
  async (database) => {
    const { folder, open } = project(database)
    await revision(await open(), { message: 'tables', autogenerate: true })
    const opened = await open()
    await upgrade(opened)
    const all = ['models', 'database', database.url, 'head', path.join(folder, 'models.ts')]
    for (const from of all)
      for (const to of from === 'models' ? ['models', database.url, 'heads'] : [database.url]) {
        const { words } = await diff({ from, to, project: opened, folder })
        assert.deepEqual(words, [], `from ${from} to ${to}`)
      }
  },
  { on, file: true },
)

forEachDatabase(
  'a difference is told in words and as SQL that makes it',
  async (database) => {
    const { folder, open } = project(database)
    const opened = await open()
    const options = { project: opened, folder, version: database.connection.version }
    const { words, sql } = await diff({ from: 'database', to: 'models', ...options })
    assert.ok(words.includes('create table "user"'), words.join())
    await database.connection.script(sql)
    assert.deepEqual((await diff({ from: 'database', to: 'models', ...options })).words, [])
    const back = await diff({ from: 'models', to: 'empty', ...options })
    assert.ok(back.words.includes('drop table "user"'), back.words.join())
  },
  { on, file: true },
)

forEachDatabase(
  'a script is a source: what it makes of an empty database',
  async (database) => {
    const { folder, open } = project(database)
    const { words } = await diff({ from: 'empty', to: 'schema.sql', project: await open(), folder })
    assert.deepEqual(words, ['create table "only"'])
  },
  { on, file: true },
)

forEachDatabase(
  'pulled models compare equal to the database they were pulled from',
  async (database) => {
    const { folder, open, write } = project(database)
    const opened = await open()
    const asked = await diff({
      from: 'database',
      to: 'models',
      project: opened,
      folder,
      version: database.connection.version,
    })
    await database.connection.script(asked.sql)
    await database.connection.script(
      'CREATE TABLE celery_task (id integer); CREATE TABLE athanor_version (version_num integer)',
    )
    const { text } = await pull({ source: 'database', project: opened, folder })
    assert.ok(!/celery|athanor_version/.test(text))
    write('pulled.ts', text)
    const { words } = await diff({ from: 'database', to: 'pulled.ts', project: opened, folder })
    assert.deepEqual(words, [])
  },
  { on, file: true },
)

test('a URL is a source without a project', () =>
  withSqlite(
    async ({ url, connection }) => {
      await connection.run('CREATE TABLE a (id INTEGER PRIMARY KEY, b text)')
      assert.match((await pull({ source: url })).text, /table\('a'/)
      assert.deepEqual((await diff({ from: url, to: 'empty' })).words, ['drop table "a"'])
    },
    { file: true },
  ))

test('sources of two databases have no difference that could be told', () =>
  withPostgres(async ({ url }) => {
    await assert.rejects(diff({ from: url, to: 'sqlite::memory:' }), { code: 'dialect-needed' })
    await assert.rejects(diff({ from: 'empty', to: 'empty' }), { code: 'dialect-needed' })
    await assert.rejects(diff({ from: url, to: 'models' }), { code: 'project-needed' })
    await assert.rejects(diff({ from: url, to: 'nonsense' }), { code: 'unknown-source' })
  }))
