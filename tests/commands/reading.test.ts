import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { check } from '../../src/commands/check.ts'
import { current } from '../../src/commands/current.ts'
import { edit } from '../../src/commands/edit.ts'
import { ensureVersion, ensureVersionSql } from '../../src/commands/ensure-version.ts'
import { branches, heads, history, show } from '../../src/commands/history.ts'
import { stamp, stampSql } from '../../src/commands/stamp.ts'
import { upgrade, upgradeSql } from '../../src/commands/upgrade.ts'
import { tableNames, versionRows } from '../runtime/support.ts'
import { type TestDatabase, withSqlite } from '../support/databases.ts'
import { type TestProject, testProject } from './support.ts'

/** A revision file that fails when it is run, so that it shows who runs it. */
const file = (id: string, revises: string | null, more = '', body = '') =>
  `/** The message of ${id} */
import { defineRevision } from 'athanor'
${more.includes('throw') ? 'throw new Error("executed")' : ''}
export default defineRevision({
  id: '${id}',
  revises: ${revises === null ? null : `'${revises}'`},
  ${more.replace('throw', '')}
  upgrade(op) { ${body} },
  downgrade() {},
})`

/** a - b - c, and b - d, which depends on nothing. */
const files = (more = '') => ({
  'migrations/a.ts': file('a1', null, more),
  'migrations/b.ts': file('b1', 'a1', more),
  'migrations/c.ts': file('c1', 'b1', `labels: 'shop', ${more}`),
  'migrations/d.ts': file('d1', 'b1', more),
})

interface Given {
  readonly project: TestProject
  readonly database: TestDatabase
}

const given = (name: string, body: (given: Given) => Promise<void>, more = '', config = '') =>
  test(name, () =>
    withSqlite(
      (database) =>
        body({ database, project: testProject(database.url, 'export {}', config, files(more)) }),
      { file: true },
    ),
  )

const ids = (lists: readonly { readonly entries: readonly { readonly id: string }[] }[]) =>
  lists[0]?.entries.map(({ id }) => id)

given(
  'the history is read without running a file or opening a database',
  async ({ project, database }) => {
    const opened = await project.open()
    assert.deepEqual(ids(await history(opened))?.toSorted(), ['a1', 'b1', 'c1', 'd1'])
    assert.deepEqual(ids(await history(opened, { range: 'a1:b1' })), ['b1', 'a1'])
    assert.deepEqual(ids(await heads(opened))?.toSorted(), ['c1', 'd1'])
    assert.deepEqual(ids(await show(opened, { identifier: 'shop' })), ['c1'])
    const [{ entries }] = (await branches(opened)) as any
    assert.equal(entries[0].revision.id, 'b1')
    assert.deepEqual(
      entries[0].into.map(({ id }: any) => id),
      ['c1', 'd1'],
    )
    assert.deepEqual(await tableNames(database.connection), [])
  },
  'throw',
)

given(
  'the database is asked where it is, and nothing is made by asking',
  async ({ project, database }) => {
    const opened = await project.open()
    const [nothing] = await current(opened)
    assert.deepEqual([nothing?.versioned, nothing?.rows, nothing?.upToDate], [false, [], false])
    assert.deepEqual(await tableNames(database.connection), [])
    await upgrade(opened, { target: 'c1' })
    const [listed] = await history(opened, { indicateCurrent: true })
    assert.deepEqual(
      listed?.entries.filter((entry) => entry.current).map(({ id }) => id),
      ['c1'],
    )
    assert.deepEqual(ids(await show(opened, { identifier: 'current' })), ['c1'])
    const [behind] = await current(opened)
    assert.deepEqual([behind?.rows, behind?.missing, behind?.upToDate], [['c1'], ['d1'], false])
  },
)

given('a head that another depends on counts as applied', async ({ project }) => {
  project.write('migrations/d.ts', file('d1', 'b1', "dependsOn: 'c1',"))
  const opened = await project.open()
  const [run] = await upgrade(opened)
  assert.deepEqual(run?.to, ['d1'])
  const [state] = await current(opened)
  assert.deepEqual([state?.upToDate, state?.missing], [true, []])
  assert.deepEqual(state?.revisions.map(({ id }) => id).toSorted(), ['c1', 'd1'])
})

