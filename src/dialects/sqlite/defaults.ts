import type { ColumnType, Default, LiteralValue } from '../../schema/model.ts'
import { outerParenthesesOff } from './expressions.ts'
import { textLiteral } from './names.ts'
import { isOperator, isWord, significant, type Token, tokenize } from './parse/tokens.ts'

/** A literal that cannot end its own quoting. Booleans are the numbers 0 and 1. */
export function literal(value: LiteralValue): string {
  switch (typeof value) {
    case 'string':
      return textLiteral(value)
    case 'boolean':
      return value ? '1' : '0'
    case 'number':
      return numberLiteral(value)
    case 'bigint':
      return String(value)
    default:
      return 'NULL'
  }
}

/** SQLite has no words for the numbers that are none: what does not fit is infinite, and NaN is NULL. */
function numberLiteral(value: number): string {
  if (Number.isNaN(value)) return 'NULL'
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0.0' : String(value)
  return value > 0 ? '9e999' : '-9e999'
}

/** What stands behind `DEFAULT`: an expression in parentheses, a constant without. */
export function defaultSql(value: Default): string {
  const sql = 'literal' in value ? literal(value.literal) : (value.dialects?.sqlite ?? value.sql)
  const bare = outerParenthesesOff(sql)
  return isConstant(bare) || isClock(bare) ? bare : `(${bare})`
}

/** The model's value for the text of a default. */
export function readDefault(sql: string): Default | undefined {
  const bare = outerParenthesesOff(sql)
  const tokens = significant(tokenize(bare))
  const [first] = tokens
  if (tokens.length === 1 && first !== undefined) {
    if (isWord(first, 'NULL')) return undefined
    if (isWord(first, 'TRUE')) return { literal: true }
    if (isWord(first, 'FALSE')) return { literal: false }
    if (first.kind === 'string') return { literal: first.text.slice(1, -1).replaceAll("''", "'") }
  }
  const number = exactNumber(bare)
  if (number !== undefined) return { literal: number }
  return { sql: clockWord(tokens) ?? bare }
}

/** A number that is written back as it stands; `1.50` and `0x10` stay text. */
function exactNumber(sql: string): number | bigint | undefined {
  if (!/^-?\d/.test(sql)) return undefined
  if (String(Number(sql)) !== sql) return exactInteger(sql)
  return Number.isInteger(Number(sql)) && !Number.isSafeInteger(Number(sql))
    ? exactInteger(sql)
    : Number(sql)
}

const exactInteger = (sql: string): bigint | undefined =>
  /^-?\d+$/.test(sql) && String(BigInt(sql)) === sql ? BigInt(sql) : undefined

/** PostgreSQL's words for the time, and SQLite's own in any case. */
function clockWord(tokens: readonly Token[]): string | undefined {
  const call = tokens.length === 3 && isOperator(tokens[1], '(') && isOperator(tokens[2], ')')
  if (tokens.length !== 1 && !call) return undefined
  const [word] = tokens
  if (isWord(word, 'CURRENT_TIMESTAMP') || (call && isWord(word, 'NOW'))) return 'CURRENT_TIMESTAMP'
  if (call) return undefined
  return ['CURRENT_DATE', 'CURRENT_TIME'].find((clock) => isWord(word, clock))
}

/** The default that reflection gives back for a column of this type; `DEFAULT NULL` is none. */
export function canonicalDefault(
  value: Default | undefined,
  type: ColumnType,
): Default | undefined {
  const read = value === undefined ? undefined : readDefault(defaultSql(value))
  if (read === undefined || !('literal' in read)) return read
  const { literal: known } = read
  if (type.kind === 'boolean') return known === 0 || known === 1 ? { literal: known === 1 } : read
  return typeof known === 'boolean' ? { literal: known ? 1 : 0 } : read
}

/** Whether `ADD COLUMN` takes it for a table that has rows: one value, known without looking at a clock. */
export const isConstantDefault = (value: Default): boolean =>
  isConstant(outerParenthesesOff(defaultSql(value)))

function isConstant(sql: string): boolean {
  const tokens = significant(tokenize(sql))
  const signed = isOperator(tokens[0], '-') || isOperator(tokens[0], '+')
  const [value, more] = signed ? tokens.slice(1) : tokens
  if (value === undefined || more !== undefined) return false
  if (value.kind === 'number') return true
  return !signed && (isLiteral(value) || isWord(value, 'NULL', 'TRUE', 'FALSE'))
}

const isLiteral = ({ kind }: Token): boolean => kind === 'string' || kind === 'blob'

const isClock = (sql: string): boolean => /^current_(timestamp|date|time)$/i.test(sql)
