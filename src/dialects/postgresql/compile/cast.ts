import { sameData } from '../../../schema/equal.ts'
import type { ColumnType } from '../../../schema/model.ts'
import { canonicalType, isNumber, isString, typeSql } from '../types.ts'

/**
 * How old values become new ones, where PostgreSQL does not do it by itself: it applies the casts that an
 * assignment would, and no others. Where there is no cast at all, by way of text.
 *
 * @see https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DATA-TYPE
 */
export function castUsing(was: ColumnType, is: ColumnType, column: string): string | undefined {
  const [from, to] = [canonicalType(was), canonicalType(is)]
  if (isAssignable(from, to)) return undefined
  const type = typeSql(is)
  if (from.kind === 'boolean' && isNumber(to)) return `${column}::integer`
  if (isNumber(from) && to.kind === 'boolean') return `${column} <> 0`
  if (to.kind === 'array' && from.kind !== 'array' && !isString(from))
    return `CASE WHEN ${column} IS NOT NULL THEN ARRAY[${column}]::${type} END`
  if (isJson(to) && !isString(from) && from.kind !== 'native') return `to_${to.kind}(${column})`
  if (isString(from) || from.kind === 'native' || to.kind === 'native' || hasCast(from, to))
    return `${column}::${type}`
  return `${column}::text::${type}`
}

const isJson = ({ kind }: ColumnType): boolean => kind === 'json' || kind === 'jsonb'

const isMoment = ({ kind }: ColumnType): boolean => kind === 'timestamp' || kind === 'date'

/** Whether an assignment casts the one to the other. */
function isAssignable(from: ColumnType, to: ColumnType): boolean {
  if (sameData(from, to)) return true
  if (from.kind === 'array' && to.kind === 'array') return isAssignable(from.of, to.of)
  if (from.kind === 'native' || to.kind === 'native') return isString(to)
  if (isString(to)) return true
  if (isNumber(from) && isNumber(to)) return true
  if (isJson(from) && isJson(to)) return true
  if (from.kind === 'enum' || to.kind === 'enum') return false
  if (isMoment(from) && isMoment(to)) return true
  if (from.kind === 'timestamp' && to.kind === 'time')
    return !to.withTimeZone || !!from.withTimeZone
  if (from.kind === 'time' && to.kind === 'interval') return !from.withTimeZone
  if (from.kind === 'interval' && to.kind === 'time') return !to.withTimeZone
  return from.kind === to.kind && from.kind !== 'array'
}

/** Casts that PostgreSQL has and an assignment does not use. */
function hasCast(from: ColumnType, to: ColumnType): boolean {
  if (from.kind === 'array' && to.kind === 'array')
    return isString(from.of) || hasCast(from.of, to.of)
  return from.kind === 'jsonb' && (isNumber(to) || to.kind === 'boolean')
}
