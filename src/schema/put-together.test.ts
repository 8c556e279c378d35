import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  array,
  bigint,
  check,
  domain,
  enumeration,
  enumType,
  exclude,
  extension,
  foreignKey,
  grant,
  index,
  integer,
  materializedView,
  policy,
  primaryKey,
  routine,
  sequence,
  sql,
  table,
  text,
  trigger,
  unique,
  uuid,
  varchar,
  view,
} from './builders/index.ts'
import { type DialectName, emptySchema, type Schema } from './model.ts'
import { schemaOf } from './put-together.ts'

const mood = enumType('mood', ['happy', 'sad'], { comment: 'how it goes' })

const environment = table('environment', {
  id: integer().primaryKey(),
  namespace_id: integer().notNull().references('namespace.id', { onDelete: 'cascade' }),
  current_build_id: integer().references('build.id'),
  mood: enumeration(mood),
})
const namespace = table('namespace', { id: integer().primaryKey(), name: varchar(9).unique() })
const build = table('build', {
  id: integer().primaryKey(),
  environment_id: integer().notNull().references({ table: 'environment' }),
  parent_id: integer().references('build.id'),
})
const models = { environment, namespace, build, mood }

const tableNames = (schema: Schema): string[] => schema.tables.map(({ name }) => name)

