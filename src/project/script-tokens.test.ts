import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { scriptTokens, UnendedTokenError } from './script-tokens.ts'

const kinds = (text: string) => scriptTokens(text).map(({ kind, text }) => `${kind} ${text}`)

describe('the tokens of a script', () => {
  test('tell strings, templates and comments from what they hold', () => {
    assert.deepEqual(kinds("a('}', \"{\", `${ {x: '}'} } {`) // }\n/* { */"), [
      'word a',
      'punctuation (',
      "string '}'",
      'punctuation ,',
      'string "{"',
      'punctuation ,',
      "template `${ {x: '}'} } {`",
      'punctuation )',
      'comment // }',
      'comment /* { */',
    ])
  })

  test('tell a regular expression from a division', () => {
    const regexes = (text: string) =>
      scriptTokens(text)
        .filter(({ kind }) => kind === 'regex')
        .map(({ text }) => text)
    assert.deepEqual(regexes('x = /[/{]/u; y = a / b / c; return /\\//'), ['/[/{]/u', '/\\//'])
    assert.deepEqual(regexes("'a' / b / c"), [])
  })

  test('keep an escaped quote inside', () => {
    assert.deepEqual(kinds(String.raw`'it\'s' "\\" + 1`), [
      String.raw`string 'it\'s'`,
      String.raw`string "\\"`,
      'punctuation +',
      'number 1',
    ])
  })

  test('name what has no end', () => {
    for (const [text, what] of [
      ["a = 'x", /a string/],
      ['a = `x', /a template/],
      ['a = `${x', /an expression in a template/],
      ['/* x', /a comment/],
    ] as const)
      assert.throws(
        () => scriptTokens(text),
        (error: Error) => {
          assert.ok(error instanceof UnendedTokenError)
          assert.match(error.message, what)
          return true
        },
      )
  })

  test('put together, are the text without its white space', () => {
    const piece = fc.constantFrom(
      ...[
        "'a b'",
        '"',
        '`${a}`',
        '`',
        '/',
        '/x/',
        '//c\n',
        '/*',
        '*/',
        '{',
        '}',
        '(',
        ')',
        'é',
        '1.5e-3',
        '\\',
        '#x',
        '@',
        ' ',
        '\n',
        '$',
        '€',
      ],
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('')
        try {
          const tokens = scriptTokens(text)
          let at = 0
          for (const token of tokens) {
            assert.match(text.slice(at, token.at), /^\s*$/)
            assert.equal(text.slice(token.at, token.at + token.text.length), token.text)
            at = token.at + token.text.length
          }
          assert.match(text.slice(at), /^\s*$/)
        } catch (error) {
          assert.ok(error instanceof UnendedTokenError, String(error))
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('read every file of this program with brackets that match', () => {
    const src = path.resolve(import.meta.dirname, '..')
    const files = fs
      .readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
    for (const file of files) {
      const open: string[] = []
      for (const { kind, text } of scriptTokens(fs.readFileSync(path.join(src, file), 'utf8'))) {
        if (kind !== 'punctuation') continue
        if (/[([{]/.test(text)) open.push(text)
        if (/[)\]}]/.test(text)) assert.match(`${open.pop()}${text}`, /^(?:\(\)|\[\]|\{\})$/, file)
      }
      assert.deepEqual(open, [], file)
    }
  })
})
