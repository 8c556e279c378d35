import path from 'node:path'
import { DatabaseUrlError } from './errors.ts'

export interface SqliteUrl {
  readonly kind: 'sqlite'
  readonly dialect: 'sqlite'
  readonly driver: 'node:sqlite' | 'better-sqlite3'
  /** An absolute path, or `:memory:`. */
  readonly file: string
  /** Read only, or without making a file that is not there. Absent: read, write and make. */
  readonly mode?: 'ro' | 'rw'
  /** Milliseconds to wait for another process that is writing. */
  readonly busyTimeout?: number
  readonly describe: string
}

export interface PgliteUrl {
  readonly kind: 'pglite'
  readonly dialect: 'postgresql'
  /** An absolute path; absent: in memory. */
  readonly folder?: string
  readonly describe: string
}

interface Base {
  readonly base?: string
}

/** Everything after `sqlite:`. A path is taken as it stands, as SQLAlchemy does: `%20` is not a space. */
export function parseSqliteUrl(
  rest: string,
  flavour: string | undefined,
  { base }: Base,
): SqliteUrl {
  const [location = '', query] = rest.split(/\?(.*)/s)
  const file = filePath('sqlite', location)
  if (file === undefined && location === '')
    throw new DatabaseUrlError('it names no file', 'Say sqlite:app.db, or sqlite::memory:')
  return {
    kind: 'sqlite',
    dialect: 'sqlite',
    driver: flavour?.startsWith('better') ? 'better-sqlite3' : 'node:sqlite',
    file: file === undefined ? MEMORY : path.resolve(base ?? '', file),
    ...sqliteParameters(new URLSearchParams(query ?? '')),
    describe: `sqlite:${file ?? MEMORY}`,
  }
}

/** Everything after `pglite:`. */
export function parsePgliteUrl(rest: string, { base }: Base): PgliteUrl {
  const folder = rest === '' || rest === '//memory' ? undefined : filePath('pglite', rest)
  return {
    kind: 'pglite',
    dialect: 'postgresql',
    ...(folder !== undefined && { folder: path.resolve(base ?? '', folder) }),
    describe: folder === undefined ? 'pglite: (in memory)' : `pglite:${folder}`,
  }
}

const MEMORY = ':memory:'

/** `app.db` from `app.db` and `///app.db`, `/app.db` from `/app.db` and `////app.db`; nothing for a database in memory. */
function filePath(scheme: 'sqlite' | 'pglite', location: string): string | undefined {
  if (location.includes('\0'))
    throw new DatabaseUrlError('its path holds a zero byte', 'No file name may hold one.')
  const slashes = /^\/*/.exec(location)?.[0].length ?? 0
  if (slashes === 2 && location.length > 2)
    throw new DatabaseUrlError(
      `two slashes after "${scheme}:" would begin a host name, and there is no server`,
      `Write ${scheme}:${location.slice(2)}, or ${scheme}:///${location.slice(2)}`,
    )
  const file = slashes >= 3 ? location.slice(3) : slashes === 2 ? '' : location
  return file === '' || file === MEMORY ? undefined : file
}

const PARAMETERS = ['mode', 'timeout', 'check_same_thread', 'cache', 'uri']

/** `mode` and `timeout` (in seconds, as Python's driver has it); what only Python's driver needs is passed over. */
function sqliteParameters(query: URLSearchParams): Pick<SqliteUrl, 'mode' | 'busyTimeout'> {
  const unknown = [...query.keys()].find((name) => !PARAMETERS.includes(name))
  if (unknown !== undefined)
    throw new DatabaseUrlError(
      `a SQLite URL has no parameter "${unknown}"`,
      'Known are mode (ro, rw, rwc) and timeout (seconds).',
    )
  const mode = query.get('mode') ?? 'rwc'
  if (!['ro', 'rw', 'rwc'].includes(mode))
    throw new DatabaseUrlError(`"${mode}" is no mode`, 'Say mode=ro, mode=rw or mode=rwc')
  const seconds = Number(query.get('timeout') ?? '0')
  if (!(seconds >= 0 && seconds < 1e6))
    throw new DatabaseUrlError('its timeout is not a number of seconds', 'Say timeout=5')
  return {
    ...(mode !== 'rwc' && { mode: mode as 'ro' | 'rw' }),
    ...(query.has('timeout') && { busyTimeout: Math.round(seconds * 1000) }),
  }
}