describe('schemaOf', () => {
  test('finds the tables of a module, circles and all', () => {
    const schema = schemaOf(models)
    assert.deepEqual(tableNames(schema), ['environment', 'namespace', 'build'])
    assert.deepEqual(schema.enums, [
      { name: 'mood', values: ['happy', 'sad'], comment: 'how it goes' },
    ])
    assert.deepEqual(schema.tables[2]!.foreignKeys[0]!.references, {
      name: 'environment',
      columns: [],
    })
  })

  test('looks into arrays and records, and finds each thing once', () => {
    const ring: Record<string, unknown> = { build }
    ring.self = ring
    const schema = schemaOf({ a: [namespace, [build]], b: { environment, namespace }, ring, mood })
    assert.deepEqual(schema.tables.length, 3)
    assert.deepEqual(tableNames(schemaOf([namespace])), ['namespace'])
  })

  test('passes over whatever is no model', () => {
    class Service {
      readonly namespace = namespace
    }
    const others = [
      1,
      'a',
      null,
      undefined,
      () => namespace,
      new Service(),
      sql`a`,
      integer(),
      new Date(),
    ]
    assert.deepEqual(schemaOf({ others, Service }), emptySchema)
    assert.deepEqual(schemaOf(Object.create(null)), emptySchema)
  })

  test('refuses what is no module', () => {
    for (const wrong of [null, undefined, 'models', 5, () => models])
      assert.throws(() => schemaOf(wrong as never), { code: 'invalid-model' })
  })

  test('leaves the models as they were', () => {
    const before = JSON.stringify(models)
    schemaOf(models, { naming: { pk: 'pk_{table}' } })
    assert.equal(JSON.stringify(models), before)
    assert.ok(Object.isFrozen(environment))
  })

  test('finds the enums that a type is on one database only', () => {
    const [base, lite, inArray] = [['a'], ['b'], ['c']].map((values) =>
      enumType(`mood_${values}`, values),
    )
    const schema = schemaOf([
      table('t', {
        id: uuid().primaryKey(),
        one: enumeration(base!).variant('sqlite', text()),
        other: text().variant('postgresql', enumeration(lite!)),
        more: text().variant('postgresql', array(enumeration(inArray!))),
      }),
    ])
    assert.deepEqual(
      schema.enums.map(({ name }) => name),
      ['mood_a', 'mood_b', 'mood_c'],
    )
  })

  test('names by the convention, with the referred columns found', () => {
    const { tables } = schemaOf(models, {
      naming: { fk: 'fk_{table}_{columns}_{referredColumns}', uq: 'uq_{table}_{columns}' },
    })
    assert.equal(tables[2]!.foreignKeys[0]!.name, 'fk_build_environment_id_id')
    assert.equal(tables[1]!.uniques[0]!.name, 'uq_namespace_name')
    assert.equal(tables[1]!.primaryKey!.name, undefined)
  })

  test('takes tables in schemas, and names the schemas', () => {
    const schema = schemaOf([
      table('user', { id: integer().primaryKey() }, [], { schema: 'auth' }),
      table('user', { id: integer().references('auth.user.id') }),
      enumType('kind', ['a'], { schema: 'app' }),
      sequence('numbers', { schema: 'app' }),
      view('v', 'SELECT 1', { schema: 'views' }),
      routine('f', 'CREATE FUNCTION f() … CREATE SCHEMA "later" …'),
    ])
    assert.deepEqual(schema.schemas, ['app', 'auth', 'views'])
  })

  test('takes every other kind of object', () => {
    const schema = schemaOf({
      t: table('t', { id: integer() }),
      seq: sequence('numbers', { start: 5, cycle: false, ownedBy: { table: 't', column: 'id' } }),
      v: view('v', sql`SELECT id FROM t;`, {
        columns: ['id'],
        dependsOn: ['t'],
        with: { security_invoker: true },
      }),
      m: materializedView('m', 'SELECT id FROM t', { indexes: [index(['id'], { unique: true })] }),
      f: routine('f', 'CREATE FUNCTION f(a integer) …', { signature: 'integer' }),
      g: routine('f', 'CREATE FUNCTION f() …'),
      p: routine('p', 'CREATE PROCEDURE p() …', { kind: 'procedure' }),
      x: trigger('x', 'v', 'CREATE TRIGGER x …; END;'),
      d: domain('d', "AS text CHECK (VALUE <> '')"),
      e: extension('pg_trgm'),
      e6: extension('hstore', { version: "1'6", schema: 'e"x' }),
      po: policy('po', 't', 'CREATE POLICY po ON t'),
      gr: grant('reader', 't', 'GRANT SELECT ON t TO reader'),
    })
    assert.deepEqual(schema.schemas, ['e"x'])
    assert.deepEqual(schema.sequences, [
      { name: 'numbers', start: 5, ownedBy: { name: 't', column: 'id' } },
    ])
    assert.deepEqual(schema.objects, [
      {
        kind: 'view',
        name: 'v',
        columns: ['id'],
        definition: 'SELECT id FROM t',
        with: { security_invoker: 'true' },
        dependsOn: [{ name: 't' }],
      },
      {
        kind: 'materializedView',
        name: 'm',
        definition: 'SELECT id FROM t',
        indexes: [{ name: 'ix_m_id', elements: [{ column: 'id' }], unique: true }],
      },
      {
        kind: 'function',
        name: 'f',
        definition: 'CREATE FUNCTION f(a integer) …',
        signature: 'integer',
      },
      { kind: 'function', name: 'f', definition: 'CREATE FUNCTION f() …', signature: '' },
      { kind: 'procedure', name: 'p', definition: 'CREATE PROCEDURE p() …', signature: '' },
      {
        kind: 'trigger',
        name: 'x',
        table: { name: 'v' },
        definition: 'CREATE TRIGGER x …; END',
      },
      { kind: 'domain', name: 'd', definition: "AS text CHECK (VALUE <> '')" },
      { kind: 'extension', name: 'pg_trgm', definition: '' },
      { kind: 'extension', name: 'hstore', definition: `SCHEMA "e""x" VERSION '1''6'` },
      { kind: 'policy', name: 'po', table: { name: 't' }, definition: 'CREATE POLICY po ON t' },
      {
        kind: 'grant',
        name: 'reader',
        table: { name: 't' },
        definition: 'GRANT SELECT ON t TO reader',
      },
    ])
  })

  test('says the same whatever the order and the names of the exports', () => {
    const all = [
      ...Object.values(models),
      table('pair', { a: uuid(), b: uuid(), during: text() }, [
        primaryKey(['a', 'b']),
        unique(['b', 'a']),
        check(sql`a <> b`),
        exclude([{ column: 'during', operator: '&&' }]),
        index(['during']),
      ]),
      table('child', { a: uuid(), b: uuid(), moods: array(enumeration(mood)) }, [
        foreignKey(['a', 'b'], { table: 'pair' }),
      ]),
      sequence('numbers'),
      view('v', 'SELECT 1'),
      view('w', 'SELECT 2'),
    ]
    const naming = { pk: 'pk_{table}', fk: 'fk_{table}_{columns}_{referredColumns}' }
    const expected = sorted(schemaOf(all, { naming }))
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        const exported = Object.fromEntries(shuffled.map((model, i) => [`x${i}`, model]))
        assert.deepEqual(sorted(schemaOf(exported, { naming })), expected)
        assert.deepEqual(schemaOf(exported, { naming }), schemaOf(shuffled, { naming }))
      }),
    )
  })

  test('is quick for many tables', () => {
    const many = Array.from({ length: 1000 }, (_, i) =>
      table(
        `t${i}`,
        {
          id: bigint().primaryKey(),
          next: bigint().references({ table: `t${(i + 1) % 1000}` }),
          name: text().notNull().unique().index(),
        },
        [unique(['id', 'name'])],
      ),
    )
    const started = performance.now()
    assert.equal(schemaOf(many).tables.length, 1000)
    assert.ok(performance.now() - started < 2000)
  })
})

