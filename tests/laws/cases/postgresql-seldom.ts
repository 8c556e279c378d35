import type { ColumnBuilder } from '../../../src/schema/builders/column.ts'
import {
  bigint,
  check,
  extension,
  foreignKey,
  index,
  integer,
  materializedView,
  numeric,
  primaryKey,
  routine,
  sequence,
  sql,
  table,
  text,
  trigger,
  varchar,
  view,
} from '../../../src/schema/builders/index.ts'
import { emptySchema, type Schema } from '../../../src/schema/model.ts'
import { schemaOf } from '../../../src/schema/put-together.ts'
import type { Case } from '../cases.ts'

type Columns = Parameters<typeof table>[1]
type Check = ReturnType<typeof check>

const longName = 'a name that goes on and on, much longer than what PostgreSQL keeps of it'

/** With schemas that nothing of the models lives in. */
const within = (schemas: readonly string[], schema: Schema): Schema => ({ ...schema, schemas })

const inherits = [{ name: 'parent' }]
const parent = table('parent', { a: integer().notNull().default(7) })

const elsewhere = { ...index(['a'], { name: 'i' }), dialects: ['sqlite'] } as const
const seen = view('seen', 'SELECT a FROM t')

/** A table and one that inherits from it, which says the same columns and checks again. */
const family = (columns: Columns, checks: Check[] = []): Schema =>
  schemaOf([table('parent', columns, checks), table('child', columns, checks, { inherits })])

const computing = (b: ColumnBuilder) =>
  table('t', { a: integer(), b, other: integer() }, [
    primaryKey(['a'], { include: ['b'] }),
    foreignKey(['other'], { table: 't', columns: ['a'] }),
  ])

const pointing = (up: ColumnBuilder, b: ColumnBuilder) =>
  table('t', { a: integer().primaryKey(), up, b }, [
    foreignKey(['up'], { table: 't', columns: ['a'] }, { deferrable: 'deferred' }),
  ])

