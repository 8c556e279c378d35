import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { bareName, nameAmong, nameIn, type SqlToken, textOf, tokenize } from './sql-tokens.ts'

const seen = (sql: string): string[] =>
  tokenize(sql)
    .filter(({ kind }) => kind !== 'space')
    .map(({ kind, text }) => `${kind} ${text}`)

describe('tokenize', () => {
  test('loses nothing, whatever it is given', () => {
    const piece = fc.constantFrom(
      ..."' \" ` [ ] ( ) $ $$ $q$ -- /* */ :: . a A1 é E' \\ \n ; 1.5e3 ''".split(' '),
      ' ',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' }))), (pieces) => {
        const sql = pieces.join('')
        assert.equal(textOf(tokenize(sql)), sql)
      }),
      { numRuns: 500 },
    )
  })

  test('tells strings from names', () => {
    assert.deepEqual(seen(`'it''s' "x""y" [a b] \`c\` E'\\'' $q$ $$ $q$ x'0f'`), [
      "string 'it''s'",
      'quoted "x""y"',
      'quoted [a b]',
      'quoted `c`',
      "string E'\\''",
      'string $q$ $$ $q$',
      "string x'0f'",
    ])
  })

  test('takes brackets behind a value for a subscript', () => {
    assert.deepEqual(
      seen('ARRAY[a][b] || t[c]').join(' '),
      [
        'word ARRAY operator [ word a operator ] operator [ word b operator ]',
        'operator || word t operator [ word c operator ]',
      ].join(' '),
    )
  })

  test('ends a comment where the database does', () => {
    assert.deepEqual(seen('/* a /* b */ c */ d'), ['comment /* a /* b */ c */', 'word d'])
    assert.deepEqual(seen('/* a /* b */ d'), ['comment /* a /* b */', 'word d'])
    assert.deepEqual(seen('1 -- x\n- y'), ['number 1', 'comment -- x', 'operator -', 'word y'])
  })
})

describe('names', () => {
  const token = (text: string): SqlToken => tokenize(text)[0] as SqlToken

  test('are what their quotes hold', () => {
    assert.deepEqual(
      ['Ab', '"A""b"', '`a``b`', '[A b]'].map((text) => nameIn(token(text))),
      ['ab', 'A"b', 'a`b', 'A b'],
    )
    assert.equal(nameIn(token("'a'")), undefined)
  })

  test('are found exactly before they are found in another case', () => {
    assert.equal(nameAmong(token('ID'), ['ID', 'id']), 'id')
    assert.equal(nameAmong(token('"ID"'), ['id', 'ID']), 'ID')
    assert.equal(nameAmong(token('id'), ['Id']), 'Id')
    assert.equal(nameAmong(token('AND'), ['and']), undefined)
    assert.equal(nameAmong(token('"and"'), ['and']), 'and')
  })

  test('are quoted where they must be', () => {
    assert.equal(
      ['b', 'order', 'B', 'b c', 'b"', 'index', 'time'].map(bareName).join(' '),
      'b "order" "B" "b c" "b""" index "time"',
    )
  })
})
