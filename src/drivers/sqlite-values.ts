import type { SQLInputValue } from 'node:sqlite'

/**
 * A JavaScript value as SQLite can hold it. Whole numbers go in as integers (bound as they are, drivers make
 * them REAL, and 5 becomes '5.0' in a TEXT column), dates as SQLite's own text in UTC, other objects as JSON.
 */
export function toSqlite(value: unknown): SQLInputValue {
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return value ? 1n : 0n
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value
  if (typeof value === 'string' || typeof value === 'bigint') return value
  if (value instanceof Date) return value.toISOString().replace('T', ' ').replace('Z', '')
  if (ArrayBuffer.isView(value)) return value as SQLInputValue
  return JSON.stringify(value)
}

/** Rows read with every integer as `bigint`: those that a number holds exactly become numbers. */
export function fromSqlite<Row>(rows: readonly object[]): Row[] {
  return rows.map((row) => {
    const plain: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(row))
      plain[name] = typeof value === 'bigint' ? shortest(value) : value
    return plain as Row
  })
}

const shortest = (value: bigint): number | bigint =>
  value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value

/** SQLite goes on reporting the last count of changed rows after statements that change none. */
export const changesRows = (sql: string): boolean =>
  /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*(?:insert|update|delete|replace|with)\b/i.test(sql)
