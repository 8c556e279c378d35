import type { Connection } from '../../../drivers/connection.ts'
import { OWN_STATEMENT } from '../../../drivers/excerpt.ts'

/** The schemas there are besides the default one and the system's. */
export async function schemaNames(connection: Connection): Promise<readonly string[]> {
  const rows = await connection.query<{ readonly name: string }>(NAMES)
  return rows.map(({ name }) => name)
}

const NAMES = `${OWN_STATEMENT}lists the schemas
SELECT nspname AS name
  FROM pg_catalog.pg_namespace
 WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
   AND nspname <> coalesce(current_schema(), 'public')
 ORDER BY nspname`
