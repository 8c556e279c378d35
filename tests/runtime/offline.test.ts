import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { splitStatements } from '../../src/drivers/split.ts'
import { planOfflineDowngrade, planOfflineUpgrade } from '../../src/revisions/offline.ts'
import { writeScript } from '../../src/runtime/script.ts'
import {
  enumeration,
  integer,
  sql,
  text,
  unique,
  varchar,
} from '../../src/schema/builders/index.ts'
import {
  forEachDatabase,
  type TestDatabase,
  withPostgres,
  withSqlite,
} from '../support/databases.ts'
import { dialectOf, line, runner, versionRows } from './support.ts'

/** Something of everything that a script must get right. */
const revisions = line(
  {
    message: 'first\n; DROP TABLE "user"; -- it\'s "quoted"',
    upgrade(op) {
      op.createEnum('mood', ['ok', 'sad'])
      op.createTable('user', {
        id: integer().primaryKey(),
        name: varchar(20).notNull(),
        mood: enumeration('mood', ['ok', 'sad']),
      })
      op.bulkInsert('user', [
        { id: 1, name: "it's; --", mood: 'ok' },
        { id: 2, name: 'two\nlines', mood: 'sad' },
      ])
    },
    downgrade(op) {
      op.dropTable('user')
      op.dropEnum('mood', ['ok', 'sad'])
    },
  },
  {
    message: 'rebuild',
    upgrade(op) {
      op.createTable('post', {
        id: integer().primaryKey(),
        user_id: integer().references('user.id', { onDelete: 'cascade' }),
      })
      op.execute('INSERT INTO post VALUES (1, 1), (2, 2) -- both')
      op.alterColumn('user', 'name', { from: { type: varchar(20) }, to: { type: text() } })
      op.createUniqueConstraint('user', ['name'], { name: 'user_name_key' })
      op.createIndex('ix_user_mood', 'user', ['mood'])
    },
    downgrade(op) {
      op.dropIndex('ix_user_mood', 'user')
      op.dropConstraint('user', unique(['name'], { name: 'user_name_key' }))
      op.alterColumn('user', 'name', { from: { type: text() }, to: { type: varchar(20) } })
      op.dropTable('post')
    },
  },
  {
    message: 'apart',
    upgrade(op) {
      op.addColumn('post', 'title', text().notNull().default('none'))
      op.createIndex('ix_post_title', 'post', ['title'], { concurrently: true })
      op.run(
        (db: any) => db.updateTable('post').set({ title: 'run' }).where('id', '=', 1).execute(),
        {
          sql: "UPDATE post SET title = 'run' WHERE id = 1;",
        },
      )
    },
    downgrade(op) {
      op.dropIndex('ix_post_title', 'post', ['title'], { concurrently: true })
      op.dropColumn('post', 'title')
    },
  },
  {
    message: 'by hand',
    upgrade(op) {
      op.execute('CREATE TABLE hand (a integer)', {
        effect: (inner) => inner.createTable('hand', { a: integer() }),
      })
      op.addColumn('hand', 'b', integer().default(sql`(1 + 1)`))
      op.renameTable('hand', 'arm')
      op.dropColumn('post', 'title')
    },
    downgrade(op) {
      op.addColumn('post', 'title', text().notNull().default('none'))
      op.dropTable('arm')
    },
  },
)

interface Run {
  readonly transactions?: 'revision' | 'run' | 'none'
  readonly plan?: (text: string) => ReturnType<typeof planOfflineUpgrade>
}

function scriptFor(connection: TestDatabase['connection'], text: string, run: Run = {}) {
  const { history, settings } = runner(connection, revisions)
  const { transactions = 'revision', plan = (range) => planOfflineUpgrade(history.graph, range) } =
    run
  return writeScript({
    dialect: dialectOf(connection),
    version: [13, 0],
    history,
    settings: { ...settings, transactions },
    ...plan(text),
  })
}

const down = (connection: TestDatabase['connection'], text: string) =>
  scriptFor(connection, text, {
    plan: (range) => planOfflineDowngrade(runner(connection, revisions).history.graph, range),
  })

/** All there is to compare: the schema, and the rows of every table. */
async function contents({ connection }: Pick<TestDatabase, 'connection'>) {
  const schema = await dialectOf(connection).reflect(connection)
  const rows: Record<string, unknown> = {}
  for (const { name } of schema.tables)
    rows[name] = await connection.query(`SELECT * FROM "${name}" ORDER BY 1`)
  return { schema, rows }
}

