import { SqlValueError } from '../errors.ts'
import type { ColumnType, Default, LiteralValue, SqlExpression } from '../model.ts'
import { checkLiteral, checkText, escapedText, isSql, literalSql, toExpression } from './sql.ts'

/** What a json or array column may have as its default besides literals: anything JSON can say. */
export type JsonInput = object

const isJson = (type: ColumnType): boolean => type.kind === 'json' || type.kind === 'jsonb'

/** A default as data: a literal with its JavaScript type, or SQL. */
export function defaultOf(
  type: ColumnType,
  value: LiteralValue | SqlExpression | JsonInput,
): Default {
  if (isSql(value)) return toExpression(value)
  const base = type.kind === 'variant' ? type.base : type
  if (typeof value !== 'object' || value === null)
    return { literal: isJson(base) ? scalarJson(checkLiteral(value)) : checkLiteral(value) }
  if (isJson(base)) return { literal: jsonText(value) }
  if (base.kind === 'array' && Array.isArray(value)) return arrayDefault(value)
  return 'sql' in value && typeof value.sql === 'string'
    ? toExpression(value as SqlExpression)
    : { literal: checkLiteral(value) }
}

/** A number or boolean as JSON text: no database turns its own into JSON by itself. */
const scalarJson = (value: LiteralValue): LiteralValue => (value === null ? null : String(value))

function jsonText(value: object): string {
  try {
    return checkText(JSON.stringify(value))
  } catch (cause) {
    if (cause instanceof SqlValueError) throw cause
    throw new SqlValueError('the default of a json column cannot be written as JSON', {
      hint: 'Give an object or array of plain values, or the JSON text itself.',
      cause,
    })
  }
}

/** PostgreSQL's own form, `{"a","b"}`; JSON where arrays are kept as JSON. */
function arrayDefault(value: readonly unknown[]): SqlExpression {
  return {
    sql: escapedText(literalSql(arrayText(value))),
    dialects: { sqlite: literalSql(jsonText(value)) },
  }
}

const arrayText = (value: readonly unknown[]): string => `{${value.map(memberText).join(',')}}`

function memberText(member: unknown): string {
  if (Array.isArray(member)) return arrayText(member)
  if (typeof member === 'object' && member !== null) return quoteMember(jsonText(member))
  const literal = checkLiteral(member)
  if (literal === null) return 'NULL'
  return typeof literal === 'string' ? quoteMember(literal) : String(literal)
}

const quoteMember = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`
