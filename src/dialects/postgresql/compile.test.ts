import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  add,
  column,
  drop,
  statements,
  steps,
  table,
  user,
} from '../../../tests/support/compiled.ts'
import type { Operation } from '../../operations/model.ts'
import { type Column, emptySchema, type Schema, type StoredObject } from '../../schema/model.ts'
import type { Statement } from '../dialect.ts'

describe('a step', () => {
  const only = (operation: Operation): Partial<Statement> => {
    const [{ operations: _, ...step }] = steps([operation]) as [Statement]
    return step
  }

  test('that adds a value to an enum ends its transaction', () => {
    assert.deepEqual(
      only({ kind: 'addEnumValue', enum: { name: 'e' }, value: "it's", after: 'x' }),
      {
        kind: 'statement',
        sql: `ALTER TYPE "e" ADD VALUE 'it''s' AFTER 'x'`,
        commitAfter: true,
      },
    )
  })

  test('that the author wrote is a script, where it is for this database', () => {
    assert.deepEqual(only({ kind: 'execute', sql: 'VACUUM; ANALYZE;', outsideTransaction: true }), {
      kind: 'statement',
      sql: 'VACUUM; ANALYZE',
      script: true,
      outsideTransaction: true,
    })
    assert.deepEqual(steps([{ kind: 'execute', sql: { sqlite: 'VACUUM' } }]), [])
  })

  test('that builds an index concurrently stands outside transactions, what clears the way for it does not', () => {
    const index = { name: 'i', elements: [{ column: 'a' }] }
    assert.deepEqual(
      steps([{ kind: 'createIndex', table: user, index, concurrently: true }]).map(
        (step) => step.kind === 'statement' && step.outsideTransaction === true,
      ),
      [false, true],
    )
  })

  test('is not there for what changes nothing, or is for another database', () => {
    assert.deepEqual(
      steps([
        { ...drop('a'), idle: true } as Operation,
        { ...drop('b'), dialects: ['sqlite'] } as Operation,
      ]),
      [],
    )
    assert.deepEqual(
      statements([
        {
          kind: 'createIndex',
          table: user,
          index: { name: 'i', elements: [{ column: 'a' }], dialects: ['sqlite'] },
        },
      ]),
      [],
    )
  })

  test('that is code is called in its place; a script gives its SQL, or refuses', () => {
    const run: Operation = { kind: 'run', run: () => {}, sql: 'UPDATE t SET a = 1' }
    assert.deepEqual(steps([run]), [{ kind: 'run', operation: run }])
    assert.equal((steps([run], emptySchema, true)[0] as Statement).sql, 'UPDATE t SET a = 1')
    assert.throws(() => steps([{ kind: 'run', run: () => {} }], emptySchema, true), {
      code: 'unsupported-operation',
    })
  })

  test('of the user’s own making needs statements for this database', () => {
    assert.deepEqual(
      statements([
        { kind: 'custom', describe: 'vacuum', ddl: { postgresql: ['VACUUM', 'ANALYZE;'] } },
      ]),
      ['VACUUM', 'ANALYZE'],
    )
    assert.throws(() => steps([{ kind: 'custom', describe: 'vacuum', ddl: { sqlite: [] } }]), {
      code: 'unsupported-operation',
    })
    assert.throws(
      () => steps([{ kind: 'custom', describe: 'x', ddl: {}, irreversible: 'because' }]),
      { code: 'refused' },
    )
  })
})

describe('what PostgreSQL cannot do', () => {
  test('is refused with its name and a way round', () => {
    assert.throws(
      () =>
        steps([{ kind: 'alterTable', table: user, from: {}, to: { partitionBy: 'RANGE (a)' } }]),
      { code: 'unsupported-operation', dialect: 'postgresql' },
    )
    assert.throws(
      () =>
        steps([
          { kind: 'dropConstraint', table: user, constraint: { kind: 'unique', columns: ['a'] } },
        ]),
      { code: 'unnamed-constraint' },
    )
  })
})

test('a constraint without a name goes by the one that PostgreSQL gave it', () => {
  const before: Schema = {
    ...emptySchema,
    tables: [table({ columns: [column('a')], uniques: [{ columns: ['a'] }] })],
  }
  assert.deepEqual(
    statements(
      [{ kind: 'dropConstraint', table: user, constraint: { kind: 'unique', columns: ['a'] } }],
      before,
    ),
    ['ALTER TABLE "user" DROP CONSTRAINT "user_a_key"'],
  )
})

