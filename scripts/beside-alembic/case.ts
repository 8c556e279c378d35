import type { Connection } from '../../src/drivers/connection.ts'
import type { DialectName } from '../../src/schema/model.ts'
import { type TestDatabase, withDatabase } from '../../tests/support/databases.ts'

/** Something asked of both tools, on databases that are alike. */
export interface Case {
  /** Also its name on Alembic's side. */
  readonly name: string
  readonly on: DialectName
  /** The database as it is before, as SQL. */
  readonly before?: string
  readonly athanor: (database: TestDatabase) => Promise<Reply>
  /** Looks at the database, whichever tool changed it. */
  readonly judge: Judge
  /** A refusal is a proper answer here: the judge hears of it too. */
  readonly mayRefuse?: boolean
}

/** What a tool answers of its own accord. */
export interface Reply {
  /** The first line of an error. */
  readonly error?: string
  /** How many operations autogenerate proposed, at first and after they were applied. */
  readonly proposed?: number
  readonly again?: number
  /** An offline script. */
  readonly script?: string
}

export interface Look {
  readonly connection: Connection
  readonly reply: Reply
  /** What `catalogue` said before. */
  readonly was: readonly string[]
}

export interface Outcome {
  readonly isGood: boolean
  readonly words: string
}

export type Judge = (look: Look) => Promise<Outcome>

/** Does to a database what the case asks. */
export type Tool = (one: Case, database: TestDatabase) => Promise<Reply>

export const athanor: Tool = async (one, database) => {
  try {
    return await one.athanor(database)
  } catch (error) {
    return { error: firstLine(error) }
  }
}

/** Hands a case to a tool, on a database of its own, and judges what became of that. */
export const judged = (one: Case, tool: Tool): Promise<Outcome> =>
  withDatabase(
    one.on,
    async (database) => {
      const { connection } = database
      if (one.before !== undefined) await connection.script(one.before)
      const was = await catalogue(connection)
      const reply = await tool(one, database)
      if (reply.error !== undefined && one.mayRefuse !== true)
        return { isGood: false, words: `fails: ${reply.error}` }
      return one.judge({ connection, reply, was })
    },
    { file: true },
  )

export const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0]!.slice(0, 90)

/** PostgreSQL's own words for all that there is, sorted; of SQLite, which keeps the text it was given, nothing. */
export async function catalogue(connection: Connection): Promise<readonly string[]> {
  if (connection.dialect === 'sqlite') return []
  const rows = await connection.query<{ line: string }>(CATALOGUE)
  return rows.map(({ line }) => line).toSorted()
}

const CATALOGUE = `
  WITH own AS (
    SELECT oid, relname FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relname !~ '^(alembic|athanor)_version')
  SELECT format('%s.%s %s %s %s %s', own.relname, attname, format_type(atttypid, atttypmod),
                attnotnull, pg_get_expr(adbin, adrelid), attcollation::regcollation) AS line
    FROM own JOIN pg_attribute ON attrelid = own.oid AND attnum > 0 AND NOT attisdropped
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  UNION ALL SELECT format('%s %s %s', relname, conname, pg_get_constraintdef(pg_constraint.oid))
    FROM own JOIN pg_constraint ON conrelid = own.oid
  UNION ALL SELECT pg_get_indexdef(indexrelid) FROM own JOIN pg_index ON indrelid = own.oid
  UNION ALL SELECT format('%s %s', typname, enumlabel)
    FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid`
