import type { Kysely } from 'kysely'
import { lendBetterSqlite3 } from './better-sqlite3.ts'
import type { Connection } from './connection.ts'
import { UnusableConnectionError } from './errors.ts'
import { lendKysely, openKyselyDialect } from './kysely-dialect.ts'
import type { Lendable } from './lendable.ts'
import { lendNodeSqlite } from './node-sqlite.ts'
import { lendPgClient, lendPgPool } from './pg-lend.ts'
import { lendPglite } from './pglite.ts'

interface Kind {
  readonly has: readonly string[]
  readonly lend: (value: never) => Connection | Promise<Connection>
}

/** Told apart by what they can do, because an application may have its own copy of each package. */
const KINDS: readonly Kind[] = [
  { has: ['query', 'run', 'script', 'describe'], lend: lendConnection },
  { has: ['getExecutor', 'selectFrom'], lend: (db: Kysely<any>) => lendKysely(db) },
  { has: ['createDriver', 'createQueryCompiler'], lend: openKyselyDialect },
  { has: ['execProtocol', 'query', 'waitReady'], lend: lendPglite },
  { has: ['connect', 'query', 'totalCount'], lend: lendPgPool },
  { has: ['query', 'connectionParameters'], lend: lendPgClient },
  { has: ['prepare', 'exec', 'inTransaction'], lend: lendBetterSqlite3 },
  { has: ['prepare', 'exec', 'isTransaction'], lend: lendNodeSqlite },
]

export const isLendable = (value: unknown): value is Lendable => kindOf(value) !== undefined

/** A connection over whatever the application handed over. */
export async function lend(value: unknown): Promise<Connection> {
  const kind = kindOf(value)
  if (kind === undefined)
    throw new UnusableConnectionError(`this is no database connection: ${nameOf(value)}`, {
      hint: 'Hand over a pg Client or Pool, a DatabaseSync, a better-sqlite3 Database, a PGlite, a Kysely instance or a Kysely dialect.',
    })
  return kind.lend(value as never)
}

const kindOf = (value: unknown): Kind | undefined =>
  typeof value === 'object' && value !== null
    ? KINDS.find(({ has }) => has.every((name) => name in value))
    : undefined

function lendConnection(connection: Connection): Connection {
  return { ...connection, close: async () => {} }
}

function nameOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value
  return `an object of the class ${value.constructor?.name ?? '(none)'}`
}
