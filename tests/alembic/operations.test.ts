/** Alembic's surprising semantics, 15 to 22: operations, and the rebuild of SQLite's tables. */
import assert from 'node:assert/strict'
import { downgrade } from '../../src/commands/downgrade.ts'
import { upgrade, upgradeSql } from '../../src/commands/upgrade.ts'
import {
  type ColumnBuilder,
  enumeration,
  enumType,
  integer,
  table,
  text,
  varchar,
} from '../../src/schema/builders/index.ts'
import { autogenerate, evolve, item, POSTGRESQL, SQLITE } from './support.ts'

const id = integer().primaryKey()

item(
  '8.15 a default that a type change has in its way goes before it and comes after it',
  async (bench) => {
    const mood = enumType('mood', ['ok', 'sad'])
    const models = (type: ColumnBuilder) => [mood, table('t', { id, mood: type })]
    const rows = () => bench.connection.query('SELECT mood FROM t ORDER BY id')
    await evolve(
      bench,
      models(varchar(9).notNull().default('ok')),
      models(enumeration(mood).notNull().default('ok')),
      { between: "INSERT INTO t (id, mood) VALUES (1, 'sad')" },
    )
    await bench.connection.run('INSERT INTO t (id) VALUES (2)')
    assert.deepEqual(await rows(), [{ mood: 'sad' }, { mood: 'ok' }])
  },
)

item('8.15 a facet that is not named stays, and null takes it away', async (bench) => {
  bench.revise('a', null, {
    upgrade: `op.createTable('t', {
      id: integer().primaryKey(),
      n: varchar(9).notNull().default('1'),
      b: athanor.boolean().notNull().default(true),
    })`,
  })
  bench.revise('b', 'a', {
    upgrade: `op.alterColumn('t', 'n', { to: { type: integer() } })
              op.alterColumn('t', 'b', { to: { type: integer() } })`,
  })
  bench.revise('c', 'b', { upgrade: `op.alterColumn('t', 'n', { to: { default: null } })` })
  const project = await bench.project()
  await upgrade(project, { target: 'b' })
  await bench.connection.run('INSERT INTO t (id) VALUES (1)')
  assert.deepEqual(await bench.connection.query('SELECT n, b FROM t'), [{ n: 1, b: 1 }])
  await upgrade(project)
  await assert.rejects(bench.connection.run('INSERT INTO t (id) VALUES (2)'), /NOT NULL|not-null/)
})

item('8.15 what is changed of one table is one statement', async (bench) => {
  bench.revise('a', null, {
    upgrade: `op.createTable('t', { id: integer().primaryKey(), n: varchar(9) })`,
  })
  bench.revise('b', 'a', {
    upgrade: `op.alterColumn('t', 'n', { to: { type: text(), nullable: false, default: 'x' } })
              op.addColumn('t', 'm', integer())`,
  })
  const [{ sql: script }] = (await upgradeSql(await bench.project(), { target: 'a:b' })) as any
  const wanted = bench.target === 'sqlite' ? /^CREATE TABLE "?_?athanor/gm : /^ALTER TABLE "?t\b/gm
  assert.equal(script.match(wanted)?.length, 1, script)
})

item(
  '8.16 a column that has to be written anew keeps what was not named',
  async (bench) => {
    await bench.connection.script(
      `CREATE TABLE t (n VARCHAR(9) COLLATE NOCASE CONSTRAINT "must" NOT NULL ON CONFLICT IGNORE DEFAULT 'x' CHECK (n <> ''))`,
    )
    bench.revise('a', null, { upgrade: `op.alterColumn('t', 'n', { to: { type: varchar(20) } })` })
    await upgrade(await bench.project())
    const [row] = await bench.connection.query<{ sql: string }>(
      "SELECT sql FROM sqlite_schema WHERE name = 't'",
    )
    assert.match(row!.sql, /VARCHAR\(20\)/)
    for (const part of [
      /COLLATE "?NOCASE/,
      /CONSTRAINT "?must"? NOT NULL ON CONFLICT IGNORE/,
      /DEFAULT 'x'/,
      /CHECK \(n <> ''\)/,
    ])
      assert.match(row!.sql, part)
  },
  SQLITE,
)

