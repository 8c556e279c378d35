import { records, refuses } from './recording.test.ts'

const name = { name: 'mood' }
const inAuth = { schema: 'auth', name: 'mood' }
const values = ['sad', 'ok']

records([
  ['a schema', (op) => op.createSchema('auth'), { kind: 'createSchema', name: 'auth' }],
  [
    'a schema unless it is there',
    (op) => op.createSchema('auth', { ifNotExists: true }),
    { kind: 'createSchema', name: 'auth', ifNotExists: true },
  ],
  ['a schema dropped', (op) => op.dropSchema('auth'), { kind: 'dropSchema', name: 'auth' }],
  [
    'a schema dropped if it is there',
    (op) => op.dropSchema('auth', { ifExists: true }),
    { kind: 'dropSchema', name: 'auth', ifExists: true },
  ],

  [
    'an enum',
    (op) => op.createEnum('mood', values),
    { kind: 'createEnum', enum: { name: 'mood', values } },
  ],
  [
    'an enum in the schema of its name',
    (op) => op.createEnum(inAuth, values, { schema: 'other', comment: 'c' }),
    { kind: 'createEnum', enum: { ...inAuth, values, comment: 'c' } },
  ],
  [
    'an enum in the schema of its options, unless it is there',
    (op) => op.createEnum('mood', values, { schema: 'auth', ifNotExists: true }),
    { kind: 'createEnum', enum: { ...inAuth, values }, ifNotExists: true },
  ],
  [
    'an enum dropped by name',
    (op) => op.dropEnum(inAuth),
    { kind: 'dropEnum', enum: { ...inAuth, values: [] }, lookUp: true },
  ],
  [
    'an enum dropped by name, if it is there',
    (op) => op.dropEnum('mood', undefined, { schema: 'auth', ifExists: true }),
    { kind: 'dropEnum', enum: { ...inAuth, values: [] }, ifExists: true, lookUp: true },
  ],
  [
    'an enum dropped that is said in full',
    (op) => op.dropEnum('mood', values, { comment: 'c', ifExists: true }),
    { kind: 'dropEnum', enum: { ...name, values, comment: 'c' }, ifExists: true },
  ],
  [
    'an enum without values dropped that is said in full',
    (op) => op.dropEnum('mood', []),
    { kind: 'dropEnum', enum: { ...name, values: [] } },
  ],

  [
    'an enum renamed',
    (op) => op.renameEnum('mood', 'feeling'),
    { kind: 'renameEnum', from: name, to: { name: 'feeling' } },
  ],
  [
    'an enum renamed in its schema',
    (op) => op.renameEnum(inAuth, 'feeling'),
    { kind: 'renameEnum', from: inAuth, to: { schema: 'auth', name: 'feeling' } },
  ],
  [
    'an enum moved',
    (op) => op.renameEnum('mood', inAuth),
    { kind: 'renameEnum', from: name, to: inAuth },
  ],

  [
    'a value',
    (op) => op.addEnumValue('mood', 'new'),
    { kind: 'addEnumValue', enum: name, value: 'new' },
  ],
  [
    'a value before another',
    (op) => op.addEnumValue(inAuth, 'new', { before: 'ok' }),
    { kind: 'addEnumValue', enum: inAuth, value: 'new', before: 'ok' },
  ],
  [
    'a value behind another, with the values there were',
    (op) => op.addEnumValue('mood', '', { after: '', values, ifNotExists: true }),
    { kind: 'addEnumValue', enum: name, value: '', after: '', values, ifNotExists: true },
  ],
  [
    'a value renamed',
    (op) => op.renameEnumValue(inAuth, 'ok', ''),
    { kind: 'renameEnumValue', enum: inAuth, from: 'ok', to: '' },
  ],

  [
    'values',
    (op) => op.alterEnum(inAuth, { from: values, to: ['ok'] }),
    { kind: 'alterEnum', enum: inAuth, from: values, to: ['ok'] },
  ],
  [
    'values with what becomes of them',
    (op) =>
      op.alterEnum('mood', {
        from: [],
        to: ['ok', 'new'],
        mapping: { sad: 'ok' },
        mappingBack: { new: null },
        comment: { from: null, to: 'c' },
      }),
    {
      kind: 'alterEnum',
      enum: name,
      from: [],
      to: ['ok', 'new'],
      mapping: { sad: 'ok' },
      mappingBack: { new: null },
      comment: { from: null, to: 'c' },
    },
  ],
  [
    'values as they are',
    (op) => op.alterEnum('mood', { to: ['ok'], mapping: { sad: null } }),
    {
      kind: 'alterEnum',
      enum: name,
      from: [],
      to: ['ok'],
      mapping: { sad: null },
      lookUp: true,
    },
  ],
])