given('a SQLite file that is not there is not made by reading', async ({ project }) => {
  const missing = path.join(project.folder, 'missing.db')
  project.write(
    'athanor.config.mts',
    `export default { url: 'sqlite:missing.db', models: './models.ts' }`,
  )
  fs.rmSync(path.join(project.folder, 'athanor.config.ts'))
  const opened = await project.open()
  assert.deepEqual((await current(opened))[0]?.rows, [])
  await assert.rejects(check(opened), { code: 'outdated-database' })
  assert.equal(fs.existsSync(missing), false)
  await upgrade(opened)
  assert.equal(fs.existsSync(missing), true)
})

given(
  'a stamp says where the database is, and runs nothing',
  async ({ project, database }) => {
    const opened = await project.open()
    const [run] = await stamp(opened, { targets: ['heads'] })
    assert.deepEqual(run?.to.toSorted(), ['c1', 'd1'])
    assert.deepEqual(await versionRows(database.connection), ['c1', 'd1'])
    await stamp(opened, { targets: ['base'] })
    assert.deepEqual(await versionRows(database.connection), [])
  },
  'throw',
)

given('a stamp that purges repairs whatever somebody wrote', async ({ project, database }) => {
  const opened = await project.open()
  await database.connection.script(
    `CREATE TABLE athanor_version (version_num VARCHAR(32));
     INSERT INTO athanor_version VALUES ('zzz'), ('a1'), ('a1'), (NULL), (x'00')`,
  )
  await assert.rejects(upgrade(opened), { code: 'version-row' })
  const [run] = await stamp(opened, { targets: ['c1'], purge: true })
  assert.deepEqual(run?.to, ['c1'])
  assert.equal(run?.mended, 3)
  assert.deepEqual(await versionRows(database.connection), ['c1'])
  await upgrade(opened)
})

given('the version table can be made alone, and as SQL', async ({ project, database }) => {
  const opened = await project.open()
  const [script] = await ensureVersionSql(opened)
  assert.match(script?.sql ?? '', /^CREATE TABLE IF NOT EXISTS "athanor_version"/)
  assert.equal((await ensureVersion(opened))[0]?.made, true)
  assert.equal((await ensureVersion(opened))[0]?.made, false)
  assert.deepEqual(await tableNames(database.connection), ['athanor_version'])
})

given('scripts open no database', async ({ project }) => {
  project.write(
    'athanor.config.mts',
    `export default { url: 'postgresql://u:p@nowhere.invalid/db' }`,
  )
  fs.rmSync(path.join(project.folder, 'athanor.config.ts'))
  const opened = await project.open()
  const [script] = await upgradeSql(opened, { target: 'c1' })
  assert.equal(script?.dialect, 'postgresql')
  assert.match(script?.sql ?? '', /-- Running upgrade b1 -> c1, The message of c1/)
  const [stamped] = await stampSql(opened, { targets: ['a1:c1'] })
  assert.match(stamped?.sql ?? '', /UPDATE "athanor_version" SET "version_num" = 'c1'/)
  const [other] = await upgradeSql(opened, { target: 'c1', dialect: 'sqlite' })
  assert.match(other?.sql ?? '', /PRAGMA foreign_keys = OFF/)
})

given('the editor is that of the environment, with its arguments', async ({ project }) => {
  const opened = await project.open()
  const [call] = await edit(opened, { identifier: 'c1', env: { EDITOR: `"my editor" --wait` } })
  const file = path.join(project.folder, 'migrations/c.ts')
  assert.deepEqual(call, { file, command: 'my editor', args: ['--wait', file] })
  const bare = edit(opened, { identifier: 'c1', env: { PATH: '/nowhere' } })
  await assert.rejects(bare, { code: 'no-editor' })
  await assert.rejects(edit(opened, { identifier: 'base', env: { EDITOR: 'vi' } }), {
    code: 'no-file',
  })
})

given('what -x says reaches every revision', async ({ project, database }) => {
  project.write(
    'migrations/a.ts',
    file('a1', null, '', 'op.execute(`CREATE TABLE ${op.context.x.name} (a)`)'),
  )
  await upgrade(await project.open({ name: 'given' }), { target: 'a1' })
  assert.ok((await tableNames(database.connection)).includes('given'))
})

given(
  'a revision that throws when it is imported stops the run before it begins',
  async ({ project, database }) => {
    project.write('migrations/c.ts', file('c1', 'b1', 'throw'))
    await assert.rejects(upgrade(await project.open(), { target: 'c1' }), { code: 'module-load' })
    assert.deepEqual(await tableNames(database.connection), [])
  },
)
