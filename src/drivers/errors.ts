import { AthanorError } from '../errors.ts'
import type { DialectName } from '../schema/model.ts'

/** A server or a file, named for a message: never with a password. */
export type Place = string

export class DatabaseUrlError extends AthanorError {
  readonly code = 'database-url'

  /** `reason` must not repeat a part of the URL that may be a password. */
  constructor(reason: string, hint: string) {
    super(`the database URL cannot be used: ${reason}`, { hint })
  }
}

export class UnreachableServerError extends AthanorError {
  readonly code = 'unreachable-server'
  readonly host: string
  readonly port: number

  constructor(host: string, port: number, reason: string, cause: unknown) {
    super(`no PostgreSQL server answers at ${host}, port ${port}: ${reason}`, {
      hint: `Is the server running, and are host and port right? Try: pg_isready -h ${host} -p ${port}`,
      cause,
    })
    this.host = host
    this.port = port
  }
}

export class AuthenticationError extends AthanorError {
  readonly code = 'authentication-failed'
  readonly user: string

  constructor(place: Place, user: string, reason: string, cause: unknown) {
    super(`${place} does not let "${user}" in: ${reason}`, {
      hint: /encryption|SSL off/i.test(reason)
        ? 'The server wants an encrypted connection: add ?sslmode=require to the URL.'
        : 'Check user and password in the URL (special characters percent-encoded: @ is %40), or set PGPASSWORD.',
      cause,
    })
    this.user = user
  }
}

/** There is a server, or a folder, but no such database in it. */
export class MissingDatabaseError extends AthanorError {
  readonly code = 'missing-database'
  readonly database: string

  constructor(database: string, place: Place, hint: string, cause?: unknown) {
    super(`there is no database "${database}" at ${place}`, { hint, cause })
    this.database = database
  }
}

export class MissingFolderError extends AthanorError {
  readonly code = 'missing-folder'
  readonly folder: string

  constructor(folder: string, file: string) {
    super(`the database file ${file} cannot be made: there is no folder ${folder}`, {
      hint: `Make the folder, or correct the path: mkdir -p '${folder}'`,
    })
    this.folder = folder
  }
}

export class NotADatabaseError extends AthanorError {
  readonly code = 'not-a-database'
  readonly file: string

  constructor(file: string, reason: string, cause?: unknown) {
    super(`${file} is not a database: ${reason}`, {
      hint: 'Nothing was changed. Check the path in the database URL.',
      cause,
    })
    this.file = file
  }
}

/** Somebody has a database file all to himself, so that nobody else can even look into it. */
export class LockedFileError extends AthanorError {
  readonly code = 'database-locked'
  readonly file: string

  constructor(file: string, cause: unknown) {
    super(`${file} is locked: another process has it to itself`, {
      hint: 'Nothing was changed. Wait until it is done, or stop it.',
      cause,
    })
    this.file = file
  }
}

export class ServerTooOldError extends AthanorError {
  readonly code = 'server-too-old'
  readonly dialect: DialectName
  readonly version: readonly [number, number]

  constructor(dialect: DialectName, version: readonly [number, number], oldest: string) {
    const name = dialect === 'sqlite' ? 'SQLite' : 'PostgreSQL'
    super(`this is ${name} ${version.join('.')}; Athanor needs ${oldest} or newer`, {
      hint:
        dialect === 'sqlite'
          ? 'SQLite comes with Node or with the driver: use a newer one.'
          : `Upgrade the server to a release that is still maintained (${oldest} at least).`,
    })
    this.dialect = dialect
    this.version = version
  }
}

export class MissingPackageError extends AthanorError {
  readonly code = 'missing-package'
  readonly package: string

  constructor(name: string, purpose: string, cause?: unknown) {
    super(`the package "${name}" is needed ${purpose}, and it is not installed`, {
      hint: `npm install ${name}`,
      cause,
    })
    this.package = name
  }
}

/** Any other failure to connect, with what the database or the driver said. */
export class ConnectionFailedError extends AthanorError {
  readonly code = 'connection-failed'

  constructor(place: Place, reason: string, cause: unknown, hint?: string) {
    super(`cannot connect to ${place}: ${reason}`, { cause, ...(hint !== undefined && { hint }) })
  }
}

export class UnusableConnectionError extends AthanorError {
  readonly code = 'unusable-connection'
}

/** Savepoints stand in for the transactions of a Kysely instance, and savepoints nest: two side by side cannot be. */
export class NestedTransactionError extends AthanorError {
  readonly code = 'nested-transaction'
}
