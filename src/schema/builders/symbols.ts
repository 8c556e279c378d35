/**
 * Marks by which models are recognised. Registered symbols, so that a model made by one copy of this
 * package (an application's) is understood by another (the command line's).
 */
export const COLUMN: unique symbol = Symbol.for('athanor.column')
export const TABLE: unique symbol = Symbol.for('athanor.table')
export const MODEL: unique symbol = Symbol.for('athanor.model')
export const SQL: unique symbol = Symbol.for('athanor.sql')

/** The record with a mark that does not show when it is spread, compared or printed. */
export function marked<T extends object, S extends symbol, V>(
  record: T,
  symbol: S,
  value: V,
): T & { readonly [K in S]: V } {
  Object.defineProperty(record, symbol, { value, enumerable: false })
  return Object.freeze(record) as T & { readonly [K in S]: V }
}

/** What a mark says, when the value carries it. */
export const markOf = (value: unknown, symbol: symbol): unknown =>
  typeof value === 'object' && value !== null
    ? (value as Record<symbol, unknown>)[symbol]
    : undefined