const sorted = (schema: Schema): Schema => {
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
  return {
    ...schema,
    tables: schema.tables.toSorted(byName),
    enums: schema.enums.toSorted(byName),
    sequences: schema.sequences.toSorted(byName),
    objects: schema.objects.toSorted(byName),
  }
}

describe('schemaOf refuses', () => {
  const id = integer().primaryKey()

  test('two tables of one name, and says which exports they are', () => {
    const twice = { a: table('t', { id }), b: { c: table('t', { id }) } }
    assert.throws(() => schemaOf(twice), {
      code: 'duplicate-table',
      table: 't',
      message: 'two tables are called "t": a and b.c',
    })
    const apart = [table('t', { id }), table('t', { id }, [], { schema: 's' })]
    assert.equal(schemaOf(apart).tables.length, 2)
  })

  test('a reference to a table that is not there, and offers the nearest', () => {
    const child = table('child', { p: integer().references('prent.id') })
    const wrong = { code: 'unknown-reference', reference: 'prent' }
    assert.throws(() => schemaOf([child, table('parent', { id })]), {
      ...wrong,
      message:
        'the foreign key (p) of table "child" refers to table "prent", which is not in the models',
      hint: 'Did you mean "parent"?',
    })
    assert.throws(() => schemaOf([child]), { ...wrong, hint: /external/ })
  })

  test('no reference to a table that others own', () => {
    const child = table('child', { p: integer().references('auth.users.id') })
    assert.throws(() => schemaOf([child]), { code: 'unknown-reference' })
    assert.throws(() => schemaOf([child], { external: ['users'] }), { hint: /"users"/ })
    const external = [{ schema: 'auth', name: 'users' }]
    assert.equal(schemaOf([child], { external }).tables.length, 1)
  })

  test('a reference to a table of another schema than it says', () => {
    const child = table('child', { p: integer().references('user.id') })
    const parent = table('user', { id }, [], { schema: 'auth' })
    assert.throws(() => schemaOf([child, parent]), { hint: 'Did you mean "auth.user"?' })
  })

  test('a reference to a column that is not there', () => {
    const child = table('child', { p: integer().references('parent.uid') })
    assert.throws(() => schemaOf([child, table('parent', { id, name: text() })]), {
      code: 'unknown-reference',
      reference: 'parent.uid',
      hint: 'Did you mean "id"?',
    })
    const far = table('child', { p: integer().references('parent.zebra') })
    assert.throws(() => schemaOf([far, table('parent', { id, name: text() })]), {
      hint: 'That table\'s columns: "id", "name"',
    })
  })

  test('a reference with another number of columns than the key it means', () => {
    const child = table('child', { a: integer(), b: integer() }, [
      foreignKey(['a', 'b'], { table: 'parent' }),
    ])
    const wrong = { code: 'reference-count' }
    assert.throws(() => schemaOf([child, table('parent', { id })]), wrong)
    assert.throws(() => schemaOf([child, table('parent', { x: text() })]), {
      ...wrong,
      message: /no primary key/,
    })
  })

  test('no difference of types between a key and what it refers to', () => {
    const child = table('child', { p: text().references('parent.id') })
    assert.equal(schemaOf([child, table('parent', { id })]).tables.length, 2)
  })

  test('an enum described in two ways', () => {
    const wrong = { code: 'enum-conflict', enum: 'mood' }
    const other = table('t', { m: enumeration('mood', ['sad', 'happy']) })
    assert.throws(() => schemaOf([mood, other]), wrong)
    assert.throws(() => schemaOf([mood, enumType('mood', ['happy'])]), wrong)
    assert.throws(() => schemaOf([mood, enumType('mood', mood.values, { comment: 'b' })]), wrong)
    const same = table('t', { m: enumeration('mood', ['happy', 'sad']) })
    assert.equal(schemaOf([same, mood]).enums[0]!.comment, 'how it goes')
    const elsewhere = enumType('mood', ['x'], { schema: 's' })
    assert.equal(schemaOf([mood, elsewhere]).enums.length, 2)
  })

  test('two relations of one name', () => {
    const wrong = { code: 'duplicate-name' }
    const t = table('t', { id })
    assert.throws(() => schemaOf([t, view('t', 'SELECT 1')]), wrong)
    assert.throws(() => schemaOf([t, sequence('t')]), wrong)
    assert.throws(() => schemaOf([t, table('u', { id: id.index({ name: 't' }) })]), wrong)
    const indexed = (name: string) => table(name, { id: id.index({ name: 'i' }) })
    assert.throws(() => schemaOf([indexed('a'), indexed('b')]), {
      ...wrong,
      duplicate: 'i',
      message: 'two things are called "i": an index of "a" and an index of "b"',
    })
    assert.throws(() => schemaOf([sequence('s'), sequence('s')]), wrong)
    const named = (dialects: readonly DialectName[]) => view('s', 'SELECT 1', { dialects })
    assert.throws(() => schemaOf([sequence('s'), named(['postgresql'])]), wrong)
    // SQLite has no sequences that a name could meet.
    assert.equal(schemaOf([sequence('s'), named(['sqlite'])]).sequences.length, 1)
  })

  test('two objects that are the same one', () => {
    const wrong = { code: 'duplicate-name' }
    const f = (signature?: string) =>
      routine('f', 'CREATE FUNCTION', signature === undefined ? {} : { signature })
    assert.throws(() => schemaOf([f(), f()]), wrong)
    assert.equal(schemaOf([f(), f('integer')]).objects.length, 2)
    const g = (schema?: string) => routine('g', 'CREATE FUNCTION', schema ? { schema } : {})
    assert.throws(() => schemaOf([g('a'), g('a')]), wrong)
    assert.equal(schemaOf([g(), g('a'), g('b')]).objects.length, 3)
    const t = [table('t', { id }), table('u', { id })]
    const x = (on: string) => trigger('x', on, 'CREATE TRIGGER')
    assert.throws(() => schemaOf([...t, x('t'), x('t')]), { ...wrong, duplicate: 'trigger t x' })
    assert.equal(schemaOf([...t, x('t'), x('u')]).objects.length, 2)
    // Not alike, though they read alike.
    const spaced = [table('a', { id }), table('a b', { id })]
    const y = (name: string, on: string) => trigger(name, on, 'CREATE TRIGGER')
    assert.equal(schemaOf([...spaced, y('b c', 'a'), y('c', 'a b')]).objects.length, 2)
  })

  test('no two objects for different databases', () => {
    const lite = view('v', 'SELECT 1', { dialects: ['sqlite'] })
    const post = materializedView('v', 'SELECT 1', { dialects: ['postgresql'] })
    assert.equal(schemaOf([lite, post]).objects.length, 2)
    assert.throws(() => schemaOf([lite, view('v', 'SELECT 2')]), { code: 'duplicate-name' })
  })

  test('triggers, policies and sequences of tables that are not there', () => {
    const wrong = { code: 'unknown-reference' }
    assert.throws(() => schemaOf([trigger('x', 't', 'CREATE TRIGGER')]), wrong)
    assert.throws(() => schemaOf([policy('x', 't', 'CREATE POLICY')]), wrong)
    assert.throws(() => schemaOf([sequence('s', { ownedBy: { table: 't', column: 'a' } })]), wrong)
    const t = table('t', { id })
    const owned = sequence('s', { ownedBy: { table: 't', column: 'a' } })
    assert.throws(() => schemaOf([t, owned]), wrong)
    assert.throws(() => schemaOf([table('c', { id }, [], { inherits: [{ name: 'p' }] })]), wrong)
  })

  test('objects without a name or a definition', () => {
    assert.throws(() => view('', 'SELECT 1'), { code: 'empty-name' })
    assert.throws(() => sequence(''), { code: 'empty-name' })
    assert.throws(() => enumType('', ['a']), { code: 'empty-name' })
    assert.throws(() => view('v', ' ; '), { code: 'invalid-model' })
    assert.throws(() => view('v', sql.dialect({ postgresql: 'a', sqlite: 'b' })), {
      code: 'invalid-model',
      hint: /dialects/,
    })
    assert.throws(() => enumType('mood', ['a', 'b', 'a']), { code: 'enum-conflict' })
  })

  test('a name that the convention gives twice', () => {
    const t = table('t', { a: integer(), b: integer() }, [unique(['a']), unique(['b'])])
    assert.throws(() => schemaOf([t], { naming: { uq: 'uq_{table}' } }), {
      code: 'duplicate-name',
      duplicate: 'uq_t',
    })
  })
})
