import { downgrade } from '../../src/commands/downgrade.ts'
import { revision } from '../../src/commands/revision.ts'
import { upgrade, upgradeSql } from '../../src/commands/upgrade.ts'
import { enumeration, integer, table, text } from '../../src/index.ts'
import { applied, benchOn, thereAndBack } from './bench.ts'
import type { Case, Judge } from './case.ts'
import { answers, exact, inTurn, refuses } from './judges.ts'

const id = integer().primaryKey()

const WORKS = { good: 'works', bad: 'fails' }

const isNotNull = answers(
  { ask: `SELECT "notnull" FROM pragma_table_info('t') WHERE name = 'b'`, answer: 1 },
  WORKS,
)

const refused: Judge = async ({ reply: { error } }) =>
  error === undefined ? { isGood: false, words: 'accepted' } : { isGood: true, words: 'refused' }

const fails = (run: Promise<unknown>): Promise<boolean> =>
  run.then(
    () => false,
    () => true,
  )

export const waysBack: readonly Case[] = [
  {
    name: 'PostgreSQL downgrade: a dropped table with exclusion, partial index and INCLUDE',
    on: 'postgresql',
    before: `CREATE TABLE t (id serial PRIMARY KEY, n integer CHECK (n > 0), s text COLLATE "C", during tsrange,
        EXCLUDE USING gist (during WITH &&));
      CREATE INDEX partial ON t (n) WHERE n > 5; CREATE INDEX covering ON t (n) INCLUDE (s)`,
    athanor: thereAndBack([]),
    judge: exact,
  },
  {
    name: 'PostgreSQL downgrade: a dropped column with its CHECK and its index',
    on: 'postgresql',
    before: `CREATE TABLE t (id serial PRIMARY KEY, n integer DEFAULT 1 CHECK (n > 0)); CREATE INDEX i ON t (n DESC)`,
    athanor: thereAndBack([table('t', { id })]),
    judge: exact,
  },
  {
    name: 'PostgreSQL downgrade: varchar(10) → text',
    on: 'postgresql',
    before: `CREATE TABLE t (id serial PRIMARY KEY, s varchar(10) DEFAULT 'a')`,
    athanor: thereAndBack([table('t', { id, s: text().default('a') })]),
    judge: exact,
  },
  {
    name: 'PostgreSQL: a new table with an enum, down and up again',
    on: 'postgresql',
    athanor: async (database) => {
      const models = [table('t', { id, mood: enumeration('mood', ['ok', 'sad']) })]
      const bench = benchOn(database)
      await bench.autogenerate(models)
      await downgrade(await bench.project(models), { target: 'base' })
      await upgrade(await bench.project(models))
      return {}
    },
    judge: answers({ ask: `SELECT count(*) FROM pg_class WHERE relname = 't'`, answer: 1 }, WORKS),
  },
  {
    name: 'SQLite downgrade: a dropped table with COLLATE, CHECK and AUTOINCREMENT',
    on: 'sqlite',
    before: `CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a INTEGER CHECK (a > 0), c TEXT COLLATE NOCASE)`,
    athanor: thereAndBack([]),
    judge: inTurn(
      refuses('INSERT INTO t (a) VALUES (-1)'),
      answers(
        {
          after: `INSERT INTO t (a, c) VALUES (1, 'x'); DELETE FROM t; INSERT INTO t (a, c) VALUES (1, 'x')`,
          ask: `SELECT count(*) FROM t WHERE id = 2 AND c = 'X'`,
          answer: 1,
        },
        { good: 'exact', bad: 'not exact' },
      ),
    ),
  },
]

export const runs: readonly Case[] = [
  {
    name: 'SQLite: the offline script of a rebuild',
    on: 'sqlite',
    athanor: async (database) => {
      const bench = benchOn(database)
      bench.revise('one', [], 'tableOf(op)')
      bench.revise('two', ['one'], `op.alterColumn('t', 'b', { to: { nullable: false } })`)
      const [written] = await upgradeSql(await bench.project())
      return { script: written!.sql }
    },
    judge: async (look) => {
      await look.connection.script(look.reply.script!)
      return isNotNull(look)
    },
  },
  {
    name: 'SQLite: a rebuild that failed on its rows, again after they were mended',
    on: 'sqlite',
    before: `CREATE TABLE t (id INTEGER PRIMARY KEY, b TEXT); INSERT INTO t (b) VALUES (NULL)`,
    athanor: async (database) => {
      const bench = benchOn(database)
      bench.revise('one', [], `op.alterColumn('t', 'b', { to: { nullable: false } })`)
      await fails(upgrade(await bench.project()))
      await database.connection.script(`UPDATE t SET b = 'x'`)
      await upgrade(await bench.project())
      return {}
    },
    judge: isNotNull,
  },
  {
    name: 'SQLite: a revision that failed at its second statement, again after that was mended',
    on: 'sqlite',
    athanor: async (database) => {
      const bench = benchOn(database)
      bench.revise('one', [], `tableOf(op); op.execute('INSERT INTO seeds SELECT 1')`)
      await fails(upgrade(await bench.project()))
      await database.connection.script('CREATE TABLE seeds (n INTEGER)')
      await upgrade(await bench.project())
      return {}
    },
    judge: answers({ ask: `SELECT count(*) FROM seeds`, answer: 1 }, WORKS),
  },
  {
    name: 'PostgreSQL: two processes upgrade at once',
    on: 'postgresql',
    athanor: async (database) => {
      const bench = benchOn(database)
      bench.revise('one', [], `tableOf(op); op.execute('SELECT pg_sleep(0.5)')`)
      const both = [await bench.project(), await bench.project()]
      await Promise.all(both.map((project) => upgrade(project)))
      return {}
    },
    judge: answers(
      { ask: `SELECT count(*) FROM pg_class WHERE relname = 't'`, answer: 1 },
      { good: 'both come up', bad: 'not upgraded' },
    ),
  },
  {
    name: 'SQLite: downgrade to typo@base',
    on: 'sqlite',
    athanor: async (database) => {
      const bench = benchOn(database)
      bench.revise('one', [], 'tableOf(op)', `op.dropTable('t')`)
      await upgrade(await bench.project())
      await downgrade(await bench.project(), { target: 'typo@base' })
      return {}
    },
    mayRefuse: true,
    judge: inTurn(
      answers(
        { ask: `SELECT count(*) FROM sqlite_schema WHERE name = 't'`, answer: 1 },
        { good: 'kept', bad: 'downgrades all' },
      ),
      refused,
    ),
  },
  {
    name: 'SQLite: a revision is asked for with an id that there is already, then upgrade',
    on: 'sqlite',
    athanor: async (database) => {
      const bench = benchOn(database)
      bench.revise('one', [], 'tableOf(op)')
      await fails(revision(await bench.project(), { revId: 'one', message: 'again' }))
      await upgrade(await bench.project())
      return {}
    },
    judge: answers(
      { ask: `SELECT count(*) FROM sqlite_schema WHERE name = 't'`, answer: 1 },
      WORKS,
    ),
  },
  {
    name: "SQLite: SQL of one's own with ':noon' in a text",
    on: 'sqlite',
    before: 'CREATE TABLE t (id INTEGER PRIMARY KEY, b TEXT)',
    athanor: applied(`op.execute("INSERT INTO t (b) VALUES ('at :noon')")`),
    judge: answers({ ask: 'SELECT b FROM t', answer: 'at :noon' }, WORKS),
  },
]
