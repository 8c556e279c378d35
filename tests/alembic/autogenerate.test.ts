/** Alembic's surprising semantics, 23 to 30: what autogenerate sees. */
import assert from 'node:assert/strict'
import { upgrade } from '../../src/commands/upgrade.ts'
import {
  type ColumnBuilder,
  check,
  desc,
  enumeration,
  enumType,
  foreignKey,
  index,
  integer,
  json,
  numeric,
  sql,
  table,
  text,
  timestamp,
  unique,
  varchar,
} from '../../src/schema/builders/index.ts'
import { autogenerate, evolve, isAs, item, POSTGRESQL } from './support.ts'

const id = integer().primaryKey()
const items = (...more: object[]) => [table('t', { id, a: text(), b: integer() }, more as never)]

/** One table for each pair, as its first or its second half says. */
const tables = <T>(
  pairs: readonly (readonly [T, T])[],
  half: 0 | 1,
  make: (of: T) => [object, object?],
) =>
  pairs.map((pair, at) => {
    const [columns, extra] = make(pair[half])
    return table(`t${at}`, { id, ...columns }, (extra === undefined ? [] : [extra]) as never)
  })

item('8.23 a length or precision that comes or goes is a change', async (bench) => {
  const pairs: [ColumnBuilder, ColumnBuilder][] = [
    [varchar(10), varchar()],
    [varchar(), varchar(10)],
    [numeric(10, 2), numeric(10)],
    [numeric(), numeric(10, 2)],
  ]
  const models = (half: 0 | 1) => tables(pairs, half, (a) => [{ a }])
  const { words } = await evolve(bench, models(0), models(1))
  assert.deepEqual(
    words.toSorted(),
    pairs.map((_, at) => `alter column "t${at}"."a" (type)`),
  )
})

item('8.24 defaults are compared, and a json default stops nothing', async (bench) => {
  const models = (n: number, settings: object) => [
    table('t', { id, n: integer().default(n), settings: json().default(settings as never) }),
  ]
  const { words } = await evolve(bench, models(1, { a: 1 }), models(2, { a: 2 }))
  assert.deepEqual(words.toSorted(), [
    'alter column "t"."n" (default)',
    'alter column "t"."settings" (default)',
  ])
  if (bench.target === 'postgresql')
    await bench.connection.run(`ALTER TABLE t ALTER settings SET DEFAULT '{"a" :  2}'`)
  await isAs(bench, models(2, { a: 2 }))
})

item('8.25 an index is what it says, not its name alone', async (bench) => {
  const changes = (name: string): [object, object][] => [
    [index(['a'], { name }), index(['a'], { name, where: sql`b > 1` })],
    [index(['a'], { name, where: sql`b > 1` }), index(['a'], { name, where: sql`b > 2` })],
    [index(['a'], { name }), index([desc('a')], { name })],
    [index([sql`lower(a)`], { name }), index([sql`upper(a)`], { name })],
    [unique(['a', 'b'], { name }), unique(['b', 'a'], { name })],
  ]
  const onPostgres = (name: string): [object, object][] => [
    [index(['a'], { name }), index(['a'], { name, include: ['b'] })],
    [index(['a'], { name }), index(['a'], { name, method: 'hash' })],
    [index(['a'], { name }), index([{ column: 'a', opclass: 'text_pattern_ops' }], { name })],
    [index(['a'], { name }), index(['a'], { name, with: { fillfactor: '70' } })],
    [unique(['a'], { name }), unique(['a'], { name, deferrable: 'deferred' })],
  ]
  const all = (name: string) => [
    ...changes(name),
    ...(bench.target === 'sqlite' ? [] : onPostgres(name)),
  ]
  const pairs = all('').map((_, at) => all(`t${at}_a`)[at]!)
  const models = (half: 0 | 1) => tables(pairs, half, (one) => [{ a: text(), b: integer() }, one])
  const { words } = await evolve(bench, models(0), models(1))
  for (const at of pairs.keys())
    assert.equal(words.filter((text) => text.includes(`"t${at}"`)).length, 2, words.join('\n'))
})

item(
  '8.26 a check is what it means: a new wording is no change, a new meaning is one',
  async (bench) => {
    await evolve(bench, [], items(check(sql`b IN (1, 2)`, { name: 'ck' })))
    await isAs(bench, items(check(sql`b   IN (1,2)`, { name: 'ck' })))
    const { words } = await evolve(
      bench,
      items(check(sql`b IN (1, 2)`, { name: 'ck' })),
      items(check(sql`b IN (1, 2, 3)`, { name: 'ck' })),
    )
    assert.deepEqual(words, ['drop check "ck" of "t"', 'create check "ck" on "t"'])
  },
)

item(
  '8.26 a check that the database named is the one of the models that has no name',
  async (bench) => {
    await bench.connection.run(
      bench.target === 'sqlite'
        ? `CREATE TABLE "t" ("id" INTEGER NOT NULL PRIMARY KEY, "a" TEXT, "b" INTEGER CHECK (b > 0))`
        : 'CREATE TABLE t (id serial PRIMARY KEY, a text, b integer CHECK (b > 0))',
    )
    await isAs(bench, [table('t', { id, a: text(), b: integer().check(sql`b > 0`) })])
  },
)