test('an index is for PostgreSQL where it says so', () => {
  const index = { name: 'i', elements: [{ column: 'a' }], dialects: ['postgresql'] } as const
  assert.deepEqual(statements([{ kind: 'createIndex', table: user, index }]), [
    'CREATE INDEX "i" ON "user" ("a")',
  ])
})

test('a table joins what it did not inherit from before, and leaves what it does no longer', () => {
  const [p, q, r] = ['p', 'q', 'r'].map((name) => ({ name }))
  assert.deepEqual(
    statements([
      {
        kind: 'alterTable',
        table: user,
        from: { inherits: [p!, q!] },
        to: { inherits: [q!, r!] },
      },
    ]),
    ['ALTER TABLE "user" NO INHERIT "p"', 'ALTER TABLE "user" INHERIT "r"'],
  )
})

test('what is dropped is called as PostgreSQL knows it', () => {
  const dropped = (kind: StoredObject['kind'], rest: Partial<StoredObject> = {}) =>
    statements([{ kind: 'dropObject', object: { kind, name: 'x', definition: '', ...rest } }])
  assert.deepEqual(dropped('trigger', { table: user }), ['DROP TRIGGER "x" ON "user"'])
  assert.deepEqual(dropped('policy', { table: user }), ['DROP POLICY "x" ON "user"'])
  assert.deepEqual(dropped('function'), ['DROP FUNCTION "x"()'])
  assert.deepEqual(dropped('procedure', { signature: 'text' }), ['DROP PROCEDURE "x"(text)'])
  assert.deepEqual(dropped('extension', { schema: 's' }), ['DROP EXTENSION "x"'])
})

test('a sequence may be there already, and that of an identity has the name that it is given', () => {
  const create = (ifNotExists: boolean): Operation => ({
    kind: 'createSequence',
    sequence: { name: 's' },
    ifNotExists,
  })
  assert.deepEqual(statements([create(false), create(true)]), [
    'CREATE SEQUENCE "s"',
    'CREATE SEQUENCE IF NOT EXISTS "s"',
  ])
  const identity = { identity: { always: true }, nullable: false }
  assert.deepEqual(statements([add('a', { ...identity, sequenceName: 'q' }), add('b', identity)]), [
    'ALTER TABLE "user"\n  ADD COLUMN "a" integer NOT NULL GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME "q"),\n  ADD COLUMN "b" integer NOT NULL GENERATED ALWAYS AS IDENTITY',
  ])
})

test('an enum comes with its comment, and may be there already', () => {
  const create = (ifNotExists?: boolean): Operation => ({
    kind: 'createEnum',
    enum: { name: 'mood', values: ['a', "it's"], comment: 'how' },
    ...(ifNotExists !== undefined && { ifNotExists }),
  })
  const made = `CREATE TYPE "mood" AS ENUM ('a', 'it''s')`
  const commented = `COMMENT ON TYPE "mood" IS 'how'`
  assert.deepEqual(statements([create()]), [made, commented])
  const [first, ...rest] = statements([create(true)])
  assert.ok(first?.startsWith('DO ') && first.includes(made))
  assert.deepEqual(rest, [commented])
})

test('a view whose columns get other names is made anew', () => {
  const view = (...columns: string[]): StoredObject => ({
    kind: 'view',
    name: 'v',
    columns,
    definition: 'SELECT a FROM t',
  })
  const replaced = (from: StoredObject, to: StoredObject) =>
    statements([{ kind: 'replaceObject', from, to }]).map((one) => /^\w+( OR \w+)?/.exec(one)?.[0])
  assert.deepEqual(replaced(view('x'), view('y')), ['DROP', 'CREATE'])
  assert.deepEqual(replaced(view('x'), { ...view('x'), definition: 'SELECT a FROM t LIMIT 5' }), [
    'CREATE OR REPLACE',
  ])
})

test('a constraint is for PostgreSQL where it says so, or says nothing', () => {
  const statementsFor = (...dialects: ('postgresql' | 'sqlite')[]) =>
    statements([
      {
        kind: 'addConstraint',
        table: user,
        constraint: { kind: 'check', name: 'c', expression: { sql: 'a > 0' }, dialects },
      },
    ])
  const added = ['ALTER TABLE "user" ADD CONSTRAINT "c" CHECK (a > 0)']
  assert.deepEqual(statementsFor('postgresql'), added)
  assert.deepEqual(statementsFor('sqlite', 'postgresql'), added)
  assert.deepEqual(statementsFor('sqlite'), [])
})

