import { sqlFor } from '../../schema/builders/sql.ts'
import type { ColumnType, Default } from '../../schema/model.ts'
import { type SqlToken, textOf } from '../../source/sql-tokens.ts'
import { bare, isEnclosed, settled, words } from './expression.ts'
import { literal } from './names.ts'
import { parseType } from './parse-type.ts'
import { formatType, isNumber, resolved, withoutArguments } from './types.ts'

/** What follows DEFAULT, which takes not every expression without parentheses: `a AT TIME ZONE b` it does not. */
export function defaultSql(value: Default): string {
  if ('literal' in value) return literal(value.literal)
  const expression = sqlFor(value, 'postgresql').trim()
  return isSimple(expression) ? expression : `(${bare(expression)})`
}

/** A constant, a word such as CURRENT_DATE, or the call of a function. */
function isSimple(expression: string): boolean {
  if (signed(expression).length > 0) return true
  const tokens = words(expression)
  const open = tokens.findIndex(({ text }) => text === '(')
  const name = open === -1 ? tokens : tokens.slice(0, open)
  const isName = name.every(({ kind, text }, at) =>
    at % 2 === 0 ? kind === 'word' || kind === 'quoted' : text === '.',
  )
  return isName && name.length % 2 === 1 && (open === -1 || isEnclosed(tokens.slice(open)))
}

/** A default as reflection would find it, as far as that can be told without a server. `NULL` is none. */
export function canonicalDefault(
  value: Default | undefined,
  type: ColumnType,
  domainBase?: string,
): Default | undefined {
  if (value === undefined) return undefined
  if ('literal' in value) return constantOf(value.literal, type)
  return parseDefault(sqlFor(value, 'postgresql'), type, domainBase)
}

/**
 * Reads SQL as a default: a constant of the column's own type is a literal, everything else is the expression.
 *
 * @param domainBase what stands behind the column's type when that is a domain: constants are then of this type
 */
export function parseDefault(
  sql: string,
  type: ColumnType,
  domainBase?: string,
): Default | undefined {
  const expression = settled(bare(sql))
  const [constant, ...cast] = signed(expression)
  if (constant === undefined) return { sql: expression }
  // Of whatever type: a column that had a null as its default and changes its type keeps that of the old one.
  const isNull = /^null$/i.test(constant)
  if (isNull && domainBase === undefined && isCastConstant(words(expression))) return undefined
  if (cast.length > 0 && !casts(cast, resolved(type), domainBase)) return { sql: expression }
  if (isNull) return undefined
  if (/^(true|false)$/i.test(constant)) return { literal: constant.toLowerCase() === 'true' }
  if (constant.startsWith("'")) {
    const value = constantOf(unquoted(constant), type)
    const isPlain = value !== undefined && 'literal' in value && typeof value.literal !== 'string'
    // What is no number to us is worded by its own type: a double says `1e+21` where a numeric has 22 digits, `0.1` for `0.10`.
    return !isPlain && isOfOtherNumbers(cast, resolved(type)) ? { sql: expression } : value
  }
  return cast.length > 0 ? { sql: expression } : (decimal(constant) ?? { sql: expression })
}

/** Whether it is a constant, cast or not: the same at any time. */
export const isConstant = (value: Default): boolean =>
  'literal' in value || isCastConstant(words(bare(sqlFor(value, 'postgresql'))))

/** A constant with any number of casts behind it, and no operator or call anywhere. */
function isCastConstant(tokens: readonly SqlToken[]): boolean {
  const at = tokens.findIndex(({ text }) => text === '::')
  const constant = at === -1 ? tokens : tokens.slice(0, at)
  const casts = at === -1 ? [] : tokens.slice(at)
  return (
    signed(textOf(constant)).length > 0 &&
    casts.every(
      ({ kind, text }) => /^(word|quoted|number)$/.test(kind) || /^(::|[()[\],.])$/.test(text),
    )
  )
}

const unquoted = (constant: string): string => constant.slice(1, -1).replaceAll("''", "'")

