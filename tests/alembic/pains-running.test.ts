/** What users of Alembic complain about, as far as it is the history and how it is run. */
import assert from 'node:assert/strict'
import { check } from '../../src/commands/check.ts'
import { downgrade } from '../../src/commands/downgrade.ts'
import { migrate } from '../../src/commands/migrate.ts'
import { upgrade, upgradeSql } from '../../src/commands/upgrade.ts'
import { integer, table, text, varchar } from '../../src/schema/builders/index.ts'
import { freshDatabase } from '../support/databases.ts'
import { autogenerate, evolve, isAs, item, lines, POSTGRESQL, SQLITE } from './support.ts'

const id = integer().primaryKey()

item('7.03 two heads are no obstacle, and one command joins them', async (bench) => {
  bench.draw(`
    a - b
    a - c`)
  assert.equal(lines(await bench.run('athanor heads'), '>').split('\n').length, 2)
  const refused = lines(await bench.run('athanor upgrade head'), '!')
  assert.match(refused, /there are 2: [bc], [bc][\s\S]*athanor merge/)
  await bench.run('athanor upgrade')
  assert.deepEqual(await bench.rows(), ['b', 'c'])
  assert.deepEqual(await bench.run('athanor merge heads -m join --rev-id m'), [
    '> <folder>/migrations/m_join.ts',
  ])
  await bench.run('athanor upgrade head')
  assert.deepEqual(await bench.rows(), ['m'])
})

item(
  '7.05 what SQLite can do by itself is done by it',
  async (bench) => {
    await bench.connection.run('CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT)')
    bench.revise('a', null, {
      upgrade: `op.renameColumn('t', 'a', 'c')
                op.addColumn('t', 'd', integer().notNull().default(1))
                op.dropColumn('t', 'b')
                op.renameTable('t', 'u')`,
    })
    const ran: string[] = []
    await upgrade(await bench.project(), {
      report: (event) =>
        event.kind === 'statement' && ran.push(event.sql.split(' ').slice(0, 2).join(' ')),
    })
    assert.deepEqual(new Set(ran), new Set(['ALTER TABLE']))
  },
  SQLITE,
)

item('7.15 a history may begin where an older one ended', async (bench, t) => {
  const models = [table('user', { id, name: text() }), table('pet', { id, a: varchar(9).index() })]
  await evolve(bench, [table('user', { id })], models)
  const [head] = await bench.rows()
  const empty = await freshDatabase(bench.target, { file: true })
  t.after(() => empty.drop())
  bench.write('baseline/.gitkeep', '')
  const config = { migrations: 'baseline' }
  await autogenerate(bench, models, { config: { ...config, url: empty.url }, revId: head })
  await upgrade(await bench.project(models, { ...config, url: empty.url }))
  const [run] = await upgrade(await bench.project(models, config))
  assert.deepEqual(run?.steps, [])
  for (const url of [bench.url, empty.url])
    assert.equal((await check(await bench.project(models, { ...config, url })))[0]?.clean, true)
})

item('7.16 a step down says which way, wherever there is more than one', async (bench) => {
  bench.draw(`
    a - b
    a - c
    b + c - m`)
  const project = await bench.project()
  await upgrade(project)
  await assert.rejects(downgrade(project, { target: '-1' }), {
    code: 'ambiguous-step',
    commands: ['athanor downgrade m@b', 'athanor downgrade m@c'],
  })
  await assert.rejects(downgrade(project, { target: '-9' }), { code: 'ambiguous-step' })
  await assert.rejects(downgrade(project, { target: '+1' }), { code: 'wrong-direction' })
  assert.deepEqual(await bench.rows(), ['m'])
})

item('7.17 drift is found, and a run can be looked at before', async (bench) => {
  const models = [table('t', { id, a: text() })]
  await autogenerate(bench, models, { message: 'a' })
  const project = await bench.project(models)
  const [dry] = await upgradeSql(project)
  assert.match(dry!.sql, /CREATE TABLE "?t"?/)
  assert.deepEqual(await bench.tables(), [])
  await upgrade(project)
  assert.equal((await check(project))[0]?.clean, true)
  await bench.connection.run('ALTER TABLE t ADD COLUMN hotfix integer')
  assert.deepEqual((await check(project))[0]?.words, ['drop column "t"."hotfix"'])
})

