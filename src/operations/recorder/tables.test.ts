import { integer, text, unique } from '../../schema/builders/index.ts'
import { emptyTable, type Table } from '../../schema/model.ts'
import { records, refuses } from './recording.test.ts'

const inAuth = { schema: 'auth', name: 'user' }
const t: Table = {
  ...emptyTable({ name: 't' }),
  columns: [{ name: 'a', type: { kind: 'text' }, nullable: true }],
}
const whole: Table = {
  ...t,
  columns: [
    { name: 'id', type: { kind: 'integer' }, nullable: false, autoincrement: true },
    { name: 'a', type: { kind: 'text' }, nullable: true },
  ],
  primaryKey: { columns: ['id'] },
  uniques: [{ columns: ['a'], name: 'uq' }],
  indexes: [{ name: 'ix_t_a', elements: [{ column: 'a' }] }],
  comment: 'things',
  options: { unlogged: true },
}
const columns = { id: integer().primaryKey(), a: text().index() }
const items = [unique(['a'], { name: 'uq' })]
const facts = { comment: 'things', unlogged: true }

records([
  ['a table', (op) => op.createTable('t', { a: text() }), { kind: 'createTable', table: t }],
  [
    'a table in a schema',
    (op) => op.createTable(inAuth, { a: text() }),
    { kind: 'createTable', table: { ...t, ...inAuth } },
  ],
  [
    'a table with everything in it',
    (op) => op.createTable('t', columns, items, facts),
    { kind: 'createTable', table: whole },
  ],
  [
    'a table unless it is there',
    (op) => op.createTable('t', columns, items, { ...facts, ifNotExists: true }),
    { kind: 'createTable', table: whole, ifNotExists: true },
  ],
  [
    'a table, whether it is there or not',
    (op) => op.createTable('t', { a: text() }, [], { ifNotExists: false }),
    { kind: 'createTable', table: t },
  ],

  [
    'a table dropped by name',
    (op) => op.dropTable('t'),
    { kind: 'dropTable', table: emptyTable({ name: 't' }), lookUp: true },
  ],
  [
    'a table of a schema dropped by name',
    (op) => op.dropTable(inAuth, {}),
    { kind: 'dropTable', table: emptyTable(inAuth), lookUp: true },
  ],
  [
    'a table dropped by name if it is there',
    (op) => op.dropTable('t', { ifExists: true }),
    { kind: 'dropTable', table: emptyTable({ name: 't' }), ifExists: true, lookUp: true },
  ],
  [
    'a table dropped by name with what refers to it',
    (op) => op.dropTable('t', { cascade: true, ifExists: false }),
    { kind: 'dropTable', table: emptyTable({ name: 't' }), cascade: true, lookUp: true },
  ],
  [
    'a table dropped that is said in full',
    (op) => op.dropTable('t', columns, items, facts),
    { kind: 'dropTable', table: whole },
  ],
  [
    'a table dropped that is said in full, its columns as a list',
    (op) => op.dropTable('t', [['a', text()]]),
    { kind: 'dropTable', table: t },
  ],
  [
    'a table without columns dropped that is said in full',
    (op) => op.dropTable('t', []),
    { kind: 'dropTable', table: emptyTable({ name: 't' }) },
  ],
  [
    'a table dropped that is said in full, if it is there, with what refers to it',
    (op) => op.dropTable('t', columns, items, { ...facts, ifExists: true, cascade: true }),
    { kind: 'dropTable', table: whole, ifExists: true, cascade: true },
  ],

  [
    'a table renamed',
    (op) => op.renameTable('t', 'u'),
    { kind: 'renameTable', from: { name: 't' }, to: { name: 'u' } },
  ],
  [
    'a table renamed in its schema',
    (op) => op.renameTable(inAuth, 'u'),
    { kind: 'renameTable', from: inAuth, to: { schema: 'auth', name: 'u' } },
  ],
  [
    'a table moved',
    (op) => op.renameTable('t', inAuth),
    { kind: 'renameTable', from: { name: 't' }, to: inAuth },
  ],
  [
    'a table moved out of its schema',
    (op) => op.renameTable(inAuth, { name: 'u' }),
    { kind: 'renameTable', from: inAuth, to: { name: 'u' } },
  ],

  [
    'options of a table',
    (op) => op.alterTable(inAuth, { from: { strict: true }, to: { unlogged: true } }),
    { kind: 'alterTable', table: inAuth, from: { strict: true }, to: { unlogged: true } },
  ],
  [
    'options of a table that had none',
    (op) => op.alterTable('t', { from: {}, to: { unlogged: true } }),
    { kind: 'alterTable', table: { name: 't' }, from: {}, to: { unlogged: true } },
  ],
  [
    'options of a table as it is',
    (op) => op.alterTable('t', { to: { unlogged: true } }),
    { kind: 'alterTable', table: { name: 't' }, from: {}, to: { unlogged: true }, lookUp: true },
  ],

  [
    'a comment on a table',
    (op) => op.setTableComment(inAuth, { from: 'a', to: 'b' }),
    { kind: 'setTableComment', table: inAuth, from: 'a', to: 'b' },
  ],
  [
    'a comment on a table that had none',
    (op) => op.setTableComment('t', { from: null, to: 'b' }),
    { kind: 'setTableComment', table: { name: 't' }, from: null, to: 'b' },
  ],
  [
    'a comment on a table as it is',
    (op) => op.setTableComment('t', { to: 'b' }),
    { kind: 'setTableComment', table: { name: 't' }, from: null, to: 'b', lookUp: true },
  ],
  [
    'a comment on a table taken away',
    (op) => op.setTableComment('t', { from: 'a', to: null }),
    { kind: 'setTableComment', table: { name: 't' }, from: 'a', to: null },
  ],
  [
    'an empty comment on a table, which is none',
    (op) => op.setTableComment('t', { from: 'a', to: '' }),
    { kind: 'setTableComment', table: { name: 't' }, from: 'a', to: null },
  ],
])

refuses([
  ['a table without a name', (op) => op.createTable('', {}), { method: 'createTable' }],
  ['a drop without a name', (op) => op.dropTable(''), { method: 'dropTable' }],
  ['a rename of nothing', (op) => op.renameTable(undefined, 'u'), { method: 'renameTable' }],
  ['a rename to nothing', (op) => op.renameTable('t', ''), { method: 'renameTable' }],
  ['a move to nothing', (op) => op.renameTable('t', { schema: 'auth' }), { method: 'renameTable' }],
  ['options of nothing', (op) => op.alterTable(null, { to: {} }), { method: 'alterTable' }],
  ['no options', (op) => op.alterTable('t'), { method: 'alterTable' }],
  ['options without an end', (op) => op.alterTable('t', { from: {} }), { method: 'alterTable' }],
  [
    'options with another key',
    (op) => op.alterTable('t', { to: {}, comment: 'x' }),
    { method: 'alterTable' },
  ],
  [
    'a comment on nothing',
    (op) => op.setTableComment(7, { to: 'x' }),
    { method: 'setTableComment' },
  ],
  ['no comment', (op) => op.setTableComment('t', 'x'), { method: 'setTableComment' }],
  [
    'a comment with another key',
    (op) => op.setTableComment('t', { to: 'x', using: 'y' }),
    { method: 'setTableComment' },
  ],
])
