import {
  array,
  check,
  desc,
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
  varchar,
  view,
} from '../schema/builders/index.ts'
import type { Schema } from '../schema/model.ts'
import { schemaOf } from '../schema/put-together.ts'
import type { Recorder } from './recorder.ts'

/** A schema in which there is something of everything. */
export const before: Schema = schemaOf({
  mood: enumType('mood', ['sad', 'ok', 'happy'], { comment: 'how one is' }),
  unused: enumType('unused', ['x']),
  user: table(
    'user',
    {
      id: integer().primaryKey({ name: 'user_pkey' }),
      email: varchar(80).unique({ name: 'uq_email' }),
      mood: enumeration('mood', ['sad', 'ok', 'happy']).default('ok'),
      moods: array(enumeration('mood', ['sad', 'ok', 'happy'])),
      age: integer().notNull().default(0).comment('in years'),
      total: numeric(10, 2).generatedAs(sql`age * 2`),
      "it's `odd` ${x}": text().collate('C'),
    },
    [
      check(sql`age > 0 AND email <> 'age'`, { name: 'adult' }),
      check(sql`age < 200`, { notValid: true, name: 'alive' }),
      unique(['email', 'age'], { name: 'uq_both', deferrable: 'deferred' }),
      index(['email', desc('age')], { name: 'ix_both', where: sql`"user".age > 18` }),
      index([sql`lower(email)`], { name: 'ix_lower', unique: true }),
    ],
    { comment: 'people' },
  ),
  post: table(
    'post',
    {
      id: integer().identity(),
      author: integer()
        .notNull()
        .references('user.id', { name: 'post_author', onDelete: 'cascade' }),
      editor: integer(),
      at: timestamp({ precision: 3 }).default(sql`now()`),
      span: native('tstzrange'),
      number: integer().default(sql`nextval('post_number'::regclass)`),
    },
    [
      primaryKey(['id', 'author'], { name: 'post_pkey' }),
      foreignKey(['editor'], { table: 'user', columns: ['id'] }),
      exclude(
        [
          { column: 'author', operator: '=' },
          { column: 'span', operator: '&&' },
        ],
        {
          using: 'gist',
          name: 'no_overlap',
        },
      ),
    ],
  ),
  hidden: table('hidden', { id: integer().primaryKey() }, [], { schema: 'auth' }),
  keyless: table('keyless', { a: integer(), b: integer().notNull() }),
  numbers: sequence('post_number', {
    start: 5,
    ownedBy: { table: 'post', column: 'number' },
    comment: 'numbers',
  }),
  ticket: sequence('ticket', { increment: 2, maxValue: 9007199254740993n }),
  adults: view('adult', sql`SELECT u.email, age FROM "user" u WHERE u.age > 18`, {
    dependsOn: ['user'],
  }),
  totals: materializedView(
    'totals',
    sql`SELECT author, count(*) AS posts FROM post GROUP BY author`,
    {
      dependsOn: ['post'],
      indexes: [index(['author'], { name: 'ix_totals' })],
    },
  ),
  stamp: trigger(
    'stamp',
    'user',
    sql`CREATE TRIGGER stamp BEFORE UPDATE OF age ON "user" FOR EACH ROW WHEN (new.age > old.age) EXECUTE FUNCTION touch()`,
  ),
  own: policy('own', 'post', sql`CREATE POLICY own ON post USING (author = 1)`),
  read: grant('read', 'post', sql`GRANT SELECT ON post TO reader`),
  twice: routine(
    'twice',
    sql`CREATE FUNCTION twice(integer) RETURNS integer AS $$ SELECT 2 * $1 $$`,
    {
      signature: 'integer',
    },
  ),
  mail: domain('mail', sql`AS text CHECK (VALUE LIKE '%@%')`),
  trigrams: extension('pg_trgm', { version: '1.6' }),
})

export interface Scenario {
  readonly name: string
  readonly record: (op: Recorder) => void
}

