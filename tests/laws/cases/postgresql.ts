import type { ColumnBuilder } from '../../../src/schema/builders/column.ts'
import {
  bigint,
  check,
  domain,
  double,
  enumeration,
  exclude,
  extension,
  foreignKey,
  grant,
  integer,
  materializedView,
  native,
  numeric,
  routine,
  sequence,
  sql,
  table,
  text,
  timestamp,
  unique,
  varchar,
  view,
} from '../../../src/schema/builders/index.ts'
import { schemaOf } from '../../../src/schema/put-together.ts'
import type { Case } from '../cases.ts'

const nothing = schemaOf([])
const longName = 'a name that goes on and on, much longer than what PostgreSQL keeps of it'

export const postgresqlCases: readonly Case[] = [
  {
    name: 'a function whose name needs quoting',
    dialect: 'postgresql',
    law: 2,
    before: nothing,
    after: schemaOf([
      routine(
        'fn `1`',
        'CREATE FUNCTION "fn `1`"(integer) RETURNS integer LANGUAGE sql AS $$ SELECT $1 + 7 $$',
        { signature: 'integer' },
      ),
    ]),
  },
  {
    name: 'an unnamed unique that includes columns',
    dialect: 'postgresql',
    law: 1,
    before: schemaOf([
      table('t', { a: integer(), b: integer() }, [unique(['a'], { include: ['b'] })]),
    ]),
    after: nothing,
  },
  {
    name: 'a partition key in quotes',
    dialect: 'postgresql',
    law: 1,
    before: schemaOf([
      table('t', { part: integer().notNull() }, [], { partitionBy: 'HASH ("part")' }),
    ]),
    after: nothing,
  },
  {
    name: 'an extension that brings types of its own',
    dialect: 'postgresql',
    law: 1,
    before: schemaOf([extension('tablefunc')]),
    after: nothing,
  },
  {
    name: 'a grant on a column whose name is too long',
    dialect: 'postgresql',
    law: 3,
    before: nothing,
    after: schemaOf([
      table('t', { [longName]: integer() }),
      grant('public', 't', `GRANT SELECT ("${longName}") ON "t" TO public`),
    ]),
  },
  {
    name: 'a view that reads one whose name is too long, and does not say so',
    dialect: 'postgresql',
    law: 1,
    before: schemaOf([
      table('t', { a: integer() }),
      materializedView(longName, 'SELECT a FROM t'),
      view('a view', `SELECT a FROM "${longName}"`),
    ]),
    after: nothing,
  },
  {
    name: 'a check without a name that stays when one before it goes',
    dialect: 'postgresql',
    law: 2,
    before: schemaOf([
      table('t', { a: integer(), b: integer(), c: integer() }, [
        check(sql`a > 0 OR b IS NULL`),
        check(sql`a > 0 OR c IS NULL`, { notValid: true }),
      ]),
    ]),
    after: schemaOf([
      table('t', { a: integer(), c: integer() }, [
        check(sql`a > 0 OR c IS NULL`, { notValid: true }),
      ]),
    ]),
  },
  {
    name: 'a table that inherits from one whose column changes',
    dialect: 'postgresql',
    law: 2,
    before: schemaOf([table('parent', { a: integer() })]),
    after: schemaOf([
      table('parent', { a: text() }),
      table('a child', { a: text(), b: text() }, [], { inherits: [{ name: 'parent' }] }),
    ]),
  },
  {
    name: 'a default with a zero at its end',
    dialect: 'postgresql',
    law: 4,
    before: schemaOf([table('t', { a: integer(), b: numeric().default(sql`3.10`) })]),
    after: schemaOf([table('t', { a: integer() })]),
  },
  {
    name: 'a parameter of the table that PostgreSQL puts long texts in',
    dialect: 'postgresql',
    law: 2,
    before: schemaOf([table('t', { a: text() })]),
    after: schemaOf([
      table('t', { a: text() }, [], { with: { 'toast.autovacuum_enabled': 'false' } }),
    ]),
  },
  {
    name: 'an unnamed check over two columns is dropped in a script',
    dialect: 'postgresql',
    law: 6,
    before: schemaOf([
      table('t', { a: integer().notNull(), b: text() }, [check(sql`a > 0 OR b IS NULL`)]),
    ]),
    after: schemaOf([table('t', { a: integer().notNull(), b: text() })]),
  },
  {
    name: 'a double whose default has more digits than it keeps',
    dialect: 'postgresql',
    law: 4,
    before: schemaOf([table('t', { a: integer(), b: double().default(sql`1e21`) })]),
    after: schemaOf([table('t', { a: integer() })]),
  },
  {
    name: 'a view in another schema that reads one whose name is too long, and says so',
    dialect: 'postgresql',
    law: 1,
    before: schemaOf([
      table('t', { a: integer() }),
      view(longName, 'SELECT a FROM t', { comment: 'long' }),
      view('v', `SELECT a FROM "${longName}"`, { schema: 'auth', dependsOn: [longName] }),
    ]),
    after: nothing,
  },
  {
    name: 'a second unnamed check on a table whose name is too long',
    dialect: 'postgresql',
    law: 2,
    before: schemaOf([
      table(longName, { a: integer(), b: text().notNull(), c: integer() }, [
        check(sql`a > 0 OR b IS NULL`),
      ]),
    ]),
    after: schemaOf([
      table(longName, { a: integer(), b: varchar().notNull(), c: integer() }, [
        check(sql`c > 0 OR a IS NULL`),
        check(sql`a > 0 OR b IS NULL`),
      ]),
    ]),
  },
  {
    name: 'a serial column, whose sequence has a name of its own, becomes a plain one',
    dialect: 'postgresql',
    law: 4,
    before: schemaOf([
      table('t', { a: integer().autoincrement(true, { sequenceName: 'numbers' }) }),
    ]),
    after: schemaOf([table('t', { a: integer().notNull() })]),
  },
  {
    name: 'numbers go on where they were when a serial column becomes an identity and an identity a serial column',
    dialect: 'postgresql',
    law: 5,
    before: schemaOf([table('t', { a: integer().autoincrement(), b: bigint().identity() })]),
    after: schemaOf([table('t', { a: integer().identity(), b: bigint().autoincrement() })]),
  },
  {
    name: 'an identity whose numbers are below where it would begin becomes a serial column, and one again',
    dialect: 'postgresql',
    law: 5,
    before: schemaOf([table('t', { a: bigint().identity({ start: 100, increment: 5 }) })]),
    after: schemaOf([table('t', { a: bigint().autoincrement() })]),
  },
  {
    name: 'a key is referred to that carries along a column of an enum that loses a value on the way down',
    dialect: 'postgresql',
    law: 4,
    before: schemaOf([
      table('t', { a: integer(), b: enumeration('mood', ['sad', 'glad']) }, [
        unique(['a'], { include: ['b'] }),
      ]),
      table('u', { a: integer().references('t.a') }),
    ]),
    after: schemaOf([
      table('t', { a: integer(), b: enumeration('mood', ['so so', 'sad', 'glad']) }, [
        unique(['a'], { include: ['b'] }),
      ]),
      table('u', { a: integer().references('t.a') }),
    ]),
  },
  {
    name: 'a column that asks a sequence comes back, and takes numbers for the rows there are',
    dialect: 'postgresql',
    law: 5,
    before: schemaOf([
      sequence('numbers', { increment: 3 }),
      table('t', { a: bigint().notNull().default(sql`nextval('numbers'::regclass)`), b: text() }),
    ]),
    after: schemaOf([sequence('numbers', { increment: 3 }), table('t', { b: text() })]),
  },
  {
    name: 'an identity becomes a column that asks a sequence',
    dialect: 'postgresql',
    law: 4,
    before: schemaOf([table('t', { a: integer().identity() })]),
    after: schemaOf([
      sequence('numbers'),
      table('t', { a: integer().notNull().default(sql`nextval('numbers'::regclass)`) }),
    ]),
  },
  {
    name: 'a bigger integer keeps the default that it had as a smaller one',
    dialect: 'postgresql',
    law: 9,
    before: schemaOf([table('t', { a: integer().default(sql`'1'`) })]),
    after: schemaOf([table('t', { a: bigint().default(sql`'1'`) })]),
  },
  {
    name: 'a table becomes unlogged when the one that refers to it goes',
    dialect: 'postgresql',
    law: 2,
    before: schemaOf([
      table('t', { id: integer().primaryKey() }),
      table('other', { a: integer().notNull() }, [
        foreignKey(['a'], { table: 't', columns: ['id'] }),
      ]),
    ]),
    after: schemaOf([table('t', { id: integer().primaryKey() }, [], { unlogged: true })]),
  },
  {
    name: 'two tables become unlogged, one of which refers to the other',
    dialect: 'postgresql',
    law: 2,
    before: schemaOf([
      table('t', { id: integer().primaryKey() }),
      table('other', { a: integer().notNull() }, [
        foreignKey(['a'], { table: 't', columns: ['id'] }),
      ]),
    ]),
    after: schemaOf([
      table('t', { id: integer().primaryKey() }, [], { unlogged: true }),
      table(
        'other',
        { a: integer().notNull() },
        [foreignKey(['a'], { table: 't', columns: ['id'] })],
        {
          unlogged: true,
        },
      ),
    ]),
  },
  {
    name: 'a column changes its type that a key only carries along, which another key refers to',
    dialect: 'postgresql',
    law: 2,
    before: schemaOf([
      table('t', { a: integer().notNull(), b: integer(), c: integer() }, [
        unique(['a'], { include: ['b'] }),
        foreignKey(['c'], { table: 't', columns: ['a'] }),
      ]),
    ]),
    after: schemaOf([
      table('t', { a: integer().notNull(), b: bigint(), c: integer() }, [
        unique(['a'], { include: ['b'] }),
        foreignKey(['c'], { table: 't', columns: ['a'] }),
      ]),
    ]),
  },
  {
    name: 'a domain with a line break in its name',
    dialect: 'postgresql',
    law: 1,
    before: schemaOf([
      domain('two\tor\nthree', 'text', { schema: 'second' }),
      table('t', { a: native('"second"."two\tor\nthree"') }),
    ]),
    after: nothing,
  },
  {
    name: 'an identity whose largest number is beyond what it would come to',
    dialect: 'postgresql',
    law: 4,
    before: schemaOf([table('u', { a: bigint().identity({ maxValue: 100000 }) })]),
    after: schemaOf([table('u', { a: bigint().notNull() })]),
  },
  {
    name: 'an unnamed key in short form with a comment',
    dialect: 'postgresql',
    law: 1,
    before: schemaOf([
      table('t', { id: integer().primaryKey(), a: integer() }, [
        foreignKey(['a'], { table: 't' }, { comment: 'to itself' }),
      ]),
    ]),
    after: nothing,
  },
  {
    name: 'a materialized view over one whose name is too long, in any order',
    dialect: 'postgresql',
    law: 9,
    before: nothing,
    after: schemaOf([
      table('t', { a: integer() }),
      materializedView(longName, 'SELECT a FROM t'),
      materializedView('above', `SELECT v.a FROM "${longName}" AS v -- all\n LIMIT 5`, {
        dependsOn: [longName],
      }),
    ]),
  },
  {
    name: 'a default that asks for the time in other words',
    dialect: 'postgresql',
    law: 9,
    before: schemaOf([table('t', { a: timestamp().default(sql`CURRENT_TIMESTAMP`) })]),
    after: schemaOf([table('t', { a: timestamp().default(sql`now()`).comment('when') })]),
  },
  {
    name: 'an enum loses values, and a table inherits a column of it',
    dialect: 'postgresql',
    law: 2,
    before: schemaOf([
      table('parent', { a: enumeration('mood', ['sad', 'ok', 'glad']) }),
      table('child', { a: enumeration('mood', ['sad', 'ok', 'glad']), b: text() }, [], {
        inherits: [{ name: 'parent' }],
      }),
    ]),
    after: schemaOf([
      table('parent', { a: enumeration('mood', ['sad', 'ok']) }),
      table('child', { a: enumeration('mood', ['sad', 'ok']), b: text() }, [], {
        inherits: [{ name: 'parent' }],
      }),
    ]),
  },
  {
    name: 'a table that becomes logged gets an identity',
    dialect: 'postgresql',
    law: 2,
    before: schemaOf([table('t', { a: integer() }, [], { unlogged: true })]),
    after: schemaOf([table('t', { a: integer(), b: bigint().identity() })]),
  },
  {
    name: 'a key carries a column along that changes its type, and who refers to it goes',
    dialect: 'postgresql',
    law: 2,
    before: schemaOf([
      table('t', { a: integer(), b: integer() }, [unique(['a'], { include: ['b'] })]),
      table('other', { c: integer() }, [foreignKey(['c'], { table: 't', columns: ['a'] })]),
    ]),
    after: schemaOf([
      table('t', { a: integer(), b: bigint() }, [unique(['a'], { include: ['b'] })]),
    ]),
  },
  {
    name: 'a table that inherits a check not yet valid is made before the check, or after it',
    dialect: 'postgresql',
    law: 4,
    before: schemaOf([
      table('parent', { a: text() }, [check(sql`a <> 'never'`, { name: 'ck', notValid: true })]),
      table('child', { b: text() }, [], { inherits: [{ name: 'parent' }] }),
    ]),
    after: schemaOf([
      table('parent', { a: text(), b: text() }),
      table('child', { b: text() }, [], { inherits: [{ name: 'parent' }] }),
    ]),
  },
  {
    name: 'a column gets another type above, and what a table below makes of it goes',
    dialect: 'postgresql',
    law: 2,
    before: schemaOf([
      table('t', { a: integer() }),
      table(
        'z',
        { a: integer() },
        [exclude([{ expression: sql`int4range(a, a + 1)`, operator: '&&' }], { using: 'gist' })],
        {
          inherits: [{ name: 't' }],
        },
      ),
    ]),
    after: schemaOf([
      table('t', { a: bigint() }),
      table('z', { a: bigint() }, [], { inherits: [{ name: 't' }] }),
    ]),
  },
  {
    name: 'an enum changes under a check that stays, on a column with a long name, and no database is asked',
    dialect: 'postgresql',
    law: 6,
    before: schemaOf([
      table('key', { [longName]: enumeration('mood', ['first', 'second', 'B']).notNull() }, [
        check(sql`${sql.ref(longName)} IN ('first', 'second', 'B')`),
      ]),
    ]),
    after: schemaOf([
      table('key', { [longName]: enumeration('mood', ['second', 'first', 'B']).notNull() }, [
        check(sql`${sql.ref(longName)} IN ('first', 'second', 'B')`),
      ]),
    ]),
  },
  {
    name: 'a check without a name, on a column with a long name, has a comment',
    dialect: 'postgresql',
    law: 1,
    before: schemaOf([
      table('t', { [longName]: text() }, [
        check(sql`${sql.ref(longName)} <> ''`, { comment: 'why' }),
        unique([longName], { comment: 'once' }),
      ]),
    ]),
    after: schemaOf([table('t', { [longName]: text() })]),
  },
  ...[
    table('t', { b: text() }, [], {
      rowSecurity: 'forced',
      with: { 'toast.autovacuum_enabled': 'false', fillfactor: '70' },
    }),
    table('t', { a: text() }, [], { with: { 'toast.autovacuum_enabled': 'false' } }),
    table('t', { a: text(), m: enumeration('mood', ['c', 'b']) }, [], {
      with: { 'toast.autovacuum_enabled': 'false' },
    }),
  ].map(
    (after, at): Case => ({
      name: `what is said of long values waits until there can be some (${at + 1})`,
      dialect: 'postgresql',
      law: 2,
      before: schemaOf([table('t', { a: bigint(), m: enumeration('mood', ['b', 'c']) })]),
      after: schemaOf([after]),
    }),
  ),
  ...[
    { was: integer().notNull(), is: bigint().notNull() },
    {
      was: enumeration('mood', ['sad', 'ok']).notNull(),
      is: enumeration('mood', ['ok', 'sad']).notNull(),
    },
    {
      was: native('kind').notNull(),
      is: native('kind').notNull(),
      kinds: ['AS text', 'AS varchar(9)'],
    },
  ].map(({ was, is, kinds = [] }, at): Case => {
    const family = (a: ColumnBuilder, kind: string | undefined) =>
      schemaOf([
        table('p', { a }),
        table('c', { a, b: text() }, [], { inherits: [{ name: 'p' }] }),
        table('d', { a, b: text() }, [], { inherits: [{ name: 'c' }] }),
        ...(kind === undefined ? [] : [domain('kind', kind)]),
      ])
    return {
      name: `a column that no table of a family may leave empty gets another type (${at + 1})`,
      dialect: 'postgresql',
      law: 2,
      before: family(was, kinds[0]),
      after: family(is, kinds[1]),
    }
  }),
  (() => {
    // The heir is called so that it comes before what it inherits from.
    const family = (...values: string[]) => {
      const columns = { kind: enumeration('kind', values) }
      const items = [check(sql`kind IN ('one')`, { name: 'known' })]
      return schemaOf([
        table('p', columns, items),
        table('c', columns, items, { inherits: [{ name: 'p' }] }),
      ])
    }
    return {
      name: 'an enum loses a value that a table and its heir check',
      dialect: 'postgresql',
      law: 4,
      before: family('one'),
      after: family('one', 'two'),
    }
  })(),
  {
    name: 'a virtual column that becomes a plain one keeps its comment',
    dialect: 'postgresql',
    law: 2,
    before: schemaOf([
      table('t', {
        a: integer(),
        b: text().generatedAs(sql`CAST(a AS text)`, { stored: false }).comment("don't"),
      }),
    ]),
    after: schemaOf([table('t', { a: integer(), b: text().comment("don't") })]),
  },
  ...[false, true].map(
    (stored): Case => ({
      name: `a ${stored ? 'stored' : 'virtual'} column that is made anew keeps what was granted on it`,
      dialect: 'postgresql',
      law: stored ? 4 : 2,
      before: schemaOf([
        table('t', { a: integer(), 'b"': text().generatedAs(sql`CAST(a AS text)`, { stored }) }),
        grant('public', 't', 'GRANT SELECT ("b"""), DELETE ON "t" TO public'),
      ]),
      after: schemaOf([
        table('t', { a: integer(), 'b"': text() }),
        grant('public', 't', 'GRANT SELECT ("b"""), DELETE ON "t" TO public'),
      ]),
    }),
  ),
  {
    name: 'a child says a column of a parent with a long name again, and has its default',
    dialect: 'postgresql',
    law: 7,
    before: nothing,
    after: schemaOf([
      table(longName, { a: integer().notNull().default(3) }),
      table('child', { a: integer().notNull() }, [], { inherits: [{ name: longName }] }),
    ]),
  },
  {
    name: 'an extension with a comment of ours',
    dialect: 'postgresql',
    law: 3,
    before: nothing,
    after: schemaOf([extension('lo', { comment: 'ours' })]),
  },
]
