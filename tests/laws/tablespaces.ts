import type { Connection } from '../../src/drivers/connection.ts'
import { StatementError } from '../../src/drivers/statement-error.ts'
import { quote, TABLESPACES } from './generate/ground.ts'

/** Ones that need no folder of their own. */
const SINCE = 15

/**
 * The tablespaces of a server that the laws may use. They are made when they are first asked for, perhaps by several
 * processes at once, and stay: whoever comes next uses them too. None where nobody can make them.
 */
export async function tablespacesOn(connection: Connection): Promise<readonly string[]> {
  if (connection.version[0] < SINCE) return []
  const there = await known(connection)
  const missing = TABLESPACES.filter((name) => !there.includes(name))
  if (missing.length === 0 || !(await isSuperuser(connection))) return there
  await connection.run('SET allow_in_place_tablespaces = on')
  for (const name of missing)
    await connection.run(`CREATE TABLESPACE ${quote(name)} LOCATION ''`).catch((error) => {
      if (!(error instanceof StatementError && ALREADY.includes(error.sqlState ?? ''))) throw error
    })
  await connection.run('RESET allow_in_place_tablespaces')
  return known(connection)
}

/** What is said of a name that somebody has just taken: `duplicate_object`, or `unique_violation` at the same moment. */
const ALREADY = ['42710', '23505']

async function known(connection: Connection): Promise<readonly string[]> {
  const rows = await connection.query<{ name: string }>(
    'SELECT spcname AS name FROM pg_catalog.pg_tablespace',
  )
  return TABLESPACES.filter((one) => rows.some(({ name }) => name === one))
}

async function isSuperuser(connection: Connection): Promise<boolean> {
  const [row] = await connection.query<{ rolsuper: boolean }>(
    'SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user',
  )
  return row?.rolsuper === true
}
