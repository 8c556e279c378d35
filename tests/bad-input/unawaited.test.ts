import assert from 'node:assert/strict'
import { test } from 'node:test'
import { athanor } from '../cli/process.ts'
import { projectFolder } from '../cli/world.ts'
import { forEachDatabase, type TestDatabase } from '../support/databases.ts'

const inFiles = { on: ['sqlite', 'postgresql'], file: true } as const

/** A revision that makes a table, and runs this. */
const running = (code: string) => ({
  'migrations/a1_first.ts': `import { defineRevision, integer, text } from 'athanor'

export default defineRevision({
  id: 'a1',
  revises: null,
  upgrade(op) {
    op.createTable('person', { id: integer().primaryKey(), name: text().notNull() })
    op.run(async (db) => {
      ${code}
    })
  },
  downgrade(op) {
    op.dropTable('person')
  },
})
`,
})

const upgrade = (url: string, code: string, ...words: readonly string[]) =>
  athanor(['upgrade', ...words], { cwd: projectFolder(running(code)), env: { DATABASE_URL: url } })

const isEmpty = ({ connection }: TestDatabase): Promise<void> =>
  assert.rejects(connection.query('SELECT * FROM person'))

forEachDatabase(
  'a query that nobody awaited, and that the database refuses, is a failed revision and no crash',
  async (database) => {
    const code = `db.insertInto('person').values({ name: null }).execute()`
    const { code: exit, err, out } = await upgrade(database.url, code)
    assert.equal(exit, 1, err)
    assert.equal(out, '')
    assert.match(err, /^error the upgrade of revision a1 failed to run code$/m)
    assert.match(err, /nothing awaited/)
    assert.match(err, /null/i)
    assert.match(err, /Rolled back, nothing was changed: the database is at base/)
    assert.match(err, /^next {2}Put "await" before every query/m)
    assert.doesNotMatch(err, /node:internal/)
    await isEmpty(database)
  },
  inFiles,
)

forEachDatabase(
  'neither is one that is refused while the code still does something else',
  async (database) => {
    const { code: exit, err } = await upgrade(
      database.url,
      `db.insertInto('person').values({ name: null }).execute()
       await new Promise((resolve) => setTimeout(resolve, 300))
       await db.selectFrom('person').selectAll().execute()`,
    )
    assert.equal(exit, 1, err)
    assert.match(err, /nothing awaited a promise, and it was rejected:\n.*null/i)
    assert.match(err, /Rolled back, nothing was changed/)
    assert.doesNotMatch(err, /node:internal/)
    await isEmpty(database)
  },
  inFiles,
)

test('a rejection in code of the project is told with its line', async () => {
  const code =
    'void (async () => {\n await null\n throw new Error("nobody listens")\n})()\nawait new Promise((done) => setTimeout(done, 200))'
  const { code: exit, err } = await upgrade('sqlite:app.db', code)
  assert.equal(exit, 1, err)
  assert.match(err, /it was rejected:\n +nobody listens\n +at .*a1_first\.ts:11\n +Rolled back/)
})

test('what is rejected after everything is done is told, and not hidden by a success', async () => {
  const code = `setTimeout(() => db.insertInto('person').values({ name: 'late' }).execute(), 200)`
  const plain = await upgrade('sqlite:app.db', code)
  assert.equal(plain.code, 1, plain.err)
  assert.match(plain.err, /done: the database is at a1/)
  assert.match(plain.err, /a query came after the op\.run\(\) that it belongs to was done/)
  assert.match(plain.err, /^next {2}It was not carried out\./m)
  const json = await upgrade('sqlite:app.db', code, '--json')
  assert.equal(json.code, 1)
  assert.equal(JSON.parse(json.err.trimEnd().split('\n').at(-1)!).error.code, 'late-query')
})