/** What is seldom said of a schema, and more seldom changed. */
export const postgresqlSeldomCases: readonly Case[] = [
  {
    name: 'an extension moves out of the default schema, and back',
    dialect: 'postgresql',
    law: 4,
    before: schemaOf([extension('tcn')]),
    after: within(['auth'], schemaOf([extension('tcn', { schema: 'auth' })])),
  },
  {
    name: 'an extension stays where it is when that is not said any more',
    dialect: 'postgresql',
    law: 9,
    before: within(['auth'], schemaOf([extension('lo', { schema: 'auth' })])),
    after: within(['auth'], schemaOf([extension('lo')])),
  },
  {
    name: 'an extension of a version moves, and its version is not said any more',
    dialect: 'postgresql',
    law: 4,
    before: within(['auth', 'second "one"'], schemaOf([extension('lo', { schema: 'auth' })])),
    after: within(
      ['auth', 'second "one"'],
      schemaOf([extension('lo', { schema: 'second "one"' })]),
    ),
  },
  {
    name: 'a table comes to inherit, with a column that gets its default from above',
    dialect: 'postgresql',
    law: 2,
    before: schemaOf([parent, table('child', { b: text() })]),
    after: schemaOf([parent, table('child', { b: text(), a: integer() }, [], { inherits })]),
  },
  {
    name: 'a table that is there comes to inherit from one that is not',
    dialect: 'postgresql',
    law: 9,
    before: schemaOf([table('child', { a: integer().notNull() })]),
    after: schemaOf([parent, table('child', { a: integer().notNull() }, [], { inherits })]),
  },
  {
    name: 'a table inherits no longer, and loses what it inherited',
    dialect: 'postgresql',
    law: 2,
    before: schemaOf([parent, table('child', { a: integer(), b: text() }, [], { inherits })]),
    after: schemaOf([parent, table('child', { b: text() })]),
  },
  {
    name: 'a parent loses its default, and the child says it for itself',
    dialect: 'postgresql',
    law: 2,
    before: schemaOf([parent, table('child', { a: integer().notNull() }, [], { inherits })]),
    after: schemaOf([
      table('parent', { a: integer().notNull() }),
      table('child', { a: integer().notNull().default(7) }, [], { inherits }),
    ]),
  },
  {
    name: 'a key that SQLite would keep in descending order, on a column whose name is too long',
    dialect: 'postgresql',
    law: 8,
    before: schemaOf([
      table('t', { [longName]: integer().notNull() }, [
        primaryKey([longName], { descending: [longName] }),
      ]),
    ]),
    after: emptySchema,
  },
  {
    name: 'an identity becomes a column of a type that is no whole number',
    dialect: 'postgresql',
    law: 2,
    before: schemaOf([table('t', { a: integer().identity({ start: 100, increment: 5 }) })]),
    after: schemaOf([table('t', { a: numeric(20, 0).notNull() })]),
  },
  {
    name: 'a trigger on a view, in words of our own, when the view is there',
    dialect: 'postgresql',
    law: 3,
    before: schemaOf([table('t', { a: integer() }), seen]),
    after: schemaOf([
      table('t', { a: integer() }),
      seen,
      routine(
        'f',
        'CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$',
      ),
      trigger(
        'tr',
        'seen',
        'CREATE TRIGGER tr INSTEAD OF DELETE OR INSERT ON seen FOR EACH ROW EXECUTE PROCEDURE f()',
      ),
    ]),
  },
  {
    name: 'a column that a parent has, and its child says again, changes its type, default and all',
    dialect: 'postgresql',
    law: 2,
    before: family({ a: integer().default(7) }),
    after: family({ a: bigint().default(8) }),
  },
  {
    name: 'a parent and its child get a column and lose one',
    dialect: 'postgresql',
    law: 4,
    before: family({ a: integer(), b: text() }),
    after: family({ b: text(), c: text().notNull().default('new') }),
  },
  {
    name: 'a column of a parent and its child comes to be nullable',
    dialect: 'postgresql',
    law: 2,
    before: family({ a: integer().notNull() }),
    after: family({ a: integer() }),
  },
  {
    name: 'a parent and its child get a check of one name',
    dialect: 'postgresql',
    law: 4,
    before: family({ a: integer() }),
    after: family({ a: integer() }, [check(sql`a > 0`, { name: 'positive' })]),
  },
  {
    name: 'a parent goes, and a column that its child had from it changes its type',
    dialect: 'postgresql',
    law: 2,
    before: family({ a: integer() }),
    after: schemaOf([table('child', { a: text() })]),
  },
  {
    name: 'a materialized view all of whose indexes are for another database',
    dialect: 'postgresql',
    law: 8,
    before: schemaOf([
      table('t', { a: integer() }),
      materializedView('kept', 'SELECT a FROM t', { indexes: [elsewhere] }),
    ]),
    after: emptySchema,
  },
  {
    name: 'a column whose default is null changes its type',
    dialect: 'postgresql',
    law: 2,
    before: schemaOf([table('t', { a: varchar(40).default(null) })]),
    after: schemaOf([table('t', { a: text() })]),
  },
  {
    name: 'a parent gets a column when a table inherits from it no longer',
    dialect: 'postgresql',
    law: 2,
    before: family({ a: integer() }),
    after: schemaOf([
      table('parent', { a: integer(), b: text() }),
      table('child', { a: integer() }),
    ]),
  },
  {
    name: 'a table has its columns from above alone, and options',
    dialect: 'postgresql',
    law: 8,
    before: emptySchema,
    after: schemaOf([
      table('parent', { a: integer() }),
      table('heir', {}, [], { inherits, strict: true }),
    ]),
  },
  {
    name: 'a column comes to have the collation that its index says',
    dialect: 'postgresql',
    law: 4,
    before: schemaOf([
      table('t', { a: text() }, [
        index([{ column: 'a', collation: 'POSIX' }]),
        index(['a'], { name: 'other' }),
      ]),
    ]),
    after: schemaOf([
      table('t', { a: text().collate('POSIX') }, [
        index([{ column: 'a', collation: 'POSIX' }]),
        index(['a'], { name: 'other' }),
      ]),
    ]),
  },
  {
    name: 'a table inherits from one with a long name',
    dialect: 'postgresql',
    law: 8,
    before: emptySchema,
    after: schemaOf([
      table(longName, { a: integer() }),
      table('heir', {}, [], { inherits: [{ name: longName }] }),
    ]),
  },
  {
    name: 'a column is computed again that a key carries along to which another refers',
    dialect: 'postgresql',
    law: 4,
    before: schemaOf([computing(text().generatedAs(sql`CAST(a AS text)`))]),
    after: schemaOf([computing(text())]),
  },
  {
    name: 'values move over in a table whose key is checked at the end of the transaction',
    dialect: 'postgresql',
    law: 2,
    before: schemaOf([
      pointing(integer(), text().generatedAs(sql`CAST(a AS text)`, { stored: false })),
    ]),
    after: schemaOf([pointing(bigint(), text())]),
  },
  {
    name: 'a column no longer numbers itself, and comes to own another sequence',
    dialect: 'postgresql',
    law: 5,
    before: schemaOf([table('t', { a: integer().notNull().autoincrement() }), sequence('s')]),
    after: schemaOf([
      table('t', { a: integer().notNull() }),
      sequence('s', { ownedBy: { table: 't', column: 'a' } }),
    ]),
  },
  {
    name: 'an index with parameters in no order',
    dialect: 'postgresql',
    law: 4,
    before: schemaOf([
      table('t', { a: integer() }, [
        index(['a'], { with: { fillfactor: '60', deduplicate_items: 'off' } }),
      ]),
    ]),
    after: emptySchema,
  },
]