for (const target of ['heads', 'r1', 'r2', 'r3'])
  forEachDatabase(
    `the script to ${target} makes the database that the run makes`,
    async (database, t) => {
      const online = await freshLike(database, t)
      await runner(online.connection, revisions).upgrade(target)
      await feed(database.connection, await scriptFor(database.connection, target))
      assert.deepEqual(await contents(database), await contents(online))
    },
    { on: target === 'heads' ? ['sqlite', 'pglite'] : ['sqlite'] },
  )

for (const transactions of ['run', 'none'] as const)
  forEachDatabase(
    `a script with transactions: '${transactions}' makes the same`,
    async (database, t) => {
      const online = await freshLike(database, t)
      await runner(online.connection, revisions).upgrade('r2')
      await database.connection.script(await scriptFor(database.connection, 'r2', { transactions }))
      assert.deepEqual(await contents(database), await contents(online))
    },
    { on: ['sqlite'] },
  )

forEachDatabase(
  'a script from the middle goes on where a run stopped, and one down takes it back',
  async (database) => {
    const { connection } = database
    const { upgrade } = runner(connection, revisions)
    await upgrade('r1')
    const before = await contents(database)
    await connection.script(await scriptFor(connection, 'r1:r2'))
    assert.deepEqual(await versionRows(connection), ['r2'])
    await connection.script(await down(connection, 'r2:r1'))
    assert.deepEqual(await contents(database), before)
    await upgrade('r2')
  },
  { on: ['sqlite', 'postgresql'] },
)

forEachDatabase(
  'a script that meets a database elsewhere stops before it changes anything',
  async (database) => {
    const { connection } = database
    await runner(connection, revisions).upgrade('r1')
    const before = await contents(database)
    const script = await scriptFor(connection, 'r2:r4')
    await assert.rejects(connection.script(script), /where this script begins|script begins at r2/)
    await connection.run('ROLLBACK').catch(() => {})
    assert.deepEqual(await contents(database), before)
  },
  { on: ['sqlite', 'postgresql'] },
)

test('a message cannot end its comment', () =>
  withSqlite(async ({ connection }) => {
    const script = await scriptFor(connection, 'r1')
    assert.ok(
      script.includes('-- Running upgrade  -> r1, first ; DROP TABLE "user"; -- it\'s "quoted"\n'),
    )
  }))

test('code without SQL is refused, with what to write', () =>
  withPostgres(async ({ connection }) => {
    const { history, settings } = runner(connection, line({ upgrade: (op) => op.run(() => {}) }))
    const plan = planOfflineUpgrade(history.graph, 'heads')
    const script = writeScript({
      dialect: dialectOf(connection),
      version: [13, 0],
      history,
      settings,
      ...plan,
    })
    await assert.rejects(script, {
      code: 'revision-failed',
      reason: 'unsupported-operation',
      message: /No SQL was written/,
      hint: /\{ sql:/,
    })
  }))

/** As a tool does: statement by statement. */
async function feed(connection: TestDatabase['connection'], script: string): Promise<void> {
  for (const statement of splitStatements(script)) await connection.run(statement)
}

/** A tool that reads scripts, or the reason there is none. */
const missing = (tool: string): string | false =>
  spawnSync(tool, ['--version']).status === 0 ? false : `${tool} is not installed`

test('sqlite3 reads the script', { skip: missing('sqlite3') }, () =>
  withSqlite(
    async (database) => {
      const { connection, url } = database
      const file = url.slice('sqlite:'.length)
      const script = await scriptFor(connection, 'heads')
      const { status, stdout, stderr } = spawnSync('sqlite3', ['-bail', file], {
        input: script,
        encoding: 'utf8',
      })
      assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: '', stderr: '' })
      await withSqlite(async (online) => {
        await runner(online.connection, revisions).upgrade()
        assert.deepEqual(await contents(database), await contents(online))
      })
    },
    { file: true },
  ),
)

test('psql reads the script', { skip: missing('psql') }, () =>
  withPostgres(async (database) => {
    const { connection, url } = database
    const script = await scriptFor(connection, 'heads')
    const { status, stderr } = spawnSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', url], {
      input: script,
      encoding: 'utf8',
    })
    assert.deepEqual({ status, stderr }, { status: 0, stderr: '' })
    await withPostgres(async (online) => {
      await runner(online.connection, revisions).upgrade()
      assert.deepEqual(await contents(database), await contents(online))
    })
  }),
)

async function freshLike(
  { target }: TestDatabase,
  t: { after(work: () => unknown): void },
): Promise<TestDatabase> {
  const { freshDatabase } = await import('../support/databases.ts')
  const database = await freshDatabase(target)
  t.after(() => database.drop())
  return database
}
