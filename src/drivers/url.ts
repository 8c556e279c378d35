import { DatabaseUrlError } from './errors.ts'
import { type PostgresUrl, parsePostgresUrl } from './postgres-url.ts'
import { type PgliteUrl, parsePgliteUrl, parseSqliteUrl, type SqliteUrl } from './sqlite-url.ts'

export { passwordOf } from './postgres-url.ts'
export type { PgliteUrl, PostgresUrl, SqliteUrl }

/**
 * Where a database is. However it is printed, there is no password in it: that is kept beside it (`passwordOf`).
 *
 * `describe` is the URL as a message may show it.
 */
export type DatabaseUrl = PostgresUrl | PgliteUrl | SqliteUrl

export interface UrlOptions {
  /** The folder that relative paths start from: that of the configuration file. Otherwise the working directory. */
  readonly base?: string
}

/**
 * Reads a database URL, in Athanor's forms and in SQLAlchemy's: `sqlite:app.db`, `sqlite:///app.db`,
 * `sqlite:////abs/app.db`, `sqlite::memory:`, `postgresql://…`, `postgresql+psycopg2://…`, `pglite:./dir`.
 */
export function parseDatabaseUrl(text: string, options: UrlOptions = {}): DatabaseUrl {
  const { scheme, flavour, rest } = splitScheme(text.trim())
  if (scheme === 'postgresql' || scheme === 'postgres') return parsePostgresUrl(rest)
  if (scheme === 'sqlite' || scheme === 'sqlite3') return parseSqliteUrl(rest, flavour, options)
  if (scheme === 'pglite') return parsePgliteUrl(rest, options)
  throw unknownScheme(scheme)
}

/** Whether a text is meant as a database URL, rather than as a path or a word. */
export const looksLikeDatabaseUrl = (text: string): boolean =>
  /^\s*(?:postgres(?:ql)?|sqlite3?|pglite)(?:\+[\w-]+)?:/i.test(text)

function splitScheme(text: string): { scheme: string; flavour: string | undefined; rest: string } {
  if (text === '')
    throw new DatabaseUrlError('it is empty', 'Set it, for example: DATABASE_URL=sqlite:app.db')
  const match = /^([a-z][a-z0-9.-]*)(?:\+([\w-]+))?:/i.exec(text)
  // One letter is a Windows drive, not a scheme.
  if (match === null || match[1]?.length === 1)
    throw new DatabaseUrlError(
      'it does not begin with the kind of database',
      'For a SQLite file put "sqlite:" before the path, as in sqlite:app.db',
    )
  const [prefix, scheme = '', flavour] = match
  return { scheme: scheme.toLowerCase(), flavour, rest: text.slice(prefix.length) }
}

function unknownScheme(scheme: string): DatabaseUrlError {
  const known = 'Athanor knows postgresql://…, sqlite:… and pglite:…'
  if (scheme === 'file')
    return new DatabaseUrlError('"file:" names no kind of database', 'Write sqlite:app.db')
  if (scheme === 'http' || scheme === 'https' || scheme === 'libsql')
    return new DatabaseUrlError(
      `"${scheme}:" is not a database Athanor connects to by itself`,
      'Hand over a Kysely dialect for it: connect: () => new YourDialect(…) in the configuration.',
    )
  return new DatabaseUrlError(`"${scheme}:" is not a database Athanor knows`, known)
}