item(
  '7.18 what rows may stand against, and what loses data, is said in the file',
  async (bench) => {
    const before = [table('t', { id, a: text(), b: varchar(20) })]
    const after = [table('t', { id, a: text().notNull(), b: varchar(5), c: integer().notNull() })]
    const { text: file } = await evolve(bench, before, after)
    for (const remark of [
      /"t"\."a" becomes NOT NULL/,
      // SQLite minds no length.
      ...(bench.connection.dialect === 'sqlite' ? [] : [/"t"\."b" gets another type/]),
      /"t"\."c" is added as NOT NULL and has no default/,
    ])
      assert.match(file.replaceAll(/\n\s*\/\/ /g, ' '), remark)
  },
)

item('7.19 a revision that fails in the middle leaves nothing of itself', async (bench) => {
  bench.revise('a', null, {
    upgrade: `op.createTable('t', { id: integer().primaryKey(), a: text() })
              op.bulkInsert('t', [{ id: 1, a: 'x' }])
              op.alterColumn('t', 'a', { to: { type: varchar(9), nullable: false } })
              op.createTable('u', { id: integer() })
              op.execute('nonsense')`,
  })
  const project = await bench.project()
  await assert.rejects(upgrade(project), { code: 'revision-failed' })
  assert.deepEqual(await bench.tables(), [])
})

item(
  '7.20 what cannot run in a transaction runs outside, and nothing else does',
  async (bench) => {
    bench.draw('a')
    bench.revise('b', 'a', {
      upgrade: `op.createEnum('mood', ['ok'])
                op.createTable('b', { mood: enumeration('mood', ['ok']) })
                op.addEnumValue('mood', 'sad')
                op.bulkInsert('b', [{ mood: 'sad' }])
                op.createIndex('ix', 'b', ['mood'], { concurrently: true })`,
      downgrade: `op.dropIndex('ix', 'b', ['mood'], { concurrently: true })
                  op.dropTable('b')
                  op.dropEnum('mood')`,
    })
    const project = await bench.project()
    await upgrade(project)
    assert.deepEqual(await bench.connection.query('SELECT mood FROM b'), [{ mood: 'sad' }])
    await downgrade(project, { target: 'a' })
    assert.deepEqual(await bench.tables(), ['a', 'athanor_version'])
  },
  POSTGRESQL,
)

item('7.24 a library says nothing that nobody asked for', async (bench, t) => {
  bench.draw('a')
  bench.revise('b', 'a', { upgrade: `op.execute('nonsense')` })
  const said: unknown[] = []
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream)
    t.mock.method(stream, 'write', (text: string) => {
      if (new Error().stack?.includes('/src/')) said.push(text)
      return write(text)
    })
  }
  const failed = migrate({ url: bench.url, migrations: 'migrations' }, { from: bench.folder })
  await assert.rejects(failed, { code: 'revision-failed' })
  assert.deepEqual(said, [])
})

item('7.26 the order of columns is no difference, and SQL may live in a file', async (bench) => {
  const a = text()
  const b = integer()
  bench.write(
    'seed.sql',
    `CREATE TABLE t (id integer NOT NULL PRIMARY KEY, b integer, a text);\nINSERT INTO t VALUES (1, 2, 'x;y'); -- done;`,
  )
  bench.revise('a', null, {
    upgrade: `op.execute(athanor_fs.readFileSync(${JSON.stringify(`${bench.folder}/seed.sql`)}, 'utf8'))`,
  })
  await upgrade(await bench.project())
  assert.deepEqual(await bench.connection.query('SELECT a, b FROM t'), [{ a: 'x;y', b: 2 }])
  await isAs(bench, [table('t', { a, b, id: integer().primaryKey().autoincrement(false) })])
})

item(
  '7.30 a revision that was changed after it ran shows when history and database are compared',
  async (bench) => {
    bench.draw('a - b')
    await bench.run('athanor upgrade head')
    const drift = async () => bench.run('athanor diff --from database --to revision:current')
    assert.deepEqual(await drift(), ['! no difference'])
    bench.revise('b', 'a', {
      upgrade: `op.createTable('b', { id: integer().primaryKey(), late: text() })`,
    })
    assert.deepEqual(await drift(), ['> add column "b"."late"'])
  },
)
