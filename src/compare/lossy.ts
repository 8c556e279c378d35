import type { ColumnType } from '../schema/model.ts'

/** What values may lose when their column gets another type, in words; nothing where every value fits as it is. */
export function lossOf(from: ColumnType, to: ColumnType): string | undefined {
  if (to.kind === 'variant' || from.kind === 'variant') return undefined
  if (isText(from) && isText(to)) return textLoss(from, to)
  if (isNumber(from) && isNumber(to)) return numberLoss(from, to)
  if (from.kind === 'array' && to.kind === 'array') return lossOf(from.of, to.of)
  if (from.kind === 'enum' && to.kind === 'enum')
    return from.values.every((value) => to.values.includes(value))
      ? undefined
      : 'values that the new type lacks make it fail'
  if (from.kind === to.kind) return precisionLoss(from, to)
  if (isText(to)) {
    const length = lengthOf(to)
    return length === undefined ? undefined : `text longer than ${length} makes it fail`
  }
  if (from.kind === 'date' && to.kind === 'timestamp') return undefined
  if (isJson(from) && isJson(to))
    return to.kind === 'jsonb'
      ? 'the order of keys, and keys that occur twice, are lost'
      : undefined
  if (from.kind === 'timestamp')
    return to.kind === 'date' || to.kind === 'time' ? 'a part of each value is lost' : CAST
  return CAST
}

const CAST = 'values that cannot be cast make it fail'

type Text = ColumnType & { readonly kind: 'char' | 'varchar' | 'text'; readonly length?: number }

export const isText = (type: ColumnType): type is Text =>
  type.kind === 'char' || type.kind === 'varchar' || type.kind === 'text'

/** A `char` that does not say is one long. */
const lengthOf = ({ kind, length }: Text): number | undefined =>
  length ?? (kind === 'char' ? 1 : undefined)

const isJson = ({ kind }: ColumnType): boolean => kind === 'json' || kind === 'jsonb'

function textLoss(from: Text, to: Text): string | undefined {
  const tooLong = lengthLoss(lengthOf(from), lengthOf(to))
  if (tooLong !== undefined) return tooLong
  return to.kind === 'char' && from.kind !== 'char' ? 'spaces at the end are lost' : undefined
}

const lengthLoss = (from: number | undefined, to: number | undefined): string | undefined =>
  to === undefined || (from !== undefined && from <= to)
    ? undefined
    : `text longer than ${to} makes it fail`

/** Whole digits that the type may hold: not all numbers that long, for the last of them. */
const INTEGERS: Readonly<Record<string, number>> = { smallint: 5, integer: 10, bigint: 19 }

/** Digits that the type keeps, whatever the number. */
const FLOATS: Readonly<Record<string, number>> = { real: 6, double: 15 }

const isNumber = ({ kind }: ColumnType): boolean =>
  kind in INTEGERS || kind in FLOATS || kind === 'numeric'

/** Digits before and after the point; nothing where a number may have any. */
function digitsOf(type: ColumnType): { whole: number; fraction: number } | undefined {
  const whole = INTEGERS[type.kind]
  if (whole !== undefined) return { whole, fraction: 0 }
  if (type.kind !== 'numeric' || type.precision === undefined) return undefined
  const fraction = type.scale ?? 0
  return { whole: type.precision - fraction, fraction }
}

const ROUNDED = 'numbers may be rounded'
const FRACTIONS = 'fractions are rounded'
const RANGE = 'numbers out of range make it fail'

function numberLoss(from: ColumnType, to: ColumnType): string | undefined {
  const digits = digitsOf(from)
  const kept = FLOATS[to.kind]
  if (kept !== undefined) {
    const widens = from.kind === to.kind || (from.kind === 'real' && to.kind === 'double')
    const fits = digits !== undefined && digits.whole + digits.fraction <= kept
    return widens || fits ? undefined : ROUNDED
  }
  const room = digitsOf(to)
  if (room === undefined) return from.kind in FLOATS ? ROUNDED : undefined
  if (digits === undefined) return `${FRACTIONS}, and ${RANGE}`
  const spare = to.kind in INTEGERS && from.kind === 'numeric' ? 1 : 0
  if (digits.whole + spare > room.whole) return RANGE
  return digits.fraction > room.fraction ? FRACTIONS : undefined
}

function precisionLoss(from: ColumnType, to: ColumnType): string | undefined {
  if (from.kind === 'bytes' && to.kind === 'bytes') return lengthLoss(from.length, to.length)
  if (from.kind === 'native' && to.kind === 'native') return from.sql === to.sql ? undefined : CAST
  if (from.kind === 'time' && from.withTimeZone && to.kind === 'time' && !to.withTimeZone)
    return 'time zones are lost'
  if (from.kind === 'interval' && to.kind === 'interval' && to.fields !== undefined)
    if (from.fields !== to.fields) return 'a part of each value is lost'
  return secondsOf(to) < secondsOf(from) ? 'fractions of seconds are rounded' : undefined
}

/** Digits of a fraction of a second. */
function secondsOf(type: ColumnType): number {
  if (type.kind === 'interval' && type.fields !== undefined && !/second/i.test(type.fields))
    return 0
  return 'precision' in type ? (type.precision ?? 6) : 6
}