item('8.17 keys in a circle are made, in whatever order the tables are written', async (bench) => {
  bench.revise('a', null, {
    upgrade: `op.createTable('egg', { id: integer().primaryKey(), hen: integer().references('hen.id') })
              op.createTable('hen', { id: integer().primaryKey(), egg: integer().references('egg.id') })`,
    downgrade: `op.dropTable('hen')
                op.dropTable('egg')`,
  })
  const project = await bench.project()
  await upgrade(project)
  await assert.rejects(bench.connection.run('INSERT INTO egg VALUES (1, 7)'), /foreign key/i)
  await assert.rejects(bench.connection.run('INSERT INTO hen VALUES (1, 7)'), /foreign key/i)
  await downgrade(project, { target: 'base' })
  assert.deepEqual(await bench.tables(), ['athanor_version'])
})

item(
  '8.17 an enum type comes with the column that needs it, and goes with the last one',
  async (bench) => {
    const mood = enumType('mood', ['ok', 'sad'])
    const types = () =>
      bench.connection.query("SELECT typname FROM pg_type WHERE typtype = 'e' ORDER BY 1")
    const { words } = await evolve(
      bench,
      [table('t', { id })],
      [mood, table('t', { id, mood: enumeration(mood) })],
    )
    assert.deepEqual(words, ['create enum "mood"', 'add column "t"."mood"'])
    assert.deepEqual(await types(), [{ typname: 'mood' }])
    await evolve(bench, [mood, table('t', { id, mood: enumeration(mood) })], [])
    assert.deepEqual(await types(), [])
  },
  POSTGRESQL,
)

item(
  '8.17 a type that nobody made is named, with the operation that makes it',
  async (bench) => {
    bench.draw('a')
    bench.revise('b', 'a', { upgrade: `op.addColumn('a', 'mood', enumeration('mood', ['ok']))` })
    await assert.rejects(upgrade(await bench.project()), {
      message: /type "mood" does not exist/,
      hint: /op\.createEnum/,
    })
  },
  POSTGRESQL,
)

item('8.18 a colon is a colon, live and in a script', async (bench) => {
  const odd = `:x ? $1 %s %(y)s 12:30:00 ''`
  bench.revise('a', null, {
    upgrade: `op.createTable('t', { a: text() })
              op.execute("INSERT INTO t VALUES (':x ? $1 %s %(y)s 12:30:00 ''''')")`,
    downgrade: `op.dropTable('t')`,
  })
  const project = await bench.project()
  const there = async () =>
    assert.deepEqual(await bench.connection.query('SELECT a FROM t'), [{ a: odd }])
  await upgrade(project)
  await there()
  await downgrade(project, { target: 'base' })
  const [script] = await upgradeSql(project)
  await bench.connection.script(script!.sql)
  await there()
})

