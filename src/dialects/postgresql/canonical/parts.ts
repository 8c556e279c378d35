import { sqlFor } from '../../../schema/builders/sql.ts'
import type { SqlExpression } from '../../../schema/model.ts'
import { isKeyword, nameIn, textOf, tokenize } from '../../../source/sql-tokens.ts'
import { bare, settled, words } from '../expression.ts'
import { MAX_NAME_BYTES, quote, storedName } from '../names.ts'

/** An empty list says as much as none. */
export const names = (list: readonly string[] | undefined): readonly string[] | undefined =>
  list === undefined || list.length === 0 ? undefined : list.map(storedName)

/** An expression in the words for PostgreSQL, without the parentheses around it, and with names as they are kept. */
export const expression = (sql: SqlExpression): SqlExpression => ({
  sql: withStoredNames(settled(bare(sqlFor(sql, 'postgresql')))),
})

const withStoredNames = (sql: string): string =>
  isKept(sql)
    ? sql
    : textOf(
        tokenize(sql).map((token) => {
          const name = nameIn(token)
          return name === undefined || isKept(name)
            ? token
            : { ...token, text: quote(storedName(name)) }
        }),
      )

/** Whether it is too short to be, or to hold, a name that is cut off. */
const isKept = (text: string): boolean => Buffer.byteLength(text) <= MAX_NAME_BYTES

/** What says on which databases it is, and means others, is not here. */
export const isHere = ({ dialects }: { readonly dialects?: readonly string[] }): boolean =>
  dialects === undefined || dialects.includes('postgresql')

/** `RANGE (created)` as it is printed, where the key is made of columns alone. */
export function partitionKey(written: string): string {
  const [, strategy, list] = /^\s*(range|list|hash)\s*\((.*)\)\s*$/is.exec(written) ?? []
  if (strategy === undefined || list === undefined) return written.trim()
  const columns = words(list).filter(({ text }) => text !== ',')
  const isPlain = words(list).every(({ kind, text }, at) =>
    at % 2 === 0 ? kind === 'word' || kind === 'quoted' : text === ',',
  )
  const key = isPlain
    ? columns.map((token) => printedName(nameIn(token) ?? token.text)).join(', ')
    : list.trim()
  return `${strategy.toUpperCase()} (${key})`
}

/** In quotes only where it has to be. */
const printedName = (name: string): string => {
  const stored = storedName(name)
  return /^[a-z_][a-z0-9_$]*$/.test(stored) && !isKeyword(stored) ? stored : quote(stored)
}

/** A flag that is off is not there. */
export const yes = (value: boolean | undefined): true | undefined => (value ? true : undefined)

/** An access method; btree goes without saying. */
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
