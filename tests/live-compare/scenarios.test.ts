/** Changes that reach over several objects, on live databases. */
import assert from 'node:assert/strict'
import {
  bigint,
  check,
  domain,
  enumeration,
  index,
  integer,
  materializedView,
  native,
  policy,
  routine,
  sequence,
  sql,
  table,
  text,
  trigger,
  varchar,
  view,
} from '../../src/schema/builders/index.ts'
import { emptySchema } from '../../src/schema/model.ts'
import { schemaOf } from '../../src/schema/put-together.ts'
import { forEachDatabase } from '../support/databases.ts'
import { bring, compareLive, reflect, roundTrip } from './live.ts'
import { tell } from './told.ts'

const POSTGRES = { on: ['postgresql'] } as const
const SQLITE = { on: ['sqlite'] } as const

const person = (columns = {}, items: Parameters<typeof table>[2] = []) =>
  table('person', { id: integer().primaryKey(), ...columns }, items as never)

forEachDatabase(
  'views stand aside while a column under them gets another type',
  async ({ connection }) => {
    const models = (type: typeof varchar | typeof text) =>
      schemaOf([
        person({ name: type() }),
        view('names', sql`SELECT person.id, person.name FROM person`),
        view('long_names', sql`SELECT names.name FROM names WHERE length(names.name) > 10`),
      ])
    const { steps } = await roundTrip(connection, models(varchar), models(text))
    assert.deepEqual(steps, [
      'dropObject view long_names',
      'dropObject view names',
      'alterColumn person.name type',
      'createObject view names',
      'createObject view long_names',
    ])
  },
)

forEachDatabase('a view moves on from one column to another', async ({ connection }) => {
  const models = (column: string) =>
    schemaOf([
      person({ [column]: text() }),
      view('names', sql`SELECT person.${sql.ref(column)} AS name FROM person`),
    ])
  const { steps } = await roundTrip(connection, models('name'), models('label'))
  assert.deepEqual(steps, [
    'addColumn person.label',
    'replaceObject view names',
    'dropColumn person.name',
  ])
})

forEachDatabase(
  'a column that is renamed keeps its rows, its index and its view',
  async ({ connection }) => {
    const models = (column: string) =>
      schemaOf([
        person({ [column]: text() }, [index([column] as never, { name: 'ix' })]),
        view('names', sql`SELECT person.${sql.ref(column)} AS name FROM person`),
      ])
    await bring(connection, models('mail'))
    await connection.run("INSERT INTO person (id, mail) VALUES (1, 'a@b')")
    const renames = [{ kind: 'column', table: 'person', from: 'mail', to: 'email' }] as const
    const { steps } = await roundTrip(connection, models('mail'), models('email'), { renames })
    // A view over a name that is not there yet cannot be put to the server: its text may be said again.
    assert.deepEqual(
      steps.filter((step) => step !== 'replaceObject view names'),
      ['renameColumn person.mail email'],
    )
    assert.deepEqual(await connection.query('SELECT mail FROM person'), [{ mail: 'a@b' }])
  },
)

forEachDatabase(
  'a table that is renamed keeps its rows, and what refers to it',
  async ({ connection }) => {
    const models = (name: string) =>
      schemaOf([
        table(name, { id: integer().primaryKey(), a: text() }),
        table('pet', {
          owner: integer().references({ table: name, column: 'id' }, { name: 'fk' }),
        }),
      ])
    await bring(connection, models('person'))
    await connection.run("INSERT INTO person (id, a) VALUES (1, 'x')")
    const renames = [{ kind: 'table', from: 'person', to: 'human' }] as const
    const { steps } = await roundTrip(connection, models('person'), models('human'), { renames })
    assert.deepEqual(steps, ['renameTable person human'])
    assert.deepEqual(await connection.query('SELECT a FROM person'), [{ a: 'x' }])
  },
)