item(
  '8.19 the way back of a drop is what was there, and of a rename the old name',
  async (bench) => {
    const models = (name: string, index: boolean) => [
      table('t', { id, [name]: text().notNull(), b: index ? integer().index() : integer() }),
    ]
    const { text: file } = await evolve(bench, models('old', true), models('new', false), {
      renames: ['t.old=new'],
      between: "INSERT INTO t (id, old, b) VALUES (1, 'kept', 2)",
    })
    assert.match(file, /downgrade[\s\S]*op\.createIndex\('ix_t_b', 't', \['b'\]\)/)
    assert.match(file, /downgrade[\s\S]*op\.renameColumn\('t', 'new', 'old'\)/)
    assert.deepEqual(await bench.connection.query('SELECT new FROM t'), [{ new: 'kept' }])
    const { text: drop } = await autogenerate(bench, [], { yes: true })
    assert.match(
      drop,
      /downgrade[\s\S]*op\.createTable\('t', \{\s+id:[\s\S]*new: text\(\)\.notNull\(\)/,
    )
  },
)

item(
  '8.20 a rebuild loses nothing',
  async (bench) => {
    const { connection } = bench
    await connection.script(`
      CREATE TABLE t (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        a TEXT COLLATE NOCASE CHECK (a <> 'x'),
        b INTEGER, c VARCHAR(5),
        UNIQUE (b) ON CONFLICT REPLACE,
        CHECK (b > 0)
      );
      CREATE INDEX down ON t (a COLLATE RTRIM DESC);
      CREATE INDEX lowered ON t (lower(a)) WHERE b > 1;
      CREATE TABLE log (a);
      CREATE TRIGGER noted AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.a); END;
      INSERT INTO t VALUES (7, 'a', 1, 'c');
      DELETE FROM t`)
    const others =
      "SELECT name, sql FROM sqlite_schema WHERE name IN ('down', 'lowered', 'noted') ORDER BY name"
    const parts = async () =>
      (await connection.query<{ name: string; sql: string }>(others)).map(({ sql }) =>
        sql.replaceAll(/["()]/g, ''),
      )
    const before = await parts()
    bench.revise('a', null, { upgrade: `op.alterColumn('t', 'c', { to: { type: integer() } })` })
    await upgrade(await bench.project())
    assert.deepEqual(await parts(), before)
    const [{ sql: made }] = (await connection.query(
      "SELECT sql FROM sqlite_schema WHERE name = 't'",
    )) as any
    for (const part of [
      /AUTOINCREMENT/,
      /COLLATE "?NOCASE/,
      /CHECK \(a <> 'x'\)/,
      /ON CONFLICT REPLACE/,
      /CHECK \(b > 0\)/,
    ])
      assert.match(made, part)
    await connection.run("INSERT INTO t (a, b) VALUES ('n', 2)")
    assert.deepEqual(await connection.query('SELECT id FROM t'), [{ id: 8 }])
    assert.deepEqual(await connection.query('SELECT a FROM log'), [{ a: 'a' }, { a: 'n' }])
  },
  SQLITE,
)

item(
  '8.21 a rebuild leaves the rows that refer to the table',
  async (bench) => {
    const { connection } = bench
    await connection.script(`
      CREATE TABLE t (id INTEGER PRIMARY KEY, c VARCHAR(5));
      CREATE TABLE gone (t INTEGER REFERENCES t (id) ON DELETE CASCADE);
      CREATE TABLE nulled (t INTEGER REFERENCES t (id) ON DELETE SET NULL);
      CREATE TABLE refused (t INTEGER REFERENCES t (id));
      INSERT INTO t VALUES (1, 'c'); INSERT INTO gone VALUES (1); INSERT INTO nulled VALUES (1); INSERT INTO refused VALUES (1)`)
    bench.revise('a', null, { upgrade: `op.alterColumn('t', 'c', { to: { type: integer() } })` })
    await upgrade(await bench.project())
    for (const name of ['gone', 'nulled', 'refused'])
      assert.deepEqual(await connection.query(`SELECT t FROM ${name}`), [{ t: 1 }], name)
    await connection.run('DELETE FROM refused')
    await connection.run('DELETE FROM t')
    assert.deepEqual(await connection.query('SELECT t FROM gone'), [], 'the keys are enforced')
  },
  SQLITE,
)

item(
  '8.22 a view on the table is kept, and a rebuild that failed can be run again',
  async (bench) => {
    const { connection } = bench
    await connection.script(`
      CREATE TABLE t (id INTEGER PRIMARY KEY, c VARCHAR(5));
      CREATE VIEW v AS SELECT c FROM t;
      INSERT INTO t VALUES (1, NULL)`)
    bench.revise('a', null, {
      upgrade: `op.alterColumn('t', 'c', { to: { type: text(), nullable: false } })`,
    })
    const project = await bench.project()
    const names = async () =>
      (await connection.query<{ name: string }>('SELECT name FROM sqlite_schema')).map(
        ({ name }) => name,
      )
    await assert.rejects(upgrade(project), { code: 'revision-failed', message: /NOT NULL/ })
    assert.deepEqual(await names(), ['t', 'v'])
    await connection.run("UPDATE t SET c = 'now'")
    await upgrade(project)
    assert.deepEqual(await connection.query('SELECT c FROM v'), [{ c: 'now' }])
  },
  SQLITE,
)
