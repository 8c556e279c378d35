import path from 'node:path'
import { test } from 'node:test'
import {
  buildGraph,
  historyRange,
  missingHeads,
  type PlanStep,
  planDowngrade,
  planMerge,
  planOfflineDowngrade,
  planOfflineStamp,
  planOfflineUpgrade,
  planRevision,
  planStamp,
  planUpgrade,
  type RevisionGraph,
  type RevisionNode,
  type Rows,
  resolve,
} from '../../src/revisions/index.ts'
import { history } from '../../src/revisions/testing.ts'
import { assertPage, told } from './golden.ts'

const page = (name: string) => path.join(import.meta.dirname, `${name}.txt`)

/** A history in a drawing, the rows that databases of it may have, and what may be said of it. */
interface Scene {
  readonly drawing: string
  readonly rows: readonly Rows[]
  readonly identifiers: readonly string[]
  readonly ranges: readonly string[]
}

const SCENES: readonly Scene[] = [
  {
    drawing: 'a1 - a2 - b3 - b4',
    rows: [[], ['a2'], ['b4'], ['gone'], ['a2', 'b3']],
    identifiers: ['head', 'base', 'current', 'a1', 'b', '+1', '-1', '+9', '-9', 'head-1', 'zz'],
    ranges: ['base:head', 'a1:b4', ':a2', '-2:', ':+1', 'current:+1', 'b4:a1', ':', 'zz:', 'a1:+9'],
  },
  {
    drawing: `
      a1 - s1[shop] - s2 - m1
      a1 - t1 - m1 - h1
      n1[net] - n2{s1} - n3`,
    rows: [[], ['m1', 'n1'], ['s2', 't1'], ['h1', 'n3']],
    identifiers: [
      ...[
        'head',
        'heads',
        's1',
        'm1',
        'h1',
        'n2',
        'shop',
        'net',
        '+1',
        '-1',
        'm1-1',
        'a1+1',
        's1+1',
      ],
      ...['shop@head', 'net@head', 'net@+1', 'net@-1', 'net@base', 'shop@m1', 'zz@head', 'net@s1'],
    ],
    ranges: ['s1:n3', 'a1:h1', 'net@base:head', ':m1', '-1:', 'current:', 's1:t1'],
  },
  {
    drawing: 'x - y1[left]\n x - y2[right]',
    rows: [[], ['y1'], ['y1', 'y2']],
    identifiers: [
      'head',
      'heads',
      'y',
      'y1',
      'x',
      'left',
      '+1',
      '-1',
      'left@head',
      'left@-1',
      'x+1',
      'heads-1',
    ],
    ranges: ['x:y1', 'x:heads', 'x:head'],
  },
]

/** What is no identifier in any history. */
const MALFORMED = [
  ...[
    '',
    '@head',
    'shop@',
    'a@b@c',
    'head@a1',
    'current@a1',
    '+1@a1',
    'a1:b4',
    'a1+',
    '+',
    '+0',
    'a1+0',
    'head+-1',
  ],
  ...[':', 'a:b:c', 'x:', 'heads@heads', '@', ' ', 'a1 '],
]

const steps = (plan: readonly PlanStep[]): string =>
  plan
    .map(
      ({ revision: { id }, after, changes }) =>
        `${id} (${after.join(' ') || 'base'}; ${changes.map((one) => JSON.stringify(one)).join(' ')})`,
    )
    .join(', ') || 'nothing'

type Reader = (graph: RevisionGraph, text: string, rows: Rows) => string

const FROM_ROWS: Readonly<Record<string, Reader>> = {
  resolve: (graph, text, rows) => resolve(graph, text, { rows }).join(' ') || 'base',
  upgrade: (graph, text, rows) => steps(planUpgrade(graph, rows, text)),
  downgrade: (graph, text, rows) => steps(planDowngrade(graph, rows, text)),
  stamp: (graph, text, rows) => steps(planStamp(graph, rows, [text])),
}

const draft = { id: 'new', message: '', created: '', labels: [], dependsOn: [], splice: false }

const WITHOUT_ROWS: Readonly<Record<string, (graph: RevisionGraph, text: string) => string>> = {
  show: (graph, text) => resolve(graph, text).join(' ') || 'base',
  'upgrade --sql': (graph, text) => steps(planOfflineUpgrade(graph, text).steps),
  'downgrade --sql': (graph, text) => steps(planOfflineDowngrade(graph, text).steps),
  'stamp --sql': (graph, text) => steps(planOfflineStamp(graph, [text]).steps),
  'revision --head': (graph, text) => planRevision(graph, draft, text).revises.join(' ') || 'base',
  'revision --splice': (graph, text) =>
    planRevision(graph, { ...draft, splice: true }, text).revises.join(' ') || 'base',
  'revision --depends-on': (graph, text) =>
    planRevision(graph, { ...draft, splice: true, dependsOn: [text] }, 'heads').dependsOn.join(' '),
  merge: (graph, text) => planMerge(graph, draft, [text]).revises.join(' '),
}

