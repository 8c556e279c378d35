import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { openConnection } from '../../src/drivers/open.ts'
import { looksLikeDatabaseUrl, parseDatabaseUrl } from '../../src/drivers/url.ts'
import { outcomeOf } from '../cli/in-process.ts'
import { projectFolder } from '../cli/world.ts'
import { NoTestServerError, withPostgres } from '../support/databases.ts'
import { hostileText, impossibleText, inItsOwnWords, QUICK_RUNS, RUNS } from './support.ts'

/** Long enough that it stands nowhere by chance. */
const password = hostileText
  .filter((text) => text.isWellFormed())
  .map((text) => `Geheim${text}Wort`)

const encode = (text: string) =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16)}`,
  )

/** A URL, with its password where one stands, in every form that people write, rightly or wrongly. */
const urlWith = (secret: fc.Arbitrary<string>, port: number) =>
  fc
    .record({
      secret,
      scheme: fc.constantFrom(
        'postgresql',
        'postgres',
        'postgresql+psycopg2',
        'mysql',
        'sqlite',
        'x',
      ),
      form: fc.constantFrom('user', 'raw', 'query', 'twice', 'behind', 'no slashes'),
      host: fc.constantFrom(
        '127.0.0.1',
        'localhost',
        '',
        'nowhere.invalid',
        '[::1]',
        'a,b',
        'h ost',
      ),
      rest: fc.constantFrom(
        '',
        '/db',
        '/db?sslmode=disable',
        '/db?sslmode=nonsense',
        '?x=1',
        '/a@b',
      ),
    })
    .map(({ secret: word, scheme, form, host, rest }) => {
      const end = `${host}:${port}${rest}`
      const parameter = `${rest.includes('?') ? '&' : '?'}password=${encode(word)}`
      const forms = {
        user: `${scheme}://user:${encode(word)}@${end}`,
        raw: `${scheme}://user:${word}@${end}`,
        query: `${scheme}://user@${end}${parameter}`,
        twice: `${scheme}://user:${encode(word)}@${end}${parameter}`,
        behind: `${scheme}://${end}?user=u&password=${encode(word)}`,
        'no slashes': `${scheme}:user:${encode(word)}@${end}`,
      }
      return { word, url: forms[form] }
    })

/** Neither the password nor what it looks like in a URL. */
function assertSecret(text: string, word: string): void {
  // What a terminal would not print is printed as something else: the beginning gives it away all the same.
  for (const shape of [word, encode(word), encodeURIComponent(word), 'Geheim'])
    assert.ok(!text.includes(shape), `the password is in: ${text}`)
}

const everythingOf = (error: unknown): string => inspect(error, { depth: 8, showHidden: true })

test('no text is too strange a URL to be read or refused', () =>
  fc.assert(
    fc.asyncProperty(
      fc.oneof(
        impossibleText,
        impossibleText.map((text) => `sqlite:${text}`),
        impossibleText.map((text) => `postgresql://${text}`),
        impossibleText.map((text) => `pglite:${text}`),
        impossibleText.map((text) => `sqlite:a?${text}`),
      ),
      async (text) => {
        const url = await inItsOwnWords(() => parseDatabaseUrl(text))
        looksLikeDatabaseUrl(text)
        if (!(url instanceof Error)) assert.equal(typeof url.describe, 'string')
      },
    ),
    { numRuns: QUICK_RUNS },
  ))

test('a URL that is read shows no password, however it is printed', () =>
  fc.assert(
    fc.asyncProperty(urlWith(password, 5432), async ({ word, url }) => {
      const parsed = await inItsOwnWords(() => parseDatabaseUrl(url))
      if (url.startsWith('sqlite')) return
      assertSecret(everythingOf(parsed), word)
      assertSecret(JSON.stringify(parsed), word)
    }),
    { numRuns: QUICK_RUNS },
  ))

test('a server that is not there is told without the password', () =>
  fc.assert(
    fc.asyncProperty(
      urlWith(password, 1).filter(({ url }) => /^postgres/.test(url)),
      async ({ word, url }) => {
        const opened = await inItsOwnWords(() => openConnection(url, { connectTimeout: 300 }))
        assert.ok(opened instanceof Error)
        assertSecret(everythingOf(opened), word)
      },
    ),
    { numRuns: RUNS },
  ))

test('a server that refuses is told without the password', async (t) => {
  try {
    await withPostgres(({ url }) =>
      fc.assert(
        fc.asyncProperty(password, async (word) => {
          const wrong = new URL(url)
          wrong.password = encode(word)
          const opened = await inItsOwnWords(() => openConnection(wrong.href))
          assert.ok(opened instanceof Error)
          assert.match(opened.code, /^(authentication|connection)-failed$/)
          assertSecret(everythingOf(opened), word)
        }),
        { numRuns: RUNS },
      ),
    )
  } catch (error) {
    if (!(error instanceof NoTestServerError)) throw error
    t.skip(error.message)
  }
})

test('no command prints it', async () => {
  const folder = projectFolder()
  const commands = [
    ['current'],
    ['upgrade', '--json'],
    ['check'],
    ['diff', '--from', 'database', '--to', 'models'],
    ['history', '-r', 'current:'],
  ]
  await fc.assert(
    fc.asyncProperty(
      urlWith(password, 1).filter(({ url }) => !url.startsWith('sqlite') && !url.includes('\0')),
      fc.constantFrom(...commands),
      async ({ word, url }, words) => {
        const env = { DATABASE_URL: url }
        const { code, out, err } = await outcomeOf(words, { cwd: folder, env })
        assert.notEqual(code, 0)
        assertSecret(`${out}${err}`, word)
      },
    ),
    { numRuns: RUNS * 2 },
  )
})

test('nor one that is typed where something else belongs', async () => {
  const folder = projectFolder()
  const places = [
    (url: string) => ['diff', '--from', url, '--to', 'models'],
    (url: string) => ['pull', url],
    (url: string) => ['upgrade', url],
    (url: string) => ['current', '-x', `url=${url}`],
    (url: string) => ['show', url],
    (url: string) => [url],
  ]
  await fc.assert(
    fc.asyncProperty(
      // As people have them: encoded.
      urlWith(password, 1).filter(
        ({ url }) => /^postgres[^:]*:\/\/\S+$/.test(url) && !url.includes('\0'),
      ),
      fc.constantFrom(...places),
      async ({ word, url }, place) => {
        const env = { DATABASE_URL: 'sqlite:app.db' }
        const { out, err } = await outcomeOf(place(url), { cwd: folder, env })
        assertSecret(`${out}${err}`, word)
      },
    ),
    { numRuns: RUNS * 2 },
  )
})
