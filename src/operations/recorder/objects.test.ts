import {
  domain,
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
