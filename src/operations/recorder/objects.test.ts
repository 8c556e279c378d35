import {
  domain,
  extension,
  grant,
  index,
  materializedView,
  type ObjectModel,
  policy,
  routine,
  sql,
  trigger,
  view,
} from '../../schema/builders/index.ts'
import type { StoredObject, StoredObjectKind } from '../../schema/model.ts'
import { METHODS } from '../object-methods.ts'
import type { Recorder } from '../recorder.ts'
import { objectWords } from '../words.ts'
import { type Recording, type Refusal, records, refuses } from './recording.test.ts'

/** What operations hold: without the mark of a builder. */
const data = (object: ObjectModel): StoredObject => ({ ...object })

const common = {
  schema: 'auth',
  comment: 'c',
  dependsOn: ['user', { schema: 's', name: 'x' }],
  dialects: ['postgresql'],
} as const

interface Kind {
  readonly kind: StoredObjectKind
  readonly options?: Readonly<Record<string, unknown>>
  /** What of them says which one it is. */
  readonly identity?: Readonly<Record<string, unknown>>
  readonly table?: boolean
  readonly build: (text: string, options?: any) => ObjectModel
}

const onTable = { schema: 's', name: 'user' }
const routineOf = (kind: 'function' | 'procedure'): Kind => ({
  kind,
  options: { ...common, signature: 'integer, text' },
  identity: { schema: 'auth', signature: 'integer, text' },
  build: (text, options) => routine('o', text, { ...options, kind }),
})
const withTable = (kind: StoredObjectKind, builder: typeof trigger): Kind => ({
  kind,
  table: true,
  build: (text, options) => builder('o', onTable, text, options),
})

const kinds: readonly Kind[] = [
  {
    kind: 'view',
    options: { ...common, columns: ['a'], with: { security_invoker: true } },
    build: (text, options) => view('o', text, options),
  },
  {
    kind: 'materializedView',
    options: { ...common, indexes: [index(['a'])], with: { fillfactor: 70 } },
    build: (text, options) => materializedView('o', text, options),
  },
  routineOf('function'),
  routineOf('procedure'),
  { kind: 'domain', build: (text, options) => domain('o', text, options) },
  withTable('trigger', trigger),
  withTable('policy', policy),
  withTable('grant', grant),
]

/** The method of that kind, with the table before what else it is given. */
const call = (op: any, { kind, table }: Kind, verb: keyof (typeof METHODS)['view']) => {
  const method = op[METHODS[kind][verb]] as (...all: readonly unknown[]) => void
  return (...rest: readonly unknown[]) => method('o', ...(table === true ? [onTable] : []), ...rest)
}

for (const one of kinds) {
  const { kind, table, build, options = common, identity = { schema: 'auth' } } = one
  const bare = { kind, name: 'o', definition: '', ...(table === true && { table: onTable }) }
  const whole = data(build('new', options))
  const old = data(build('old', options))
  const cases: readonly (readonly [string, (op: Recorder) => void, Recording[2]])[] = [
    [
      'made',
      (op) => call(op, one, 'create')('new'),
      { kind: 'createObject', object: data(build('new')) },
    ],
    [
      'made with everything, unless it is there',
      (op) => call(op, one, 'create')(sql`new`, { ...options, ifNotExists: true }),
      { kind: 'createObject', object: whole, ifNotExists: true },
    ],
    [
      'dropped by name',
      (op) => call(op, one, 'drop')(),
      { kind: 'dropObject', object: bare, lookUp: true },
    ],
    [
      'dropped by what says which it is, if it is there',
      (op) => call(op, one, 'drop')({ ...options, ifExists: true }),
      { kind: 'dropObject', object: { ...bare, ...identity }, ifExists: true, lookUp: true },
    ],
    [
      'dropped by its text',
      (op) => call(op, one, 'drop')('new'),
      { kind: 'dropObject', object: data(build('new')) },
    ],
    [
      'dropped by its text and everything, if it is there',
      (op) => call(op, one, 'drop')(sql`new`, { ...options, ifExists: true }),
      { kind: 'dropObject', object: whole, ifExists: true },
    ],
    [
      'replaced as it is',
      (op) => call(op, one, 'replace')({ to: 'new' }),
      { kind: 'replaceObject', from: data(build('new')), to: data(build('new')), lookUp: true },
    ],
    [
      'replaced with everything',
      (op) => call(op, one, 'replace')({ from: 'old', to: sql`new` }, options),
      { kind: 'replaceObject', from: old, to: whole },
    ],
  ]
  records(cases.map(([name, ...rest]): Recording => [`${kind}: ${name}`, ...rest]))

  const verbs = ['create', 'drop', 'replace'] as const
  refuses(
    verbs.flatMap((verb): Refusal[] => {
      const method = METHODS[kind][verb]
      const text = verb === 'replace' ? { to: 'new' } : 'new'
      return [
        ...['', undefined, 7].map(
          (name): Refusal => [
            `op.${method} of ${JSON.stringify(name)}`,
            (op) => op[method](name, ...(table ? [onTable] : []), text),
            { method, what: objectWords(kind) },
          ],
        ),
        ...(table === true
          ? ([
              [
                `op.${method} on nothing`,
                (op) => op[method]('o', '', text),
                { method, what: undefined },
              ],
            ] satisfies Refusal[])
          : []),
        ...(verb === 'drop'
          ? ([
              [
                `op.${method} of nothing that is looked up`,
                (op) => op[method]('', ...(table ? [onTable] : [])),
                { method, what: objectWords(kind) },
              ],
              ...(table === true
                ? ([
                    [
                      `op.${method} on nothing that is looked up`,
                      (op) => op[method]('o'),
                      { method, what: undefined },
                    ],
                  ] satisfies Refusal[])
                : []),
            ] satisfies Refusal[])
          : []),
        ...(verb === 'replace'
          ? ['new', undefined, { from: 'old' }, { to: 'new', using: 'x' }].map(
              (states): Refusal => [
                `op.${method} by ${JSON.stringify(states)}`,
                (op) => op[method]('o', ...(table ? [onTable] : []), states),
                { method, what: undefined },
              ],
            )
          : []),
      ]
    }),
  )
}

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
