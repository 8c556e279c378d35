import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Recorder } from '../../src/operations/recorder.ts'
import type { RevisionFailedError } from '../../src/runtime/errors.ts'
import { check, integer, sql, text, varchar } from '../../src/schema/builders/index.ts'
import { forEachDatabase, withPostgres, withSqlite } from '../support/databases.ts'
import { line, runner, tableNames, versionRows } from './support.ts'

const HERE = import.meta.filename
const source = readFileSync(HERE, 'utf8')

const table = (name: string) => (op: any) => op.createTable(name, { id: integer().primaryKey() })

/** The second revision fails at its third operation. */
const failing = line(
  { message: 'fine', upgrade: table('a') },
  {
    message: 'fails',
    upgrade(op) {
      op.createTable('b', { id: integer().primaryKey(), note: text() })
      op.bulkInsert('b', [{ id: 1 }])
      op.execute('INSERT INTO nowhere VALUES (1)')
      op.createTable('c', { id: integer().primaryKey() })
    },
  },
  { message: 'never reached', upgrade: table('d') },
)

const failureOf = (run: Promise<unknown>): Promise<RevisionFailedError> =>
  run.then(
    () => assert.fail('it did not fail'),
    (error) => error,
  )

forEachDatabase(
  'a failing statement takes its whole revision back, and leaves those before it',
  async ({ connection }) => {
    const { upgrade } = runner(connection, failing)
    const error = await failureOf(upgrade())
    assert.equal(error.code, 'revision-failed')
    assert.equal(error.reason, 'statement-failed')
    assert.deepEqual(await versionRows(connection), ['r1'])
    assert.deepEqual(await tableNames(connection), ['a', 'athanor_version'])
  },
)

forEachDatabase(
  'the error tells revision, line, operation, statement, and what is in the database',
  async ({ connection }) => {
    const error = await failureOf(runner(connection, failing).upgrade())
    const { facts } = error
    assert.equal(facts.revision, 'r2')
    assert.equal(facts.direction, 'upgrade')
    assert.equal(facts.place, `${HERE}:${lineOf("op.execute('INSERT INTO nowhere")}`)
    assert.match(facts.operation ?? '', /INSERT INTO nowhere/)
    assert.equal(facts.statement, 'INSERT INTO nowhere VALUES (1)')
    assert.deepEqual(facts.rows, ['r1'])
    assert.deepEqual(facts.applied, ['r1'])
    for (const part of ['r2', 'fails', 'nowhere', 'r1', facts.place])
      assert.ok(error.message.includes(part), `${part} is not in: ${error.message}`)
  },
  { on: ['sqlite', 'postgresql'] },
)

forEachDatabase(
  'with one transaction for the run, nothing of the run stays',
  async ({ connection }) => {
    const { upgrade } = runner(connection, failing, { transactions: 'run' })
    const error = await failureOf(upgrade())
    assert.deepEqual(error.facts.rows, [])
    assert.deepEqual(await tableNames(connection), [])
  },
)

forEachDatabase(
  'with one transaction for the run, a run that succeeds is all there',
  async ({ connection }) => {
    const revisions = line({ upgrade: table('a') }, { upgrade: table('b') })
    await runner(connection, revisions, { transactions: 'run' }).upgrade()
    assert.deepEqual(await versionRows(connection), ['r2'])
    assert.deepEqual(await tableNames(connection), ['a', 'athanor_version', 'b'])
  },
  { on: ['sqlite', 'postgresql'] },
)

forEachDatabase('code that throws is told like a statement that fails', async ({ connection }) => {
  const revisions = line({
    upgrade(op) {
      op.createTable('a', { id: integer().primaryKey() })
      op.run(async (db) => {
        await db.insertInto('a').values({ id: 1 }).execute()
        throw new TypeError('no such luck')
      })
    },
  })
  const error = await failureOf(runner(connection, revisions).upgrade())
  assert.match(error.message, /no such luck/)
  assert.match(error.facts.place ?? '', /failure\.test\.ts:\d+$/)
  assert.deepEqual(await tableNames(connection), [])
})

test('a mistake in recording is told with its line', () =>
  withSqlite(async ({ connection }) => {
    const revisions = line({ upgrade: (op) => op.run('no function' as never) })
    const error = await failureOf(runner(connection, revisions).upgrade())
    assert.equal(error.reason, 'invalid-operation')
    assert.equal(error.facts.place, `${HERE}:${lineOf("op.run('no function'")}`)
  }))