/** Every method of `op`, in its shorter and its longer form. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'create a table',
    record: (op) =>
      op.createTable(
        'city',
        {
          code: integer().primaryKey().autoincrement(false),
          name: text().notNull().unique({ name: 'uq_city' }),
          mayor: integer().references('user.id'),
          'odd "name"': text(),
          size: numeric(8),
        },
        [
          check(sql`size > 0`),
          unique(['name', 'size'], { nullsNotDistinct: true }),
          foreignKey(
            ['mayor', 'size'],
            { table: 'post', columns: ['id', 'author'] },
            { match: 'full' },
          ),
          index([sql`lower(name)`, desc('size', { nulls: 'last' })], { method: 'btree' }),
        ],
        { comment: 'places', unlogged: true, with: { fillfactor: 70 } as never },
      ),
  },
  {
    name: 'create a table whose columns are numbers',
    record: (op) =>
      op.createTable({ schema: 'auth', name: 'odd' }, [
        ['b', text()],
        ['2', integer().primaryKey()],
        ['1', integer()],
      ]),
  },
  {
    name: 'create a table that is there',
    record: (op) => op.createTable('user', { x: text() }, [], { ifNotExists: true }),
  },
  {
    name: 'drop a table by name',
    record: (op) => op.dropTable({ schema: 'auth', name: 'hidden' }),
  },
  { name: 'drop a table with what belongs to it', record: (op) => op.dropTable('post') },
  {
    name: 'drop a table with what refers to it',
    record: (op) => op.dropTable('user', { cascade: true }),
  },
  {
    name: 'drop a table that is not there',
    record: (op) => op.dropTable('nobody', { ifExists: true }),
  },
  { name: 'rename a table', record: (op) => op.renameTable('user', 'Person') },
  {
    name: 'move a table',
    record: (op) => op.renameTable('post', { schema: 'auth', name: 'post' }),
  },
  {
    name: 'alter a table',
    record: (op) =>
      op.alterTable('user', {
        from: {},
        to: { rowSecurity: 'enabled', with: { fillfactor: '70' } },
      }),
  },
  {
    name: 'alter a table as it is',
    record: (op) => op.alterTable('user', { to: { unlogged: true } }),
  },
  {
    name: 'comment on a table',
    record: (op) => op.setTableComment('user', { from: 'people', to: "it's" }),
  },
  { name: 'take a comment away', record: (op) => op.setTableComment('user', { to: null }) },

  {
    name: 'add a column',
    record: (op) =>
      op.addColumn('user', 'role', text().notNull().default("it's").comment('what\n*/ for')),
  },
  {
    name: 'add a column with everything',
    record: (op) =>
      op.addColumn(
        'user',
        'boss',
        integer()
          .references('user.id', { name: 'user_boss' })
          .unique()
          .check(sql`boss > 0`)
          .index(),
      ),
  },
  {
    name: 'add a column of an enum',
    record: (op) => op.addColumn('post', 'mood', enumeration('mood', ['sad', 'ok', 'happy'])),
  },
  { name: 'drop a column', record: (op) => op.dropColumn('post', 'at') },
  { name: 'drop a column and what needs it', record: (op) => op.dropColumn('user', 'age') },
  { name: 'drop a column that owns a sequence', record: (op) => op.dropColumn('post', 'number') },
  {
    name: 'drop a column that is not there',
    record: (op) => op.dropColumn('user', 'x', { ifExists: true }),
  },
  {
    name: 'alter a column',
    record: (op) =>
      op.alterColumn('user', 'email', {
        from: { type: varchar(80), nullable: true, default: null },
        to: { type: text(), nullable: false, default: sql`lower('A')` },
        using: 'lower(email)',
      }),
  },
  {
    name: 'alter a column as it is',
    record: (op) =>
      op.alterColumn('user', 'age', { to: { default: { literal: null }, comment: null } }),
  },
  {
    name: 'alter how a column numbers itself',
    record: (op) =>
      op.alterColumn('post', 'id', {
        from: { identity: {}, autoincrement: false },
        to: { identity: { always: true, start: 10n }, autoincrement: false },
      }),
  },
  {
    name: 'alter a generated column',
    record: (op) =>
      op.alterColumn('user', 'total', {
        to: { generated: { expression: sql`age + 1`, stored: false } },
      }),
  },
  { name: 'rename a column', record: (op) => op.renameColumn('user', 'age', 'Years') },
  {
    name: 'rename a column that others refer to',
    record: (op) => op.renameColumn('user', 'id', 'uid'),
  },
  { name: 'rename an odd column', record: (op) => op.renameColumn('user', "it's `odd` ${x}", '"') },

  {
    name: 'create a primary key',
    record: (op) => op.createPrimaryKey('keyless', ['a', 'b']),
  },
  {
    name: 'create a unique constraint',
    record: (op) => op.createUniqueConstraint('post', ['editor'], { name: 'u', include: ['at'] }),
  },
  {
    name: 'create a foreign key',
    record: (op) =>
      op.createForeignKey(
        'user',
        ['age'],
        { table: 'hidden', schema: 'auth' },
        { onDelete: 'set null', onDeleteColumns: ['age'], notValid: true },
      ),
  },
  {
    name: 'create a check',
    record: (op) => op.createCheckConstraint('post', sql`author > 0`, { name: 'c' }),
  },
  {
    name: 'create an exclusion constraint',
    record: (op) =>
      op.createExclusionConstraint('post', [{ expression: sql`(author % 2)`, operator: '=' }], {
        where: sql`author > 0`,
      }),
  },
  { name: 'drop a constraint by name', record: (op) => op.dropConstraint('user', 'adult') },
  {
    name: 'drop a constraint without a name',
    record: (op) =>
      op.dropConstraint('post', foreignKey(['editor'], { table: 'user', columns: ['id'] })),
  },
  { name: 'drop a primary key', record: (op) => op.dropConstraint('post', 'post_pkey') },
  {
    name: 'drop a constraint that is not there',
    record: (op) => op.dropConstraint('user', 'x', { ifExists: true }),
  },
  { name: 'rename a constraint', record: (op) => op.renameConstraint('user', 'uq_both', 'both') },
  { name: 'validate a constraint', record: (op) => op.validateConstraint('user', 'alive') },

  {
    name: 'create an index',
    record: (op) =>
      op.createIndex('ix', 'post', ['author', desc('at'), sql`(author + 1)`], {
        method: 'gin',
        where: sql`author > 0`,
        include: ['editor'],
        concurrently: true,
      }),
  },
  {
    name: 'create an index on a materialized view',
    record: (op) => op.createIndex('ix_posts', 'totals', ['posts']),
  },
  { name: 'drop an index by name', record: (op) => op.dropIndex('ix_lower') },
  {
    name: 'drop an index of a table',
    record: (op) => op.dropIndex('ix_both', 'user', { concurrently: true }),
  },
  {
    name: 'drop an index that is not there',
    record: (op) => op.dropIndex('ix', { ifExists: true }),
  },
  { name: 'rename an index', record: (op) => op.renameIndex('user', 'ix_both', 'ix both') },

  { name: 'create a schema', record: (op) => op.createSchema('shop') },
  {
    name: 'create a schema that is there',
    record: (op) => op.createSchema('auth', { ifNotExists: true }),
  },
  { name: 'drop a schema', record: (op) => op.dropSchema('auth') },

  {
    name: 'create an enum',
    record: (op) => op.createEnum('size', ['s', "m'"], { schema: 'auth', comment: 'c' }),
  },
  { name: 'drop an enum', record: (op) => op.dropEnum('mood') },
  {
    name: 'drop an enum that is not there',
    record: (op) => op.dropEnum('x', undefined, { ifExists: true }),
  },
  { name: 'rename an enum', record: (op) => op.renameEnum('mood', 'Feeling') },
  {
    name: 'add a value to an enum',
    record: (op) => op.addEnumValue('mood', 'angry', { before: 'sad' }),
  },
  {
    name: 'add a value behind another',
    record: (op) => op.addEnumValue('mood', 'fine', { after: 'ok' }),
  },
  {
    name: 'rename a value of an enum',
    record: (op) => op.renameEnumValue('mood', 'ok', "it's ok"),
  },
  {
    name: 'change the values of an enum',
    record: (op) =>
      op.alterEnum('mood', {
        from: ['sad', 'ok', 'happy'],
        to: ['happy', 'ok', 'new'],
        mapping: { sad: 'ok' },
        mappingBack: { new: null },
        comment: { from: 'how one is', to: null },
      }),
  },
  {
    name: 'change the values of an enum as it is',
    record: (op) => op.alterEnum('mood', { to: ['ok'] }),
  },

  { name: 'create a sequence', record: (op) => op.createSequence('s', { start: 1n, cycle: true }) },
  { name: 'drop a sequence', record: (op) => op.dropSequence('ticket') },
  {
    name: 'alter a sequence',
    record: (op) =>
      op.alterSequence('ticket', { from: { maxValue: 9007199254740993n }, to: { maxValue: null } }),
  },
  {
    name: 'give a sequence away',
    record: (op) => op.alterSequence('post_number', { to: { ownedBy: null, increment: 3 } }),
  },
  { name: 'rename a sequence', record: (op) => op.renameSequence('post_number', 'Number') },
  {
    name: 'rename the sequence behind a column',
    record: (op) => op.renameSequence('post_id_seq', 'post_ids'),
  },

  {
    name: 'create a view',
    record: (op) => op.createView('v', sql`SELECT 1\nFROM "user" -- \`x\``),
  },
  { name: 'drop a view', record: (op) => op.dropView('adult') },
  { name: 'replace a view', record: (op) => op.replaceView('adult', { to: sql`SELECT 2` }) },
  {
    name: 'replace a view by another',
    record: (op) =>
      op.replaceObject({
        from: before.objects.find((object) => object.kind === 'view')!,
        to: view('adult', sql`SELECT 1`, { columns: ['one'], comment: 'c' }),
      }),
  },
  {
    name: 'create a materialized view',
    record: (op) => op.createMaterializedView('m', 'SELECT 1 AS a', { indexes: [index(['a'])] }),
  },
  { name: 'drop a materialized view', record: (op) => op.dropMaterializedView('totals') },
  {
    name: 'create a function',
    record: (op) => op.createFunction('f', sql`CREATE FUNCTION f() RETURNS text AS '\\d'`),
  },
  { name: 'drop a function', record: (op) => op.dropFunction('twice', { signature: 'integer' }) },
  {
    name: 'replace a function',
    record: (op) => op.replaceFunction('twice', { to: 'CREATE …' }, { signature: 'integer' }),
  },
  {
    name: 'create a procedure',
    record: (op) => op.createProcedure('p', 'CREATE PROCEDURE p()', { signature: 'text' }),
  },
  { name: 'create a trigger', record: (op) => op.createTrigger('t', 'post', 'CREATE TRIGGER t …') },
  { name: 'drop a trigger', record: (op) => op.dropTrigger('stamp', 'user') },
  {
    name: 'replace a trigger',
    record: (op) => op.replaceTrigger('stamp', 'user', { to: 'CREATE TRIGGER stamp …' }),
  },
  {
    name: 'create a policy',
    record: (op) => op.createPolicy('p', 'user', 'CREATE POLICY p ON "user"'),
  },
  { name: 'drop a policy', record: (op) => op.dropPolicy('own', 'post') },
  {
    name: 'grant',
    record: (op) => op.grant('w', { schema: 'auth', name: 'hidden' }, 'GRANT INSERT …'),
  },
  { name: 'revoke', record: (op) => op.revoke('read', 'post') },
  {
    name: 'create a domain',
    record: (op) => op.createDomain('d', 'AS integer', { schema: 'auth' }),
  },
  { name: 'replace a domain', record: (op) => op.replaceDomain('mail', { to: 'AS text' }) },
  {
    name: 'create an extension',
    record: (op) => op.createExtension('citext', { ifNotExists: true }),
  },
  { name: 'drop an extension', record: (op) => op.dropExtension('pg_trgm', { version: '1.6' }) },
  { name: 'drop a view that is not there', record: (op) => op.dropView('x', { ifExists: true }) },

  {
    name: 'execute',
    record: (op) =>
      op.execute(
        { postgresql: "UPDATE x SET a = 'it''s'", sqlite: 'UPDATE x\nSET a = `1`' },
        {
          inverse: 'UPDATE y',
          outsideTransaction: true,
          effect: (op) => {
            op.createSchema('made')
            op.renameTable('user', 'person')
          },
        },
      ),
  },
  {
    name: 'do something of its own',
    record: (op) =>
      op.custom({ describe: 'analyze', ddl: { postgresql: ['ANALYZE'], sqlite: ['ANALYZE'] } }),
  },
  {
    name: 'insert rows',
    record: (op) =>
      op.bulkInsert('user', [
        { id: 1n, email: "it's\u2028", at: new Date(0), ok: true, none: null },
        { id: 2, bytes: Uint8Array.of(1, 2), list: [1, 'a'], json: { a: { b: 1 } } },
      ]),
  },
  {
    name: 'something for one database only',
    record: (op) => op.only('postgresql', (op) => op.createIndex('ix', 'post', ['author'])),
  },
]
