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
  if (isText(to))
    return to.length === undefined ? undefined : `text longer than ${to.length} makes it fail`
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

type Text = ColumnType & { readonly kind: 'char' | 'varchar' | 'text' }

export const isText = (type: ColumnType): type is Text & { readonly length?: number } =>
  type.kind === 'char' || type.kind === 'varchar' || type.kind === 'text'

const isJson = ({ kind }: ColumnType): boolean => kind === 'json' || kind === 'jsonb'

function textLoss(
  from: { readonly length?: number },
  to: { readonly length?: number },
): string | undefined {
  if (to.length === undefined || (from.length !== undefined && from.length <= to.length))
    return undefined
  return `text longer than ${to.length} makes it fail`
}

/** Whole digits that the type holds at least, and whether it keeps every fraction of the ones before it. */
const INTEGERS: Readonly<Record<string, number>> = { smallint: 5, integer: 10, bigint: 19 }

const isNumber = ({ kind }: ColumnType): boolean =>
  kind in INTEGERS || kind === 'numeric' || kind === 'real' || kind === 'double'

function numberLoss(from: ColumnType, to: ColumnType): string | undefined {
  if (to.kind in INTEGERS) {
    const digits = INTEGERS[from.kind]
    if (digits === undefined) return 'fractions are rounded, and numbers out of range make it fail'
    return digits <= INTEGERS[to.kind]! ? undefined : 'numbers out of range make it fail'
  }
  if (to.kind === 'numeric') return numericLoss(from, to)
  if (to.kind === 'double') return ['bigint', 'numeric'].includes(from.kind) ? ROUNDED : undefined
  return ['smallint', 'real'].includes(from.kind) ? undefined : ROUNDED
}

const ROUNDED = 'numbers may be rounded'

function numericLoss(
  from: ColumnType,
  to: ColumnType & { readonly kind: 'numeric' },
): string | undefined {
  if (to.precision === undefined) return undefined
  const room = to.precision - (to.scale ?? 0)
  const digits = INTEGERS[from.kind]
  if (digits !== undefined) return digits <= room ? undefined : 'numbers out of range make it fail'
  if (from.kind !== 'numeric' || from.precision === undefined)
    return 'fractions are rounded, and numbers out of range make it fail'
  if (from.precision - (from.scale ?? 0) > room) return 'numbers out of range make it fail'
  return (from.scale ?? 0) > (to.scale ?? 0) ? 'fractions are rounded' : undefined
}

function precisionLoss(from: ColumnType, to: ColumnType): string | undefined {
  if (from.kind === 'bytes' && to.kind === 'bytes') return textLoss(from, to)
  if (from.kind === 'native' && to.kind === 'native') return from.sql === to.sql ? undefined : CAST
  if (!('precision' in from) && !('precision' in to)) return undefined
  const before = 'precision' in from ? (from.precision ?? 6) : 6
  const after = 'precision' in to ? (to.precision ?? 6) : 6
  return after < before ? 'fractions of seconds are rounded' : undefined
}
