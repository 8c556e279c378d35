import { check, exclude, foreignKey, primaryKey, sql, unique } from '../../schema/builders/index.ts'
import type { Constraint, ConstraintKind } from '../../schema/model.ts'
import { type Recording, records, refuses } from './recording.test.ts'

const table = { name: 't' }
const inAuth = { schema: 'auth', name: 'user' }

const kinds: Readonly<Record<ConstraintKind, Constraint>> = {
  primaryKey: { kind: 'primaryKey', columns: ['a'], name: 'k', descending: ['a'] },
  unique: { kind: 'unique', columns: ['a', 'b'], name: 'k', nullsNotDistinct: true },
  foreignKey: {
    kind: 'foreignKey',
    columns: ['a'],
    references: { schema: 's', name: 'o', columns: ['id'] },
    onDelete: 'cascade',
    notValid: true,
  },
  check: { kind: 'check', expression: { sql: 'a > 0' }, name: 'k', comment: 'c' },
  exclusion: {
    kind: 'exclusion',
    elements: [{ column: 'a', operator: '=' }],
    using: 'gist',
    where: { sql: 'a > 0' },
  },
}

records([
  [
    'a primary key',
    (op) => op.createPrimaryKey(inAuth, ['a'], { name: 'k', descending: ['a'] }),
    { kind: 'addConstraint', table: inAuth, constraint: kinds.primaryKey },
  ],
  [
    'a unique constraint',
    (op) => op.createUniqueConstraint(inAuth, ['a', 'b'], { name: 'k', nullsNotDistinct: true }),
    { kind: 'addConstraint', table: inAuth, constraint: kinds.unique },
  ],
  [
    'a foreign key',
    (op) =>
      op.createForeignKey(
        inAuth,
        ['a'],
        { schema: 's', table: 'o', columns: ['id'] },
        { onDelete: 'cascade', onUpdate: 'no action', notValid: true },
      ),
    { kind: 'addConstraint', table: inAuth, constraint: kinds.foreignKey },
  ],
  [
    'a foreign key to the primary key there',
    (op) => op.createForeignKey('t', ['a'], { table: 'o' }),
    {
      kind: 'addConstraint',
      table,
      constraint: { kind: 'foreignKey', columns: ['a'], references: { name: 'o', columns: [] } },
    },
  ],
  [
    'a check',
    (op) => op.createCheckConstraint(inAuth, 'a > 0', { name: 'k', comment: 'c' }),
    { kind: 'addConstraint', table: inAuth, constraint: kinds.check },
  ],
  [
    'an exclusion constraint',
    (op) =>
      op.createExclusionConstraint(inAuth, [{ column: 'a', operator: '=' }], {
        using: 'gist',
        where: 'a > 0',
      }),
    { kind: 'addConstraint', table: inAuth, constraint: kinds.exclusion },
  ],

  [
    'a constraint dropped by name',
    (op) => op.dropConstraint('t', 'k'),
    {
      kind: 'dropConstraint',
      table,
      constraint: { kind: 'check', name: 'k', expression: { sql: '' } },
      lookUp: true,
    },
  ],
  [
    'a constraint dropped by name, if it is there',
    (op) => op.dropConstraint(inAuth, 'k', { ifExists: true }),
    {
      kind: 'dropConstraint',
      table: inAuth,
      constraint: { kind: 'check', name: 'k', expression: { sql: '' } },
      ifExists: true,
      lookUp: true,
    },
  ],
  ...[
    primaryKey(['a']),
    unique(['a'], { name: 'k' }),
    foreignKey(['a'], { table: 'o', columns: ['id'] }),
    check(sql`a > 0`),
    exclude([{ column: 'a', operator: '=' }]),
  ].flatMap((constraint): Recording[] => [
    [
      `a constraint dropped that is said in full: ${constraint.kind}`,
      (op) => op.dropConstraint(inAuth, constraint),
      { kind: 'dropConstraint', table: inAuth, constraint },
    ],
    [
      `a constraint dropped that is said in full, if it is there: ${constraint.kind}`,
      (op) => op.dropConstraint('t', constraint, { ifExists: true }),
      { kind: 'dropConstraint', table, constraint, ifExists: true },
    ],
  ]),

  [
    'a constraint renamed',
    (op) => op.renameConstraint('t', 'k', 'l'),
    { kind: 'renameConstraint', table, constraint: 'check', from: 'k', to: 'l', lookUp: true },
  ],
  ...(Object.keys(kinds) as ConstraintKind[]).map(
    (kind): Recording => [
      `a constraint renamed, with its kind: ${kind}`,
      (op) => op.renameConstraint(inAuth, 'k', 'l', kind),
      { kind: 'renameConstraint', table: inAuth, constraint: kind, from: 'k', to: 'l' },
    ],
  ),

  [
    'a constraint validated',
    (op) => op.validateConstraint(inAuth, 'k'),
    { kind: 'validateConstraint', table: inAuth, name: 'k' },
  ],

  [
    'a comment on a constraint',
    (op) => op.setConstraintComment(inAuth, 'k', { from: 'a', to: 'b' }),
    { kind: 'setConstraintComment', table: inAuth, name: 'k', from: 'a', to: 'b' },
  ],
  [
    'a comment on a constraint as it is',
    (op) => op.setConstraintComment('t', 'k', { to: 'b' }),
    { kind: 'setConstraintComment', table, name: 'k', from: null, to: 'b', lookUp: true },
  ],
  [
    'a comment on a constraint that had none',
    (op) => op.setConstraintComment('t', 'k', { from: null, to: 'b' }),
    { kind: 'setConstraintComment', table, name: 'k', from: null, to: 'b' },
  ],
  [
    'a comment on a constraint taken away',
    (op) => op.setConstraintComment('t', 'k', { from: 'a', to: null }),
    { kind: 'setConstraintComment', table, name: 'k', from: 'a', to: null },
  ],
  [
    'an empty comment on a constraint, which is none',
    (op) => op.setConstraintComment('t', 'k', { from: 'a', to: '' }),
    { kind: 'setConstraintComment', table, name: 'k', from: 'a', to: null },
  ],
])

