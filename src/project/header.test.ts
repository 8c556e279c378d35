import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { AthanorError } from '../errors.ts'
import { docComment } from '../source/comments.ts'
import { quote } from '../source/strings.ts'
import { readHeader } from './header.ts'

const file = '/project/migrations/a.ts'
const read = (text: string) => readHeader(text, file)
const body =
  'upgrade(op) { if (a < b) { op.x(/[}]/, `${"}"}`) } }, downgrade: (op) => ({ a: [1] }),'

const whole = `#!/usr/bin/env node
/**
 * Require email
 *
 * For everybody, and at once.
 *
 * Revision ID: a3c173dfd6f5
 * Revises: 57f5d41c7200
 * Create Date: 2026-11-20T10:21:51Z
 */
import { defineRevision, text } from 'athanor'

export default defineRevision({
  id: 'a3c173dfd6f5',
  revises: '57f5d41c7200',
  labels: ["mail"],
  dependsOn: [\`x1\`, 'y2',],
  ${body}
})
`

describe('the head of a revision file', () => {
  test('is read without running the file', () => {
    assert.deepEqual(read(whole), {
      node: {
        id: 'a3c173dfd6f5',
        revises: ['57f5d41c7200'],
        labels: ['mail'],
        dependsOn: ['x1', 'y2'],
        message: 'Require email\n\nFor everybody, and at once.',
        created: '2026-11-20T10:21:51Z',
        path: file,
      },
      notes: [],
    })
  })

  const node = (properties: string) => read(`export default defineRevision({ ${properties} })`).node
  const forms: readonly [string, string, object][] = [
    ['a base', `id: 'a', revises: null`, { id: 'a', revises: [] }],
    ['a merge point', `id: 'a', revises: ['b', 'c']`, { revises: ['b', 'c'] }],
    ['keys in quotes', `'id': "a", "revises": null`, { id: 'a' }],
    ['as const', `id: 'a' as const, revises: ['b'] as const`, { id: 'a', revises: ['b'] }],
    ['code before the id', `${body} revises: null, id: 'a'`, { id: 'a' }],
    ['escapes', String.raw`id: 'ab\u{63}', revises: '\x64'`, { id: 'abc', revises: ['d'] }],
    ['a message', `id: 'a', revises: null, message: 'by hand'`, { message: 'by hand' }],
    ['comments', `/* id: 'x' */ id: /* no */ 'a', // id: 'y'\n revises: null`, { id: 'a' }],
    ['one label', `id: 'a', revises: null, labels: 'x', dependsOn: undefined`, { labels: ['x'] }],
    ['async methods', `async upgrade(op) {}, id: 'a', revises: null`, { id: 'a' }],
  ]
  for (const [name, properties, expected] of forms)
    test(`may have ${name}`, () => assert.partialDeepStrictEqual(node(properties), expected))

  test('may be JavaScript, with a type argument, or under another name of the package', () => {
    assert.equal(
      read(`module.exports = athanor.defineRevision({ id: 'a', revises: null })`).node.id,
      'a',
    )
    assert.equal(
      read(`export default defineRevision<Database>({ id: 'a', revises: null })`).node.id,
      'a',
    )
  })

  test('takes the message of a comment as Alembic’s files have it', () => {
    const { node } = read(
      `/** message\n\nRevision ID: a\nRevises: \nCreate Date: 2020-01-01 00:00:00.5\n\n*/\ndefineRevision({ id: 'a', revises: null })`,
    )
    assert.deepEqual([node.message, node.created], ['message', '2020-01-01 00:00:00.5'])
  })

  const mistakes: readonly [string, string, RegExp, number?][] = [
    ['nothing', '', /defines no revision/],
    ['only a comment', `// defineRevision({ id: 'a', revises: null })`, /defines no revision/],
    ['another export', `export default { id: 'a' }`, /defines no revision/],
    ['no id', `defineRevision({ revises: null })`, /has no id/],
    ['an empty id', `defineRevision({ id: '', revises: null })`, /has no id/],
    ['no parent', `defineRevision({ id: 'a' })`, /does not say what the revision follows/],
    ['two ids', `defineRevision({\n id: 'a',\n id: 'b', revises: null })`, /says "id" twice/, 3],
    [
      'two revisions',
      `defineRevision({ id: 'a', revises: null })\ndefineRevision({ id: 'b' })`,
      /two revisions/,
      2,
    ],
    [
      'an id that is computed',
      `const id = 'a'\ndefineRevision({ id, revises: null })`,
      /"id" that cannot be read/,
      2,
    ],
    [
      'an id put together',
      `defineRevision({ id: 'a' + 'b', revises: null })`,
      /"id" that cannot be read/,
    ],
    [
      'a template with a value',
      'defineRevision({ id: `a${1}`, revises: null })',
      /"id" that cannot be read/,
    ],
    [
      'a parent that is computed',
      `defineRevision({ id: 'a', revises: previous })`,
      /"revises" that cannot/,
    ],
    [
      'a list with a variable',
      `defineRevision({ id: 'a', revises: ['b', c] })`,
      /"revises" that cannot/,
    ],
    ['an object from elsewhere', `defineRevision(revision)`, /cannot be read without running/],
    [
      'a string without end',
      `defineRevision({ id: 'a, revises: null })`,
      /does not parse: it has a string/,
      1,
    ],
    [
      'a bracket without end',
      `defineRevision({ id: 'a', revises: null, upgrade() { (`,
      /not closed/,
    ],
    ['a bracket too many', `defineRevision({ id: 'a', revises: null, upgrade() ) })`, /too many/],
    [
      'a bad escape',
      String.raw`defineRevision({ id: '\u{zz}', revises: null })`,
      /"id" that cannot/,
    ],
  ]
  for (const [name, text, message, line] of mistakes)
    test(`is refused with ${name}`, () => {
      assert.throws(
        () => read(text),
        (error: AthanorError) => {
          assert.equal(error.code, 'revision-header')
          assert.match(error.message, message)
          assert.ok(error.message.startsWith(file))
          assert.ok(error.hint)
          if (line !== undefined) assert.equal(Reflect.get(error, 'line'), line)
          return true
        },
      )
    })

  test('has a note where its comment says otherwise', () => {
    const { notes } = read(
      whole
        .replace("id: 'a3c173dfd6f5'", "id: 'b'")
        .replace("revises: '57f5d41c7200'", "revises: ['c', 'd']"),
    )
    assert.deepEqual(notes, [
      `${file}: its comment says "Revision ID: a3c173dfd6f5", but the revision is b`,
      `${file}: its comment says "Revises: 57f5d41c7200", but it follows c, d`,
    ])
  })
})