test('what identifiers mean, and what is said where they mean nothing', () => {
  const lines = SCENES.flatMap(({ drawing, rows: all, identifiers, ranges }) => {
    const graph = history(drawing)
    return [
      ...title(drawing),
      ...all.flatMap((rows) => [
        '',
        `-- at ${rows.join(' ') || 'base'}; missing: ${told(() => missingHeads(graph, rows).join(' ')).join(' ')}`,
        ...Object.entries(FROM_ROWS).flatMap(([name, read]) =>
          identifiers.flatMap((text) => entry(`${name} ${text}`, () => read(graph, text, rows))),
        ),
        ...ranges.flatMap((text) => entry(`history ${text}`, () => shown(graph, text, rows))),
      ]),
      ...['', '-- without a database'],
      ...Object.entries(WITHOUT_ROWS).flatMap(([name, read]) =>
        [...identifiers, ...ranges.slice(0, name.endsWith('sql') ? 9 : 1)].flatMap((text) =>
          entry(`${name} ${text}`, () => read(graph, text)),
        ),
      ),
    ]
  })
  assertPage(page('identifiers'), lines)
})

const title = (text: string): readonly string[] => [
  ...['', '='.repeat(60)],
  ...text
    .trim()
    .split('\n')
    .map((line) => line.trim()),
  '='.repeat(60),
]

const shown = (graph: RevisionGraph, text: string, rows: Rows): string =>
  historyRange(graph, text, { rows })
    .map(({ id }) => id)
    .join(' ')

test('what is no identifier is told', () => {
  const graph = history('a1 - b4')
  const lines = MALFORMED.flatMap((text) => [
    '',
    `-- ${JSON.stringify(text)}`,
    ...entry('upgrade', () => steps(planUpgrade(graph, ['a1'], text))),
    ...entry('history -r', () => shown(graph, text, ['a1'])),
    ...entry('upgrade --sql', () => steps(planOfflineUpgrade(graph, text).steps)),
  ])
  assertPage(page('malformed-identifiers'), lines)
})

/** One line where there is a result, more where there is an error. */
function entry(name: string, work: () => string): readonly string[] {
  const [first = '', ...rest] = told(work)
  return [
    `${name.padEnd(24)} ${first}`.trimEnd(),
    ...rest.map((line) => `${' '.repeat(25)}${line}`),
  ]
}

const node = (id: string, facts: Partial<RevisionNode> = {}): RevisionNode => ({
  id,
  revises: [],
  labels: [],
  dependsOn: [],
  message: '',
  ...facts,
})

const at = (file: string) => ({ path: `/migrations/${file}.ts` })

/** What cannot be a history. */
const BROKEN: Readonly<Record<string, readonly RevisionNode[]>> = {
  'an id twice': [node('a', at('one')), node('a', at('two'))],
  'an id twice, without files': [node('a'), node('a')],
  'a parent that is not there': [node('a1'), node('b', { revises: ['a2'], ...at('b') })],
  'a dependency that is not there': [node('a1'), node('b', { dependsOn: ['zz'] })],
  'a parent twice': [node('a'), node('b', { revises: ['a', 'a'] })],
  'a revision that follows itself': [node('a', { revises: ['a'] })],
  'a revision that depends on itself': [node('a', { dependsOn: ['a'], ...at('a') })],
  'a circle': [
    node('a', { revises: ['c'] }),
    node('b', { revises: ['a'] }),
    node('c', { revises: ['b'] }),
  ],
  'a circle through a dependency': [node('a', { dependsOn: ['b'] }), node('b', { revises: ['a'] })],
  'a long circle': Array.from({ length: 9 }, (_, n) =>
    node(`c${n}`, { revises: [`c${(n + 8) % 9}`], ...at(`c${n}`) }),
  ),
  'a label twice': [node('a', { labels: ['shop'] }), node('b', { labels: ['shop'], ...at('b') })],
  'a label that is an id': [node('a'), node('b', { labels: ['a'] })],
  'a label that is its own id': [node('a', { labels: ['a'] })],
  ...Object.fromEntries(
    [
      '',
      'head',
      'heads',
      'base',
      'current',
      'a@b',
      'a:b',
      'a+b',
      'a-b',
      'a-1',
      ' ',
      'a b',
      'a\nb',
      'é',
    ].flatMap((name) => [
      [`the id ${JSON.stringify(name)}`, [node(name, at('file'))]],
      [`the label ${JSON.stringify(name)}`, [node('x', { labels: [name] })]],
    ]),
  ),
}

test('what cannot be a history is told', () => {
  const lines = Object.entries(BROKEN).flatMap(([name, nodes]) => [
    '',
    `-- ${name}`,
    ...told(() =>
      buildGraph(nodes)
        .order.map(({ id }) => id)
        .join(' '),
    ),
  ])
  assertPage(page('broken-histories'), lines)
})
