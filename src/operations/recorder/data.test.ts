import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from '../../schema/builders/index.ts'
import type { Custom, Operation } from '../model.ts'
import { type Recording, type Refusal, recorded, records, refuses } from './recording.test.ts'

const inAuth = { schema: 'auth', name: 'role' }
const both = { postgresql: 'SELECT 1', sqlite: 'SELECT 2' }
const inTwoWords = sql.dialect({ postgresql: sql`SELECT 1`, sqlite: sql`SELECT 2` })
/** What the template holds is worded in another way for PostgreSQL than it says. */
const inOtherWords = sql`SELECT ${{ sql: '2', dialects: { postgresql: '1' } }}`
const code = async () => {}
const custom: Custom = {
  describe: 'analyze',
  ddl: { sqlite: ['ANALYZE'] },
  source: 'analyze()',
  imports: [{ name: 'analyze', from: './analyze.ts' }],
  inverse: () => ({ kind: 'createSchema', name: 'x' }),
  apply: (schema) => schema,
}
const made: Operation = { kind: 'createSchema', name: 'made' }

/** A script as it is said, and as it is kept. */
const scripts = [
  ['a text', 'SELECT 1', 'SELECT 1'],
  ['an empty text', '', ''],
  ['an expression', sql`SELECT 1`, 'SELECT 1'],
  ['an expression that is worded for each database', inTwoWords, both],
  ['an expression with one in it that is worded for one database', inOtherWords, both],
  ['a text for each database', both, both],
  ['a text for one database', { sqlite: 'SELECT 2' }, { sqlite: 'SELECT 2' }],
] as const

records([
  [
    'rows',
    (op) => op.bulkInsert(inAuth, [{ a: 1 }, { b: null }]),
    { kind: 'bulkInsert', table: inAuth, rows: [{ a: 1 }, { b: null }] },
  ],
  ['no rows', (op) => op.bulkInsert('role', [])],

  ...scripts.flatMap(([name, said, kept]): Recording[] => [
    [`${name} as a script`, (op) => op.execute(said), { kind: 'execute', sql: kept }],
    [
      `${name} as what undoes a script`,
      (op) => op.execute('x', { inverse: said }),
      { kind: 'execute', sql: 'x', inverse: kept },
    ],
    [
      `${name} beside code`,
      (op) => op.run(code, { sql: said }),
      { kind: 'run', run: code, sql: kept },
    ],
  ]),
  [
    'a script with all its options',
    (op) =>
      op.execute('x', {
        inverse: 'y',
        outsideTransaction: true,
        effect: (op) => op.createSchema('made'),
      }),
    { kind: 'execute', sql: 'x', inverse: 'y', outsideTransaction: true, effect: [made] },
  ],
  [
    'a script without its options',
    (op) => op.execute('x', { outsideTransaction: false, effect: () => {} }),
    { kind: 'execute', sql: 'x', effect: [] },
  ],

  ['code', (op) => op.run(code), { kind: 'run', run: code }],
  [
    'code and what it does',
    (op) => op.run(code, { sql: 'x', effect: (op) => op.createSchema('made') }),
    { kind: 'run', run: code, sql: 'x', effect: [made] },
  ],

  ['an operation of its own', (op) => op.custom(custom), { kind: 'custom', ...custom }],
  [
    'an operation of its own that has no words',
    (op) => op.custom({ describe: '', ddl: {} }),
    { kind: 'custom', describe: '', ddl: {} },
  ],
  ['an operation as data', (op) => op.invoke(made), made],
])

test('that there is no way back is an operation of its own', () => {
  const [operation] = recorded((op) => op.irreversible('why'))
  assert.equal(operation?.kind, 'custom')
  assert.equal((operation as Operation<'custom'>).irreversible, 'why')
})

const noScripts: readonly unknown[] = [
  undefined,
  null,
  7,
  [],
  ['SELECT 1'],
  {},
  { mysql: 'SELECT 1' },
  { postgresql: 'SELECT 1', mysql: 'SELECT 1' },
  { postgresql: 7 },
  { postgresql: 'SELECT 1', sqlite: undefined },
]

refuses([
  ['rows in no table', (op) => op.bulkInsert('', [{}]), { method: 'bulkInsert' }],
  ...[undefined, { a: 1 }, [1], [null], [[1]], [{ a: 1 }, 'x']].map(
    (rows): Refusal => [
      `${JSON.stringify(rows)} as rows`,
      (op) => op.bulkInsert('t', rows),
      { method: 'bulkInsert' },
    ],
  ),
  ...noScripts.flatMap((script): Refusal[] => [
    [`${JSON.stringify(script)} as a script`, (op) => op.execute(script), { method: 'execute' }],
    ...(script === undefined
      ? []
      : ([
          [
            `${JSON.stringify(script)} as what undoes a script`,
            (op) => op.execute('x', { inverse: script }),
            { method: 'execute' },
          ],
          [
            `${JSON.stringify(script)} beside code`,
            (op) => op.run(code, { sql: script }),
            { method: 'run' },
          ],
        ] satisfies Refusal[])),
  ]),
  ...[undefined, 'UPDATE t', { run: code }].map(
    (run): Refusal => [`${JSON.stringify(run)} as code`, (op) => op.run(run), { method: 'run' }],
  ),
  ...[undefined, null, 'analyze', { describe: 'x' }, { ddl: {} }, { describe: 7, ddl: {} }].map(
    (definition): Refusal => [
      `${JSON.stringify(definition)} as an operation of one's own`,
      (op) => op.custom(definition),
      { method: 'custom' },
    ],
  ),
  [
    "a list of statements as an operation of one's own",
    (op) => op.custom({ describe: 'x', ddl: ['ANALYZE'] }),
    { method: 'custom' },
  ],
  ...[undefined, null, 'createSchema', {}, { kind: 7 }, []].map(
    (operation): Refusal => [
      `${JSON.stringify(operation)} as an operation`,
      (op) => op.invoke(operation),
      { method: 'invoke' },
    ],
  ),
  [
    'an operation of no kind that is known',
    (op) => op.invoke({ kind: 'creatTable' }),
    { method: 'invoke' },
  ],
])

test('an effect may not be asynchronous', () => {
  for (const write of [
    (op: any) => op.execute('x', { effect: async () => {} }),
    (op: any) => op.run(code, { effect: async () => {} }),
  ])
    assert.throws(() => recorded(write), { code: 'async-recording', operation: undefined })
})
