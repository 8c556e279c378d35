import assert from 'node:assert/strict'
import path from 'node:path'
import { describe, test } from 'node:test'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { AthanorError } from '../errors.ts'
import { type DatabaseUrl, looksLikeDatabaseUrl, parseDatabaseUrl, passwordOf } from './url.ts'

const base = path.resolve('/project')
const parse = (text: string) => parseDatabaseUrl(text, { base })
const file = (text: string) => {
  const url = parse(text)
  return url.kind === 'sqlite' ? url.file : undefined
}

describe('a SQLite URL', () => {
  const cases: readonly [string, string][] = [
    ['sqlite:app.db', path.join(base, 'app.db')],
    ['sqlite:./data/app.db', path.join(base, 'data/app.db')],
    ['sqlite:///app.db', path.join(base, 'app.db')],
    ['sqlite:////var/app.db', path.resolve('/var/app.db')],
    ['sqlite:/var/app.db', path.resolve('/var/app.db')],
    ['sqlite+pysqlite:///app.db', path.join(base, 'app.db')],
    ['sqlite+aiosqlite:////var/app.db', path.resolve('/var/app.db')],
    ['SQLite:///App.db', path.join(base, 'App.db')],
    ['sqlite:my%20 file.db', path.join(base, 'my%20 file.db')],
    ['sqlite::memory:', ':memory:'],
    ['sqlite:///:memory:', ':memory:'],
    ['sqlite://', ':memory:'],
  ]
  for (const [text, expected] of cases)
    test(`${text} is ${expected}`, () => assert.equal(file(text), expected))

  test('takes mode and timeout', () => {
    assert.deepEqual(parse('sqlite:app.db?mode=ro&timeout=2.5&check_same_thread=false'), {
      kind: 'sqlite',
      dialect: 'sqlite',
      driver: 'node:sqlite',
      file: path.join(base, 'app.db'),
      mode: 'ro',
      busyTimeout: 2500,
      describe: 'sqlite:app.db',
    })
  })

  test('can ask for better-sqlite3', () => {
    assert.equal(Reflect.get(parse('sqlite+better-sqlite3:app.db'), 'driver'), 'better-sqlite3')
  })

  test('keeps a Windows path whole', () => {
    assert.equal(parse('sqlite:///C:\\data\\app.db').describe, 'sqlite:C:\\data\\app.db')
    assert.equal(parse('sqlite:C:/data/app.db').describe, 'sqlite:C:/data/app.db')
  })
})

describe('a PostgreSQL URL', () => {
  test('is read as libpq and SQLAlchemy read it', () => {
    for (const scheme of ['postgresql', 'postgres', 'postgresql+psycopg2', 'postgresql+asyncpg'])
      assert.deepEqual(parse(`${scheme}://me:pw@db.example:5433/shop?application_name=x`), {
        kind: 'postgresql',
        dialect: 'postgresql',
        host: 'db.example',
        port: 5433,
        user: 'me',
        database: 'shop',
        parameters: { application_name: 'x' },
        describe: 'postgresql://me@db.example:5433/shop',
      })
  })

  test('decodes user, password and database', () => {
    const url = parse('postgresql://a%40b:p%3Aw%2F@h/d%20b')
    assert.deepEqual([Reflect.get(url, 'user'), passwordOf(url)], ['a@b', 'p:w/'])
    assert.equal(url.describe, 'postgresql://a%40b@h/d%20b')
  })

  test('may hold an @ in the password, as people write it', () => {
    assert.equal(passwordOf(parse('postgres://u:p@ss:w@h/d')), 'p@ss:w')
  })

  test('takes host, port, user, password and database from its parameters', () => {
    const url = parse('postgresql://?host=/run/pg&port=6000&user=me&password=secret&dbname=d')
    assert.equal(passwordOf(url), 'secret')
    assert.equal(url.describe, 'postgresql://me@:6000/d?host=/run/pg')
  })

  test('may name an IPv6 address, or nothing', () => {
    assert.equal(Reflect.get(parse('postgresql://[::1]:5432/d'), 'host'), '::1')
    assert.equal(parse('postgresql://[::1]:5432/d').describe, 'postgresql://[::1]:5432/d')
    assert.equal(parse('postgresql:///d').describe, 'postgresql:///d')
  })
})

test('a PGlite URL names a folder, or memory', () => {
  assert.equal(Reflect.get(parse('pglite:./data'), 'folder'), path.join(base, 'data'))
  for (const text of ['pglite:', 'pglite://', 'pglite::memory:', 'pglite://memory'])
    assert.equal(Reflect.get(parse(text), 'folder'), undefined)
})