refuses([
  [
    'a primary key of nothing',
    (op) => op.createPrimaryKey('', ['a']),
    { method: 'createPrimaryKey' },
  ],
  [
    'a unique constraint of nothing',
    (op) => op.createUniqueConstraint('', ['a']),
    { method: 'createUniqueConstraint' },
  ],
  [
    'a foreign key of nothing',
    (op) => op.createForeignKey('', ['a'], { table: 'o' }),
    { method: 'createForeignKey' },
  ],
  [
    'a check of nothing',
    (op) => op.createCheckConstraint('', 'a > 0'),
    { method: 'createCheckConstraint' },
  ],
  [
    'an exclusion constraint of nothing',
    (op) => op.createExclusionConstraint('', [{ column: 'a', operator: '=' }]),
    { method: 'createExclusionConstraint' },
  ],
  [
    'a drop in no table',
    (op) => op.dropConstraint('', 'k'),
    { method: 'dropConstraint', what: undefined },
  ],
  [
    'a drop without a name',
    (op) => op.dropConstraint('t', ''),
    { method: 'dropConstraint', what: 'constraint' },
  ],
  ...[null, undefined, 7, { name: 'k' }, { kind: 'index', name: 'k' }].map(
    (constraint) =>
      [
        `a drop of ${JSON.stringify(constraint)}`,
        (op: any) => op.dropConstraint('t', constraint),
        { method: 'dropConstraint', what: undefined },
      ] as const,
  ),
  [
    'a rename in no table',
    (op) => op.renameConstraint('', 'k', 'l'),
    { method: 'renameConstraint', what: undefined },
  ],
  [
    'a rename from nothing',
    (op) => op.renameConstraint('t', '', 'l'),
    { method: 'renameConstraint', what: 'constraint' },
  ],
  [
    'a rename to nothing',
    (op) => op.renameConstraint('t', 'k'),
    { method: 'renameConstraint', what: 'constraint' },
  ],
  [
    'nothing validated in no table',
    (op) => op.validateConstraint('', 'k'),
    { method: 'validateConstraint', what: undefined },
  ],
  [
    'nothing validated',
    (op) => op.validateConstraint('t', ''),
    { method: 'validateConstraint', what: 'constraint' },
  ],
  [
    'a comment in no table',
    (op) => op.setConstraintComment('', 'k', { to: 'x' }),
    { method: 'setConstraintComment', what: undefined },
  ],
  [
    'a comment on nothing',
    (op) => op.setConstraintComment('t', '', { to: 'x' }),
    { method: 'setConstraintComment', what: 'constraint' },
  ],
  ['no comment', (op) => op.setConstraintComment('t', 'k'), { method: 'setConstraintComment' }],
  [
    'a comment with another key',
    (op) => op.setConstraintComment('t', 'k', { to: 'x', comment: 'x' }),
    { method: 'setConstraintComment' },
  ],
])