test('an operation inside op.only() is told with its own line', () =>
  withSqlite(async ({ connection }) => {
    const revisions = line({
      upgrade(op) {
        op.only('sqlite', (inner) => {
          inner.createTable('a', { id: integer() })
          inner.execute('no sql at all')
        })
      },
    })
    const error = await failureOf(runner(connection, revisions).upgrade())
    assert.equal(error.facts.place, `${HERE}:${lineOf("inner.execute('no sql at all')")}`)
  }))

test('a name that is not there is told before anything is run', () =>
  withPostgres(async ({ connection }) => {
    const revisions = line({ upgrade: (op) => op.dropColumn('usr', 'email') })
    const error = await failureOf(runner(connection, revisions).upgrade())
    assert.equal(error.reason, 'not-there')
    assert.equal(error.facts.statement, undefined)
  }))

test('a revision without a downgrade stops the run before it begins', () =>
  withSqlite(async ({ connection }) => {
    const [first, second] = line({ upgrade: table('a') }, { upgrade: table('b') })
    const { downgrade: _, ...oneWay } = first!
    const { upgrade, downgrade } = runner(connection, [oneWay, second!])
    await upgrade()
    await assert.rejects(downgrade(), { code: 'missing-direction', revision: 'r1' })
    assert.deepEqual(await versionRows(connection), ['r2'])
  }))

forEachDatabase(
  'where there is no way back, nothing on the way is begun',
  async ({ connection }) => {
    const [first, second, third] = line(
      { upgrade: table('a') },
      { upgrade: table('b') },
      { upgrade: table('c') },
    )
    const stuck = { ...second!, downgrade: (op: any) => op.irreversible('the data is gone') }
    const { upgrade, downgrade } = runner(connection, [first!, stuck, third!])
    await upgrade()
    const error = await failureOf(downgrade())
    assert.equal(error.reason, 'refused')
    assert.match(error.message, /the data is gone/)
    assert.deepEqual(await versionRows(connection), ['r3'])
  },
  { on: ['sqlite', 'postgresql'] },
)

test('a revision that ends its transaction by itself is told so', () =>
  withSqlite(async ({ connection }) => {
    const revisions = line({
      upgrade(op) {
        op.createTable('a', { id: integer() })
        op.execute('COMMIT')
      },
    })
    const error = await failureOf(runner(connection, revisions).upgrade())
    assert.equal(error.reason, 'ended-transaction')
  }))

test('a lost connection is told, with the way to find out', () =>
  withPostgres(async ({ connection, connect }) => {
    const other = await connect()
    const revisions = line({
      upgrade(op) {
        op.createTable('a', { id: integer() })
        op.run(async () => {
          const [row] = await connection.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
          await other.query('SELECT pg_terminate_backend($1)', [row?.pid])
        })
        op.createTable('b', { id: integer() })
      },
    })
    const error = await failureOf(runner(connection, revisions).upgrade())
    assert.equal(error.reason, 'connection-lost')
    assert.match(error.message, /athanor current/)
    assert.deepEqual(await tableNames(other), [])
  }))

test('what only the commit finds takes the revision back as well', () =>
  withPostgres(async ({ connection }) => {
    const revisions = line({
      upgrade(op) {
        op.createTable('a', {
          id: integer().primaryKey(),
          other: integer().references('a.id', { deferrable: 'deferred' }),
        })
        op.bulkInsert('a', [{ id: 1, other: 9 }])
      },
    })
    const error = await failureOf(runner(connection, revisions).upgrade())
    assert.match(error.message, /Key \(other\)=\(9\)/)
    assert.equal(error.facts.operation, undefined)
    assert.deepEqual(await tableNames(connection), [])
  }))

/** Where in this file a text stands first as code. */
function lineOf(code: string): number {
  const lines = source.split('\n')
  return lines.findIndex((line) => line.trim().startsWith(code) || line.includes(`=> ${code}`)) + 1
}

test('of several changes in one statement, the error names the one that the rows stand against', () =>
  withPostgres(async ({ connection }) => {
    const revisions = line(
      {
        upgrade(op) {
          op.createTable('t', { a: integer(), b: integer() }, [check(sql`a > 0`, { name: 'old' })])
          op.bulkInsert('t', [{ a: 1 }])
        },
      },
      {
        upgrade(op) {
          op.dropConstraint('t', 'old')
          op.createCheckConstraint('t', sql`a > 1`, { name: 'new' })
        },
      },
    )
    const error = await failureOf(runner(connection, revisions).upgrade())
    assert.match(error.facts.operation ?? '', /create check "new"/)
    assert.equal(error.facts.place, `${HERE}:${lineOf("op.createCheckConstraint('t', sql`a > 1`")}`)
  }))