test('a table or a view may be there already, and a view may name its columns', () => {
  const view: StoredObject = {
    kind: 'view',
    name: 'v',
    columns: ['a', 'B'],
    definition: 'SELECT 1, 2',
  }
  const indexes = [{ name: 'i', elements: [{ column: 'a' }] }]
  const materializedView = { ...view, kind: 'materializedView', indexes } as const
  assert.deepEqual(
    statements([
      { kind: 'createTable', table: table(), ifNotExists: true },
      { kind: 'createObject', object: view, ifNotExists: true },
      { kind: 'createObject', object: materializedView, ifNotExists: true },
    ]),
    [
      'CREATE TABLE IF NOT EXISTS "user" ()',
      'CREATE OR REPLACE VIEW "v" ("a", "B") AS\nSELECT 1, 2',
      'CREATE MATERIALIZED VIEW IF NOT EXISTS "v" ("a", "B") AS\nSELECT 1, 2',
      'CREATE INDEX IF NOT EXISTS "i" ON "v" ("a")',
    ],
  )
})

test('a table comes with everything in it', () => {
  assert.deepEqual(
    statements([
      {
        kind: 'createTable',
        table: table({
          columns: [
            column('id', { autoincrement: true, nullable: false }),
            column('n', {
              autoincrement: true,
              nullable: false,
              type: { kind: 'bigint' },
              sequenceName: 'numbers',
            }),
            column('g', {
              generated: { expression: { sql: 'id + 1' }, stored: true },
              comment: 'next',
            }),
          ],
          primaryKey: { columns: ['id'] },
          checks: [
            { name: 'ck', expression: { sql: 'id > 0', dialects: { postgresql: 'id > 1' } } },
            { expression: { sql: 'late' }, name: 'late', notValid: true },
            { expression: { sql: 'elsewhere' }, dialects: ['sqlite'] },
          ],
          indexes: [{ name: 'ix', elements: [{ column: 'g', descending: true }], comment: 'i' }],
          comment: "people's",
          options: { rowSecurity: 'enabled', with: { fillfactor: '70' }, strict: true },
        }),
      },
    ]),
    [
      'CREATE SEQUENCE "numbers" AS bigint',
      `CREATE TABLE "user" (
  "id" serial NOT NULL,
  "n" bigint NOT NULL DEFAULT nextval('"numbers"'::regclass),
  "g" integer GENERATED ALWAYS AS (id + 1) STORED,
  PRIMARY KEY ("id"),
  CONSTRAINT "ck" CHECK (id > 1)
) WITH (fillfactor = 70)`,
      'ALTER SEQUENCE "numbers" OWNED BY "user"."n"',
      'ALTER TABLE "user"\n  ADD CONSTRAINT "late" CHECK (late) NOT VALID,\n  ENABLE ROW LEVEL SECURITY',
      'CREATE INDEX "ix" ON "user" ("g" DESC)',
      `COMMENT ON INDEX "ix" IS 'i'`,
      `COMMENT ON TABLE "user" IS 'people''s'`,
      `COMMENT ON COLUMN "user"."g" IS 'next'`,
    ],
  )
})

test('an extension is updated and moved in place', () => {
  const extension = (definition: string) =>
    ({ kind: 'extension', name: 'hstore', definition }) as const
  const replaced = (from: string, to: string) =>
    statements([{ kind: 'replaceObject', from: extension(from), to: extension(to) }])
  assert.deepEqual(replaced(`VERSION '1.4'`, `SCHEMA "my ""own""" VERSION '1.5'`), [
    `ALTER EXTENSION "hstore" UPDATE TO '1.5'`,
    'ALTER EXTENSION "hstore" SET SCHEMA "my ""own"""',
  ])
  assert.deepEqual(replaced(`SCHEMA s VERSION '1.5'`, `SCHEMA s`), [])
  assert.deepEqual(replaced('SCHEMA s', 'SCHEMA u'), ['ALTER EXTENSION "hstore" SET SCHEMA u'])
})

test('a row is written out value by value, as the columns read it', () => {
  const typed = (name: string, type: Column['type']) => column(name, { type })
  const before = {
    ...emptySchema,
    tables: [
      table({
        columns: [
          typed('a', { kind: 'text' }),
          typed('b', { kind: 'date' }),
          typed('c', { kind: 'array', of: { kind: 'jsonb' } }),
        ],
      }),
    ],
  }
  const rows = [{ a: { deep: 1n }, b: new Date('2020-01-02T03:04:05Z'), c: [[1], 'x'], d: [1] }]
  assert.deepEqual(statements([{ kind: 'bulkInsert', table: user, rows }], before), [
    `INSERT INTO "user" ("a", "b", "c", "d") VALUES\n  ('{"deep":1}', '2020-01-02', ARRAY['[1]', 'x']::jsonb[], '[1]')`,
  ])
})
