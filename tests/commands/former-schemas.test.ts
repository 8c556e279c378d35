import assert from 'node:assert/strict'
import path from 'node:path'
import { check } from '../../src/commands/check.ts'
import { downgrade } from '../../src/commands/downgrade.ts'
import { revision } from '../../src/commands/revision.ts'
import { upgrade } from '../../src/commands/upgrade.ts'
import { forEachDatabase, type TestDatabase } from '../support/databases.ts'
import { testProject } from './support.ts'

const orderIn = (facts: string) => `import { integer, table, text } from 'athanor'
export const order = table('order', { id: integer().primaryKey(), title: text() }, [], ${facts})
`

/** A project whose table was made in the schema "shop", with a row in it; the models have it in the default one now. */
async function moved({ connection, url }: TestDatabase, config = '') {
  await connection.script('CREATE SCHEMA theirs; CREATE TABLE theirs.order (id integer)')
  const project = testProject(url, orderIn(`{ schema: 'shop' }`), config)
  await revision(await project.open(), { message: 'a', revId: 'aaa', autogenerate: true })
  await upgrade(await project.open())
  await connection.script(`INSERT INTO shop.order VALUES (1, 'kept')`)
  project.write('now.ts', orderIn('{}'))
  return { project, options: { models: path.join(project.folder, 'now.ts') } }
}

const inPostgres = (name: string, body: (database: TestDatabase) => Promise<void>) =>
  forEachDatabase(name, body, { on: ['postgresql'] })

inPostgres('a schema that the models no longer name is compared', async (database) => {
  const { project, options } = await moved(database)
  const [checked] = await check(await project.open(), options)
  assert.deepEqual(checked?.words, [
    'create table "order"',
    'drop table "shop"."order"',
    'drop schema "shop"',
  ])
  assert.deepEqual(
    checked?.notes.map(({ kind, rename }) => [kind, rename]),
    [
      ['possible-rename', 'shop.order=.order'],
      ['destructive', undefined],
    ],
  )
})

inPostgres('a table moves to the default schema with its rows, and back', async (database) => {
  const { project, options } = await moved(database)
  const rename = { ...options, message: 'b', autogenerate: true, renames: ['shop.order=.order'] }
  const [written] = await revision(await project.open(), rename)
  assert.deepEqual(written?.words, ['rename table "shop"."order" to "order"', 'drop schema "shop"'])
  const rows = (table: string) => database.connection.query(`SELECT title FROM ${table}`)
  await upgrade(await project.open())
  assert.deepEqual(await rows('public.order'), [{ title: 'kept' }])
  assert.deepEqual((await check(await project.open(), options))[0]?.words, [])
  await downgrade(await project.open(), { target: 'aaa' })
  assert.deepEqual(await rows('shop.order'), [{ title: 'kept' }])
  await assert.rejects(check(await project.open()), { code: 'outdated-database' })
})

inPostgres(
  'a table moves to a schema that is not there yet with its rows, and back',
  async (database) => {
    const { connection, url } = database
    const project = testProject(url, orderIn('{}'))
    await revision(await project.open(), { message: 'a', revId: 'aaa', autogenerate: true })
    await upgrade(await project.open())
    await connection.script(`INSERT INTO "order" VALUES (1, 'kept')`)
    project.write('now.ts', orderIn(`{ schema: 'shop' }`))
    const options = { models: path.join(project.folder, 'now.ts') }
    const rename = { ...options, message: 'b', autogenerate: true, renames: ['order=shop.order'] }
    const [written] = await revision(await project.open(), rename)
    assert.deepEqual(written?.words, [
      'create schema "shop"',
      'rename table "order" to "shop"."order"',
    ])
    await upgrade(await project.open())
    assert.deepEqual(await connection.query('SELECT title FROM shop.order'), [{ title: 'kept' }])
    assert.deepEqual((await check(await project.open(), options))[0]?.words, [])
    await downgrade(await project.open(), { target: 'aaa' })
    assert.deepEqual(await connection.query('SELECT title FROM "order"'), [{ title: 'kept' }])
    assert.deepEqual(
      await connection.query(`SELECT 1 FROM pg_namespace WHERE nspname = 'shop'`),
      [],
    )
  },
)

inPostgres('schemas that the configuration names are all there is to compare', async (database) => {
  const { project, options } = await moved(database, 'schemas: [],')
  const [checked] = await check(await project.open(), options)
  assert.deepEqual(checked?.words, ['create table "order"'])
  assert.deepEqual(checked?.notes, [])
})

inPostgres('a history that cannot be replayed is no obstacle, and is told', async (database) => {
  const { project, options } = await moved(database)
  project.write(
    'migrations/bbb.ts',
    `import { defineRevision } from 'athanor'
export default defineRevision({
  id: 'bbb',
  revises: 'aaa',
  upgrade(op) {
    op.execute('CREATE TABLE public.hidden (a integer, b integer)')
    op.dropColumn('hidden', 'b')
  },
  downgrade(op) {
    op.execute('DROP TABLE public.hidden')
  },
})
`,
  )
  await upgrade(await project.open())
  const [checked] = await check(await project.open(), options)
  assert.deepEqual(checked?.words, ['create table "order"', 'drop table "hidden"'])
  const note = checked?.notes.find(({ kind }) => kind === 'left-alone')
  assert.match(note?.message ?? '', /schema "shop", schema "theirs"$/)
  assert.match(note?.hint ?? '', /schemas: \["shop", "theirs"\]/)
})
