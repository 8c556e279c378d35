import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  check,
  exclude,
  foreignKey,
  primaryKey,
  sql,
  text,
  unique,
  varchar,
  view,
} from '../schema/builders/index.ts'
import { describe } from './describe.ts'
import { type Recorder, record } from './recorder.ts'

const inAuth = { schema: 'auth', name: 'user' }
const run = function fillEmails() {}

const cases: readonly (readonly [(op: Recorder) => void, string])[] = [
  [(op) => op.createTable('t', { a: text() }), 'create table "t"'],
  [(op) => op.createTable(inAuth, { a: text() }), 'create table "auth"."user"'],
  [(op) => op.dropTable('t'), 'drop table "t"'],
  [(op) => op.renameTable(inAuth, 'u'), 'rename table "auth"."user" to "auth"."u"'],
  [(op) => op.alterTable('t', { to: {} }), 'alter table "t"'],
  [(op) => op.setTableComment('t', { to: 'x' }), 'comment on table "t"'],
  [(op) => op.setTableComment('t', { to: null }), 'remove the comment of table "t"'],

  [(op) => op.addColumn(inAuth, 'a', text()), 'add column "auth"."user"."a"'],
  [(op) => op.dropColumn('t', 'a'), 'drop column "t"."a"'],
  [(op) => op.renameColumn('t', 'a', 'b'), 'rename column "t"."a" to "b"'],

  [(op) => op.createPrimaryKey('t', ['a', 'b']), 'create primary key (a, b) on "t"'],
  [(op) => op.createPrimaryKey('t', ['a'], { name: 'pk' }), 'create primary key "pk" on "t"'],
  [
    (op) => op.createUniqueConstraint(inAuth, ['a']),
    'create unique constraint (a) on "auth"."user"',
  ],
  [
    (op) => op.createUniqueConstraint('t', ['a'], { name: 'uq' }),
    'create unique constraint "uq" on "t"',
  ],
  [
    (op) => op.createForeignKey('t', ['a', 'b'], { schema: 'auth', table: 'user' }),
    'create foreign key (a, b) to "auth"."user" on "t"',
  ],
  [
    (op) => op.createForeignKey('t', ['a'], { table: 'o' }, { name: 'fk' }),
    'create foreign key "fk" on "t"',
  ],
  [(op) => op.createCheckConstraint('t', 'a > 0'), 'create check (a > 0) on "t"'],
  [
    (op) => op.createCheckConstraint('t', 'a > 0', { name: 'positive' }),
    'create check "positive" on "t"',
  ],
  [
    (op) =>
      op.createExclusionConstraint('t', [
        { column: 'a', operator: '=' },
        { expression: sql`lower(b)`, operator: '=' },
      ]),
    'create exclusion constraint (a, …) on "t"',
  ],
  [
    (op) => op.createExclusionConstraint('t', [{ column: 'a', operator: '=' }], { name: 'ex' }),
    'create exclusion constraint "ex" on "t"',
  ],
  [(op) => op.dropConstraint('t', 'k'), 'drop constraint "k" of "t"'],
  [(op) => op.dropConstraint('t', primaryKey(['a'])), 'drop primary key (a) of "t"'],
  [(op) => op.dropConstraint('t', unique(['a'])), 'drop unique constraint (a) of "t"'],
  [(op) => op.dropConstraint('t', check('a', { name: 'c' })), 'drop check "c" of "t"'],
  [
    (op) => op.dropConstraint('t', foreignKey(['a'], { table: 'o' })),
    'drop foreign key (a) to "o" of "t"',
  ],
  [
    (op) => op.dropConstraint('t', exclude([{ column: 'a', operator: '=' }])),
    'drop exclusion constraint (a) of "t"',
  ],
  [(op) => op.renameConstraint('t', 'k', 'l'), 'rename constraint "k" of "t" to "l"'],
  [
    (op) => op.renameConstraint('t', 'k', 'l', 'exclusion'),
    'rename exclusion constraint "k" of "t" to "l"',
  ],
  [(op) => op.validateConstraint('t', 'k'), 'validate constraint "k" of "t"'],
  [(op) => op.setConstraintComment('t', 'k', { to: 'x' }), 'comment on constraint "k" of "t"'],
  [
    (op) => op.setConstraintComment('t', 'k', { to: null }),
    'remove the comment of constraint "k" of "t"',
  ],

  [(op) => op.createIndex('ix', inAuth, ['a']), 'create index "ix" on "auth"."user"'],
  [(op) => op.dropIndex('ix'), 'drop index "ix"'],
  [(op) => op.dropIndex('ix', 't'), 'drop index "ix" of "t"'],
  [(op) => op.renameIndex('t', 'ix', 'iy'), 'rename index "ix" to "iy"'],
  [(op) => op.setIndexComment('t', 'ix', { to: 'x' }), 'comment on index "ix"'],
  [(op) => op.setIndexComment('t', 'ix', { to: null }), 'remove the comment of index "ix"'],

  [(op) => op.createSchema('auth'), 'create schema "auth"'],
  [(op) => op.dropSchema('auth'), 'drop schema "auth"'],
  [(op) => op.createEnum(inAuth, []), 'create enum "auth"."user"'],
  [(op) => op.dropEnum('mood'), 'drop enum "mood"'],
  [(op) => op.renameEnum('mood', 'm'), 'rename enum "mood" to "m"'],
  [(op) => op.addEnumValue('mood', 'new'), 'add value "new" to enum "mood"'],
  [(op) => op.renameEnumValue('mood', 'a', 'b'), 'rename value "a" of enum "mood" to "b"'],
  [
    (op) => op.alterEnum('mood', { from: ['a', 'b'], to: ['b', 'c', 'd'] }),
    'change the values of enum "mood" (+c, +d, -a)',
  ],
  [
    (op) => op.alterEnum('mood', { from: ['a', 'b'], to: ['b', 'a'] }),
    'change the values of enum "mood"',
  ],
  [(op) => op.createSequence('s'), 'create sequence "s"'],
  [(op) => op.dropSequence('s'), 'drop sequence "s"'],
  [(op) => op.alterSequence('s', { to: { start: 1 } }), 'alter sequence "s"'],
  [(op) => op.renameSequence('s', 'r'), 'rename sequence "s" to "r"'],

  [(op) => op.createView('v', 'SELECT 1', { schema: 'auth' }), 'create view "auth"."v"'],
  [(op) => op.createMaterializedView('m', 'SELECT 1'), 'create materialized view "m"'],
  [
    (op) => op.createFunction('f', 'x', { signature: 'integer, text' }),
    'create function "f"(integer, text)',
  ],
  [(op) => op.dropFunction('f'), 'drop function "f"'],
  [(op) => op.createProcedure('p', 'x'), 'create procedure "p"()'],
  [(op) => op.createTrigger('t', inAuth, 'x'), 'create trigger "t" on "auth"."user"'],
  [(op) => op.dropPolicy('p', 'user'), 'drop policy "p" on "user"'],
  [(op) => op.grant('reader', 'user', 'x'), 'create grant "reader" on "user"'],
  [(op) => op.createDomain('d', 'x'), 'create domain "d"'],
  [(op) => op.createExtension('e'), 'create extension "e"'],
  [(op) => op.replaceObject({ to: view('v', 'x') }), 'replace view "v"'],

  [(op) => op.bulkInsert('t', [{}]), 'insert 1 row into "t"'],
  [(op) => op.bulkInsert(inAuth, [{}, {}]), 'insert 2 rows into "auth"."user"'],
  [(op) => op.execute(' SELECT\n\t 1 '), 'execute SELECT 1'],
  [(op) => op.execute('x'.repeat(60)), `execute ${'x'.repeat(60)}`],
  [(op) => op.execute('x'.repeat(61)), `execute ${'x'.repeat(59)}…`],
  [(op) => op.execute({ sqlite: 'SELECT 2' }), 'execute SELECT 2'],
  [(op) => op.execute(''), 'execute '],
  [(op) => op.run(run), 'run fillEmails()'],
  [(op) => op.run(() => {}), 'run code'],
  [(op) => op.run({ run: async () => {} }.run), 'run code'],
  [(op) => op.custom({ describe: 'analyze', ddl: {} }), 'analyze'],
]

for (const [write, words] of cases)
  test(words, () => {
    assert.deepEqual(record(write, { dialect: 'postgresql' }).map(describe), [words])
  })

test('what becomes of a column is in its words', () => {
  const [operation] = record(
    (op) => op.alterColumn(inAuth, 'a', { from: { type: varchar(9) }, to: { type: text() } }),
    { dialect: 'postgresql' },
  )
  assert.match(describe(operation!), /^alter column "auth"\."user"\."a"/)
})
