import type { Connection } from '../../../drivers/connection.ts'
import type { Schema } from '../../../schema/model.ts'
import { agreeingObjects } from './agree-objects.ts'
import { agreeing } from './agree-tables.ts'
import { homeFolded } from './home.ts'
import { judged } from './judge.ts'
import { usualTablespaceFolded } from './tablespaces.ts'

/** `wanted` without the names that reflection does not say either: of the default schema, of the database's own tablespace. */
export const atHome = async (
  connection: Connection,
  wanted: Schema,
  found: Schema,
): Promise<Schema> => usualTablespaceFolded(connection, await homeFolded(connection, wanted, found))

/**
 * `wanted`, at home, with each expression worded as `found` words it, wherever PostgreSQL says that the two mean the same.
 *
 * What is alike but for layout needs no server. The rest is put to it in one go: throw-away temporary tables, views, …
 * carry what is wanted, and are read back by the very query that reflects, so that both sides went through the catalog's
 * deparser. A server that lets nobody make even those (a standby, a read-only session) leaves it at the first rule.
 */
export async function normalize(
  connection: Connection,
  wanted: Schema,
  found: Schema,
): Promise<Schema> {
  const [major] = connection.version
  const own = await atHome(connection, wanted, found)
  const alike = agreeingObjects(agreeing(own, found), found, major)
  return judged(connection, alike, found)
}