const anyText = fc.string({ unit: 'grapheme', minLength: 1 })
const hostile = fc.oneof(
  anyText,
  fc.constantFrom(
    '*/',
    '/**',
    '\\',
    "'",
    '"',
    '`${x}`',
    '\n',
    '\u2028',
    '})',
    'a\r\nb',
    '\0',
    '🤷',
  ),
)

test('whatever ids, labels and messages are written, they are read again', () => {
  const list = fc.array(hostile, { maxLength: 3 })
  fc.assert(
    fc.property(hostile, list, list, hostile, (id, revises, labels, message) => {
      const source = [
        docComment([message, '', `Revision ID: ${JSON.stringify(id)}`]),
        `export default defineRevision({`,
        `  id: ${quote(id)}, revises: [${revises.map(quote).join(', ')}],`,
        `  labels: [${labels.map(quote).join(', ')}], message: ${quote(message)},`,
        `  ${body}`,
        `})`,
      ].join('\n')
      const { node } = read(source)
      assert.deepEqual(node, { id, revises, labels, dependsOn: [], message, path: file })
    }),
    { numRuns: 1000 },
  )
})

test('any text is a header or an error of ours', () => {
  const piece = fc.constantFrom(
    ...[
      'defineRevision',
      '(',
      '{',
      'id',
      ':',
      "'a'",
      ',',
      'revises',
      'null',
      '}',
      ')',
      '[',
      ']',
      '`',
      '/*',
      '*/',
      '//',
      '\n',
      '/',
      "'",
      '"',
      '${',
      'as const',
      '...x',
      ' ',
    ],
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      try {
        read(pieces.join(''))
      } catch (error) {
        assert.ok(error instanceof AthanorError, String(error))
      }
    }),
    { numRuns: 5000 },
  )
})