test('a column that cannot be required is named, whatever else its statement does', () =>
  withPostgres(async ({ connection }) => {
    const revisions = line(
      {
        upgrade(op) {
          op.createTable('t', { a: integer(), b: integer() })
          op.bulkInsert('t', [{ a: 1 }])
        },
      },
      {
        upgrade(op) {
          op.dropColumn('t', 'b')
          op.addColumn('t', 'c', integer().notNull())
        },
      },
    )
    const error = await failureOf(runner(connection, revisions).upgrade())
    assert.match(error.facts.operation ?? '', /add column "t"."c"/)
    assert.match(error.hint ?? '', /give "c" a default, or add it nullable/)
  }))

const rowsOfT = {
  upgrade(op: Recorder) {
    op.createTable('t', { a: integer(), b: text() })
    op.bulkInsert('t', [
      { a: 1, b: null },
      { a: 1, b: 'x' },
    ])
  },
}

forEachDatabase(
  'rows that agree are told of, and how to find them, also where a table is rebuilt for several changes',
  async ({ connection }) => {
    const revisions = line(rowsOfT, {
      upgrade(op: Recorder) {
        op.alterColumn('t', 'b', { from: { type: text() }, to: { type: varchar(9) } })
        op.createUniqueConstraint('t', ['a'])
      },
    })
    const error = await failureOf(runner(connection, revisions).upgrade())
    assert.match(error.facts.operation ?? '', /create unique constraint \(a\) on "t"|"t_a_key"/)
    assert.match(error.hint ?? '', /SELECT "a", count\(\*\) FROM "t" GROUP BY "a" HAVING/)
    assert.deepEqual(error.facts.rows, ['r1'])
  },
  { on: ['sqlite', 'postgresql'] },
)

forEachDatabase(
  'rows without a value are told of, and how to give them one',
  async ({ connection }) => {
    const required = (op: Recorder) =>
      op.alterColumn('t', 'b', { from: { nullable: true }, to: { nullable: false } })
    const both = (op: Recorder) => {
      op.createCheckConstraint('t', sql`a > 0`, { name: 'positive' })
      required(op)
    }
    for (const upgrade of [required, both]) {
      const error = await failureOf(runner(connection, line(rowsOfT, { upgrade })).upgrade())
      assert.match(error.facts.operation ?? '', /alter column "t"."b" \(nullable\)/)
      assert.match(error.hint ?? '', /UPDATE "t" SET "b" = … WHERE "b" IS NULL/)
    }
  },
  { on: ['sqlite', 'postgresql'] },
)

for (const [what, options, operation, said] of [
  [
    'that agree in a key',
    {},
    (op: Recorder) => op.createUniqueConstraint('user', ['a', 'b'], { name: 'uq' }),
    'UNIQUE constraint failed: user.a, user.b',
  ],
  [
    'without a value',
    {},
    (op: Recorder) =>
      op.alterColumn('user', 'a', {
        from: { type: text(), nullable: true },
        to: { type: varchar(9), nullable: false },
      }),
    'NOT NULL constraint failed: user.a',
  ],
  [
    'of another type in a strict table',
    { strict: true },
    (op: Recorder) =>
      op.alterColumn('user', 'b', { from: { type: text() }, to: { type: integer() } }),
    'cannot store TEXT value in INTEGER column user.b',
  ],
] as const)
  test(`on SQLite, what rows ${what} stand against is told of their table and not of its copy`, () =>
    withSqlite(async ({ connection }) => {
      const history = line(
        {
          upgrade(op) {
            const id = integer().primaryKey()
            op.createTable('user', { id, a: text(), b: text() }, [], options)
            op.execute(
              `INSERT INTO "user" VALUES (1, '_athanor_user.a', 'x'), (2, '_athanor_user.a', 'x'), (3, NULL, 'x')`,
            )
          },
        },
        { upgrade: operation },
      )
      const { message, cause } = await failureOf(runner(connection, history).upgrade())
      const lines = message.split('\n')
      assert.ok(lines.includes(said), message)
      assert.match(lines[lines.indexOf(said) + 1] ?? '', /^ {2}INSERT INTO "_athanor_user"/)
      assert.equal((cause as { code?: string }).code, 'statement-failed')
      assert.ok((cause as Error).cause instanceof Error)
    }))
