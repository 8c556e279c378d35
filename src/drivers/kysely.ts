import type {
  CompiledQuery,
  DatabaseConnection,
  DialectAdapter,
  Driver,
  Kysely,
  QueryResult,
  RootOperationNode,
  TransactionSettings,
} from 'kysely'
import type { Connection } from './connection.ts'
import { NestedTransactionError } from './errors.ts'
import { importPackage } from './import-package.ts'
import { StatementError } from './statement-error.ts'

/**
 * A Kysely instance on this very connection, and in whatever transaction is open on it. It begins and commits
 * none of its own: `db.transaction()` is a savepoint. Destroying it leaves the connection open.
 */
export async function kyselyOn<Database = any>(connection: Connection): Promise<Kysely<Database>> {
  const kysely = await importPackage('kysely', 'for data migrations', () => import('kysely'))
  const postgresql = connection.dialect === 'postgresql'
  const { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } = kysely
  const { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } = kysely
  return new Kysely<Database>({
    dialect: {
      createAdapter: () => sharing(postgresql ? new PostgresAdapter() : new SqliteAdapter()),
      createDriver: () => driverOver(connection),
      createIntrospector: (db) =>
        postgresql ? new PostgresIntrospector(db) : new SqliteIntrospector(db),
      createQueryCompiler: () =>
        postgresql ? new PostgresQueryCompiler() : new SqliteQueryCompiler(),
    },
  })
}

/** Kysely would make a query on `db` wait for a transaction on `db` that waits for the query. */
const sharing = (adapter: DialectAdapter): DialectAdapter =>
  Object.defineProperty(adapter, 'supportsMultipleConnections', { value: true })

function driverOver(connection: Connection): Driver {
  const one: DatabaseConnection = {
    executeQuery: (query) => execute(connection, query),
    streamQuery: async function* (query) {
      yield await execute(connection, query)
    },
  } as DatabaseConnection
  const nested = savepoints(connection)
  const run = async (sql: string) => void (await connection.run(sql))
  return {
    init: async () => {},
    acquireConnection: async () => one,
    releaseConnection: async () => {},
    destroy: async () => {},
    beginTransaction: (_, settings) => nested.begin(settings),
    commitTransaction: () => nested.end(false),
    rollbackTransaction: () => nested.end(true),
    savepoint: (_, name) => run(`SAVEPOINT ${quoted(name)}`),
    rollbackToSavepoint: (_, name) => run(`ROLLBACK TO SAVEPOINT ${quoted(name)}`),
    releaseSavepoint: (_, name) => run(`RELEASE SAVEPOINT ${quoted(name)}`),
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

async function execute<R>(
  connection: Connection,
  compiled: CompiledQuery,
): Promise<QueryResult<R>> {
  const { sql, parameters, query } = compiled
  if (!countsRows(query, sql)) return { rows: [...(await connection.query<R>(sql, parameters))] }
  const { changes } = await connection.run(sql, parameters)
  const inserted = query.kind === 'InsertQueryNode' && connection.dialect === 'sqlite'
  const [row] = inserted
    ? await connection.query<{ id: number }>('SELECT last_insert_rowid() AS id')
    : []
  return {
    rows: [],
    numAffectedRows: BigInt(changes),
    ...(row !== undefined && { insertId: BigInt(row.id) }),
  }
}

/** Whether a query is wanted for the number of rows it changes, not for the rows it gives back. */
function countsRows(query: RootOperationNode, sql: string): boolean {
  if (query.kind === 'RawNode')
    return /^\s*(?:insert|update|delete|merge|replace)\b/i.test(sql) && !/\breturning\b/i.test(sql)
  const changes = /^(?:Insert|Update|Delete|Merge)QueryNode$/.test(query.kind)
  return changes && !('returning' in query && query.returning !== undefined)
}

interface Savepoints {
  begin(settings: TransactionSettings): Promise<void>
  end(undo: boolean): Promise<void>
}

/** `db.transaction()` inside the migration's transaction, or a transaction of its own where none is open. */
function savepoints(connection: Connection): Savepoints {
  let open: 'no' | 'savepoint' | 'transaction' = 'no'
  const run = async (...statements: string[]) => {
    for (const sql of statements) await connection.run(sql)
  }
  return {
    begin: async ({ isolationLevel, accessMode }) => {
      if (open !== 'no' || isolationLevel !== undefined || accessMode !== undefined)
        throw refused(open !== 'no')
      open = 'savepoint'
      await run(BEGIN).catch(async (thrown) => {
        open = 'no'
        if (!(thrown instanceof StatementError) || thrown.sqlState !== NO_TRANSACTION) throw thrown
        await run('BEGIN')
        open = 'transaction'
      })
    },
    end: async (undo) => {
      const own = open === 'transaction'
      open = 'no'
      if (own) await run(undo ? 'ROLLBACK' : 'COMMIT')
      else await run(...(undo ? [UNDO] : []), RELEASE)
    },
  }
}

const [BEGIN, UNDO, RELEASE] = [
  'SAVEPOINT athanor_kysely',
  'ROLLBACK TO SAVEPOINT athanor_kysely',
  'RELEASE SAVEPOINT athanor_kysely',
]

/** PostgreSQL has no savepoints outside a transaction; SQLite begins one. */
const NO_TRANSACTION = '25P01'

const refused = (already: boolean): NestedTransactionError =>
  already
    ? new NestedTransactionError(
        'a transaction is open on the connection of this migration already',
        {
          hint: 'Use the `trx` of the transaction that is open, and await one before the next begins.',
        },
      )
    : new NestedTransactionError(
        'the transaction of this migration has begun: its isolation and access mode are set',
        { hint: 'Leave out setIsolationLevel() and setAccessMode().' },
      )