describe('a URL that cannot be used', () => {
  const cases: readonly [string, RegExp][] = [
    ['', /DATABASE_URL=sqlite:app\.db/],
    ['app.db', /sqlite:app\.db/],
    ['C:\\data\\app.db', /sqlite:/],
    ['file:app.db', /sqlite:app\.db/],
    ['mysql://u:geheim@h/d', /postgresql/],
    ['libsql://x.turso.io', /Kysely dialect/],
    ['sqlite:', /sqlite::memory:/],
    ['sqlite://app.db', /sqlite:app\.db/],
    ['sqlite:a\0b', /file name/],
    ['sqlite:app.db?mod=ro', /mode/],
    ['sqlite:app.db?mode=x', /mode=ro/],
    ['sqlite:app.db?timeout=soon', /timeout=5/],
    ['postgresql:db', /postgresql:\/\//],
    ['postgresql://u:ge/heim@h/d', /percent-encode/],
    ['postgresql://u:100%@h/d', /percent-encode/],
    ['postgresql://h:99999/d', /percent-encode/],
    ['postgresql://h1,h2/d', /writes/],
    ['postgresql://h/d?sslmod=require', /"sslmode"/],
    ['postgresql://h/d?schema=app', /search_path/],
  ]
  for (const [text, hint] of cases)
    test(`"${text}" says what to write`, () => {
      assert.throws(
        () => parse(text),
        (error: AthanorError) => {
          assert.equal(error.code, 'database-url')
          assert.match(`${error.hint}`, hint)
          assert.doesNotMatch(`${error.message} ${error.hint}`, /geheim|heim/)
          return true
        },
      )
    })
})

/** Everything a program might print of a value. */
const printed = (value: unknown): string =>
  [
    String(value),
    JSON.stringify(value),
    inspect(value, { depth: 9, showHidden: true, getters: true }),
    value instanceof Error ? `${value.message} ${value.stack}` : '',
  ].join('\n')

function parsedOrThrown(text: string): DatabaseUrl | AthanorError {
  try {
    return parse(text)
  } catch (error) {
    assert.ok(error instanceof AthanorError, `not an error of ours: ${error}`)
    return error
  }
}

const password = fc
  .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
  .map((text) => `SeCrEt${text}`)

test('no password is ever printed, wherever it stands and however it is encoded', () => {
  const place = fc.constantFrom<(secret: string) => string>(
    (secret) => `postgresql://user:${secret}@host:5432/db`,
    (secret) => `postgres://:${secret}@host/db?sslmode=require`,
    (secret) => `postgresql://host/db?user=x&password=${secret}`,
    (secret) => `postgresql+psycopg2://user:${secret}@host,other/db`,
    (secret) => `postgresql://user:${secret}@host:port/db`,
    (secret) => `postgresql:user:${secret}@host/db`,
    (secret) => `postgresql://user:12/${secret}@host/db`,
    (secret) => `postgresql://user:12?${secret}@host/db`,
    (secret) => `postgresql://user:12#${secret}@host/db`,
    (secret) => `mysql://user:${secret}@host/db`,
  )
  fc.assert(
    fc.property(password, place, fc.boolean(), (secret, at, encoded) => {
      const result = parsedOrThrown(at(encoded ? encodeURIComponent(secret) : secret))
      assert.doesNotMatch(printed(result), /SeCrEt/)
    }),
    { numRuns: 500 },
  )
})

test('what is encoded comes back as it was', () => {
  fc.assert(
    fc.property(password, fc.string({ minLength: 1, unit: 'grapheme' }), (secret, user) => {
      const encode = encodeURIComponent
      const url = parse(`postgresql://${encode(user)}:${encode(secret)}@host/db`)
      assert.deepEqual([passwordOf(url), Reflect.get(url, 'user')], [secret, user])
    }),
  )
})

test('any text is either a URL or an error of ours', () => {
  const scheme = fc.constantFrom('sqlite:', 'postgresql://', 'postgres:', 'pglite:', '', 'x:')
  const rest = fc.string({ unit: fc.constantFrom(...'/:@?#%&=[]a1.\\, \0é') })
  fc.assert(
    fc.property(scheme, rest, (prefix, text) => void parsedOrThrown(prefix + text)),
    { numRuns: 2000 },
  )
})

test('a URL is told from a path or a word', () => {
  for (const text of ['sqlite:a', 'postgresql+x://h', 'pglite:', ' postgres://h'])
    assert.equal(looksLikeDatabaseUrl(text), true, text)
  for (const text of ['models', './models.ts', 'revision:abc', 'C:\\x.sql', 'sqlite'])
    assert.equal(looksLikeDatabaseUrl(text), false, text)
})
