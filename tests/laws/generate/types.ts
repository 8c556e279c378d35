import { nameOf } from '../../../src/schema/lookup.ts'
import type { ColumnType, Default, EnumType } from '../../../src/schema/model.ts'
import { isSqlite, quote } from './ground.ts'
import type { Picks } from './picks.ts'
import { isHere, type Scene } from './scene.ts'

const COMMON: readonly ColumnType[] = [
  { kind: 'integer' },
  { kind: 'text' },
  { kind: 'varchar', length: 40 },
  { kind: 'bigint' },
  { kind: 'boolean' },
  { kind: 'timestamp' },
  { kind: 'numeric', precision: 12, scale: 2 },
]

const RARE: readonly ColumnType[] = [
  { kind: 'smallint' },
  { kind: 'numeric' },
  { kind: 'numeric', precision: 9 },
  { kind: 'double' },
  { kind: 'real' },
  { kind: 'char', length: 8 },
  { kind: 'char' },
  { kind: 'varchar' },
  { kind: 'varchar', length: 200 },
  { kind: 'bytes' },
  { kind: 'bytes', length: 16 },
  { kind: 'date' },
  { kind: 'time' },
  { kind: 'time', withTimeZone: true },
  { kind: 'timestamp', withTimeZone: true },
  { kind: 'timestamp', precision: 3 },
  { kind: 'uuid' },
  { kind: 'json' },
  { kind: 'jsonb' },
  { kind: 'interval' },
  { kind: 'array', of: { kind: 'integer' } },
  {
    kind: 'variant',
    base: { kind: 'varchar', length: 60 },
    dialects: { sqlite: { kind: 'text' } },
  },
  {
    kind: 'variant',
    base: { kind: 'text' },
    dialects: { postgresql: { kind: 'native', sql: 'inet' }, sqlite: { kind: 'native', sql: '' } },
  },
]

const native = (sql: string): ColumnType => ({ kind: 'native', sql })

const SQLITE: readonly ColumnType[] = [
  native(''),
  native('FANCY THING'),
  native('INT'),
  native('UNSIGNED BIG INT'),
  native('JSONB'),
]

const POSTGRESQL: readonly ColumnType[] = [
  { kind: 'array', of: { kind: 'varchar', length: 30 } },
  { kind: 'array', of: { kind: 'text' }, dimensions: 2 },
  { kind: 'array', of: { kind: 'numeric', precision: 8, scale: 2 } },
  { kind: 'interval', fields: 'day to second', precision: 3 },
  { kind: 'interval', fields: 'year to month' },
  { kind: 'interval', precision: 3 },
  { kind: 'time', precision: 2 },
  { kind: 'timestamp', precision: 0, withTimeZone: true },
  ...[
    'inet',
    'cidr',
    'macaddr',
    'tsvector',
    'tsquery',
    'int4range',
    'tstzrange',
    'bit(3)',
    'bit varying(5)',
    'money',
    'point',
    'oid',
    'name',
    '"char"',
    'jsonpath',
  ].map(native),
]

/** A column type that the ground has: a plain one as often as not, sometimes an odd one. */
export function anyType(picks: Picks, { schema, ground }: Scene): ColumnType {
  if (!picks.chance(3)) return picks.of(COMMON)!
  const own = isSqlite(ground) ? SQLITE : POSTGRESQL
  const enums = schema.enums.flatMap((type): ColumnType[] => {
    const plain = enumOf(type)
    const array: ColumnType = { kind: 'array', of: plain }
    return isSqlite(ground) ? [plain, plain] : [plain, plain, array]
  })
  const domains = schema.objects
    .filter((one) => one.kind === 'domain' && isHere(one, ground))
    .map(
      (domain): ColumnType =>
        native(
          [domain.schema, domain.name]
            .flatMap((one) => (one === undefined ? [] : quote(one)))
            .join('.'),
        ),
    )
  return picks.of([...enums, ...enums, ...domains, ...domains, ...RARE, ...own])!
}

export const enumOf = (type: EnumType): ColumnType => ({
  kind: 'enum',
  ...nameOf(type),
  values: type.values,
})

