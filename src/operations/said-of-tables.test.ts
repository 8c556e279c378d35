/** Operations on tables, in words and as the call of `op` that records them: to the letter. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describe } from './describe.ts'
import type { Operation } from './model.ts'
import { sourceOf } from './source.ts'

const t = { name: 't' }
const far = { schema: 's', name: 't' }
const column = { name: 'a', type: { kind: 'integer' }, nullable: true } as const
const on = {
  columns: [column],
  uniques: [],
  foreignKeys: [],
  checks: [],
  exclusions: [],
  indexes: [],
}
const index = { name: 'ix', elements: [{ column: 'a' }] }

/** An operation, its words, and its source, where it has several lines as these. */
const sayings: readonly (readonly [Operation, string, string | readonly string[]])[] = [
  [
    { kind: 'createTable', table: { ...t, ...on } },
    'create table "t"',
    [`op.createTable('t', {`, '  a: integer(),', '})'],
  ],
  [
    { kind: 'createTable', table: { ...far, ...on }, ifNotExists: true },
    'create table "s"."t"',
    [
      'op.createTable(',
      `  { schema: 's', name: 't' },`,
      '  {',
      '    a: integer(),',
      '  },',
      '  [],',
      '  { ifNotExists: true },',
      ')',
    ],
  ],
  [
    { kind: 'dropTable', table: { ...t, ...on } },
    'drop table "t"',
    [`op.dropTable('t', {`, '  a: integer(),', '})'],
  ],
  [
    { kind: 'dropTable', table: { ...far, ...on }, ifExists: true, cascade: true },
    'drop table "s"."t"',
    [
      'op.dropTable(',
      `  { schema: 's', name: 't' },`,
      '  {',
      '    a: integer(),',
      '  },',
      '  [],',
      '  { ifExists: true, cascade: true },',
      ')',
    ],
  ],
  [
    { kind: 'dropTable', table: { ...far, ...on }, ifExists: true, cascade: true, lookUp: true },
    'drop table "s"."t"',
    `op.dropTable({ schema: 's', name: 't' }, { ifExists: true, cascade: true })`,
  ],
  [
    { kind: 'dropTable', table: { ...t, ...on }, lookUp: true },
    'drop table "t"',
    `op.dropTable('t')`,
  ],
  [
    { kind: 'renameTable', from: t, to: { name: 'u' } },
    'rename table "t" to "u"',
    `op.renameTable('t', 'u')`,
  ],
  [
    { kind: 'renameTable', from: far, to: { schema: 's', name: 'u' } },
    'rename table "s"."t" to "s"."u"',
    `op.renameTable({ schema: 's', name: 't' }, 'u')`,
  ],
  [
    { kind: 'renameTable', from: far, to: t },
    'rename table "s"."t" to "t"',
    `op.renameTable({ schema: 's', name: 't' }, { name: 't' })`,
  ],
  [
    { kind: 'alterTable', table: t, from: {}, to: { unlogged: true } },
    'alter table "t"',
    [`op.alterTable('t', {`, '  from: {},', '  to: { unlogged: true },', '})'],
  ],
  [
    { kind: 'alterTable', table: far, from: {}, to: { unlogged: true }, lookUp: true },
    'alter table "s"."t"',
    `op.alterTable({ schema: 's', name: 't' }, { to: { unlogged: true } })`,
  ],
  [
    { kind: 'setTableComment', table: t, from: 'old', to: 'new' },
    'comment on table "t"',
    `op.setTableComment('t', { from: 'old', to: 'new' })`,
  ],
  [
    { kind: 'setTableComment', table: t, from: null, to: 'new', lookUp: true },
    'comment on table "t"',
    `op.setTableComment('t', { to: 'new' })`,
  ],
  [
    { kind: 'setTableComment', table: far, from: 'old', to: null },
    'remove the comment of table "s"."t"',
    `op.setTableComment({ schema: 's', name: 't' }, { from: 'old', to: null })`,
  ],
  [
    { kind: 'addColumn', table: t, column },
    'add column "t"."a"',
    `op.addColumn('t', 'a', integer())`,
  ],
  [
    { kind: 'addColumn', table: far, column, ifNotExists: true },
    'add column "s"."t"."a"',
    `op.addColumn({ schema: 's', name: 't' }, 'a', integer(), { ifNotExists: true })`,
  ],
  [
    { kind: 'dropColumn', table: t, column },
    'drop column "t"."a"',
    `op.dropColumn('t', 'a', integer())`,
  ],
  [
    { kind: 'dropColumn', table: far, column, ifExists: true },
    'drop column "s"."t"."a"',
    `op.dropColumn({ schema: 's', name: 't' }, 'a', integer(), { ifExists: true })`,
  ],
  [
    { kind: 'dropColumn', table: t, column, ifExists: true, lookUp: true },
    'drop column "t"."a"',
    `op.dropColumn('t', 'a', { ifExists: true })`,
  ],
  [
    { kind: 'dropColumn', table: t, column, lookUp: true },
    'drop column "t"."a"',
    `op.dropColumn('t', 'a')`,
  ],
  [
    { kind: 'renameColumn', table: far, from: 'a', to: 'b' },
    'rename column "s"."t"."a" to "b"',
    `op.renameColumn({ schema: 's', name: 't' }, 'a', 'b')`,
  ],
  [
    {
      kind: 'alterColumn',
      table: t,
      column: 'a',
      from: { nullable: true },
      to: { nullable: false },
    },
    'alter column "t"."a" (nullable)',
    [
      `op.alterColumn('t', 'a', {`,
      '  from: { nullable: true },',
      '  to: { nullable: false },',
      '})',
    ],
  ],
  [
    {
      kind: 'alterColumn',
      table: far,
      column: 'a',
      from: {},
      to: { nullable: false, comment: 'c' },
      lookUp: true,
    },
    'alter column "s"."t"."a" (nullable, comment)',
    `op.alterColumn({ schema: 's', name: 't' }, 'a', { to: { nullable: false, comment: 'c' } })`,
  ],
  [
    {
      kind: 'alterColumn',
      table: t,
      column: 'a',
      from: {},
      to: {},
      using: 'a + 1',
      usingBack: 'a - 1',
    },
    'alter column "t"."a"',
    [
      `op.alterColumn('t', 'a', {`,
      '  from: {},',
      '  to: {},',
      `  using: 'a + 1',`,
      `  usingBack: 'a - 1',`,
      '})',
    ],
  ],
  [
    {
      kind: 'alterColumn',
      table: t,
      column: 'a',
      from: {
        type: { kind: 'text' },
        default: null,
        autoincrement: false,
        identity: null,
        sequenceName: null,
        generated: null,
        collation: null,
        notNullOnConflict: null,
        notNullName: null,
      },
      to: {
        type: { kind: 'integer' },
        default: { literal: null },
        autoincrement: true,
        identity: { always: true, start: 5 },
        sequenceName: 'q',
        generated: { expression: { sql: 'a * 2' }, stored: true },
        collation: 'C',
        notNullOnConflict: 'ignore',
        notNullName: 'nn',
      },
    },
    'alter column "t"."a" (type, default, autoincrement, identity, sequenceName, generated, collation, notNullOnConflict, notNullName)',
    [
      `op.alterColumn('t', 'a', {`,
      '  from: {',
      '    type: text(),',
      '    default: null,',
      '    autoincrement: false,',
      '    identity: null,',
      '    sequenceName: null,',
      '    generated: null,',
      '    collation: null,',
      '    notNullOnConflict: null,',
      '    notNullName: null,',
      '  },',
      '  to: {',
      '    type: integer(),',
      '    default: { literal: null },',
      '    autoincrement: true,',
      '    identity: { always: true, start: 5 },',
      `    sequenceName: 'q',`,
      '    generated: { expression: sql`a * 2` },',
      `    collation: 'C',`,
      `    notNullOnConflict: 'ignore',`,
      `    notNullName: 'nn',`,
      '  },',
      '})',
    ],
  ],
  [
    {
      kind: 'alterColumn',
      table: t,
      column: 'a',
      from: { generated: { expression: { sql: 'a' }, stored: false } },
      to: { identity: { always: false }, default: { sql: 'now()' } },
    },
    'alter column "t"."a" (identity, default)',
    [
      `op.alterColumn('t', 'a', {`,
      '  from: { generated: { expression: sql`a`, stored: false } },',
      '  to: { default: sql`now()`, identity: {} },',
      '})',
    ],
  ],
  [
    { kind: 'addConstraint', table: far, constraint: { kind: 'primaryKey', columns: ['a'] } },
    'create primary key (a) on "s"."t"',
    `op.createPrimaryKey({ schema: 's', name: 't' }, ['a'])`,
  ],
  [
    {
      kind: 'addConstraint',
      table: t,
      constraint: { kind: 'primaryKey', name: 'pk', columns: ['a'] },
    },
    'create primary key "pk" on "t"',
    `op.createPrimaryKey('t', ['a'], { name: 'pk' })`,
  ],
  [
    {
      kind: 'addConstraint',
      table: t,
      constraint: { kind: 'unique', name: 'uq', columns: ['a', 'b'] },
    },
    'create unique constraint "uq" on "t"',
    `op.createUniqueConstraint('t', ['a', 'b'], { name: 'uq' })`,
  ],
  [
    {
      kind: 'addConstraint',
      table: t,
      constraint: {
        kind: 'foreignKey',
        columns: ['a', 'b'],
        references: { ...far, columns: ['c', 'd'] },
      },
    },
    'create foreign key (a, b) to "s"."t" on "t"',
    `op.createForeignKey('t', ['a', 'b'], { schema: 's', table: 't', columns: ['c', 'd'] })`,
  ],
  [
    {
      kind: 'addConstraint',
      table: t,
      constraint: { kind: 'check', expression: { sql: 'a > 0' } },
    },
    'create check (a > 0) on "t"',
    `op.createCheckConstraint('t', sql\`a > 0\`)`,
  ],
  [
    {
      kind: 'addConstraint',
      table: t,
      constraint: {
        kind: 'exclusion',
        elements: [
          { column: 'a', operator: '=' },
          { expression: { sql: 'b' }, operator: '&&' },
        ],
      },
    },
    'create exclusion constraint (a, …) on "t"',
    [
      `op.createExclusionConstraint('t', [`,
      `  { column: 'a', operator: '=' },`,
      `  { expression: sql\`b\`, operator: '&&' },`,
      '])',
    ],
  ],
  [
    {
      kind: 'dropConstraint',
      table: far,
      constraint: { kind: 'unique', columns: ['a', 'b'] },
      ifExists: true,
    },
    'drop unique constraint (a, b) of "s"."t"',
    `op.dropConstraint({ schema: 's', name: 't' }, unique(['a', 'b']), { ifExists: true })`,
  ],
  [
    {
      kind: 'dropConstraint',
      table: t,
      constraint: { kind: 'unique', columns: [], name: 'uq' },
      lookUp: true,
    },
    'drop constraint "uq" of "t"',
    `op.dropConstraint('t', 'uq')`,
  ],
  [
    {
      kind: 'dropConstraint',
      table: far,
      constraint: { kind: 'unique', columns: [], name: 'uq' },
      ifExists: true,
      lookUp: true,
    },
    'drop constraint "uq" of "s"."t"',
    `op.dropConstraint({ schema: 's', name: 't' }, 'uq', { ifExists: true })`,
  ],
  [
    { kind: 'renameConstraint', table: t, constraint: 'foreignKey', from: 'a', to: 'b' },
    'rename foreign key "a" of "t" to "b"',
    `op.renameConstraint('t', 'a', 'b', 'foreignKey')`,
  ],
  [
    { kind: 'renameConstraint', table: far, constraint: 'check', from: 'a', to: 'b', lookUp: true },
    'rename constraint "a" of "s"."t" to "b"',
    `op.renameConstraint({ schema: 's', name: 't' }, 'a', 'b')`,
  ],
  [
    { kind: 'validateConstraint', table: far, name: 'ck' },
    'validate constraint "ck" of "s"."t"',
    `op.validateConstraint({ schema: 's', name: 't' }, 'ck')`,
  ],
  [
    { kind: 'setConstraintComment', table: far, name: 'ck', from: null, to: 'new' },
    'comment on constraint "ck" of "s"."t"',
    `op.setConstraintComment({ schema: 's', name: 't' }, 'ck', { from: null, to: 'new' })`,
  ],
  [
    { kind: 'setConstraintComment', table: t, name: 'ck', from: 'old', to: null },
    'remove the comment of constraint "ck" of "t"',
    `op.setConstraintComment('t', 'ck', { from: 'old', to: null })`,
  ],
  [
    { kind: 'setConstraintComment', table: t, name: 'ck', from: null, to: null, lookUp: true },
    'remove the comment of constraint "ck" of "t"',
    `op.setConstraintComment('t', 'ck', { to: null })`,
  ],
  [
    { kind: 'createIndex', table: far, index },
    'create index "ix" on "s"."t"',
    `op.createIndex('ix', { schema: 's', name: 't' }, ['a'])`,
  ],
  [
    {
      kind: 'createIndex',
      table: t,
      index: { ...index, unique: true },
      ifNotExists: true,
      concurrently: true,
    },
    'create index "ix" on "t"',
    `op.createIndex('ix', 't', ['a'], { unique: true, ifNotExists: true, concurrently: true })`,
  ],
  [
    { kind: 'dropIndex', table: far, index },
    'drop index "ix" of "s"."t"',
    `op.dropIndex('ix', { schema: 's', name: 't' }, ['a'])`,
  ],
  [
    {
      kind: 'dropIndex',
      table: t,
      index: { ...index, unique: true },
      ifExists: true,
      concurrently: true,
    },
    'drop index "ix" of "t"',
    `op.dropIndex('ix', 't', ['a'], { unique: true, ifExists: true, concurrently: true })`,
  ],
  [
    { kind: 'dropIndex', table: far, index, ifExists: true, concurrently: true, lookUp: true },
    'drop index "ix" of "s"."t"',
    `op.dropIndex('ix', { schema: 's', name: 't' }, { ifExists: true, concurrently: true })`,
  ],
  [
    { kind: 'dropIndex', table: { name: '' }, index, lookUp: true },
    'drop index "ix"',
    `op.dropIndex('ix')`,
  ],
  [
    { kind: 'renameIndex', table: far, from: 'a', to: 'b' },
    'rename index "a" to "b"',
    `op.renameIndex({ schema: 's', name: 't' }, 'a', 'b')`,
  ],
  [
    { kind: 'setIndexComment', table: far, name: 'ix', from: null, to: 'new' },
    'comment on index "ix"',
    `op.setIndexComment({ schema: 's', name: 't' }, 'ix', { from: null, to: 'new' })`,
  ],
  [
    { kind: 'setIndexComment', table: t, name: 'ix', from: 'old', to: null },
    'remove the comment of index "ix"',
    `op.setIndexComment('t', 'ix', { from: 'old', to: null })`,
  ],
  [
    { kind: 'setIndexComment', table: t, name: 'ix', from: null, to: 'new', lookUp: true },
    'comment on index "ix"',
    `op.setIndexComment('t', 'ix', { to: 'new' })`,
  ],
]

for (const [operation, words, source] of sayings) {
  const lines = [source].flat()
  test(`${words}: ${lines.join(' ')}`, () => {
    assert.equal(describe(operation), words)
    assert.deepEqual(sourceOf(operation).split('\n'), lines)
  })
}
