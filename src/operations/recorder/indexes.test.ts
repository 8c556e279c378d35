import { desc, sql } from '../../schema/builders/index.ts'
import { records, refuses } from './recording.test.ts'

const table = { name: 't' }
const inAuth = { schema: 'auth', name: 'user' }
const plain = { name: 'ix', elements: [{ column: 'a' }] }
/** What is known of an index that is dropped by name. */
const unknown = { name: 'ix', elements: [] }
const options = {
  unique: true,
  where: 'a > 0',
  method: 'gin',
  include: ['c'],
  with: { fillfactor: 70 },
  nullsNotDistinct: true,
  tablespace: 'fast',
  comment: 'c',
  dialects: ['postgresql'],
} as const
const whole = {
  name: 'ix',
  elements: [
    { column: 'a' },
    { column: 'b', descending: true },
    { expression: { sql: 'lower(a)' } },
    { column: 'c', opclass: 'text_ops' },
  ],
  ...options,
  where: { sql: 'a > 0' },
  with: { fillfactor: '70' },
}
const elements = ['a', desc('b'), sql`lower(a)`, { column: 'c', opclass: 'text_ops' }]

records([
  [
    'an index',
    (op) => op.createIndex('ix', 't', ['a']),
    { kind: 'createIndex', table, index: plain },
  ],
  [
    'an index with everything',
    (op) => op.createIndex('ix', inAuth, elements, options),
    { kind: 'createIndex', table: inAuth, index: whole },
  ],
  [
    'an index unless it is there',
    (op) => op.createIndex('ix', 't', ['a'], { ifNotExists: true }),
    { kind: 'createIndex', table, index: plain, ifNotExists: true },
  ],
  [
    'an index without blocking writers',
    (op) => op.createIndex('ix', 't', elements, { ...options, concurrently: true }),
    { kind: 'createIndex', table, index: whole, concurrently: true },
  ],
  [
    'an index with flags that are off',
    (op) =>
      op.createIndex('ix', 't', ['a'], { ifNotExists: false, concurrently: false, unique: false }),
    { kind: 'createIndex', table, index: plain },
  ],

  [
    'an index dropped by name',
    (op) => op.dropIndex('ix'),
    { kind: 'dropIndex', table: { name: '' }, index: unknown, lookUp: true },
  ],
  [
    'an index dropped by name, if it is there',
    (op) => op.dropIndex('ix', { ifExists: true }),
    { kind: 'dropIndex', table: { name: '' }, index: unknown, ifExists: true, lookUp: true },
  ],
  [
    'an index dropped by name, without blocking writers',
    (op) => op.dropIndex('ix', { concurrently: true }),
    { kind: 'dropIndex', table: { name: '' }, index: unknown, concurrently: true, lookUp: true },
  ],
  [
    'an index dropped by name, with no table where one might be',
    (op) => op.dropIndex('ix', undefined as never, { ifExists: true }),
    { kind: 'dropIndex', table: { name: '' }, index: unknown, ifExists: true, lookUp: true },
  ],
  [
    'an index dropped by its name and its table',
    (op) => op.dropIndex('ix', 't'),
    { kind: 'dropIndex', table, index: unknown, lookUp: true },
  ],
  [
    'an index dropped by its name and its table, with flags',
    (op) => op.dropIndex('ix', inAuth, { ifExists: true, concurrently: true }),
    {
      kind: 'dropIndex',
      table: inAuth,
      index: unknown,
      ifExists: true,
      concurrently: true,
      lookUp: true,
    },
  ],
  [
    'an index dropped that is said in full',
    (op) => op.dropIndex('ix', 't', ['a']),
    { kind: 'dropIndex', table, index: plain },
  ],
  [
    'an index dropped that is said in full, with everything',
    (op) =>
      op.dropIndex('ix', inAuth, elements, { ...options, ifExists: true, concurrently: true }),
    { kind: 'dropIndex', table: inAuth, index: whole, ifExists: true, concurrently: true },
  ],

  [
    'an index renamed',
    (op) => op.renameIndex(inAuth, 'ix', 'iy'),
    { kind: 'renameIndex', table: inAuth, from: 'ix', to: 'iy' },
  ],

  [
    'a comment on an index',
    (op) => op.setIndexComment(inAuth, 'ix', { from: 'a', to: 'b' }),
    { kind: 'setIndexComment', table: inAuth, name: 'ix', from: 'a', to: 'b' },
  ],
  [
    'a comment on an index as it is',
    (op) => op.setIndexComment('t', 'ix', { to: 'b' }),
    { kind: 'setIndexComment', table, name: 'ix', from: null, to: 'b', lookUp: true },
  ],
  [
    'a comment on an index that had none',
    (op) => op.setIndexComment('t', 'ix', { from: null, to: 'b' }),
    { kind: 'setIndexComment', table, name: 'ix', from: null, to: 'b' },
  ],
  [
    'a comment on an index taken away',
    (op) => op.setIndexComment('t', 'ix', { from: 'a', to: null }),
    { kind: 'setIndexComment', table, name: 'ix', from: 'a', to: null },
  ],
  [
    'an empty comment on an index, which is none',
    (op) => op.setIndexComment('t', 'ix', { from: 'a', to: '' }),
    { kind: 'setIndexComment', table, name: 'ix', from: 'a', to: null },
  ],
])

