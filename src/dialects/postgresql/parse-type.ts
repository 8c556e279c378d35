import type { ColumnType, ObjectName } from '../../schema/model.ts'
import { quote, storedName } from './names.ts'

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
  const name = written.trim().replace(/("(?:[^"]|"")*")|\s+/g, (_, quoted) => quoted ?? ' ')
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
