import type { Dialect, Kysely } from 'kysely'
import type { Connection } from './connection.ts'
import { UnusableConnectionError } from './errors.ts'
import { importPackage } from './import-package.ts'
import { type Execute, holdConnection } from './kysely-hold.ts'
import { connectionOver } from './session.ts'
import { splitStatements } from './split.ts'
import { toSqlite } from './sqlite-values.ts'
import { checkVersion } from './versions.ts'

/**
 * A dialect made for Athanor to use, which `close()` destroys (and with it the pool it holds).
 *
 * Whether 64-bit integers come back exact is up to the dialect.
 */
export async function openKyselyDialect(dialect: Dialect): Promise<Connection> {
  const { Kysely } = await importPackage('kysely', 'for a Kysely dialect', () => import('kysely'))
  const db = new Kysely<unknown>({ dialect })
  return lendKysely(db, () => db.destroy()).catch(async (thrown) => {
    await db.destroy().catch(() => undefined)
    throw thrown
  })
}

/** One connection of the application's Kysely instance, given back on `close()`. */
export async function lendKysely(db: Kysely<any>, close = async () => {}): Promise<Connection> {
  const { one, release } = await holdConnection(db)
  try {
    return await over(one, db.isTransaction, async () => {
      await release()
      await close()
    })
  } catch (thrown) {
    await release()
    throw thrown
  }
}

async function over(
  one: Execute,
  inTransaction: boolean,
  close: () => unknown,
): Promise<Connection> {
  const { dialect, version } = await identify(one)
  const bind = dialect === 'sqlite' ? toSqlite : (value: unknown) => value
  return connectionOver({
    dialect,
    version,
    describe: `the application's ${dialect === 'sqlite' ? 'SQLite' : 'PostgreSQL'} connection`,
    query: async (sql, parameters) => (await one(sql, parameters.map(bind))).rows,
    run: async (sql, parameters) =>
      Number((await one(sql, parameters.map(bind))).numAffectedRows ?? 0),
    script: async (sql) => {
      for (const statement of splitStatements(sql)) await one(statement)
    },
    ...(inTransaction && { inTransaction: () => true }),
    close,
  })
}

/** Asks the database itself: a dialect's name and class tell little. */
async function identify(one: Execute): Promise<Pick<Connection, 'dialect' | 'version'>> {
  const ask = async (sql: string) =>
    ((await one(sql)).rows[0] as { version?: unknown } | undefined)?.version
  const postgresql = await ask(`SELECT current_setting('server_version_num') AS version`).catch(
    () => undefined,
  )
  if (postgresql !== undefined)
    return { dialect: 'postgresql', version: checkVersion('postgresql', Number(postgresql)) }
  const sqlite = await ask('SELECT sqlite_version() AS version').catch((cause) => {
    throw new UnusableConnectionError(
      'the Kysely instance leads to neither PostgreSQL nor SQLite',
      {
        hint: 'Athanor works on these two. If it is one of them, see the cause.',
        cause,
      },
    )
  })
  return { dialect: 'sqlite', version: checkVersion('sqlite', String(sqlite)) }
}
