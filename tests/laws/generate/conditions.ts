import type { Column, SqlExpression, Table } from '../../../src/schema/model.ts'
import { type Ground, isSqlite, quote, text } from './ground.ts'
import type { Picks } from './picks.ts'
import { isInteger, isText, plainType, type Scene } from './scene.ts'

/** A condition that every row meets, and every default. */
export function anyCondition(
  picks: Picks,
  { ground }: Scene,
  table: Table,
): SqlExpression | undefined {
  const speakable = table.columns.filter(
    (column) => column.generated === undefined && saying(column, ground).length > 0,
  )
  const column = picks.of(speakable)
  if (column === undefined) return undefined
  const sql = picks.of(saying(column, ground))!
  const other = picks.of(speakable)!
  if (picks.chance(5)) return { sql: `${sql} OR ${quote(other.name)} IS NULL` }
  if (picks.chance(8))
    return {
      sql,
      dialects: isSqlite(ground)
        ? { sqlite: `(${sql}) AND 1` }
        : { postgresql: `(${sql}) AND true` },
    }
  return { sql }
}

function saying({ name, type: given }: Column, ground: Ground): string[] {
  const column = quote(name)
  const type = plainType(given, ground)
  if (isInteger(type))
    return [
      `${column} > -10`,
      `${column} BETWEEN -10 AND 9223372036854775807`,
      `${column} <> 424242 AND ${column} IS NOT NULL OR ${column} IS NULL`,
      `${column} NOT IN (-1, -2)`,
      `(${column} + 1) >= -10 AND NOT ${column} = -99`,
      `CASE WHEN ${column} > 2 THEN ${column} > 1 ELSE ${column} < 3 END`,
      `${column} % 1 = 0`,
    ]
  if (isText(type))
    return [
      `length(${column}) < 1000`,
      `${column} <> 'ne''ver'`,
      `${column} LIKE '%' OR ${column} IS NULL`,
      `${column} NOT IN ('a;b', '-- no')`,
      `coalesce(${column}, '') <> 'zzz'`,
      `lower(${column}) <> 'qq' AND upper(${column}) <> 'QQQ'`,
      ...(isSqlite(ground) ? [`${column} NOT GLOB 'zz*'`] : [`${column} !~ '^z{9}$'`]),
    ]
  switch (type.kind) {
    case 'boolean':
      return [`${column} IS NOT NULL OR ${column} IS NULL`, `NOT ${column} OR ${column}`]
    case 'enum':
      return [`${column} IN (${type.values.map(text).join(', ')})`]
    case 'timestamp':
    case 'date':
      return [`${column} > '2000-01-01'`]
    case 'numeric':
    case 'double':
    case 'real':
      return [`${column} >= -1.5`]
    default:
      return []
  }
}
