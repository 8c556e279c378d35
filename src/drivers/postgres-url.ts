import { nearest } from '../schema/nearest.ts'
import { DatabaseUrlError } from './errors.ts'

export interface PostgresUrl {
  readonly kind: 'postgresql'
  readonly dialect: 'postgresql'
  /** A host name, an address, or the folder of a Unix socket. Absent: PGHOST, or localhost. */
  readonly host?: string
  readonly port?: number
  readonly user?: string
  readonly database?: string
  /** libpq's parameters that Athanor honours: `sslmode`, `application_name`, `options`, … */
  readonly parameters: Readonly<Record<string, string>>
  readonly describe: string
}

const passwords = new WeakMap<object, string>()

/** The password of a parsed URL, which no way of printing the URL shows. */
export const passwordOf = (url: object): string | undefined => passwords.get(url)

/** Everything after `postgresql:`. No message here repeats any of it: what is misplaced may be the password. */
export function parsePostgresUrl(rest: string): PostgresUrl {
  if (!rest.startsWith('//'))
    throw new DatabaseUrlError(
      'two slashes belong after "postgresql:"',
      'Write postgresql://user:password@host:5432/database',
    )
  const [beforeQuery = '', query = ''] = rest.slice(2).split(/\?(.*)/s)
  const [authority = '', database = ''] = beforeQuery.split(/\/(.*)/s)
  if (database.includes('@'))
    throw new DatabaseUrlError('there is an "@" behind the "/" that ends the host', ENCODE)
  const at = authority.lastIndexOf('@')
  const [user = '', password] = authority.slice(0, Math.max(at, 0)).split(/:(.*)/s)
  const settings = queryParameters(query)
  const url = {
    kind: 'postgresql' as const,
    dialect: 'postgresql' as const,
    ...hostAndPort(authority.slice(at + 1), settings),
    ...named('user', settings.user ?? decode(user)),
    ...named('database', settings.dbname ?? decode(database)),
    parameters: Object.fromEntries(HONOURED.flatMap((name) => named2(name, settings[name]))),
  }
  const result: PostgresUrl = Object.freeze({ ...url, describe: describe(url) })
  const secret = settings.password ?? decode(password ?? '')
  if (secret !== '') passwords.set(result, secret)
  return result
}

const named = <K extends string>(key: K, value: string): { [P in K]?: string } =>
  (value === '' ? {} : { [key]: value }) as { [P in K]?: string }

const named2 = (key: string, value: string | undefined): [string, string][] =>
  value === undefined ? [] : [[key, value]]

const ENCODE = 'In user and password percent-encode @ : / ? # % (as %40 %3A %2F %3F %23 %25).'

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new DatabaseUrlError('a "%" in it does not begin a percent-encoded character', ENCODE)
  }
}

function hostAndPort(
  location: string,
  settings: Readonly<Record<string, string>>,
): { host?: string; port?: number } {
  if (location.includes(','))
    throw new DatabaseUrlError('it names several hosts', 'Name the one that takes writes.')
  const match = /^(\[[0-9a-f:.%]*\]|[^:[\]\s]*)(?::(\d*))?$/i.exec(location)
  if (match === null)
    throw new DatabaseUrlError(
      'what stands between "@" (or "//") and the database is no host and port',
      ENCODE,
    )
  const host = settings.host ?? decode(match[1] ?? '').replace(/^\[(.*)\]$/, '$1')
  const port = settings.port ?? match[2] ?? ''
  if (port !== '' && !(/^\d+$/.test(port) && Number(port) > 0 && Number(port) < 65_536))
    throw new DatabaseUrlError('its port is not a number from 1 to 65535', ENCODE)
  return { ...named('host', host), ...(port !== '' && { port: Number(port) }) }
}

/** Parameters that mean something here, and those of libpq, poolers and other drivers that may be passed over. */
const HONOURED = [
  'sslmode',
  'ssl',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'application_name',
  'options',
  'connect_timeout',
]
const ELSEWHERE = ['host', 'port', 'user', 'password', 'dbname']
const PASSED_OVER =
  /^(?:channel_binding|target_session_attrs|gss\w*|krbsrvname|keepalives\w*|tcp_user_timeout|fallback_application_name|client_encoding|pgbouncer|connection_limit|pool_timeout|pool_size|prepared_statement_cache_size|statement_cache_size|uselibpqcompat|sslnegotiation|sslcompression|load_balance_hosts|requirepeer)$/

function queryParameters(query: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(query)) {
    if (PASSED_OVER.test(name)) continue
    if (!HONOURED.includes(name) && !ELSEWHERE.includes(name)) throw unknownParameter(name)
    found[name] = value
  }
  return found
}

function unknownParameter(name: string): DatabaseUrlError {
  if (name === 'schema' || name === 'currentSchema' || name === 'search_path')
    return new DatabaseUrlError(
      `"${name}" is not a parameter of PostgreSQL's URLs`,
      "Say it in PostgreSQL's words: ?options=-csearch_path%3Dyour_schema",
    )
  const [near] = nearest(name, [...HONOURED, ...ELSEWHERE])
  return new DatabaseUrlError(
    'one of its parameters is not known',
    near === undefined ? `Known: ${HONOURED.join(', ')}. ${ENCODE}` : `Did you mean "${near}"?`,
  )
}

function describe(url: Pick<PostgresUrl, 'host' | 'port' | 'user' | 'database'>): string {
  const user = url.user === undefined ? '' : `${encodeURIComponent(url.user)}@`
  const host = url.host?.includes(':') === true ? `[${url.host}]` : (url.host ?? '')
  const port = url.port === undefined ? '' : `:${url.port}`
  const database = encodeURIComponent(url.database ?? '')
  return host.startsWith('/')
    ? `postgresql://${user}${port}/${database}?host=${host}`
    : `postgresql://${user}${host}${port}/${database}`
}