refuses([
  [
    'an index on nothing',
    (op) => op.createIndex('ix', '', ['a']),
    { method: 'createIndex', what: undefined },
  ],
  [
    'an index without a name',
    (op) => op.createIndex('', 't', ['a']),
    { method: 'createIndex', what: 'index' },
  ],
  ['a drop without a name', (op) => op.dropIndex(''), { method: 'dropIndex', what: 'index' }],
  [
    'a drop without a name on a table',
    (op) => op.dropIndex(7, 't'),
    { method: 'dropIndex', what: 'index' },
  ],
  ['a drop on nothing', (op) => op.dropIndex('ix', ''), { method: 'dropIndex', what: undefined }],
  [
    'a drop on a table without a name',
    (op) => op.dropIndex('ix', { name: '' }),
    { method: 'dropIndex', what: undefined },
  ],
  ['a drop on null', (op) => op.dropIndex('ix', null), { method: 'dropIndex', what: undefined }],
  [
    'a drop in full without a name',
    (op) => op.dropIndex('', 't', ['a']),
    { method: 'dropIndex', what: 'index' },
  ],
  [
    'a drop in full on nothing',
    (op) => op.dropIndex('ix', undefined, ['a']),
    { method: 'dropIndex', what: undefined },
  ],
  [
    'a rename in no table',
    (op) => op.renameIndex('', 'ix', 'iy'),
    { method: 'renameIndex', what: undefined },
  ],
  [
    'a rename from nothing',
    (op) => op.renameIndex('t', '', 'iy'),
    { method: 'renameIndex', what: 'index' },
  ],
  [
    'a rename to nothing',
    (op) => op.renameIndex('t', 'ix'),
    { method: 'renameIndex', what: 'index' },
  ],
  [
    'a comment in no table',
    (op) => op.setIndexComment('', 'ix', { to: 'x' }),
    { method: 'setIndexComment', what: undefined },
  ],
  [
    'a comment on nothing',
    (op) => op.setIndexComment('t', '', { to: 'x' }),
    { method: 'setIndexComment', what: 'index' },
  ],
  [
    'no comment',
    (op) => op.setIndexComment('t', 'ix', { from: 'x' }),
    { method: 'setIndexComment' },
  ],
  [
    'a comment with another key',
    (op) => op.setIndexComment('t', 'ix', { to: 'x', comment: 'x' }),
    { method: 'setIndexComment' },
  ],
])
