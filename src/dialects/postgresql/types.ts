import type { ColumnType } from '../../schema/model.ts'
import { UnsupportedTypeError } from '../errors.ts'
import { qualified, storedObjectName } from './names.ts'
import { parseType } from './parse-type.ts'

type Kind = ColumnType['kind']

/** Kinds that are one word here, whatever else they say of themselves. */
const plain = {
  smallint: 'smallint',
  integer: 'integer',
  bigint: 'bigint',
  real: 'real',
  double: 'double precision',
  boolean: 'boolean',
  text: 'text',
  date: 'date',
  uuid: 'uuid',
  json: 'json',
  jsonb: 'jsonb',
  bytes: 'bytea',
} as const satisfies Partial<Record<Kind, string>>

/** The type that a variant is here. */
export const resolved = (type: ColumnType): ColumnType =>
  type.kind === 'variant' ? resolved(type.dialects.postgresql ?? type.base) : type

/** The type in SQL, in the shortest spelling. */
export function typeSql(type: ColumnType): string {
  switch (type.kind) {
    case 'variant':
      return typeSql(resolved(type))
    case 'numeric':
      return `numeric${args(type.precision, type.precision === undefined ? undefined : type.scale)}`
    case 'char':
      return `char${args(type.length)}`
    case 'varchar':
      return `varchar${args(type.length)}`
    case 'time':
    case 'timestamp':
      return `${type.kind}${args(type.precision)}${type.withTimeZone ? ' with time zone' : ''}`
    case 'interval':
      return `interval${type.fields === undefined ? '' : ` ${type.fields}`}${args(type.precision)}`
    case 'array':
      return `${typeSql(type.of)}${'[]'.repeat(type.dimensions ?? 1)}`
    case 'enum':
      return qualified(type)
    case 'native':
      return nativeSql(type.sql)
    default:
      return plain[type.kind]
  }
}

const args = (...values: readonly (number | undefined)[]): string => {
  const given = values.filter((value) => value !== undefined)
  return given.length === 0 ? '' : `(${given.join(', ')})`
}

function nativeSql(sql: string): string {
  if (sql.trim() !== '') return sql
  throw new UnsupportedTypeError(
    '',
    'postgresql',
    'A column without a type is SQLite’s own: give it one, or a variant.',
  )
}

/** The type's name as the catalog prints it (`format_type`). */
export function formatType(type: ColumnType): string {
  switch (type.kind) {
    case 'array':
      return `${formatType(type.of)}[]`
    case 'char':
      return `character${args(type.length)}`
    case 'varchar':
      return `character varying${args(type.length)}`
    case 'numeric':
      return type.precision === undefined
        ? 'numeric'
        : `numeric(${type.precision},${type.scale ?? 0})`
    case 'time':
    case 'timestamp':
      return `${type.kind}${args(type.precision)} ${type.withTimeZone ? 'with' : 'without'} time zone`
    default:
      return typeSql(type)
  }
}

/** `numeric` for `numeric(10, 2)`: the type of a constant, or of a function's argument. */
export function withoutArguments(type: ColumnType): ColumnType {
  switch (type.kind) {
    case 'array':
      return { kind: 'array', of: withoutArguments(type.of) }
    case 'time':
    case 'timestamp':
      return { kind: type.kind, ...(type.withTimeZone && { withTimeZone: true }) }
    case 'char':
    case 'varchar':
    case 'numeric':
    case 'interval':
      return { kind: type.kind }
    case 'native':
      return {
        kind: 'native',
        sql: type.sql.replace(/("(?:[^"]|"")*")|\([^)]*\)/g, (_, quoted = '') => quoted),
      }
    default:
      return type
  }
}

/** The type as reflection would find it. */
export function canonicalType(type: ColumnType): ColumnType {
  switch (type.kind) {
    case 'variant':
      return canonicalType(resolved(type))
    case 'array':
      return { kind: 'array', of: element(canonicalType(type.of)) }
    case 'numeric':
      return type.precision === undefined
        ? { kind: 'numeric' }
        : {
            kind: 'numeric',
            precision: type.precision,
            ...(type.scale ? { scale: type.scale } : {}),
          }
    case 'char':
      return { kind: 'char', length: type.length ?? 1 }
    case 'varchar':
      return type.length === undefined
        ? { kind: 'varchar' }
        : { kind: 'varchar', length: type.length }
    case 'time':
    case 'timestamp':
      return {
        kind: type.kind,
        ...(type.precision !== undefined && { precision: Math.min(type.precision, 6) }),
        ...(type.withTimeZone && { withTimeZone: true }),
      }
    case 'enum':
      return {
        kind: 'enum',
        ...storedObjectName(type),
        values: type.values,
      }
    case 'interval':
    case 'native':
      return parseType(typeSql(type))
    default:
      return { kind: type.kind }
  }
}

/** An array of arrays is one array: PostgreSQL does not keep how many dimensions were declared. */
const element = (type: ColumnType): ColumnType => (type.kind === 'array' ? type.of : type)

/** Whole numbers. */
export const isInteger = ({ kind }: ColumnType): boolean =>
  kind === 'smallint' || kind === 'integer' || kind === 'bigint'

/** Numbers of any kind. */
export const isNumber = (type: ColumnType): boolean =>
  isInteger(type) || type.kind === 'numeric' || type.kind === 'real' || type.kind === 'double'

/** Types whose values are text and nothing else. */
export const isString = ({ kind }: ColumnType): boolean =>
  kind === 'char' || kind === 'varchar' || kind === 'text'

/** The enum a column holds, by itself or in an array. */
export function enumOf(type: ColumnType): (ColumnType & { readonly kind: 'enum' }) | undefined {
  const one = resolved(type)
  if (one.kind === 'array') return enumOf(one.of)
  return one.kind === 'enum' ? one : undefined
}
