import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { array, type Code, call, imported, importsIn, joined, object, verbatim } from './code.ts'
import { docComment, escapeComment, lineComment, unescapeComment } from './comments.ts'
import { importStatements } from './imports.ts'
import { literal } from './literal.ts'
import { print, printStatements } from './print.ts'
import { quote, template } from './strings.ts'

const evaluated = (source: string): unknown => new Function(`return (${source})`)()

/** Whatever may be in a name or a text, with all that could end a string more often than chance has it. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        "'",
        '"',
        '`',
        '\\',
        '${',
        '}',
        '\n',
        '\r',
        '\u2028',
        '*/',
        '//',
        '\u202e',
        'a',
        '\ud800',
        '\0',
      ),
    )
    .map((parts) => parts.join('')),
)

describe('literal', () => {
  test('gives back any text, and is one line', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        assert.equal(evaluated(quote(text)), text)
        assert.doesNotMatch(quote(text), /[\n\r\u2028\u2029\u202e]/)
      }),
      { numRuns: 1000 },
    )
  })

  test('gives back any data', () => {
    const data = fc.letrec((tie) => ({
      value: fc.oneof(
        hostile,
        fc.double(),
        fc.bigInt(),
        fc.boolean(),
        fc.constant(null),
        fc.date({ noInvalidDate: false }),
        fc.uint8Array({ maxLength: 4 }),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(hostile, tie('value'), { maxKeys: 3, noNullPrototype: true }),
      ),
    }))
    fc.assert(
      fc.property(data.value, (value) => {
        assert.deepStrictEqual(evaluated(print(literal(value))), value)
      }),
      { numRuns: 500 },
    )
  })

  test('cannot set a prototype', () => {
    const hostileKey = JSON.parse('{"__proto__": {"admin": true}}')
    const copy = evaluated(print(literal(hostileKey))) as Record<string, unknown>
    assert.deepEqual(Object.keys(copy), ['__proto__'])
    assert.equal(copy.admin, undefined)
  })

  test('takes the quotes that need fewer escapes', () => {
    assert.equal(quote('a'), "'a'")
    assert.equal(quote("it's"), '"it\'s"')
    assert.equal(quote(`'"`), `'\\'"'`)
  })

  test('leaves out what is undefined', () => {
    assert.equal(print(literal({ a: undefined, b: 1 })), '{ b: 1 }')
  })

  test('refuses what is no data', () => {
    assert.throws(() => literal(() => 1), TypeError)
  })
})

describe('template', () => {
  test('gives back any text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        assert.equal(evaluated(template(text)), text)
      }),
      { numRuns: 1000 },
    )
  })

  test('keeps line breaks readable', () => {
    assert.equal(template('SELECT 1\nFROM t'), '`SELECT 1\nFROM t`')
  })
})

describe('comments', () => {
  test('never end before their end', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        assert.equal(evaluated(`${docComment([text])} 1`), 1)
        assert.equal(evaluated(`${lineComment(text).join('\n')}\n1`), 1)
        assert.equal(unescapeComment(escapeComment(text)), text)
      }),
      { numRuns: 1000 },
    )
  })

  test('are wrapped between words', () => {
    assert.deepEqual(lineComment('one two three\n\nfour', 12), [
      '// one two',
      '// three',
      '//',
      '// four',
    ])
  })
})

describe('imports', () => {
  test('are collected from the code, once each, packages first', () => {
    const code = call(
      imported('b'),
      array([imported('a'), imported('a')]),
      verbatim('own()', [
        { name: 'own', from: './own.ts' },
        { name: 'default as x', from: 'x' },
      ]),
    )
    assert.deepEqual(importStatements(importsIn(code)), [
      "import { a, b } from 'athanor'",
      "import { default as x } from 'x'",
      "import { own } from './own.ts'",
    ])
  })

  test('go one a line where there are many', () => {
    const many = Array.from({ length: 20 }, (_, i) => ({ name: `imported${i}`, from: 'athanor' }))
    assert.match(importStatements(many)[0] ?? '', /^import \{\n {2}imported0,\n/)
  })
})

describe('call', () => {
  test('leaves out arguments at the end that are not there', () => {
    assert.equal(print(call('f', '1', undefined, '2', undefined)), 'f(1, undefined, 2)')
  })
})

/** Code of any shape: calls in calls, chains, records, texts of several lines. */
const shapes = fc.letrec<{ code: Code }>((tie) => ({
  code: fc.oneof(
    { maxDepth: 4 },
    fc.integer({ min: 1, max: 60 }).map((length) => quote('x'.repeat(length))),
    fc.constantFrom('1', 'true', 'null').map((text): Code => text),
    fc.constant(joined('sql', template('SELECT 1'))),
    fc
      .tuple(fc.constantFrom('f', 'op.createTable'), fc.array(tie('code'), { maxLength: 4 }))
      .map(([callee, given]) => call(callee, ...given)),
    fc.array(tie('code'), { maxLength: 4 }).map((items) => array(items)),
    fc.array(tie('code'), { maxLength: 4 }).chain((items) =>
      fc.boolean().map((open) =>
        object(
          items.map((item, i) => [`key${i}`, item] as const),
          open,
        ),
      ),
    ),
  ),
}))

describe('print', () => {
  test('keeps lines within 100 columns where they can be broken', () => {
    fc.assert(
      fc.property(shapes.code, (code) => {
        for (const line of print(code, 4).split('\n')) assert.ok(line.length <= 100, line)
      }),
    )
  })

  test('means the same however it is broken', () => {
    fc.assert(
      fc.property(shapes.code, (code) => {
        const scope = 'const f = (...a) => a, op = { createTable: f }, sql = (s) => s[0]; return '
        const run = (source: string): unknown => new Function(`${scope}(${source})`)()
        assert.deepEqual(run(print(code, 60)), run(print(code, 0)))
      }),
    )
  })

  test('lays calls out as formatters do', () => {
    const biome = fileURLToPath(import.meta.resolve('@biomejs/biome/bin/biome'))
    const statements = [
      call(
        'op.a',
        quote('x'),
        object([
          ['from', object([['a', '1']])],
          ['to', object([['b', quote('y'.repeat(80))]])],
        ]),
      ),
      call(
        'op.b',
        quote('x'),
        object([['id', '1']], true),
        array([call('unique', array([quote('a')]))]),
      ),
      call(
        'op.c',
        array([quote('x'.repeat(50)), quote('y'.repeat(50))]),
        object([['name', quote('n')]]),
      ),
      call('op.d', joined('sql', template('SELECT 1\nFROM t'))),
      call('op.e', quote('v'), joined('sql', template('SELECT 1\nFROM t'))),
      call(
        'op.f',
        array([
          object([
            ['a', '1'],
            ['b', '2'],
          ]),
          object([
            ['a', '3'],
            ['b', '4'],
          ]),
        ]),
      ),
      call('op.g', quote('x'), {
        kind: 'chain',
        root: call('integer'),
        links: ['notNull', 'references', 'default', 'comment'].map((name) => ({
          name,
          arguments: [quote('z'.repeat(30))],
        })),
      }),
      call('op.only', quote('sqlite'), {
        kind: 'arrow',
        parameters: '(op)',
        body: [{ comments: ['why'], code: call('op.x', '1') }],
      }),
    ].map((code) => ({ comments: [], code }))
    const source = `${printStatements(statements, 0)}\n`
    const formatted = execFileSync(process.execPath, [biome, 'format', '--stdin-file-path=a.ts'], {
      input: source,
      encoding: 'utf8',
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
    })
    assert.equal(source, formatted)
  })
})
