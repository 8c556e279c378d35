import { compact } from '../equal.ts'
import { InvalidModelError } from '../errors.ts'
import type { ColumnType, EnumType } from '../model.ts'
import { columnOf, type TypedColumn, type ValuedColumn } from './column.ts'
import { checkedEnum } from './enums.ts'
import { COLUMN } from './symbols.ts'
import type {
  ArrayDefault,
  ArrayValues,
  BigintValues,
  BooleanDefault,
  BooleanValues,
  BytesValues,
  DateValues,
  Given,
  JsonDefault,
  JsonValues,
  NumberDefault,
  NumberValues,
  NumericValues,
  TextValues,
  UnknownValues,
  ValueTypes,
} from './values.ts'

type IntegerColumn = TypedColumn<NumberValues, 'integer', NumberDefault>
type RealColumn = TypedColumn<NumberValues, never, NumberDefault>
type TextColumn = TypedColumn<TextValues, never, string>
type DateColumn = TypedColumn<DateValues, never, string>
type JsonColumn = TypedColumn<JsonValues, never, JsonDefault>

export const smallint = (): IntegerColumn => columnOf({ kind: 'smallint' })
export const integer = (): IntegerColumn => columnOf({ kind: 'integer' })
export const bigint = (): TypedColumn<BigintValues, 'integer', NumberDefault> =>
  columnOf({ kind: 'bigint' })
export const real = (): RealColumn => columnOf({ kind: 'real' })
export const double = (): RealColumn => columnOf({ kind: 'double' })

/** Exact decimals: `numeric(10, 2)` has ten digits, two of them after the point. */
export const numeric = (
  precision?: number,
  scale?: number,
): TypedColumn<NumericValues, never, NumberDefault> => {
  if (precision === undefined && scale !== undefined) throw badNumber('numeric', 'precision')
  return columnOf(
    compact({
      kind: 'numeric',
      precision: whole('numeric', precision, 1),
      scale: whole('numeric', scale, Number.NEGATIVE_INFINITY),
    }),
  )
}

export const boolean = (): TypedColumn<BooleanValues, never, BooleanDefault> =>
  columnOf({ kind: 'boolean' })
export const text = (): TextColumn => columnOf({ kind: 'text' })
export const uuid = (): TextColumn => columnOf({ kind: 'uuid' })

export const char = (length?: number): TextColumn =>
  columnOf(compact({ kind: 'char', length: whole('char', length, 1) }))

export const varchar = (length?: number): TextColumn =>
  columnOf(compact({ kind: 'varchar', length: whole('varchar', length, 1) }))

/** Binary data: `bytea` on PostgreSQL, `BLOB` on SQLite. */
export const bytes = (length?: number): TypedColumn<BytesValues, never, string> =>
  columnOf(compact({ kind: 'bytes', length: whole('bytes', length, 1) }))

export interface TimeOptions {
  /** Digits of the fractions of a second. */
  readonly precision?: number
  readonly withTimeZone?: boolean
}

export const date = (): DateColumn => columnOf({ kind: 'date' })
export const time = (options: TimeOptions = {}): TextColumn => columnOf(timeType('time', options))
export const timestamp = (options: TimeOptions = {}): DateColumn =>
  columnOf(timeType('timestamp', options))
export const timestamptz = (options: Omit<TimeOptions, 'withTimeZone'> = {}) =>
  timestamp({ ...options, withTimeZone: true })

export interface IntervalOptions {
  /** PostgreSQL: which fields it keeps, `'day to second'`. */
  readonly fields?: string
  readonly precision?: number
}

export const interval = ({ fields, precision }: IntervalOptions = {}): TextColumn =>
  columnOf(compact({ kind: 'interval', fields, precision: whole('interval', precision, 0) }))

export const json = (): JsonColumn => columnOf({ kind: 'json' })
/** Binary JSON on PostgreSQL; the same as json elsewhere. */
export const jsonb = (): JsonColumn => columnOf({ kind: 'jsonb' })

/** An array of a type; kept as JSON where there are no arrays. */
export const array = <V extends ValueTypes>(
  of: ValuedColumn<V>,
  dimensions?: number,
): TypedColumn<ArrayValues<V>, never, ArrayDefault<V>> => {
  const type = of[COLUMN].type
  if (type.kind === 'array' || type.kind === 'variant')
    throw new InvalidModelError(
      `array() takes a plain type, not ${type.kind === 'array' ? 'another array' : 'one with variants'}`,
      {
        hint: 'array(integer(), 2) has two dimensions; .variant(…) goes on the array itself.',
      },
    )
  const many = whole('array', dimensions, 1)
  return columnOf(compact({ kind: 'array', of: type, dimensions: many === 1 ? undefined : many }))
}

/** Any other type, as the database writes it: `native('inet')`. Give it a TypeScript type with `.type<string>()`. */
export const native = (sql: string): TypedColumn<UnknownValues> => columnOf({ kind: 'native', sql })

/** An enum type: one made by `enumType`, or its name and values on the spot. */
export function enumeration<const V extends readonly string[]>(
  model: EnumType & { readonly values: V },
): TypedColumn<Given<V[number]>, never, V[number]>
export function enumeration<const V extends readonly string[]>(
  name: string,
  values: V,
  options?: { readonly schema?: string },
): TypedColumn<Given<V[number]>, never, V[number]>
export function enumeration(
  model: string | EnumType,
  values: readonly string[] = [],
  { schema }: { readonly schema?: string } = {},
): TypedColumn<Given<string>, never, string> {
  const {
    name,
    values: list,
    schema: at,
  } = typeof model === 'string' ? checkedEnum({ name: model, values, schema }) : model
  return columnOf(compact({ kind: 'enum', schema: at, name, values: list }))
}

const timeType = (
  kind: 'time' | 'timestamp',
  { precision, withTimeZone }: TimeOptions,
): ColumnType =>
  compact({
    kind,
    precision: whole(kind, precision, 0),
    withTimeZone: withTimeZone === true ? true : undefined,
  })

function whole(type: string, value: number | undefined, least: number): number | undefined {
  if (value === undefined || (Number.isSafeInteger(value) && value >= least)) return value
  throw badNumber(type, String(value))
}

const badNumber = (type: string, value: string): InvalidModelError =>
  new InvalidModelError(`${type}() cannot have ${value} as its size`, {
    hint: 'Sizes are whole numbers: varchar(255), numeric(10, 2), timestamp({ precision: 3 })',
  })
