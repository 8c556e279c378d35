import { extension, materializedView, type ObjectModel, view } from '../../schema/builders/index.ts'
import type { StoredObject } from '../../schema/model.ts'
import { type Refusal, records, refuses } from './recording.test.ts'

/** What operations hold: without the mark of a builder. */
const data = (object: ObjectModel): StoredObject => ({ ...object })

const common = {
  schema: 'auth',
  comment: 'c',
  dependsOn: ['user', { schema: 's', name: 'x' }],
  dialects: ['postgresql'],
} as const

const v = view('v', 'SELECT 1', { schema: 'auth', comment: 'c' })
const w = view('v', 'SELECT 2', { schema: 'auth' })
const trigrams = { kind: 'extension', name: 'pg_trgm' } as const

records([
  [
    'an extension',
    (op) => op.createExtension('pg_trgm'),
    { kind: 'createObject', object: { ...trigrams, definition: '' } },
  ],
  [
    'an extension with everything, unless it is there',
    (op) => op.createExtension('pg_trgm', { ...common, version: '1.6', ifNotExists: true }),
    {
      kind: 'createObject',
      object: data(extension('pg_trgm', { ...common, version: '1.6' })),
      ifNotExists: true,
    },
  ],
  [
    'an extension dropped',
    (op) => op.dropExtension('pg_trgm'),
    { kind: 'dropObject', object: { ...trigrams, definition: '' } },
  ],
  [
    'an extension dropped in its version, if it is there',
    (op) => op.dropExtension('pg_trgm', { version: '1.6', ifExists: true }),
    {
      kind: 'dropObject',
      object: { ...trigrams, definition: "VERSION '1.6'" },
      ifExists: true,
    },
  ],

  ['any object', (op) => op.createObject(v), { kind: 'createObject', object: data(v) }],
  [
    'any object unless it is there',
    (op) => op.createObject(v, { ifNotExists: true }),
    { kind: 'createObject', object: data(v), ifNotExists: true },
  ],
  ['any object dropped', (op) => op.dropObject(v), { kind: 'dropObject', object: data(v) }],
  [
    'any object dropped if it is there',
    (op) => op.dropObject(v, { ifExists: true }),
    { kind: 'dropObject', object: data(v), ifExists: true },
  ],
  [
    'any object replaced',
    (op) => op.replaceObject({ from: v, to: w }),
    { kind: 'replaceObject', from: data(v), to: data(w) },
  ],
  [
    'any object replaced as it is',
    (op) => op.replaceObject({ to: w }),
    { kind: 'replaceObject', from: data(w), to: data(w), lookUp: true },
  ],
  [
    'an object replaced that SQLite knows by a name in other letters',
    (op) => op.replaceObject({ from: view('V', 'SELECT 1'), to: view('v', 'SELECT 2') }),
    {
      kind: 'replaceObject',
      from: data(view('V', 'SELECT 1')),
      to: data(view('v', 'SELECT 2')),
    },
  ],
])

const noObjects: readonly unknown[] = [
  undefined,
  null,
  'SELECT 1',
  [],
  { name: 'v' },
  { kind: 'v' },
]

refuses([
  [
    'an extension without a name',
    (op) => op.createExtension(''),
    { method: 'createExtension', what: 'extension' },
  ],
  [
    'a drop of no extension',
    (op) => op.dropExtension(),
    { method: 'dropExtension', what: 'extension' },
  ],
  ...noObjects.flatMap((object): Refusal[] => {
    const words = JSON.stringify(object)
    return [
      [`${words} as an object`, (op) => op.createObject(object), { method: 'createObject' }],
      [`${words} as an object to drop`, (op) => op.dropObject(object), { method: 'dropObject' }],
      [
        `${words} as the object that is to be`,
        (op) => op.replaceObject({ from: v, to: object }),
        { method: 'replaceObject' },
      ],
      ...(object === undefined
        ? []
        : ([
            [
              `${words} as the object that was`,
              (op) => op.replaceObject({ from: object, to: w }),
              { method: 'replaceObject' },
            ],
          ] satisfies Refusal[])),
    ]
  }),
  ['no object', (op) => op.replaceObject(v), { method: 'replaceObject' }],
  [
    'another name',
    (op) => op.replaceObject({ from: v, to: view('w', 'SELECT 1', { schema: 'auth' }) }),
    { method: 'replaceObject' },
  ],
  [
    'another kind',
    (op) =>
      op.replaceObject({ from: v, to: materializedView('v', 'SELECT 1', { schema: 'auth' }) }),
    { method: 'replaceObject' },
  ],
])
