import assert from 'node:assert/strict'
import { integer } from '../../src/schema/builders/index.ts'
import { forEachDatabase } from '../support/databases.ts'
import { line, runner, tableNames, versionRows } from './support.ts'

const nothing = () => {}
const makes = (name: string) => ({
  upgrade: (op: any) => op.createTable(name, { id: integer().primaryKey() }),
  downgrade: (op: any) => op.dropTable(name),
})

forEachDatabase("has Alembic's layout, and one row for the head", async ({ connection }) => {
  const { upgrade, target, settings } = runner(connection, line(makes('a'), makes('b')), {
    versionTable: { name: 'alembic_version' },
  })
  const report = await upgrade()
  assert.deepEqual(report.to, ['r2'])
  assert.deepEqual(await versionRows(connection, 'alembic_version'), ['r2'])
  const { tables } = await target.dialect.reflect(connection)
  const table = tables.find(({ name }) => name === settings.versionTable.name)
  assert.deepEqual(table?.columns, [
    { name: 'version_num', type: { kind: 'varchar', length: 32 }, nullable: false },
  ])
  assert.deepEqual(table?.primaryKey, { name: 'alembic_version_pkc', columns: ['version_num'] })
})

forEachDatabase('is not made when there is nothing to do', async ({ connection }) => {
  const report = await runner(connection, []).upgrade()
  assert.deepEqual(report, { from: [], to: [], steps: [] })
  assert.deepEqual(await tableNames(connection), [])
})

forEachDatabase('stays, empty, after a downgrade to base', async ({ connection }) => {
  const { upgrade, downgrade } = runner(connection, line(makes('a')))
  await upgrade()
  await downgrade()
  assert.deepEqual(await versionRows(connection), [])
  assert.deepEqual(await tableNames(connection), ['athanor_version'])
})

const long = 'a_revision_id_that_is_longer_than_the_thirty_two_characters_of_alembic'

forEachDatabase('is made wide enough for a long id', async ({ connection }) => {
  await runner(connection, line({ ...makes('a'), id: long })).upgrade()
  assert.deepEqual(await versionRows(connection), [long])
})

forEachDatabase(
  'is widened for a long id that comes later, which is reported',
  async ({ connection }) => {
    const revisions = line(makes('a'), { ...makes('b'), id: long })
    const { upgrade, events } = runner(connection, revisions)
    await upgrade('r1')
    await upgrade()
    assert.deepEqual(await versionRows(connection), [long])
    assert.deepEqual(
      events.find(({ kind }) => kind === 'widened'),
      { kind: 'widened', table: 'athanor_version', width: long.length },
    )
  },
  { on: ['postgresql', 'pglite'] },
)

forEachDatabase(
  'is told to be made when it is there to stay, and not when it is rolled back',
  async ({ connection }) => {
    const refusing = { onVersionApply: [() => Promise.reject(new Error('refused'))] }
    const failed = runner(connection, line(makes('a')), refusing)
    await assert.rejects(failed.upgrade(), /refused/)
    const told = (events: readonly { readonly kind: string }[]) =>
      events.filter(({ kind }) => kind === 'version-table').length
    assert.equal(told(failed.events), 0)
    const { upgrade, events } = runner(connection, line(makes('a')))
    await upgrade()
    assert.equal(told(events), 1)
  },
  { on: ['sqlite', 'postgresql'] },
)

forEachDatabase(
  'lives in a schema of its own, which is made with it',
  async ({ connection }) => {
    const { upgrade } = runner(connection, line(makes('a')), {
      versionTable: { schema: 'Migration state', name: 'versions' },
    })
    await upgrade()
    assert.deepEqual(await versionRows(connection, '"Migration state".versions'), ['r1'])
  },
  { on: ['postgresql'] },
)

forEachDatabase(
  'of another tenant on the search path is not taken for our own',
  async ({ connection }) => {
    await connection.script(
      `CREATE SCHEMA tenant; CREATE TABLE public.athanor_version (version_num VARCHAR(32));
       INSERT INTO public.athanor_version VALUES ('r1'); SET search_path = tenant, public`,
    )
    await runner(connection, line(makes('a'))).upgrade()
    assert.deepEqual(await versionRows(connection, 'tenant.athanor_version'), ['r1'])
    assert.deepEqual(await versionRows(connection, 'public.athanor_version'), ['r1'])
  },
  { on: ['postgresql'] },
)

const HOSTILE = `it's "x"; DROP TABLE a; --\\`

forEachDatabase('takes any text as id and as name', async ({ connection }) => {
  const name = `v"e'r; --`
  const revisions = line(makes('a'), { ...makes('b'), id: HOSTILE.replaceAll('-', '') })
  const { upgrade, target } = runner(connection, revisions, { versionTable: { name } })
  const { to } = await upgrade()
  assert.deepEqual(to, [HOSTILE.replaceAll('-', '')])
  assert.deepEqual(await versionRows(connection, target.dialect.quote(name)), to)
})

const rowsOf = (values: string) =>
  `CREATE TABLE athanor_version (version_num VARCHAR(32)); INSERT INTO athanor_version VALUES ${values}`

const EDITED: Readonly<Record<string, readonly [sql: string, code: string]>> = {
  'a NULL': [rowsOf('(NULL)'), 'version-row'],
  'an empty text': [rowsOf("('')"), 'version-row'],
  'a row twice': [rowsOf("('r1'), ('r1')"), 'version-row'],
  'a revision no file tells of': [rowsOf("('zzz')"), 'unknown-row'],
  'a revision and one it stands on': [rowsOf("('r1'), ('r2')"), 'overlapping-rows'],
  'a number': [
    'CREATE TABLE athanor_version (version_num INTEGER); INSERT INTO athanor_version VALUES (5)',
    'version-row',
  ],
  'another table of that name': ['CREATE TABLE athanor_version (id INTEGER)', 'version-table'],
}

for (const [what, [sql, code]] of Object.entries(EDITED))
  forEachDatabase(
    `that holds ${what} is refused, and nothing is done`,
    async ({ connection }) => {
      await connection.script(sql)
      const { upgrade } = runner(connection, line(makes('a'), { upgrade: nothing }, makes('b')))
      await assert.rejects(upgrade(), { code })
      assert.deepEqual(await tableNames(connection), ['athanor_version'])
    },
    { on: ['sqlite', 'postgresql'] },
  )

forEachDatabase(
  'that somebody empties meanwhile makes the step fail, and nothing of it stays',
  async ({ connection }) => {
    const thief = {
      upgrade: (op: any) => {
        op.createTable('b', { id: integer().primaryKey() })
        op.execute('DELETE FROM athanor_version')
      },
    }
    const { upgrade } = runner(connection, line(makes('a'), thief))
    await assert.rejects(upgrade(), { code: 'revision-failed', reason: 'version-conflict' })
    assert.deepEqual(await versionRows(connection), ['r1'])
    assert.deepEqual(await tableNames(connection), ['a', 'athanor_version'])
  },
  { on: ['sqlite', 'postgresql'] },
)