/** A single constant and the words of a cast behind it; empty where the expression is anything else. */
function signed(expression: string): string[] {
  const tokens = words(expression)
  const negative = tokens[0]?.text === '-' && tokens[1]?.kind === 'number'
  const [first, ...rest] = negative ? tokens.slice(1) : tokens
  if (first === undefined) return []
  const constant =
    first.kind === 'number' ||
    (first.kind === 'string' && first.text.startsWith("'") && first.text.endsWith("'")) ||
    (first.kind === 'word' && /^(null|true|false)$/i.test(first.text))
  if (!constant || (rest.length > 0 && rest[0]!.text !== '::')) return []
  if (rest.slice(1).some(({ text, kind }) => text === '::' || kind === 'string')) return []
  return [negative ? `-${first.text}` : first.text, ...rest.slice(1).map(({ text }) => text)]
}

/** Whether a constant cast like this is one of the column's type: `'x'::text` in a varchar column is not. */
function casts(cast: readonly string[], type: ColumnType, domainBase: string | undefined): boolean {
  const target = parseType(spaced(cast))
  if (isNumber(type)) return isNumber(target)
  return [type, ...(domainBase === undefined ? [] : [parseType(domainBase)])].some(
    (own) => nameOfType(own) === nameOfType(target),
  )
}

const isOfOtherNumbers = (cast: readonly string[], type: ColumnType): boolean =>
  isNumber(type) && cast.length > 0 && parseType(spaced(cast)).kind !== type.kind

const spaced = (tokens: readonly string[]): string =>
  tokens
    .join(' ')
    .replace(/ ?([()[\],.]) ?/g, '$1')
    .replace(/\)(?=\w)/g, ') ')

/** A constant is printed with its type's bare name: `'a'::bpchar`, whatever the length of the column. */
const nameOfType = (type: ColumnType): string => {
  const name = formatType(withoutArguments(type)).replaceAll('"', '')
  return name.replace(/^bpchar\b/, 'character')
}

function constantOf(
  value: string | number | bigint | boolean | null,
  type: ColumnType,
): Default | undefined {
  if (value === null) return undefined
  if (typeof value === 'bigint') return { literal: safe(value) }
  if (typeof value === 'number')
    return Number.isFinite(value) ? { literal: value } : { literal: String(value) }
  if (typeof value !== 'string') return { literal: value }
  const own = resolved(type)
  if (own.kind === 'boolean') return { literal: booleanOf(value) ?? value }
  if (!isNumber(own)) return { literal: value }
  return (
    decimal(own.kind === 'numeric' ? value.trim() : shortened(value.trim())) ?? { literal: value }
  )
}

/** The words that PostgreSQL reads as a boolean, and their beginnings. */
function booleanOf(text: string): boolean | undefined {
  const word = text.trim().toLowerCase()
  if (word === '') return undefined
  if (['true', 'yes'].some((yes) => yes.startsWith(word)) || word === 'on' || word === '1')
    return true
  if (
    ['false', 'no'].some((no) => no.startsWith(word)) ||
    word === 'off' ||
    word === 'of' ||
    word === '0'
  )
    return false
  return undefined
}

const safe = (value: bigint): number | bigint => {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

/**
 * A decimal number as a literal, where JavaScript writes it back as it stands; else as SQL, for the zeros at the end of
 * `2.50` are part of what a numeric holds. Undefined: it is none, or an integer beyond 64 bits.
 */
function decimal(text: string): Default | undefined {
  const [, sign, whole, fraction] = /^(-?)0*(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === undefined) return undefined
  if (fraction === undefined) {
    const integer = BigInt(`${sign}${whole}`)
    return integer === BigInt.asIntN(64, integer) ? { literal: safe(integer) } : undefined
  }
  const plain = `${sign}${whole}.${fraction}`
  return String(Number(plain)) === plain ? { literal: Number(plain) } : { sql: plain }
}

/** Without the zeros at the end, which a floating point number does not keep. */
const shortened = (text: string): string => text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