forEachDatabase('rows stay while everything around them changes', async ({ connection }) => {
  const before = schemaOf([
    person({ a: varchar(20), b: integer().unique({ name: 'u' }), c: integer() }, [
      check(sql`b > 0`, { name: 'ck' }),
    ]),
    table('pet', { owner: integer().references('person.b', { name: 'fk', onDelete: 'cascade' }) }),
  ])
  const after = schemaOf([
    person({ a: text().notNull(), b: bigint().unique({ name: 'u2' }), d: text() }, [
      check(sql`b > 1`, { name: 'ck' }),
    ]),
    table('pet', { owner: bigint().references('person.b', { name: 'fk', onDelete: 'set null' }) }),
  ])
  await bring(connection, before)
  await connection.run("INSERT INTO person (id, a, b, c) VALUES (7, 'x', 8, 9)")
  await connection.run('INSERT INTO pet (owner) VALUES (8)')
  await bring(connection, after)
  assert.deepEqual(
    await connection.query(
      'SELECT person.id, a, d, CAST(owner AS integer) AS owner FROM person JOIN pet ON owner = b',
    ),
    [{ id: 7, a: 'x', d: null, owner: 8 }],
  )
})

forEachDatabase('tables of others are left alone, and named', async ({ connection }) => {
  await connection.script(
    'CREATE TABLE celery_task (id integer PRIMARY KEY); CREATE TABLE old (id integer)',
  )
  const models = schemaOf([person()])
  const { comparison } = await compareLive(connection, models, { ignore: ['celery_*'] })
  assert.deepEqual(comparison.operations.map(tell), ['createTable person', 'dropTable old'])
  assert.deepEqual(comparison.left, [
    {
      side: 'found',
      kind: 'table',
      name: 'celery_task',
      reason: 'ignored by "celery_*"',
      pattern: 'celery_*',
    },
  ])
})

forEachDatabase(
  'a table in a schema of its own brings the schema, and is no news afterwards',
  async ({ connection }) => {
    const models = schemaOf([
      table(
        'user',
        { id: integer().primaryKey(), mood: enumeration('mood', ['a'], { schema: 'app' }) },
        [],
        { schema: 'app' },
      ),
      table('pet', { owner: integer().references('app.user.id', { name: 'fk' }) }),
    ])
    const { steps } = await roundTrip(connection, emptySchema, models, { schemas: ['app'] })
    assert.deepEqual(steps, [
      'createSchema app',
      'createEnum app.mood',
      'createTable app.user',
      'createTable pet',
    ])
  },
  POSTGRES,
)

forEachDatabase(
  'schemas that nobody asked for do not appear',
  async ({ connection }) => {
    await connection.script('CREATE SCHEMA other; CREATE TABLE other.t (id integer)')
    const { comparison } = await compareLive(connection, schemaOf([person()]))
    assert.deepEqual(comparison.operations.map(tell), ['createTable person'])
  },
  POSTGRES,
)

forEachDatabase(
  'partitions are left alone, with the table they belong to',
  async ({ connection }) => {
    await connection.script(`
      CREATE TABLE log (id integer NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
      CREATE TABLE log_2026 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
      CREATE INDEX ix_log ON log (id)`)
    const found = await reflect(connection)
    const { comparison } = await compareLive(connection, { ...found, unmodelled: [] })
    assert.deepEqual(comparison.operations.map(tell), [])
    assert.deepEqual(
      comparison.left.map(({ kind, name }) => `${kind} ${name}`),
      ['partition log_2026'],
    )
  },
  POSTGRES,
)

forEachDatabase(
  'a column of a domain is not one of the type under it, and no news either',
  async ({ connection }) => {
    const models = (type: ReturnType<typeof text>) =>
      schemaOf([domain('email', "AS text CHECK (VALUE LIKE '%@%')"), person({ a: type })])
    const ofDomain = native('email') as unknown as ReturnType<typeof text>
    const { steps } = await roundTrip(connection, models(text()), models(ofDomain))
    assert.deepEqual(steps, ['alterColumn person.a type'])
  },
  POSTGRES,
)

