import { AthanorError, thrownText } from '../errors.ts'
import {
  AuthenticationError,
  ConnectionFailedError,
  LockedFileError,
  MissingDatabaseError,
  NotADatabaseError,
  UnreachableServerError,
} from './errors.ts'
import { scrubError } from './scrub.ts'
import { CorruptDatabaseError, DatabaseLockedError } from './statement-error.ts'
import { type DatabaseUrl, type PostgresUrl, passwordOf } from './url.ts'

/** Why a connection could not be made, from what the driver threw; the password is in none of it. */
export function connectionFailure(url: DatabaseUrl, thrown: unknown): Error {
  const secrets = [passwordOf(url), process.env.PGPASSWORD].filter((secret) => secret !== undefined)
  const clean = scrubError(thrown, secrets)
  if (url.kind === 'sqlite' && clean instanceof CorruptDatabaseError)
    return new NotADatabaseError(url.file, "its content is not SQLite's", clean)
  if (url.kind === 'sqlite' && clean instanceof DatabaseLockedError)
    return new LockedFileError(url.file, clean)
  if (clean instanceof AthanorError) return clean
  if (url.kind === 'postgresql') return postgresFailure(url, clean)
  return new ConnectionFailedError(url.describe, reasonOf(clean), clean, hintFor(reasonOf(clean)))
}

const UNREACHABLE =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|EADDRNOTAVAIL|ENOENT)$/

function postgresFailure(url: PostgresUrl, thrown: unknown): Error {
  const host = url.host ?? process.env.PGHOST ?? 'localhost'
  const port = url.port ?? Number(process.env.PGPORT ?? 5432)
  const user = url.user ?? process.env.PGUSER ?? process.env.USER ?? ''
  const code = String(property(thrown, 'code'))
  const reason = reasonOf(thrown)
  if (UNREACHABLE.test(code) || /timeout expired/.test(reason))
    return new UnreachableServerError(host, port, reason || code, thrown)
  if (/^28/.test(code) || /^SASL|client password/.test(reason))
    return new AuthenticationError(url.describe, user, passwordReason(reason), thrown)
  if (code === '3D000') {
    const database = url.database ?? user
    const hint = `Make it: createdb -h ${host} -p ${port} ${user && `-U ${user} `}${database}`
    return new MissingDatabaseError(database, `${host}, port ${port}`, hint, thrown)
  }
  return new ConnectionFailedError(url.describe, reason, thrown, hintFor(`${code} ${reason}`))
}

const passwordReason = (reason: string): string =>
  /must be a (?:non-empty )?string/.test(reason)
    ? 'it asks for a password, and none was given'
    : reason

/** For what the message of the driver alone does not tell how to mend. */
const HINTS: readonly [RegExp, string][] = [
  [
    /unable to open database file/,
    'Check that this user may read the file, and may write into its folder.',
  ],
  [
    /does not support SSL/,
    'The server has no encryption: leave out sslmode, or say sslmode=disable.',
  ],
  [
    /self.signed|SELF_SIGNED|UNABLE_TO|unable to verify|CERT|certificate/,
    'The certificate cannot be verified: name its authority with ?sslrootcert=FILE, or say sslmode=require to encrypt without verifying.',
  ],
  [/53300|too many/i, 'The server has no connection left: wait, or close others.'],
  [/57P03|starting up/, 'The server is starting up or shutting down: try again in a moment.'],
  [
    /startup parameter/,
    'A pooler stands in between and does not know "options": connect to the server itself.',
  ],
  [/incompatible|version/i, 'The folder was made by another PostgreSQL version of PGlite.'],
]

const hintFor = (reason: string): string | undefined =>
  HINTS.find(([pattern]) => pattern.test(reason))?.[1]

/** An attempt on several addresses fails with one error each, and no message of its own. */
function reasonOf(thrown: unknown): string {
  if (thrown instanceof AggregateError && thrown.message === '')
    return thrown.errors.map(reasonOf).join('; ')
  return thrownText(thrown)
}

const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
