import type { ColumnType, LiteralValue } from '../schema/model.ts'
import type { ColumnFacets } from './model.ts'

/**
 * Says the default too, where only a new type is said and that type calls the default by another literal: `true` of a
 * boolean is `1` of an integer and `'true'` of a text. What would not come back the same way is left to the database.
 */
export function withKeptDefault(to: ColumnFacets, found: ColumnFacets): ColumnFacets {
  const { default: value } = found
  if (to.type === undefined || 'default' in to || !value || !('literal' in value)) return to
  const literal = literalOf(to.type, value.literal)
  return literal === value.literal ? to : { ...to, default: { literal } }
}

function literalOf(type: ColumnType, value: LiteralValue): LiteralValue {
  if (value === null) return value
  switch (type.kind) {
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'real':
    case 'double':
    case 'numeric':
      return numberFrom(value)
    case 'boolean':
      return booleanFrom(value)
    case 'char':
    case 'varchar':
    case 'text':
      return String(value)
    default:
      return value
  }
}

function numberFrom(value: Exclude<LiteralValue, null>): LiteralValue {
  if (typeof value === 'boolean') return Number(value)
  return String(Number(value)) === value ? Number(value) : value
}

function booleanFrom(value: Exclude<LiteralValue, null>): LiteralValue {
  if (value === 'true' || value === 1) return true
  return value === 'false' || value === 0 ? false : value
}
