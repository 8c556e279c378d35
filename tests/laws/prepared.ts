import type { Connection } from '../../src/drivers/connection.ts'

/** SQL shorter than this is planned quicker than it is looked up. */
const LONG = 2000

/**
 * The connection, with long questions planned once. The server is asked in the same words, and plans them again by itself
 * where they have come to mean something else.
 */
export function withPlansKept(connection: Connection): Connection {
  const names = new Map<string, string>()
  const query = async <Row>(sql: string, parameters: readonly unknown[] = []) => {
    if (sql.length < LONG || !/^\s*(?:--.*\n|\/\*.*?\*\/)?\s*WITH\b/.test(sql))
      return connection.query<Row>(sql, parameters)
    let name = names.get(sql)
    if (name === undefined) {
      name = `kept_${names.size}`
      names.set(sql, name)
      await connection.script(`PREPARE ${name} AS ${sql}`)
    }
    const values = parameters.map((value) => `'${String(value).replaceAll("'", "''")}'`)
    return connection.query<Row>(
      `EXECUTE ${name}${values.length === 0 ? '' : `(${values.join(', ')})`}`,
    )
  }
  return { ...connection, query }
}
