import { ColumnContradictionError } from './errors.ts'
import { typeFor } from './for-dialect.ts'
import { spell } from './lookup.ts'
import type { ColumnType, DialectName, LiteralValue, Schema } from './model.ts'

/**
 * Refuses literals that the database cannot take as the default of their column, be it when the table is made or when a row needs
 * it. SQLite takes anything anywhere. For what people describe: what a database has is as it is.
 */
export function checkDefaults(schema: Schema, dialect: DialectName): void {
  if (dialect !== 'postgresql') return
  for (const table of schema.tables)
    for (const { name, type, default: value } of table.columns) {
      if (value === undefined || !('literal' in value) || value.literal === null) continue
      const instead = insteadOf(typeFor(type, dialect), value.literal)
      if (instead === undefined) continue
      throw new ColumnContradictionError(
        spell(table),
        name,
        `cannot have ${shown(value.literal)} as its default on PostgreSQL`,
        `${instead} What PostgreSQL is to work out is said as SQL: .default(sql\`…\`)`,
      )
    }
}

type Literal = NonNullable<LiteralValue>

/** Whether every database takes the literal as a default of the type. */
export const isTakenEverywhere = (type: ColumnType, literal: LiteralValue): boolean =>
  literal === null || insteadOf(typeFor(type, 'postgresql'), literal) === undefined

/** What to say instead, where PostgreSQL does not take the literal. */
function insteadOf(type: ColumnType, value: Literal): string | undefined {
  const instead = (isTaken: boolean, hint: string) => (isTaken ? undefined : hint)
  switch (type.kind) {
    case 'smallint':
    case 'integer':
    case 'bigint':
      return isNumber(value, INTEGER)
        ? instead(within(value, BITS[type.kind]), `It is beyond ${type.kind}: ${WIDER[type.kind]}.`)
        : 'Say a whole number: .default(0).'
    case 'real':
    case 'double':
    case 'numeric':
      return isNumber(value, NUMBER)
        ? instead(hasRoom(type, value), 'It has more digits than the column: numeric(…) wider.')
        : 'Say a number: .default(0).'
    case 'boolean':
      return instead(isBoolean(value), 'Say .default(true) or .default(false).')
    case 'char':
    case 'varchar':
      return instead(isShort(type, value), `It is longer than the column: ${type.kind}(…) longer.`)
    case 'json':
    case 'jsonb':
      return instead(
        isJson(value),
        'A text is JSON already, so a string in it has quotes: \'"…"\'.',
      )
    case 'uuid':
      return instead(isText(value, UUID), 'Say a UUID, or .default(sql`gen_random_uuid()`).')
    case 'date':
    case 'time':
    case 'timestamp':
      return instead(isText(value, MOMENT), `Say ${MOMENTS[type.kind]}.`)
    case 'interval':
      return instead(isText(value, /\d|infinity/i), "Say .default('1 day').")
    case 'array':
      return instead(isText(value, /^\s*[{[]/), 'Say its members: .default([…]).')
    case 'bytes':
      return instead(typeof value === 'string', "Say .default('\\\\x00').")
    case 'enum':
      return instead(typeof value === 'string', 'Say one of its values.')
    default:
      return undefined
  }
}

const INTEGER = /^\s*[-+]?\d[\d_]*\s*$|^\s*[-+]?0[box]/i
const NUMBER =
  /^\s*[-+]?(?:(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[-+]?\d+)?|0[box][\da-f_]+|inf|infinity|nan)\s*$/i
const UUID = /^\{?(?:[\da-f]{4}-?){7}[\da-f]{4}\}?$/i
/** Digits, or one of the words for a moment. */
const MOMENT = /\d|now|today|tomorrow|yesterday|epoch|infinity|allballs/i

const MOMENTS = {
  date: ".default('2026-01-31') or .default(sql`CURRENT_DATE`)",
  time: ".default('12:00:00') or .default(sql`LOCALTIME`)",
  timestamp: ".default('2026-01-31 12:00:00') or .default(sql`now()`)",
} as const

const BITS = { smallint: 16, integer: 32, bigint: 64 } as const
const WIDER = { smallint: 'integer()', integer: 'bigint()', bigint: 'numeric()' } as const

const isText = (value: Literal, pattern: RegExp): boolean =>
  typeof value === 'string' && pattern.test(value)

const isNumber = (value: Literal, pattern: RegExp): boolean =>
  typeof value === 'string' ? pattern.test(value) : typeof value !== 'boolean'

/** What is no plain integer is PostgreSQL's to read. */
function within(value: Literal, bits: number): boolean {
  const text = String(value).trim()
  if (!/^[-+]?\d+$/.test(text)) return true
  const number = BigInt(text.replace('+', ''))
  return number === BigInt.asIntN(bits, number)
}

/** Whether the digits before the point have room. */
function hasRoom(type: ColumnType, value: Literal): boolean {
  if (type.kind !== 'numeric' || type.precision === undefined) return true
  const [, whole] = /^\s*[-+]?0*(\d*)(?:\.\d*)?\s*$/.exec(String(value)) ?? []
  return whole === undefined || whole.length <= type.precision - (type.scale ?? 0)
}

const isBoolean = (value: Literal): boolean =>
  typeof value === 'boolean' ||
  isText(value, /^\s*(?:t(?:r(?:ue?)?)?|f(?:a(?:l(?:se?)?)?)?|y(?:es?)?|no?|on|off?|1|0)\s*$/i)

/** Spaces at the end that have no room are dropped. */
const isShort = (type: ColumnType & { kind: 'char' | 'varchar' }, value: Literal): boolean => {
  const length = type.length ?? (type.kind === 'char' ? 1 : Number.POSITIVE_INFINITY)
  return [...String(value).replace(/ +$/, '')].length <= length
}

function isJson(value: Literal): boolean {
  if (typeof value !== 'string') return false
  try {
    JSON.parse(value)
    return true
  } catch {
    return false
  }
}

const shown = (value: Literal): string =>
  typeof value === 'string' ? JSON.stringify(value) : String(value)
