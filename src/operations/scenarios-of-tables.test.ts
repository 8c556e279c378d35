import {
  check,
  desc,
  enumeration,
  foreignKey,
  index,
  integer,
  numeric,
  sql,
  text,
  unique,
  varchar,
} from '../schema/builders/index.ts'
import type { Scenario } from './scenario-schema.test.ts'

export const tableScenarios: readonly Scenario[] = [
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
    name: 'alter one option of a table that has two',
    record: (op) =>
      op.alterTable({ schema: 'auth', name: 'hidden' }, { to: { with: { fillfactor: '70' } } }),
  },
  {
    name: 'take one option of a table away',
    record: (op) =>
      op.alterTable({ schema: 'auth', name: 'hidden' }, { from: { unlogged: true }, to: {} }),
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
    name: 'comment on a constraint',
    record: (op) => op.setConstraintComment('user', 'alive', { from: null, to: "it's" }),
  },
  {
    name: "take a constraint's comment away",
    record: (op) => op.setConstraintComment('user', 'uq_both', { to: null }),
  },

  {
    name: 'comment on an index',
    record: (op) => op.setIndexComment('user', 'ix_both', { from: null, to: "it's" }),
  },
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
]