forEachDatabase(
  'functions, triggers, policies and materialized views come, change and go',
  async ({ connection }) => {
    const models = (value: string) =>
      schemaOf([
        person({ a: integer().default(1), b: text() }, [check(sql`positive(a)`, { name: 'ck' })]),
        routine(
          'positive',
          `CREATE FUNCTION positive(n integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT n > ${value}'`,
          { signature: 'integer' },
        ),
        routine(
          'touch',
          `CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.b := ''${value}''; RETURN NEW; END'`,
          { signature: '' },
        ),
        trigger(
          'touched',
          'person',
          'CREATE TRIGGER touched BEFORE UPDATE OF a ON person FOR EACH ROW EXECUTE FUNCTION touch()',
        ),
        policy('own', 'person', `CREATE POLICY own ON person USING (a > ${value})`),
        materializedView('ids', sql`SELECT person.id, person.a FROM person`, {
          indexes: [index(['id'], { name: 'ix_ids', unique: true })],
        }),
      ])
    const start = await roundTrip(connection, emptySchema, models('0'))
    assert.deepEqual(start.steps, [
      'createObject function positive',
      'createTable person',
      'createObject function touch',
      'createObject materializedView ids',
      'createObject trigger touched',
      'createObject policy own',
    ])
    const change = await roundTrip(connection, models('0'), models('1'))
    assert.deepEqual(change.steps, [
      'replaceObject function positive',
      'replaceObject function touch',
      'replaceObject policy own',
    ])
  },
  POSTGRES,
)

forEachDatabase(
  'what hangs on a column stands aside while its type changes',
  async ({ connection }) => {
    const models = (type: typeof integer | typeof bigint) =>
      schemaOf([
        person({ a: type(), twice: bigint().generatedAs(sql`a * 2`) }, [index(['twice'])]),
        routine(
          'touch',
          "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
          { signature: '' },
        ),
        trigger(
          'touched',
          'person',
          'CREATE TRIGGER touched BEFORE UPDATE OF a ON person FOR EACH ROW EXECUTE FUNCTION touch()',
        ),
        policy('own', 'person', 'CREATE POLICY own ON person USING (a > 0)'),
        materializedView('sums', sql`SELECT sum(person.a) AS total FROM person`),
      ])
    const { steps } = await roundTrip(connection, models(integer), models(bigint))
    assert.deepEqual(steps, [
      'dropObject policy own',
      'dropObject trigger touched',
      'dropObject materializedView sums',
      'dropIndex person ix_person_twice',
      'dropColumn person.twice',
      'alterColumn person.a type',
      'addColumn person.twice',
      'createIndex person ix_person_twice',
      'createObject materializedView sums',
      'createObject trigger touched',
      'createObject policy own',
    ])
  },
  POSTGRES,
)

forEachDatabase(
  'a sequence is owned by a column that comes after it',
  async ({ connection }) => {
    const owned = schemaOf([
      sequence('numbers', { ownedBy: { table: 'log', column: 'n' } }),
      table('log', { n: bigint() }),
    ])
    const { steps } = await roundTrip(connection, emptySchema, owned)
    assert.deepEqual(steps, ['createSequence numbers', 'createTable log', 'alterSequence numbers'])
  },
  POSTGRES,
)

forEachDatabase(
  'a value is added to an enum whose column has a view, a check and a key',
  async ({ connection }) => {
    const models = (values: string[]) =>
      schemaOf([
        table('kind', { name: enumeration('mood', values).primaryKey() }),
        person(
          {
            mood: enumeration('mood', values).default('a').references('kind.name', { name: 'fk' }),
          },
          [
            check(sql`mood <> 'b'`, { name: 'ck' }),
            index(['id'], { name: 'ix', where: sql`mood = 'a'` }),
          ],
        ),
        view('moods', sql`SELECT person.mood FROM person`),
      ])
    const more = await roundTrip(connection, models(['a', 'b']), models(['a', 'b', 'c']))
    assert.deepEqual(more.steps, ['addEnumValue mood c'])
  },
  POSTGRES,
)

forEachDatabase(
  'a table and its columns are the same in any case',
  async ({ connection }) => {
    await connection.script('CREATE TABLE Person (ID INTEGER NOT NULL PRIMARY KEY, Name TEXT)')
    const models = schemaOf([person({ name: text() })])
    const { comparison } = await compareLive(connection, models)
    assert.deepEqual(comparison.operations.map(tell), [
      'renameColumn Person.ID id',
      'renameColumn Person.Name name',
    ])
    await bring(connection, models)
    const again = await compareLive(connection, models)
    assert.deepEqual(again.comparison.operations, [])
  },
  SQLITE,
)
