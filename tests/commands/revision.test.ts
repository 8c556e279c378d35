import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { check } from '../../src/commands/check.ts'
import { current } from '../../src/commands/current.ts'
import { downgrade } from '../../src/commands/downgrade.ts'
import { merge } from '../../src/commands/merge.ts'
import { revision } from '../../src/commands/revision.ts'
import { upgrade } from '../../src/commands/upgrade.ts'
import { forEachDatabase, withSqlite } from '../support/databases.ts'
import { testProject } from './support.ts'

const IMPORT = `import { integer, table, text, varchar } from 'athanor'\n`
const USER = `export const user = table('user', { id: integer().primaryKey(), name: varchar(20).notNull() })\n`
const POST = `export const post = table('post', { id: integer().primaryKey(), user_id: integer().references('user.id') })\n`

forEachDatabase(
  'from models to a database and back, with nothing left to do in between',
  async ({ url }) => {
    const project = testProject(url, IMPORT + USER + POST)
    const [first] = await revision(await project.open(), { message: 'tables', autogenerate: true })
    assert.deepEqual(first?.words, ['create table "user"', 'create table "post"'])
    assert.equal(path.dirname(first?.path ?? ''), path.join(project.folder, 'migrations'))
    await upgrade(await project.open())
    assert.equal((await check(await project.open()))[0]?.clean, true)

    project.write('models.ts', IMPORT + USER.replace('varchar(20)', 'text()'))
    // Node keeps a module that it has imported; another configuration imports another.
    project.write('models2.ts', IMPORT + USER.replace('varchar(20)', 'text()') + POST)
    const changed = { models: path.join(project.folder, 'models2.ts') }
    const [second] = await revision(await project.open(), {
      message: 'wider',
      autogenerate: true,
      ...changed,
    })
    assert.deepEqual(second?.words, ['alter column "user"."name" (type)'])
    assert.deepEqual(second?.revises, [first?.id])
    await upgrade(await project.open())
    assert.equal((await check(await project.open(), changed))[0]?.clean, true)

    await downgrade(await project.open(), { target: '-1' })
    assert.deepEqual((await current(await project.open()))[0]?.rows, [first?.id])
    await downgrade(await project.open(), { target: 'base' })
    await upgrade(await project.open())
    assert.deepEqual((await current(await project.open()))[0]?.rows, [second?.id])
  },
  { on: ['sqlite', 'postgresql'], file: true },
)

forEachDatabase(
  'a rename is stated in the same words where the models say the default schema',
  async ({ connection, url }) => {
    await connection.script('CREATE TABLE account (id serial PRIMARY KEY, mail text)')
    const models = `export const user = table('user', { id: integer().primaryKey(), email: text() }, [], { schema: 'public' })`
    const project = testProject(url, IMPORT + models)
    const options = {
      message: 'renamed',
      autogenerate: true,
      renames: ['account=user', 'user.mail=email'],
    }
    const [written] = await revision(await project.open(), options)
    assert.deepEqual(written?.words, [
      'rename table "account" to "user"',
      'rename column "user"."mail" to "email"',
    ])
  },
  { on: ['postgresql'] },
)

const onProject = (
  name: string,
  models: string,
  body: (project: ReturnType<typeof testProject>) => Promise<void>,
  config?: string,
) =>
  test(name, () =>
    withSqlite(({ url }) => body(testProject(url, IMPORT + models, config)), { file: true }),
  )

onProject(
  'nothing is written when nothing has changed, unless --empty says so',
  '',
  async (project) => {
    const [none] = await revision(await project.open(), { message: 'none', autogenerate: true })
    assert.equal(none?.path, undefined)
    assert.deepEqual(project.migrations(), [])
    const options = { message: 'none', autogenerate: true, empty: true }
    const [written] = await revision(await project.open(), options)
    assert.deepEqual(project.migrations(), [path.basename(written?.path ?? '')])
  },
)

onProject('a database that lacks revisions is not compared', USER, async (project) => {
  await revision(await project.open(), { message: 'by hand', revId: 'aaa' })
  const run = revision(await project.open(), { message: 'next', autogenerate: true })
  await assert.rejects(run, { code: 'outdated-database', missing: ['aaa'] })
  await assert.rejects(check(await project.open()), { code: 'outdated-database' })
})

onProject('dropping more than is kept is a question', USER + POST, async (project) => {
  await revision(await project.open(), { message: 'tables', autogenerate: true })
  await upgrade(await project.open())
  const options = { message: 'gone', autogenerate: true, models: 'empty' }
  await assert.rejects(revision(await project.open(), options), {
    code: 'unanswered-question',
    message: /2 of 2 tables/,
    hint: /--yes/,
  })
  const asked: string[] = []
  const confirm = async (question: string) => {
    asked.push(question)
    return false
  }
  await assert.rejects(revision(await project.open(), { ...options, confirm }), {
    code: 'declined',
  })
  assert.equal(asked.length, 1)
  assert.equal(project.migrations().length, 1)
  const [written] = await revision(await project.open(), { ...options, yes: true })
  assert.deepEqual(written?.words, ['drop table "post"', 'drop table "user"'])
})

