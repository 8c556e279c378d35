import type { ColumnType, ObjectName } from '../../schema/model.ts'
import { UnsupportedTypeError } from '../errors.ts'
import { qualified, quote, storedName, storedObjectName } from './names.ts'

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

export const resolved = (type: ColumnType): ColumnType =>
  type.kind === 'variant' ? resolved(type.dialects.postgresql ?? type.base) : type

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
      return { kind: 'native', sql: type.sql.replace(/\([^)]*\)/, '') }
    default:
      return type
  }
}

/** How PostgreSQL and the SQL standard call the types that have a kind of their own. */
const kinds: ReadonlyMap<string, ColumnType> = new Map(
  Object.entries<ColumnType>({
    smallint: { kind: 'smallint' },
    int2: { kind: 'smallint' },
    integer: { kind: 'integer' },
    int: { kind: 'integer' },
    int4: { kind: 'integer' },
    bigint: { kind: 'bigint' },
    int8: { kind: 'bigint' },
    real: { kind: 'real' },
    float4: { kind: 'real' },
    'double precision': { kind: 'double' },
    float8: { kind: 'double' },
    float: { kind: 'double' },
    boolean: { kind: 'boolean' },
    bool: { kind: 'boolean' },
    text: { kind: 'text' },
    date: { kind: 'date' },
    uuid: { kind: 'uuid' },
    json: { kind: 'json' },
    jsonb: { kind: 'jsonb' },
    bytea: { kind: 'bytes' },
    numeric: { kind: 'numeric' },
    decimal: { kind: 'numeric' },
    'character varying': { kind: 'varchar' },
    varchar: { kind: 'varchar' },
    character: { kind: 'char', length: 1 },
    char: { kind: 'char', length: 1 },
    'timestamp without time zone': { kind: 'timestamp' },
    timestamp: { kind: 'timestamp' },
    'timestamp with time zone': { kind: 'timestamp', withTimeZone: true },
    timestamptz: { kind: 'timestamp', withTimeZone: true },
    'time without time zone': { kind: 'time' },
    time: { kind: 'time' },
    'time with time zone': { kind: 'time', withTimeZone: true },
    timetz: { kind: 'time', withTimeZone: true },
    interval: { kind: 'interval' },
  }),
)

const INTERVAL =
  /^interval(?: (year to month|day to hour|day to minute|day to second|hour to minute|hour to second|minute to second|year|month|day|hour|minute|second))?(?: ?\( ?(\d+) ?\))?$/

/** A type from its name, as `format_type` prints it or as people write it. */
export function parseType(
  written: string,
  enumType?: ObjectName & { readonly values: readonly string[] },
): ColumnType {
  const array = /^(.*?)\s*(?:\[\s*\d*\s*\]\s*)+$/s.exec(written.trim())
  if (array !== null) return { kind: 'array', of: parseType(array[1]!, enumType) }
  if (enumType !== undefined) return { kind: 'enum', ...enumType }
  const name = written.trim().replace(/\s+/g, ' ')
  return parseScalar(name.toLowerCase()) ?? { kind: 'native', sql: native(name) }
}

/** A name of a type that has no kind here, folded as PostgreSQL folds it: but for what stands in quotes or parentheses. */
const native = (name: string): string =>
  name.replace(/"(?:[^"]|"")*"|\([^)]*\)|[^"(]+/g, (part) => {
    if (part.startsWith('"')) return quote(storedName(part.slice(1, -1).replaceAll('""', '"')))
    return part.startsWith('(') ? part : part.toLowerCase()
  })

function parseScalar(name: string): ColumnType | undefined {
  const plainType = kinds.get(name)
  if (plainType !== undefined) return plainType
  const interval = INTERVAL.exec(name)
  if (interval !== null) return intervalType(interval[1], interval[2])
  const [, before, list, after] = /^([^(]*?) ?\(([\d, -]*)\)(.*)$/.exec(name) ?? []
  const type = before === undefined ? undefined : kinds.get(`${before}${after}`)
  return type && withArguments(type, (list ?? '').split(',').map(Number))
}

const intervalType = (fields: string | undefined, precision: string | undefined): ColumnType => ({
  kind: 'interval',
  ...(fields !== undefined && { fields }),
  ...(precision !== undefined && { precision: Number(precision) }),
})

function withArguments(
  type: ColumnType,
  [first, second]: readonly number[],
): ColumnType | undefined {
  switch (type.kind) {
    case 'numeric':
      return { kind: 'numeric', precision: first!, ...(second ? { scale: second } : {}) }
    case 'char':
    case 'varchar':
      return { kind: type.kind, length: first! }
    case 'time':
    case 'timestamp':
      return { ...type, precision: first! }
    case 'double':
      return { kind: first! <= 24 ? 'real' : 'double' }
    default:
      return undefined
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

export const isInteger = ({ kind }: ColumnType): boolean =>
  kind === 'smallint' || kind === 'integer' || kind === 'bigint'

export const isNumber = (type: ColumnType): boolean =>
  isInteger(type) || type.kind === 'numeric' || type.kind === 'real' || type.kind === 'double'

export const isString = ({ kind }: ColumnType): boolean =>
  kind === 'char' || kind === 'varchar' || kind === 'text'

/** The enum a column holds, by itself or in an array. */
export function enumOf(type: ColumnType): (ColumnType & { readonly kind: 'enum' }) | undefined {
  const one = resolved(type)
  if (one.kind === 'array') return enumOf(one.of)
  return one.kind === 'enum' ? one : undefined
}
