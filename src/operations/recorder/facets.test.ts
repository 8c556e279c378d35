import { array, boolean, integer, json, jsonb, sql, text } from '../../schema/builders/index.ts'
import type { ColumnFacets } from '../model.ts'
import type { FacetsInput } from './columns.ts'
import { type Recording, records, refuses } from './recording.test.ts'

const table = { name: 't' }

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
    'a number as default of a json column',
    { type: json(), default: 5 },
    { type: { kind: 'json' }, default: { literal: '5' } },
  ],
  [
    'a boolean as default of a jsonb column',
    { type: jsonb(), default: false },
    { type: { kind: 'jsonb' }, default: { literal: 'false' } },
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
    'a number as default before, whatever the type that is to be',
    (op) =>
      op.alterColumn('t', 'a', {
        from: { default: 5 },
        to: { type: json(), default: null },
      }),
    {
      kind: 'alterColumn',
      table,
      column: 'a',
      from: { default: { literal: 5 } },
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