onProject('a rename that is stated is one', USER, async (project) => {
  await revision(await project.open(), { message: 'tables', autogenerate: true })
  await upgrade(await project.open())
  project.write('renamed.ts', IMPORT + USER.replace('name:', 'title:'))
  const models = path.join(project.folder, 'renamed.ts')
  const [guess] = await check(await project.open(), { models })
  assert.equal(
    guess?.notes.some(({ kind }) => kind === 'possible-rename'),
    true,
  )
  const options = { message: 'rename', autogenerate: true, models, renames: ['user.name=title'] }
  const [written] = await revision(await project.open(), options)
  assert.deepEqual(written?.words, ['rename column "user"."name" to "title"'])
})

onProject('models that describe nothing are no silent agreement', 'export {}', async (project) => {
  const [written] = await revision(await project.open(), { message: 'x', autogenerate: true })
  assert.equal(written?.path, undefined)
  assert.deepEqual(
    written?.notes.map(({ kind, hint }) => [kind, /^Export tables from/.test(hint ?? '')]),
    [['nothing-described', true]],
  )
  const [checked] = await check(await project.open())
  assert.deepEqual([checked?.clean, checked?.notes.length], [true, 1])
})

onProject('a rename that somebody confirms is one, and only that', USER, async (project) => {
  await revision(await project.open(), { message: 'tables', autogenerate: true })
  await upgrade(await project.open())
  project.write('renamed.ts', IMPORT + USER.replace('name:', 'title:'))
  const options = {
    message: 'rename',
    autogenerate: true,
    models: path.join(project.folder, 'renamed.ts'),
  }
  const asked: string[] = []
  const answering = (answer: boolean) => async (question: string) => {
    asked.push(question)
    return answer
  }
  const [renamed] = await revision(await project.open(), { ...options, confirm: answering(true) })
  assert.deepEqual(renamed?.words, ['rename column "user"."name" to "title"'])
  assert.deepEqual(asked, [
    'column "name" of "user" is dropped with its data, and "title" of the same type is added. Rename it, and keep its data?',
  ])
  fs.rmSync(renamed!.path!)
  const [dropped] = await revision(await project.open(), { ...options, confirm: answering(false) })
  assert.deepEqual(dropped?.words, ['add column "user"."title"', 'drop column "user"."name"'])
  assert.equal(asked.length, 2)
})

onProject(
  "somebody else's tables are left alone",
  USER.replace("'user'", "'mine'"),
  async (project) => {
    await revision(await project.open(), { message: 'tables', autogenerate: true })
    await upgrade(await project.open())
    assert.equal((await check(await project.open()))[0]?.clean, true)
  },
  `ignore: ['celery_*'], onVersionApply: ({ connection }) => connection.run('CREATE TABLE IF NOT EXISTS celery_task (id integer)'),`,
)

onProject(
  'hooks rewrite operations and look drafts over',
  USER + POST,
  async (project) => {
    const [written] = await revision(await project.open(), {
      message: 'tables',
      autogenerate: true,
    })
    assert.deepEqual(written?.words, ['create table "user"'])
    assert.equal(written?.message, 'tables, looked over')
    const text = project.read(path.join('migrations', path.basename(written?.path ?? '')))
    assert.match(text, /looked over/)
    assert.ok(!text.includes('post'))
  },
  `rewrite: (op) => (op.kind === 'createTable' && op.table.name === 'post' ? [] : op),
   processRevision: (draft) => ({ ...draft, message: draft.message + ', looked over' }),`,
)

onProject('two heads are joined by a merge', '', async (project) => {
  const make = async (revId: string, head?: string) =>
    revision(await project.open(), { message: revId, revId, head, splice: true })
  await make('aaa', 'base')
  await make('bbb', 'aaa')
  await make('ccc', 'aaa')
  await assert.rejects(make('ddd'), { code: 'multiple-heads' })
  await assert.rejects(make('bbb', 'aaa'), { code: 'revision-exists' })
  const [joined] = await merge(await project.open(), {
    revisions: ['heads'],
    message: 'join',
    revId: 'mmm',
  })
  assert.deepEqual(joined?.revises.toSorted(), ['bbb', 'ccc'])
  const [run] = await upgrade(await project.open(), { target: 'head' })
  assert.deepEqual(run?.to, ['mmm'])
})
