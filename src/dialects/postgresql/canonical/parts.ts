import { sqlFor } from '../../../schema/builders/sql.ts'
import type { SqlExpression } from '../../../schema/model.ts'
import { bare, settled } from '../expression.ts'
import { storedName } from '../names.ts'

export const names = (list: readonly string[] | undefined): readonly string[] | undefined =>
  list === undefined || list.length === 0 ? undefined : list.map(storedName)

export const expression = (sql: SqlExpression): SqlExpression => ({
  sql: settled(bare(sqlFor(sql, 'postgresql'))),
})

export const yes = (value: boolean | undefined): true | undefined => (value ? true : undefined)

export const method = (given: string | undefined): string | undefined =>
  given === undefined || given.toLowerCase() === 'btree' ? undefined : given.toLowerCase()

/** Storage parameters as the catalog keeps them: names in lower case, in the order of their names. */
export function storage(
  parameters: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> | undefined {
  const entries = Object.entries(parameters ?? {})
  if (entries.length === 0) return undefined
  return Object.fromEntries(
    entries
      .map(([key, value]) => [key.toLowerCase(), String(value)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}
