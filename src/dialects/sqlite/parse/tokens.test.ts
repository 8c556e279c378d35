import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { withSqlite } from '../../../../tests/support/databases.ts'
import { significant, spelled, tokenize } from './tokens.ts'

const shown = (sql: string): string =>
  significant(tokenize(sql))
    .map(({ kind, text }) => `${kind}:${text}`)
    .join(' ')

describe('tokenize', () => {
  test('loses nothing of any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), noise), (sql) => {
        const tokens = tokenize(sql)
        assert.equal(tokens.map(({ text }) => text).join(''), sql)
        assert.ok(tokens.every(({ start, end, text }) => sql.slice(start, end) === text))
      }),
      { numRuns: 2000 },
    )
  })

  test('knows the four ways to quote a name, and a string', () => {
    assert.equal(
      shown(`a "b""c" [d"e] \`f\`\`g\` 'h''i'`),
      `word:a name:"b""c" name:[d"e] name:\`f\`\`g\` string:'h''i'`,
    )
  })

  test('takes comments for nothing: they do not nest, and the last may be left open', () => {
    assert.equal(shown("a /* /* ' */ b -- ' */\n c /* d"), 'word:a word:b word:c')
  })

  test('tells blobs from names that end in x, and numbers from names that begin with a digit', () => {
    assert.equal(
      shown("x'0aFF' x'0' max'a' 1 .5 1.e-3 0xFF 1_000 1a ?1 :a"),
      "blob:x'0aFF' word:x string:'0' word:max string:'a' number:1 number:.5 number:1.e-3 number:0xFF number:1_000 illegal:1 word:a parameter:?1 parameter::a",
    )
  })

  test('does not cut operators apart', () => {
    assert.equal(
      shown('a->>b->c||d==e<>f<=g<<h'),
      'word:a operator:->> word:b operator:-> word:c operator:|| word:d operator:== word:e operator:<> word:f operator:<= word:g operator:<< word:h',
    )
  })

  test('says that a quote is never closed', () => {
    assert.equal(shown(`a 'b" c`), `word:a illegal:'b" c`)
  })
})

test('a name means what SQLite takes it for, however it is quoted', () =>
  withSqlite(({ connection }) =>
    fc.assert(
      fc.asyncProperty(
        fc.string({ minLength: 1, unit: fc.constantFrom(...`aB1_ "'\`]é-/*;`) }),
        fc.constantFrom('"', '`', "'"),
        async (name, quote) => {
          const sql = quote + name.replaceAll(quote, quote + quote) + quote
          const rows = await connection.query(`SELECT 1 AS ${sql}`)
          const [token] = tokenize(sql)
          assert.deepEqual(Object.keys(rows[0]!), [spelled(token!)])
        },
      ),
    ),
  ))

const noise = fc
  .array(
    fc.constantFrom(
      "'",
      '"',
      '`',
      '[',
      ']',
      '--',
      '/*',
      '*/',
      '\n',
      'x',
      '0',
      '.',
      'e',
      '-',
      '$',
      '|',
      'é',
      ' ',
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))
