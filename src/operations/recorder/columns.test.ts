import {
  array,
  boolean,
  integer,
  json,
  jsonb,
  sql,
  text,
  varchar,
} from '../../schema/builders/index.ts'
import type { Column } from '../../schema/model.ts'
import type { ColumnFacets } from '../model.ts'
import type { FacetsInput } from './columns.ts'
import { type Recording, type Refusal, records, refuses } from './recording.test.ts'

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

/** A facet as it is said, and as it is kept. */
const facets: readonly (readonly [string, FacetsInput, ColumnFacets])[] = [
  ['a type', { type: array(text()) }, { type: { kind: 'array', of: { kind: 'text' } } }],
  ['null allowed', { nullable: true }, { nullable: true }],
  ['null forbidden', { nullable: false }, { nullable: false }],
  ['a text as default', { default: 'x' }, { default: { literal: 'x' } }],
  ['an empty text as default', { default: '' }, { default: { literal: '' } }],
  ['zero as default', { default: 0 }, { default: { literal: 0 } }],
  ['false as default', { default: false }, { default: { literal: false } }],
  ['a large number as default', { default: 2n ** 60n }, { default: { literal: 2n ** 60n } }],
  ['SQL as default', { default: sql`now()` }, { default: { sql: 'now()' } }],
  [
    'SQL as default of a json column',
    { type: json(), default: sql`'1'` },
    { type: { kind: 'json' }, default: { sql: "'1'" } },
  ],
  ['no default', { default: null }, { default: null }],
  ['NULL as default', { default: { literal: null } }, { default: { literal: null } }],
  [
    'NULL as default of a json column',
    { type: jsonb(), default: { literal: null } },
    { type: { kind: 'jsonb' }, default: { literal: null } },
  ],
  ['a record as default', { default: { a: 1 } }, { default: { literal: '{"a":1}' } }],
  [
    'a record as default that has a literal in it',
    { default: { literal: 1 } as never },
    { default: { literal: '{"literal":1}' } },
  ],
  [
    'a list as default of a json column',
    { type: json(), default: ['a'] },
    { type: { kind: 'json' }, default: { literal: '["a"]' } },
  ],
  [
    'a list as default of an array',
    { type: array(integer()), default: [1, 2] },
    {
      type: { kind: 'array', of: { kind: 'integer' } },
      default: { sql: `'{1,2}'`, dialects: { sqlite: `'[1,2]'` } },
    },
  ],
  ['that it numbers itself', { autoincrement: true }, { autoincrement: true }],
  ['that it does not number itself', { autoincrement: false }, { autoincrement: false }],
  ['an identity', { identity: {} }, { identity: { always: false } }],
  [
    'an identity with options',
    { identity: { always: true, start: 10n, increment: 2 } },
    { identity: { always: true, start: 10n, increment: 2 } },
  ],
  [
    'an identity with options that say nothing',
    { identity: { start: undefined, always: false } as never },
    { identity: { always: false } },
  ],
  ['no identity', { identity: null }, { identity: null }],
  ['a sequence', { sequenceName: 's' }, { sequenceName: 's' }],
  ['the usual sequence', { sequenceName: null }, { sequenceName: null }],
  [
    'what it is computed from',
    { generated: { expression: 'a + 1' } },
    { generated: { expression: { sql: 'a + 1' }, stored: true } },
  ],
  [
    'what it is computed from when it is read',
    { generated: { expression: sql`a + 1`, stored: false } },
    { generated: { expression: { sql: 'a + 1' }, stored: false } },
  ],
  [
    'what it is computed from, and that it is stored',
    { generated: { expression: sql`a + 1`, stored: true } },
    { generated: { expression: { sql: 'a + 1' }, stored: true } },
  ],
  ['that it is not computed', { generated: null }, { generated: null }],
  ['a collation', { collation: 'C' }, { collation: 'C' }],
  ['the usual collation', { collation: null }, { collation: null }],
  ['a comment', { comment: 'c' }, { comment: 'c' }],
  ['no comment', { comment: null }, { comment: null }],
  ['an empty comment, which is none', { comment: '' }, { comment: null }],
  ['an answer to a conflict', { notNullOnConflict: 'replace' }, { notNullOnConflict: 'replace' }],
  ['no answer to a conflict', { notNullOnConflict: null }, { notNullOnConflict: null }],
  ['a name of NOT NULL', { notNullName: 'nn' }, { notNullName: 'nn' }],
  ['no name of NOT NULL', { notNullName: null }, { notNullName: null }],
]