refuses([
  [
    'a schema without a name',
    (op) => op.createSchema(''),
    { method: 'createSchema', what: 'schema' },
  ],
  [
    'a schema that is none',
    (op) => op.createSchema({ name: 'auth' }),
    { method: 'createSchema', what: 'schema' },
  ],
  ['a drop of no schema', (op) => op.dropSchema(), { method: 'dropSchema', what: 'schema' }],
  ['an enum without a name', (op) => op.createEnum('', values), { method: 'createEnum' }],
  ['a drop of no enum', (op) => op.dropEnum({ schema: 'auth' }), { method: 'dropEnum' }],
  ['a rename of no enum', (op) => op.renameEnum('', 'x'), { method: 'renameEnum' }],
  ['a rename of an enum to nothing', (op) => op.renameEnum('mood', ''), { method: 'renameEnum' }],
  ['a value of no enum', (op) => op.addEnumValue('', 'x'), { method: 'addEnumValue' }],
  [
    'a value that is none',
    (op) => op.addEnumValue('mood'),
    { method: 'addEnumValue', what: 'enum value' },
  ],
  [
    'a value before none',
    (op) => op.addEnumValue('mood', 'x', { before: 7 }),
    { method: 'addEnumValue', what: 'enum value' },
  ],
  [
    'a value behind none',
    (op) => op.addEnumValue('mood', 'x', { after: null }),
    { method: 'addEnumValue', what: 'enum value' },
  ],
  [
    'a rename of a value of no enum',
    (op) => op.renameEnumValue('', 'x', 'y'),
    { method: 'renameEnumValue' },
  ],
  [
    'a rename of no value',
    (op) => op.renameEnumValue('mood', null, 'y'),
    { method: 'renameEnumValue', what: 'enum value' },
  ],
  [
    'a rename to no value',
    (op) => op.renameEnumValue('mood', 'x'),
    { method: 'renameEnumValue', what: 'enum value' },
  ],
  [
    'values of no enum',
    (op) => op.alterEnum('', { to: values }),
    { method: 'alterEnum', what: undefined },
  ],
  ['no values', (op) => op.alterEnum('mood', values), { method: 'alterEnum', what: undefined }],
  [
    'values with a key of another method',
    (op) => op.alterEnum('mood', { to: values, using: 'x' }),
    { method: 'alterEnum', what: undefined },
  ],
  [
    'a misspelt key',
    (op) => op.alterEnum('mood', { to: values, maping: {} }),
    { method: 'alterEnum', hint: 'Did you mean "mapping"?' },
  ],
  [
    'a text for values',
    (op) => op.alterEnum('mood', { to: 'ok' }),
    { method: 'alterEnum', what: 'enum value' },
  ],
  [
    'numbers for values',
    (op) => op.alterEnum('mood', { to: ['ok', 7] }),
    { method: 'alterEnum', what: 'enum value' },
  ],
  [
    'a text for the values there were',
    (op) => op.alterEnum('mood', { from: 'ok', to: ['ok'] }),
    { method: 'alterEnum', what: 'enum value' },
  ],
])