item(
  '8.27 tables go in the reverse of the order in which they refer to each other, circles too',
  async (bench) => {
    const models = [
      table('alpha', { id, z: integer().references('zeta.id') }),
      table('beta', { id, a: integer().references('alpha.id') }),
      table('zeta', { id, b: integer().references('beta.id') }),
      table('loner', { id, a: integer().references('alpha.id') }),
    ]
    const { words, text: file } = await evolve(bench, models, [])
    const again = await autogenerate(bench, [], {}).catch(() => undefined)
    assert.ok(words.indexOf('drop table "loner"') < words.indexOf('drop table "alpha"'), file)
    assert.equal(again?.path, undefined, 'nothing is left')
  },
)

item(
  '8.27 a partitioned table and its partitions are left alone',
  async (bench) => {
    const log = table(
      'log',
      { id: integer().notNull().autoincrement(false), at: timestamp().notNull() },
      [],
      {
        partitionBy: 'RANGE (at)',
      },
    )
    await evolve(bench, [], [log])
    await bench.connection.script(`
      CREATE TABLE log_2026 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
      INSERT INTO log VALUES (1, '2026-05-05')`)
    const written = await autogenerate(bench, [log], {})
    assert.deepEqual(written.words, [])
    assert.deepEqual(
      written.left.map(({ kind, name }) => `${kind} ${name}`),
      ['partition log_2026'],
    )
    const dropped = await autogenerate(bench, [], { yes: true })
    assert.deepEqual(dropped.words, ['drop table "log"'])
    assert.match(dropped.text, /partitionBy: 'RANGE \(at\)'/)
    assert.match(JSON.stringify(dropped.notes), /log_2026/)
  },
  POSTGRESQL,
)

item('8.28 a constraint without a name is dropped by what it says', async (bench) => {
  const plain = table('t', { id, a: text(), b: integer() })
  const full = table('t', { id, a: text(), b: integer() }, [
    unique(['a']),
    check(sql`b > 0`),
    foreignKey(['b'], { table: 't', columns: ['id'] }),
  ])
  const { text: file } = await evolve(bench, [full], [plain])
  assert.equal(file.match(/op\.dropConstraint\('t', /g)?.length, 3)
  assert.ok(!/null|undefined/.test(file.replace('revises: null', '')))
})

item(
  '8.29 a table in a schema of its own brings the schema, and is no news afterwards',
  async (bench) => {
    const models = [
      table('user', { id }, [], { schema: 'app' }),
      table('pet', { id, owner: integer().references('app.user.id') }),
    ]
    const { words } = await evolve(bench, [], models)
    assert.deepEqual(words, [
      'create schema "app"',
      'create table "app"."user"',
      'create table "pet"',
    ])
  },
  POSTGRESQL,
)

item(
  '8.29 the default schema may be named, or not',
  async (bench) => {
    const models = (schema: string | undefined, columns = {}) => {
      const facts = schema === undefined ? {} : { schema }
      const mood = enumType('mood', ['ok'], facts)
      const owner = integer().references({ ...facts, table: 'user', column: 'id' })
      return [
        mood,
        table('user', { id, ...columns }, [], facts),
        table('pet', { id, owner, mood: enumeration(mood) }, [], facts),
      ]
    }
    const { words } = await evolve(bench, models('public'), models('public', { name: text() }))
    assert.deepEqual(words, ['add column "user"."name"'])
    await isAs(bench, models(undefined, { name: text() }))
    await isAs(bench, models('public', { name: text() }))
  },
  POSTGRESQL,
)

item(
  '8.30 includeName is asked of what the database has, includeObject of both sides',
  async (bench) => {
    await bench.connection.script(
      'CREATE TABLE theirs (id integer); CREATE TABLE temp_a (id integer)',
    )
    const names: unknown[] = []
    const sides: unknown[] = []
    const config = {
      includeName: (name: any, kind: string, parent: object) => {
        if (kind === 'table') names.push([name, parent])
        return name !== 'theirs'
      },
      includeObject: (_: unknown, name: any, kind: string, side: string) => {
        if (kind === 'table') sides.push(`${side} ${name}`)
        return !String(name).startsWith('temp_')
      },
    }
    const written = await autogenerate(bench, [table('mine', { id }), table('temp_b', { id })], {
      config,
    })
    assert.deepEqual(written.words, ['create table "mine"'])
    assert.deepEqual(names.toSorted(), [
      ['temp_a', {}],
      ['theirs', {}],
    ])
    assert.deepEqual(sides.toSorted(), ['found temp_a', 'wanted mine', 'wanted temp_b'])
    assert.deepEqual(
      written.left.map(({ name, reason }) => `${name}: ${reason}`),
      [
        'temp_a: left out by includeObject',
        'theirs: left out by includeName',
        'temp_b: left out by includeObject',
      ],
    )
    await upgrade(await bench.project([], config))
    assert.deepEqual(await bench.tables(), ['athanor_version', 'mine', 'temp_a', 'theirs'])
  },
)
