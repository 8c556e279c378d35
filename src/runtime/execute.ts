import type { Statement } from '../dialects/dialect.ts'
import type { Connection } from '../drivers/connection.ts'
import { excerpt } from '../drivers/excerpt.ts'
import { StatementError } from '../drivers/statement-error.ts'

/** Hands a statement to the database. */
export async function execute(connection: Connection, statement: Statement): Promise<void> {
  const { sql, parameters, script } = statement
  if (script === true) return connection.script(sql)
  await connection.run(sql, parameters).catch((error: unknown) => {
    throw meant(error, statement)
  })
}

/** What the database said of rows that a table's copy would not take, with the name of the table: nobody knows the copy. */
function meant(error: unknown, { copy }: Statement): unknown {
  if (copy === undefined || !(error instanceof StatementError)) return error
  const { sql, sqlState, cause, hint } = error
  const said = error.message.slice(0, -excerpt(sql).length).trimEnd()
  const [, fact, columns] = ABOUT_COLUMNS.exec(said) ?? []
  if (fact === undefined || columns === undefined) return error
  const message = `${fact}${columns.replaceAll(`${copy.name}.`, `${copy.of}.`)}`
  return new StatementError(
    sql,
    { message, ...(sqlState !== undefined && { sqlState }) },
    { cause, ...(hint !== undefined && { hint }) },
  )
}

const ABOUT_COLUMNS =
  /^((?:UNIQUE|NOT NULL) constraint failed: |cannot store \w+ value in \w+ column )(.*)$/s