/** A default of the type that is not `null`, as a literal or as SQL. Every condition holds of it. */
export function anyDefault(picks: Picks, type: ColumnType, scene: Scene): Default | undefined {
  const sqlite = isSqlite(scene.ground)
  const options: Readonly<Partial<Record<ColumnType['kind'], readonly Default[]>>> = {
    integer: [
      { literal: 0 },
      { literal: 7 },
      { literal: '1' },
      { sql: '(1 + 2)' },
      { literal: -5 },
    ],
    bigint: [{ literal: 9007199254740993n }, { literal: -5 }, { sql: 'abs(-3)' }],
    smallint: [{ literal: 3 }, { literal: 0 }],
    text: [
      { literal: "it's" },
      { literal: '' },
      { literal: 'back\\slash; --' },
      { sql: "('a' || 'b')" },
      { sql: "upper('x')", dialects: { sqlite: "lower('Y')" } },
      { literal: 'NULL' },
      { literal: '1' },
      { literal: 'new\nline' },
    ],
    varchar: [{ literal: 'x' }, { sql: "lower('AB')" }, { literal: 'CURRENT_TIMESTAMP' }],
    char: [{ literal: 'c' }],
    boolean: [{ literal: false }, { literal: true }, { sql: sqlite ? '1' : 'true' }],
    numeric: [{ literal: 1.5 }, { literal: 0 }, { literal: '2.50' }, { sql: '3.10' }],
    double: [{ literal: 0.25 }, { sql: '1e21' }],
    real: [{ literal: 0.5 }],
    timestamp: [{ sql: 'CURRENT_TIMESTAMP' }, { literal: '2024-01-02 03:04:05' }, { sql: 'now()' }],
    date: [{ sql: 'CURRENT_DATE' }, { literal: '2024-01-02' }],
    time: [{ literal: '03:04:05' }],
    interval: [{ literal: '1 day' }],
    json: [{ literal: '{}' }, { literal: '{"a": [1]}' }],
    jsonb: [{ literal: '{}' }, { literal: '[]' }],
    bytes: sqlite ? [{ sql: "x'00ff'" }] : [{ literal: '\\x00ff' }],
    uuid: [
      { literal: '00000000-0000-4000-8000-0000000000ff' },
      ...(sqlite ? [] : [{ sql: 'gen_random_uuid()' }]),
    ],
    enum: type.kind === 'enum' ? [{ literal: type.values[0]! }] : [],
    array: sqlite ? [{ literal: '[]' }] : [{ literal: '{}' }, { sql: "'{}'" }],
  }
  return picks.of(options[type.kind] ?? [])
}

/** Another type whose values are the same things, so that whatever is said of the column stays true. */
export function kinOf(type: ColumnType, picks: Picks): ColumnType | undefined {
  switch (type.kind) {
    case 'smallint':
      return picks.of<ColumnType>([{ kind: 'integer' }, { kind: 'bigint' }])
    case 'integer':
      return { kind: 'bigint' }
    case 'varchar':
      return picks.of<ColumnType>([
        { kind: 'text' },
        { kind: 'varchar', length: (type.length ?? 300) + 10 },
        { kind: 'varchar' },
      ])
    case 'text':
      return picks.of<ColumnType>([{ kind: 'varchar', length: 500 }, { kind: 'varchar' }])
    case 'numeric':
      // A value of no certain scale would not lose one again that it is given.
      return type.precision === undefined
        ? { kind: 'numeric', precision: 20, scale: 2 }
        : picks.of<ColumnType>([{ kind: 'numeric', precision: 20, scale: 4 }, { kind: 'numeric' }])
    case 'real':
      return { kind: 'double' }
    case 'timestamp':
      return { kind: 'timestamp', ...(!type.withTimeZone && { withTimeZone: true }) }
    default:
      return undefined
  }
}

/** Another type altogether, that the values can become, and come back from. */
export function otherOf(type: ColumnType, picks: Picks): ColumnType | undefined {
  switch (type.kind) {
    case 'smallint':
    case 'integer':
      return picks.of<ColumnType>([
        { kind: 'numeric', precision: 20, scale: 0 },
        { kind: 'text' },
        { kind: 'double' },
      ])
    case 'bigint':
      return picks.of<ColumnType>([{ kind: 'text' }, { kind: 'numeric' }])
    case 'numeric':
    case 'boolean':
    case 'uuid':
    case 'interval':
    case 'enum':
      return { kind: 'text' }
    case 'char':
      return { kind: 'varchar', length: 40 }
    case 'date':
      return { kind: 'timestamp' }
    case 'json':
      return { kind: 'jsonb' }
    case 'jsonb':
      return { kind: 'text' }
    default:
      return undefined
  }
}
