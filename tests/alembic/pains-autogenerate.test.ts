/** What users of Alembic complain about, as far as it is autogenerate. */
import assert from 'node:assert/strict'
import { diff } from '../../src/commands/diff.ts'
import { upgrade } from '../../src/commands/upgrade.ts'
import type { RenderedItem } from '../../src/render/render-item.ts'
import {
  bigint,
  boolean,
  check,
  date,
  enumeration,
  enumType,
  exclude,
  extension,
  foreignKey,
  index,
  integer,
  jsonb,
  native,
  numeric,
  policy,
  primaryKey,
  routine,
  sequence,
  sql,
  table,
  text,
  timestamp,
  trigger,
  unique,
  uuid,
  varchar,
  view,
} from '../../src/schema/builders/index.ts'
import { autogenerate, evolve, isAs, item, POSTGRESQL } from './support.ts'

const id = integer().primaryKey()

item('7.01 what looks like a rename is said in the file', async (bench) => {
  const models = (name: string, column: string) => [table(name, { id, [column]: text() })]
  await evolve(bench, [], models('user', 'mail'))
  const { text: guess } = await autogenerate(bench, models('user', 'email'), {
    empty: true,
    yes: true,
    revId: 'guess',
  })
  assert.match(guess, /\/\/ .*--rename user\.mail=email/)
  assert.match(guess, /op\.dropColumn\('user', 'mail'/)
})

item('7.01 a rename that is stated keeps the rows', async (bench) => {
  const models = (name: string, column: string) => [table(name, { id, [column]: text() })]
  const { words } = await evolve(bench, models('user', 'mail'), models('person', 'email'), {
    renames: ['user=person', 'person.mail=email'],
    between: `INSERT INTO "user" (id, mail) VALUES (1, 'a@b')`,
  })
  assert.deepEqual(words, [
    'rename table "user" to "person"',
    'rename column "person"."mail" to "email"',
  ])
  assert.deepEqual(await bench.connection.query('SELECT email FROM person'), [{ email: 'a@b' }])
})

item('7.02 values of an enum come, go and change, with the rows', async (bench) => {
  const models = (...values: string[]) => {
    const mood = enumType('mood', values)
    return [mood, table('t', { id, mood: enumeration(mood).notNull().default('ok') })]
  }
  const insert = "INSERT INTO t (id, mood) VALUES (1, 'ok')"
  const more = await evolve(bench, models('ok', 'sad'), models('bad', 'ok', 'sad', 'so so'), {
    between: insert,
  })
  assert.match(more.words.join(), /"mood"/)
  const less = await evolve(bench, models('bad', 'ok', 'sad', 'so so'), models('sad', 'ok'))
  if (bench.target === 'postgresql')
    assert.match(JSON.stringify(less.notes), /loses 'bad', 'so so'/)
  assert.deepEqual(await bench.connection.query('SELECT mood FROM t'), [{ mood: 'ok' }])
})

item(
  '7.02 a value is renamed, or becomes another one, in the rows and the default too',
  async (bench) => {
    const mood = (...values: string[]) => `enumeration('mood', ${JSON.stringify(values)})`
    bench.revise('a', null, {
      upgrade: `op.createEnum('mood', ['ok', 'sad', 'bad'])
              op.createTable('t', { id: integer().primaryKey(), mood: ${mood('ok', 'sad', 'bad')}.default('sad') })
              op.bulkInsert('t', [{ id: 1 }, { id: 2, mood: 'bad' }])`,
    })
    bench.revise('b', 'a', {
      upgrade: `op.renameEnumValue('mood', 'sad', 'unhappy')
              op.alterEnum('mood', { from: ['ok', 'unhappy', 'bad'], to: ['ok', 'unhappy'], mapping: { bad: 'unhappy' } })`,
    })
    await upgrade(await bench.project())
    await bench.connection.run('INSERT INTO t (id) VALUES (3)')
    const rows = await bench.connection.query('SELECT mood FROM t ORDER BY id')
    assert.deepEqual(rows, [{ mood: 'unhappy' }, { mood: 'unhappy' }, { mood: 'unhappy' }])
  },
)

item(
  '7.06 naming conventions name what has no name, and the database keeps the name',
  async (bench) => {
    const config = { naming: { uq: 'uq_{table}_{columns}', ck: 'ck_{table}_{constraint}' } }
    const models = (...more: object[]) => [table('t', { id, a: text() }, more as never)]
    const { words } = await evolve(bench, models(), models(unique(['a'])), { config })
    assert.deepEqual(words, ['create unique constraint "uq_t_a" on "t"'])
  },
)

item(
  '7.07 an index over an expression or with a condition is no news afterwards',
  async (bench) => {
    const models = [
      table('t', { id, a: text(), b: integer(), at: timestamp() }, [
        index([sql`lower(a)`], { name: 'ix1' }),
        index([sql`coalesce(a, '')`, 'b'], { name: 'ix2' }),
        index(['a'], { name: 'ix3', where: sql`b IN (1, 2) AND a <> 'x'` }),
        index([sql`CAST(b AS text)`], { name: 'ix4', unique: true, where: sql`a IS NOT NULL` }),
      ]),
    ]
    await evolve(bench, [], models)
  },
)

item('7.08 a default is no news afterwards, whatever it is', async (bench) => {
  const models = [
    table('t', {
      id,
      a: text().notNull().default("it's"),
      b: boolean().notNull().default(false),
      c: timestamp().default(sql`now()`),
      d: numeric(10, 2).default(1.5),
      e: integer().default(-1),
      f: date().default(sql`'2026-01-01'`),
      g: jsonb().default({ a: [1, 'x'] }),
      h: varchar(5).default(''),
      i: uuid().default('6f2c1a3e-0000-4000-8000-000000000000'),
      j: bigint().default(sql`(1 + 1)`),
    }),
  ]
  await evolve(bench, [], models)
})

item('7.09 keys in circles come and go, whatever the order of the models', async (bench) => {
  const models = [
    table('c', { id, a: integer().notNull().references('a.id') }),
    table('a', { id, b: integer().references('b.id'), self: integer().references('a.id') }),
    table('b', { id, c: integer().references('c.id'), a: integer() }, [
      foreignKey(['a'], { table: 'a', columns: ['id'] }),
    ]),
  ]
  await evolve(bench, models, [])
})

item(
  '7.10 a primary key is compared: its columns, their order, and whether it numbers itself',
  async (bench) => {
    const models = (keys: readonly string[], type = integer()) => [
      table('t', { a: type.notNull().autoincrement(false), b: integer().notNull() }, [
        primaryKey(keys as never),
      ]),
      table('n', {
        id: keys.length > 1 ? bigint().primaryKey().autoincrement(false) : bigint().primaryKey(),
      }),
    ]
    const { words } = await evolve(bench, models(['a']), models(['b', 'a']), {
      between: 'INSERT INTO t (a, b) VALUES (1, 2)',
    })
    assert.match(words.join(), /primary key/)
    if (bench.target === 'postgresql') assert.match(words.join(), /"n"\."id" \(autoincrement\)/)
    assert.deepEqual(await bench.connection.query('SELECT a, b FROM t'), [{ a: 1, b: 2 }])
  },
)

item('7.12 checks are found, by what they mean, named or not', async (bench) => {
  const models = (n: number) => [
    table('t', { id, a: integer().check(sql`a > ${n}`), b: integer() }, [
      check(sql`b BETWEEN 1 AND ${n}`, { name: 'ck' }),
    ]),
  ]
  const { words } = await evolve(bench, models(5), models(6))
  assert.equal(words.filter((text) => /check/.test(text)).length, 4, words.join())
})

item('7.13 views and triggers are part of the models', async (bench) => {
  const body =
    bench.target === 'sqlite'
      ? 'BEGIN DELETE FROM log; END'
      : 'FOR EACH ROW EXECUTE FUNCTION touch()'
  const touch = routine(
    'touch',
    "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    { signature: '' },
  )
  const models = (column: string) => [
    table('t', { id, a: text(), b: text() }),
    table('log', { a: text() }),
    view('names', sql`SELECT t.id, t.${sql.ref(column)} AS name FROM t`),
    trigger('touched', 't', `CREATE TRIGGER touched AFTER UPDATE ON t ${body}`),
    ...(bench.target === 'sqlite' ? [] : [touch]),
  ]
  await evolve(bench, [], models('a'))
  const { words } = await evolve(bench, models('a'), models('b'))
  assert.deepEqual(words, ['replace view "names"'])
})

item(
  '7.13 functions, row security and extensions are part of the models',
  async (bench) => {
    const models = (n: number) => [
      table('t', { id, a: text() }, [], { rowSecurity: 'enabled' }),
      extension('citext'),
      routine(
        'twice',
        `CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n * ${n}'`,
        { signature: 'integer' },
      ),
      policy('own', 't', `CREATE POLICY own ON t USING (id > ${n})`),
    ]
    await evolve(bench, [], models(2))
    const { words } = await evolve(bench, models(2), models(3))
    assert.deepEqual(words.toSorted(), [
      'replace function "twice"(integer)',
      'replace policy "own" on "t"',
    ])
  },
  POSTGRESQL,
)

item(
  '7.14 a search path makes no difference, and each tenant has its own versions',
  async (bench) => {
    const models = [
      table('user', { id }),
      table('pet', { id, owner: integer().references('user.id') }),
    ]
    const url = (schema: string) =>
      `${bench.url}?options=${encodeURIComponent(`-c search_path=${schema},public`)}`
    await bench.connection.script(
      'CREATE SCHEMA one; CREATE SCHEMA two; CREATE TABLE public.pet (id integer)',
    )
    await autogenerate(bench, models, { config: { url: url('one') }, revId: 'a' })
    for (const schema of ['one', 'two']) {
      const config = { url: url(schema) }
      await upgrade(await bench.project(models, config))
      await isAs(bench, models, config)
      const rows = await bench.connection.query(`SELECT version_num FROM ${schema}.athanor_version`)
      assert.deepEqual(rows, [{ version_num: 'a' }])
    }
    const tables =
      "SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE tablename IN ('pet', 'user') ORDER BY 1"
    assert.deepEqual(
      (await bench.connection.query<{ name: string }>(tables)).map(({ name }) => name),
      ['one.pet', 'one.user', 'public.pet', 'two.pet', 'two.user'],
    )
  },
  POSTGRESQL,
)

item(
  '7.14 the schema of the version table is made with it',
  async (bench) => {
    bench.draw('a')
    const versionTable = { name: 'versions', schema: 'own' }
    await upgrade(await bench.project([], { versionTable }))
    assert.deepEqual(await bench.connection.query('SELECT * FROM own.versions'), [
      { version_num: 'a' },
    ])
  },
  POSTGRESQL,
)

item(
  '7.21 exclusion constraints, sequences and inheritance are compared',
  async (bench) => {
    const models = (n: number) => [
      sequence('numbers', { start: 5, increment: n }),
      table('room', { id, during: native('int4range') }, [
        exclude([{ column: 'during', operator: n === 1 ? '&&' : '=' }], {
          name: 'ex',
          using: 'gist',
        }),
      ]),
      table('log', { a: integer() }),
      table('log_of_x', { a: integer(), ...(n === 1 ? {} : { b: text() }) }, [], {
        inherits: [{ name: 'log' }],
      }),
    ]
    await evolve(bench, [], models(1))
    const { words } = await evolve(bench, models(1), models(2))
    assert.equal(words.length, 4, words.join())
  },
  POSTGRESQL,
)

item(
  '7.22 a generated file imports what it needs, also for types that only the database knows',
  async (bench) => {
    const models = [table('t', { id, a: native('inet').notNull(), b: native('int4range') })]
    const { text: file } = await evolve(bench, [], models)
    assert.match(file, /import \{ defineRevision, integer, native \} from 'athanor'/)
    const config = {
      renderItem: (item: RenderedItem) =>
        item.kind === 'type' && item.value.kind === 'native' && item.value.sql === 'inet'
          ? { source: 'address()', imports: [{ name: 'address', from: './types.ts' }] }
          : undefined,
    }
    const own = await autogenerate(bench, [], { config, yes: true })
    assert.match(own.text, /import \{ address \} from '\.\/types\.ts'/)
    assert.match(own.text, /a: address\(\)\.notNull\(\)/)
  },
  POSTGRESQL,
)

item('7.23 what the models ask for can be told without a database', async (bench) => {
  bench.draw('a')
  const dead = {
    url: bench.target === 'sqlite' ? 'sqlite:/nowhere/at/all.db' : 'postgresql://u@127.0.0.1:1/db',
  }
  const project = await bench.project([table('a', { id, name: text() })], dead)
  const { words } = await diff({ from: 'head', to: 'models', project })
  assert.deepEqual(words, ['add column "a"."name"'])
})

item('7.28 a length that comes or goes is in the file, both ways', async (bench) => {
  const models = (type: ReturnType<typeof varchar>) => [table('t', { id, a: type })]
  const { text: file } = await evolve(bench, models(varchar()), models(varchar(40)))
  assert.match(file, /from: \{ type: varchar\(\) \},\s+to: \{ type: varchar\(40\) \}/)
  assert.match(file, /from: \{ type: varchar\(40\) \},\s+to: \{ type: varchar\(\) \}/)
})
