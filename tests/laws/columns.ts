import type {
  Column,
  ColumnType,
  Default,
  EnumType,
  Schema,
  Table,
} from '../../src/schema/model.ts'
import { freshName, type Ground, isInteger, isText, type Picks, quote } from './draft.ts'

/** A column type the ground has, sometimes an odd one. */
export function anyType(picks: Picks, ground: Ground, schema: Schema): ColumnType {
  const common: ColumnType[] = [
    { kind: 'integer' },
    { kind: 'text' },
    { kind: 'varchar', length: 20 + picks.number(4) * 50 },
    { kind: 'bigint' },
    { kind: 'smallint' },
    { kind: 'boolean' },
    { kind: 'numeric', precision: 12, scale: 2 },
    { kind: 'numeric' },
    { kind: 'double' },
    { kind: 'real' },
    { kind: 'char', length: 8 },
    { kind: 'varchar' },
    { kind: 'bytes' },
    { kind: 'date' },
    { kind: 'time' },
    { kind: 'timestamp' },
    { kind: 'timestamp', withTimeZone: true },
    { kind: 'uuid' },
    { kind: 'json' },
    { kind: 'jsonb' },
    { kind: 'interval' },
  ]
  const own: ColumnType[] =
    ground.dialect === 'sqlite'
      ? [
          { kind: 'native', sql: '' },
          { kind: 'native', sql: 'FANCY THING' },
        ]
      : [
          { kind: 'array', of: { kind: 'integer' } },
          { kind: 'array', of: { kind: 'varchar', length: 30 } },
          { kind: 'native', sql: 'inet' },
          { kind: 'native', sql: 'tsvector' },
          { kind: 'timestamp', precision: 3 },
          { kind: 'time', withTimeZone: true },
        ]
  const enums: ColumnType[] = schema.enums.flatMap((type) => [enumOf(type), enumOf(type)])
  return picks.of([...common, ...own, ...enums])!
}

export const enumOf = ({ schema, name, values }: EnumType): ColumnType => ({
  kind: 'enum',
  name,
  ...(schema !== undefined && { schema }),
  values,
})

/**
 * A new column. On a table that may have rows it is nullable or has a default, because no database could
 * add it otherwise.
 */
export function anyColumn(
  picks: Picks,
  ground: Ground,
  schema: Schema,
  table: Table,
  populated: boolean,
): Column {
  const name = freshName(
    picks,
    table.columns.map((column) => column.name),
  )
  const type = anyType(picks, ground, schema)
  const generated = picks.chance(6) ? generatedFrom(picks, ground, table) : undefined
  if (
    generated !== undefined &&
    !(populated && ground.dialect === 'sqlite' && generated.generated?.stored)
  )
    return { name, nullable: true, ...generated }
  const value = picks.chance(3) ? anyDefault(picks, type) : undefined
  return {
    name,
    type,
    nullable: picks.chance() || (populated && value === undefined),
    ...(value !== undefined && { default: value }),
    ...(isText(type) &&
      picks.chance(5) && { collation: ground.dialect === 'sqlite' ? 'NOCASE' : 'C' }),
    ...(ground.dialect === 'postgresql' && picks.chance(5) && { comment: 'it\'s a "comment"' }),
    ...(ground.dialect === 'sqlite' &&
      value !== undefined &&
      picks.chance(8) && { notNullOnConflict: 'replace' as const, nullable: false }),
  }
}

/** A default of the type that is not `null`, as a literal or as SQL. */
export function anyDefault(picks: Picks, type: ColumnType): Default | undefined {
  const options: Record<string, readonly Default[]> = {
    integer: [{ literal: 0 }, { literal: 7 }, { literal: '1' }, { sql: '(1 + 2)' }],
    bigint: [{ literal: 9007199254740993n }, { literal: -5 }],
    smallint: [{ literal: 3 }],
    text: [{ literal: "it's" }, { literal: '' }, { sql: "('a' || 'b')" }],
    varchar: [{ literal: 'x' }, { sql: "lower('AB')" }].map((value) =>
      'sql' in value ? { sql: `(${value.sql})` } : (value as Default),
    ),
    char: [{ literal: 'c' }],
    boolean: [{ literal: false }, { literal: true }],
    numeric: [{ literal: 1.5 }, { literal: 0 }],
    double: [{ literal: 0.25 }],
    real: [{ literal: 0.5 }],
    timestamp: [{ sql: 'CURRENT_TIMESTAMP' }, { literal: '2024-01-02 03:04:05' }],
    date: [{ sql: 'CURRENT_DATE' }, { literal: '2024-01-02' }],
    json: [{ literal: '{}' }, { literal: '{"a": [1]}' }],
    jsonb: [{ literal: '{}' }, { literal: '[]' }],
    enum: type.kind === 'enum' ? [{ literal: type.values[0]! }] : [],
    array: [{ sql: "'{}'" }],
  }
  // On a populated SQLite table ADD COLUMN takes no default that is not constant; the rebuild does.
  return picks.of(options[type.kind] ?? [])
}

function generatedFrom(
  picks: Picks,
  ground: Ground,
  table: Table,
): Pick<Column, 'type' | 'generated'> | undefined {
  const source = picks.of(
    table.columns.filter(
      (column) =>
        column.generated === undefined && (isInteger(column.type) || column.type.kind === 'text'),
    ),
  )
  if (source === undefined) return undefined
  const virtual = ground.dialect === 'sqlite' || ground.version[0] >= 18
  const name = quote(source.name)
  return {
    type: source.type.kind === 'text' ? { kind: 'integer' } : { kind: 'bigint' },
    generated: {
      expression: { sql: source.type.kind === 'text' ? `length(${name})` : `${name} * 2` },
      stored: !(virtual && picks.chance()),
    },
  }
}

/** Another type that the values of the first can become on any database. */
export function widened(type: ColumnType, picks: Picks): ColumnType | undefined {
  switch (type.kind) {
    case 'smallint':
      return picks.of<ColumnType>([{ kind: 'integer' }, { kind: 'bigint' }])
    case 'integer':
      return picks.of<ColumnType>([
        { kind: 'bigint' },
        { kind: 'numeric', precision: 20, scale: 0 },
        { kind: 'text' },
      ])
    case 'varchar':
      return picks.of<ColumnType>([
        { kind: 'text' },
        { kind: 'varchar', length: (type.length ?? 300) + 10 },
        { kind: 'varchar' },
      ])
    case 'char':
      return { kind: 'varchar', length: 40 }
    case 'text':
      return { kind: 'varchar', length: 500 }
    case 'numeric':
      return { kind: 'numeric', precision: 20, scale: 4 }
    case 'real':
      return { kind: 'double' }
    case 'date':
      return { kind: 'timestamp' }
    case 'json':
      return { kind: 'jsonb' }
    case 'enum':
      return { kind: 'text' }
    case 'boolean':
      return { kind: 'text' }
    default:
      return undefined
  }
}
