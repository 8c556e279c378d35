import type { DialectName, Schema } from '../../src/schema/model.ts'
import { postgresqlCases } from './cases/postgresql.ts'
import { heirCases } from './cases/postgresql-heirs.ts'
import { postgresqlSeldomCases } from './cases/postgresql-seldom.ts'
import { sqliteCases } from './cases/sqlite.ts'

/**
 * A pair of schemas that once broke a law. What `npm run prove` prints can be pasted into the list of its database; a
 * name that says what was wrong is all that it lacks.
 */
export interface Case {
  readonly name: string
  readonly dialect: DialectName
  /** The law it broke; all of them are tried. */
  readonly law: number
  readonly before: Schema
  readonly after: Schema
}

export const cases: readonly Case[] = [
  ...sqliteCases,
  ...postgresqlCases,
  ...postgresqlSeldomCases,
  ...heirCases,
]
