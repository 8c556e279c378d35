import fs from 'node:fs'
import type { ClientConfig } from 'pg'
import { DatabaseUrlError } from './errors.ts'
import { type PostgresUrl, passwordOf } from './postgres-url.ts'

type Ssl = NonNullable<ClientConfig['ssl']>

/** What to connect with: one configuration, or two to try in turn (`sslmode=prefer`). */
export function pgConfigs(
  url: PostgresUrl,
  connectTimeout: number,
): [ClientConfig, ...ClientConfig[]] {
  const { host, port, user, database, parameters } = url
  const password = passwordOf(url)
  const seconds = Number(parameters.connect_timeout)
  const common: ClientConfig = {
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port }),
    ...(user !== undefined && { user }),
    ...(database !== undefined && { database }),
    ...(password !== undefined && { password }),
    ...(parameters.options !== undefined && { options: parameters.options }),
    application_name: parameters.application_name ?? 'athanor',
    connectionTimeoutMillis: seconds > 0 ? seconds * 1000 : connectTimeout,
  }
  const ssl = sslOf(parameters)
  return ssl === undefined
    ? [common]
    : ([...ssl.map((each) => ({ ...common, ssl: each }))] as [ClientConfig, ...ClientConfig[]])
}

/**
 * libpq's meanings, not those of `pg` (which takes `require` for `verify-full`). Absent: PGSSLMODE, or no encryption.
 *
 * @see https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION
 */
function sslOf(parameters: PostgresUrl['parameters']): (Ssl | false)[] | undefined {
  const mode = parameters.sslmode ?? ASYNCPG[parameters.ssl ?? ''] ?? parameters.ssl
  if (mode === undefined) return undefined
  const files = certificates(parameters)
  const loose = { ...files, rejectUnauthorized: false }
  const chain = { ...files, checkServerIdentity: () => undefined }
  switch (mode) {
    case 'disable':
      return [false]
    case 'allow':
    case 'prefer':
      return [loose, false]
    case 'no-verify':
      return [loose]
    case 'require':
      return [files.ca === undefined ? loose : chain]
    case 'verify-ca':
      return [chain]
    case 'verify-full':
      return [files]
    default:
      throw new DatabaseUrlError(
        'its sslmode is not known',
        'Known: disable, allow, prefer, require, verify-ca, verify-full.',
      )
  }
}

/** `?ssl=…` of asyncpg and of `pg`, in libpq's words. */
const ASYNCPG: Readonly<Record<string, string>> = {
  true: 'verify-full',
  '1': 'verify-full',
  false: 'disable',
  '0': 'disable',
}

function certificates(parameters: PostgresUrl['parameters']): Exclude<Ssl, boolean> {
  const { sslrootcert, sslcert, sslkey } = parameters
  return {
    ...(sslrootcert !== undefined && sslrootcert !== 'system' && { ca: read(sslrootcert) }),
    ...(sslcert !== undefined && { cert: read(sslcert) }),
    ...(sslkey !== undefined && { key: read(sslkey) }),
  }
}

function read(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    throw new DatabaseUrlError(
      `its certificate file cannot be read: ${file}`,
      'Check sslrootcert, sslcert and sslkey.',
    )
  }
}
