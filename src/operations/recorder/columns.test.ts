import { integer, sql, text, varchar } from '../../schema/builders/index.ts'
import type { Column } from '../../schema/model.ts'
import { type Refusal, records, refuses } from './recording.test.ts'

const table = { name: 't' }
const inAuth = { schema: 'auth', name: 'user' }
const a: Column = { name: 'a', type: { kind: 'integer' }, nullable: true }
/** What is known of a column that is dropped by name. */
const unknown: Column = { name: 'a', type: { kind: 'native', sql: '' }, nullable: true }

records([
  ['a column', (op) => op.addColumn('t', 'a', integer()), { kind: 'addColumn', table, column: a }],
  [
    'a column with facets of its own',
    (op) => op.addColumn(inAuth, 'a', integer().notNull().default(1).comment('c')),
    {
      kind: 'addColumn',
      table: inAuth,
      column: { ...a, nullable: false, default: { literal: 1 }, comment: 'c' },
    },
  ],
  [
    'a column unless it is there',
    (op) => op.addColumn('t', 'a', integer(), { ifNotExists: true }),
    { kind: 'addColumn', table, column: a, ifNotExists: true },
  ],
  [
    'a column with constraints, whether it is there or not',
    (op) => op.addColumn('t', 'a', integer().unique(), { ifNotExists: false }),
    { kind: 'addColumn', table, column: a },
    { kind: 'addConstraint', table, constraint: { kind: 'unique', columns: ['a'] } },
  ],
  [
    'a column with all that may be said in line with it, in that order',
    (op) =>
      op.addColumn(
        inAuth,
        'a',
        integer()
          .index({ unique: true })
          .check(sql`a > 0`, { name: 'positive' })
          .check('a < 9')
          .references('other.id', { onDelete: 'cascade' })
          .unique({ name: 'uq' }),
      ),
    { kind: 'addColumn', table: inAuth, column: a },
    {
      kind: 'addConstraint',
      table: inAuth,
      constraint: { kind: 'unique', columns: ['a'], name: 'uq' },
    },
    {
      kind: 'addConstraint',
      table: inAuth,
      constraint: {
        kind: 'foreignKey',
        columns: ['a'],
        references: { name: 'other', columns: ['id'] },
        onDelete: 'cascade',
      },
    },
    {
      kind: 'addConstraint',
      table: inAuth,
      constraint: { kind: 'check', expression: { sql: 'a > 0' }, name: 'positive' },
    },
    {
      kind: 'addConstraint',
      table: inAuth,
      constraint: { kind: 'check', expression: { sql: 'a < 9' } },
    },
    {
      kind: 'createIndex',
      table: inAuth,
      index: { name: 'ix_user_a', elements: [{ column: 'a' }], unique: true },
    },
  ],
  [
    'a column that is the key',
    (op) => op.addColumn('t', 'a', integer().primaryKey({ name: 'pk' })),
    { kind: 'addColumn', table, column: { ...a, nullable: false, autoincrement: true } },
    {
      kind: 'addConstraint',
      table,
      constraint: { kind: 'primaryKey', columns: ['a'], name: 'pk' },
    },
  ],

  [
    'a column dropped by name',
    (op) => op.dropColumn('t', 'a'),
    { kind: 'dropColumn', table, column: unknown, lookUp: true },
  ],
  [
    'a column dropped by name, if it is there',
    (op) => op.dropColumn(inAuth, 'a', { ifExists: true }),
    { kind: 'dropColumn', table: inAuth, column: unknown, ifExists: true, lookUp: true },
  ],
  [
    'a column dropped that is said in full',
    (op) => op.dropColumn(inAuth, 'a', integer()),
    { kind: 'dropColumn', table: inAuth, column: a },
  ],
  [
    'a column dropped that is said in full, if it is there',
    (op) => op.dropColumn('t', 'a', integer(), { ifExists: true }),
    { kind: 'dropColumn', table, column: a, ifExists: true },
  ],

  [
    'a column renamed',
    (op) => op.renameColumn(inAuth, 'a', 'b'),
    { kind: 'renameColumn', table: inAuth, from: 'a', to: 'b' },
  ],

  [
    'a column altered, with the values converted both ways',
    (op) =>
      op.alterColumn(inAuth, 'a', {
        from: { type: integer(), nullable: true },
        to: { type: varchar(9), nullable: false },
        using: 'a::text',
        usingBack: 'a::integer',
      }),
    {
      kind: 'alterColumn',
      table: inAuth,
      column: 'a',
      from: { type: { kind: 'integer' }, nullable: true },
      to: { type: { kind: 'varchar', length: 9 }, nullable: false },
      using: 'a::text',
      usingBack: 'a::integer',
    },
  ],
  [
    'a column altered of which a part is to be looked up',
    (op) =>
      op.alterColumn('t', 'a', { from: { nullable: true }, to: { nullable: false, comment: 'c' } }),
    {
      kind: 'alterColumn',
      table,
      column: 'a',
      from: { nullable: true },
      to: { nullable: false, comment: 'c' },
      lookUp: true,
    },
  ],
])

refuses([
  [
    'a column of no table',
    (op) => op.addColumn('', 'a', text()),
    { method: 'addColumn', what: undefined },
  ],
  [
    'a column without a name',
    (op) => op.addColumn('t', '', text()),
    { method: 'addColumn', what: 'column' },
  ],
  ['a drop in no table', (op) => op.dropColumn({}, 'a'), { method: 'dropColumn', what: undefined }],
  [
    'a drop without a name',
    (op) => op.dropColumn('t', ''),
    { method: 'dropColumn', what: 'column' },
  ],
  [
    'a change in no table',
    (op) => op.alterColumn('', 'a', { to: { nullable: true } }),
    { method: 'alterColumn', what: undefined },
  ],
  [
    'a change without a name',
    (op) => op.alterColumn('t', 7, { to: { nullable: true } }),
    { method: 'alterColumn', what: 'column' },
  ],
  [
    'a rename in no table',
    (op) => op.renameColumn('', 'a', 'b'),
    { method: 'renameColumn', what: undefined },
  ],
  [
    'a rename from nothing',
    (op) => op.renameColumn('t', '', 'b'),
    { method: 'renameColumn', what: 'column' },
  ],
  [
    'a rename to nothing',
    (op) => op.renameColumn('t', 'a'),
    { method: 'renameColumn', what: 'column' },
  ],

  ...(
    [
      ['a key', text().primaryKey()],
      ['a unique constraint', text().unique()],
      ['a foreign key', text().references('t.b')],
      ['a check', text().check(sql`a > ''`)],
      ['an index', text().index()],
    ] as const
  ).flatMap(([name, column]): Refusal[] => [
    [
      `a column with ${name} unless it is there`,
      (op) => op.addColumn('t', 'a', column, { ifNotExists: true }),
      { method: 'addColumn', what: undefined },
    ],
    [
      `a column to drop, with ${name}`,
      (op) => op.dropColumn('t', 'a', column),
      { method: 'dropColumn', what: undefined },
    ],
  ]),
])
