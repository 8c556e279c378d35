import { type Recording, records, refuses } from './recording.test.ts'
import type { SequenceFacts } from './sequences.ts'

const inAuth = { schema: 'auth', name: 's' }
const owner = { schema: 'auth', table: 'user', column: 'id' }
const all = {
  type: 'smallint',
  start: 5,
  increment: 2n,
  minValue: 1,
  maxValue: 99,
  cache: 3,
  cycle: true,
  comment: 'c',
} as const

records([
  [
    'a sequence',
    (op) => op.createSequence('s'),
    { kind: 'createSequence', sequence: { name: 's' } },
  ],
  [
    'a sequence in the schema of its name, with everything',
    (op) => op.createSequence(inAuth, { ...all, schema: 'other', ownedBy: owner }),
    {
      kind: 'createSequence',
      sequence: { ...inAuth, ...all, ownedBy: { schema: 'auth', name: 'user', column: 'id' } },
    },
  ],
  [
    'a sequence in the schema of its options, unless it is there',
    (op) => op.createSequence('s', { schema: 'auth', ifNotExists: true, cycle: false }),
    { kind: 'createSequence', sequence: inAuth, ifNotExists: true },
  ],

  [
    'a sequence dropped by name',
    (op) => op.dropSequence(inAuth),
    { kind: 'dropSequence', sequence: inAuth, lookUp: true },
  ],
  [
    'a sequence dropped by name and schema',
    (op) => op.dropSequence('s', { schema: 'auth' }),
    { kind: 'dropSequence', sequence: inAuth, lookUp: true },
  ],
  [
    'a sequence dropped by name, if it is there',
    (op) => op.dropSequence('s', { ifExists: true }),
    { kind: 'dropSequence', sequence: { name: 's' }, ifExists: true, lookUp: true },
  ],
  [
    'a sequence dropped that says nothing but its name',
    (op) => op.dropSequence('s', {}),
    { kind: 'dropSequence', sequence: { name: 's' } },
  ],
  [
    'a sequence dropped that is said in full, if it is there',
    (op) => op.dropSequence('s', { schema: 'auth', start: 5, ifExists: true }),
    { kind: 'dropSequence', sequence: { ...inAuth, start: 5 }, ifExists: true },
  ],

  [
    'a sequence altered',
    (op) => op.alterSequence(inAuth, { from: { increment: 1 }, to: { increment: 10 } }),
    {
      kind: 'alterSequence',
      from: { ...inAuth, increment: 1 },
      to: { ...inAuth, increment: 10 },
    },
  ],
  [
    'a sequence altered that said nothing',
    (op) => op.alterSequence('s', { from: {}, to: { increment: 10 } }),
    { kind: 'alterSequence', from: { name: 's' }, to: { name: 's', increment: 10 } },
  ],
  [
    'a sequence altered as it is',
    (op) => op.alterSequence('s', { to: { increment: 10 } }),
    { kind: 'alterSequence', from: { name: 's' }, to: { name: 's', increment: 10 }, lookUp: true },
  ],
  [
    'a sequence that another column owns',
    (op) =>
      op.alterSequence('s', {
        from: { ownedBy: owner },
        to: { ownedBy: { table: 'post', column: 'number' } },
      }),
    {
      kind: 'alterSequence',
      from: { name: 's', ownedBy: { schema: 'auth', name: 'user', column: 'id' } },
      to: { name: 's', ownedBy: { name: 'post', column: 'number' } },
    },
  ],
  [
    'a sequence that nobody owns any more',
    (op) => op.alterSequence('s', { to: { ownedBy: null } }),
    {
      kind: 'alterSequence',
      from: { name: 's' },
      to: { name: 's', ownedBy: null as never },
      lookUp: true,
    },
  ],
  ...Object.entries(all).flatMap(([fact, value]): Recording[] => {
    const said: SequenceFacts = { [fact]: value }
    return [
      [
        `a sequence with another ${fact}`,
        (op) => op.alterSequence('s', { from: { [fact]: null }, to: said }),
        {
          kind: 'alterSequence',
          from: { name: 's', [fact]: null },
          to: { name: 's', [fact]: value },
        },
      ],
    ]
  }),

  [
    'a sequence renamed',
    (op) => op.renameSequence('s', 'r'),
    { kind: 'renameSequence', from: { name: 's' }, to: { name: 'r' } },
  ],
  [
    'a sequence renamed in its schema',
    (op) => op.renameSequence(inAuth, 'r'),
    { kind: 'renameSequence', from: inAuth, to: { schema: 'auth', name: 'r' } },
  ],
  [
    'a sequence moved',
    (op) => op.renameSequence('s', inAuth),
    { kind: 'renameSequence', from: { name: 's' }, to: inAuth },
  ],
])

refuses([
  ['a sequence without a name', (op) => op.createSequence(''), { method: 'createSequence' }],
  ['a drop of nothing', (op) => op.dropSequence({}), { method: 'dropSequence' }],
  ['a change of nothing', (op) => op.alterSequence('', { to: {} }), { method: 'alterSequence' }],
  ['no change', (op) => op.alterSequence('s', { from: {} }), { method: 'alterSequence' }],
  [
    'a change with another key',
    (op) => op.alterSequence('s', { to: {}, comment: 'x' }),
    { method: 'alterSequence' },
  ],
  ['a rename of nothing', (op) => op.renameSequence('', 'r'), { method: 'renameSequence' }],
  ['a rename to nothing', (op) => op.renameSequence('s'), { method: 'renameSequence' }],
])