records(
  facets.flatMap(([name, said, kept]): Recording[] => [
    [
      `${name}, looked up`,
      (op) => op.alterColumn('t', 'a', { to: said }),
      { kind: 'alterColumn', table, column: 'a', from: {}, to: kept, lookUp: true },
    ],
    [
      `${name}, on both sides`,
      (op) => op.alterColumn('t', 'a', { from: said, to: said }),
      { kind: 'alterColumn', table, column: 'a', from: kept, to: kept },
    ],
  ]),
)

records([
  [
    'a list as default before, of the type that is to be',
    (op) =>
      op.alterColumn('t', 'a', {
        from: { default: ['x'] },
        to: { type: json(), default: null },
      }),
    {
      kind: 'alterColumn',
      table,
      column: 'a',
      from: { default: { literal: '["x"]' } },
      to: { type: { kind: 'json' }, default: null },
      lookUp: true,
    },
  ],
  [
    'a list as default before, of the type it was',
    (op) =>
      op.alterColumn('t', 'a', {
        from: { type: array(text()), default: [] },
        to: { type: json(), default: [] },
      }),
    {
      kind: 'alterColumn',
      table,
      column: 'a',
      from: {
        type: { kind: 'array', of: { kind: 'text' } },
        default: { sql: "'{}'", dialects: { sqlite: "'[]'" } },
      },
      to: { type: { kind: 'json' }, default: { literal: '[]' } },
    },
  ],
])

const alter = (change: unknown) => (op: any) => op.alterColumn('t', 'a', change)

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

  ['no change', alter(undefined), { method: 'alterColumn' }],
  ['a change without an end', alter({ from: { nullable: true } }), { method: 'alterColumn' }],
  ['a change of nothing', alter({ to: {} }), { method: 'alterColumn' }],
  ['a change of nothing known', alter({ to: { nullable: undefined } }), { method: 'alterColumn' }],
  [
    'a misspelt facet',
    alter({ to: { nulable: true } }),
    { method: 'alterColumn', hint: 'Did you mean "nullable"?' },
  ],
  [
    'a misspelt facet of what was',
    alter({ from: { comments: 'x' }, to: { comment: 'y' } }),
    { method: 'alterColumn', hint: 'Did you mean "comment"?' },
  ],
  ['a misspelt key', alter({ to: { nullable: true }, usingback: '1' }), { method: 'alterColumn' }],
  [
    'a key of another method',
    alter({ to: { nullable: true }, mapping: {} }),
    { method: 'alterColumn' },
  ],
  [
    'a facet that has a beginning only',
    alter({ from: { nullable: true, comment: null }, to: { nullable: false } }),
    {
      method: 'alterColumn',
      hint: 'Add comment to `to` (null for none), or leave it out of `from`.',
    },
  ],
  ['a type that is none', alter({ to: { type: 'text' } }), { method: 'alterColumn' }],
  ['more than a type', alter({ to: { type: boolean().notNull() } }), { method: 'alterColumn' }],
  [
    'more than a type that was',
    alter({ from: { type: text().unique() }, to: { type: text() } }),
    { method: 'alterColumn' },
  ],
  ['a list as default without a type', alter({ to: { default: [] } }), { method: 'alterColumn' }],
])
