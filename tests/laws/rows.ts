import { sameName } from '../../src/schema/lookup.ts'
import type { Column, ColumnType, Schema, Table } from '../../src/schema/model.ts'
import type { Ground } from './draft.ts'
import { quote } from './draft.ts'

/** How many rows each table gets. */
export const ROWS = 3

/**
 * The statements that put rows into every table: distinct where a key may stand on a column, the first value of
 * every enum, and nothing in a column that only refers. Conditions the generators write hold of them.
 */
export function insertsFor(schema: Schema, ground: Ground): string[] {
  return schema.tables.flatMap((table) =>
    Array.from({ length: ROWS }, (_, i) => {
      const columns = table.columns.filter((column) => filled(table, column))
      const name = [table.schema, table.name]
        .flatMap((part) => (part === undefined ? [] : quote(part)))
        .join('.')
      if (columns.length === 0) return `INSERT INTO ${name} DEFAULT VALUES`
      const overriding = columns.some(({ identity }) => identity?.always)
        ? ' OVERRIDING SYSTEM VALUE'
        : ''
      return `INSERT INTO ${name} (${columns.map((column) => quote(column.name)).join(', ')})${overriding} VALUES (${columns
        .map((column) => sqlValue(column.type, i, ground))
        .join(', ')})`
    }),
  )
}

const filled = (table: Table, column: Column): boolean =>
  column.generated === undefined &&
  !table.foreignKeys.some(({ columns }) => columns.includes(column.name))

function sqlValue(type: ColumnType, i: number, ground: Ground): string {
  const sqlite = ground.dialect === 'sqlite'
  switch (type.kind) {
    case 'smallint':
    case 'integer':
    case 'bigint':
      return String(i + 1)
    case 'real':
    case 'double':
      return `${i}.5`
    case 'numeric':
      return `${i}.25`
    case 'boolean':
      return sqlite ? String(i % 2) : String(i % 2 === 0)
    case 'char':
      return `'c${i}'`
    case 'bytes':
      return sqlite ? `x'0${i}ff'` : `'\\x0${i}ff'`
    case 'date':
      return `'2024-01-0${i + 1}'`
    case 'time':
      return `'01:02:0${i}'`
    case 'timestamp':
      return `'2024-01-0${i + 1} 01:02:03'`
    case 'interval':
      return `'${i + 1} days'`
    case 'uuid':
      return `'00000000-0000-4000-8000-00000000000${i}'`
    case 'json':
    case 'jsonb':
      return `'{"n": ${i}}'`
    case 'array':
      return sqlite ? `'[${i}]'` : `'{${i}}'`
    case 'enum':
      return `'${type.values[0]!.replaceAll("'", "''")}'`
    case 'native':
      return type.sql === 'inet'
        ? `'10.0.0.${i}'`
        : type.sql === 'tsvector'
          ? `'word${i}'`
          : `'any ${i}'`
    case 'variant':
      return sqlValue(type.dialects[ground.dialect] ?? type.base, i, ground)
    default:
      return `'it''s "${i}"'`
  }
}

/** A query for the rows of a table as text, in a stable order; on SQLite with their rowids and storage classes. */
export function rowsQuery(table: Table, columns: readonly string[], ground: Ground): string {
  const name = [table.schema, table.name]
    .flatMap((part) => (part === undefined ? [] : quote(part)))
    .join('.')
  if (ground.dialect === 'postgresql')
    return `SELECT ${columns.map((column, i) => `${quote(column)}::text AS c${i}`).join(', ')} FROM ${name} ORDER BY ${columns.map((_, i) => i + 1).join(', ')}`
  const rowid = table.options?.withoutRowid ? '' : 'rowid AS id, '
  return `SELECT ${rowid}${columns.map((column, i) => `quote(${quote(column)}) AS c${i}, typeof(${quote(column)}) AS t${i}`).join(', ')} FROM ${quote(table.name)} ORDER BY ${columns.map((column) => quote(column)).join(', ')}`
}

/** The columns of a table that another schema has too, with the same type: their values must be there after the change. */
export function survivingColumns(before: Table, after: Schema): readonly string[] {
  const there = after.tables.find((table) => sameName(table, before))
  return before.columns
    .filter(({ name, type, generated }) =>
      there?.columns.some(
        (column) =>
          column.name === name &&
          generated === undefined &&
          column.generated === undefined &&
          (column.type.kind === type.kind || column.type.kind === 'text'),
      ),
    )
    .map(({ name }) => name)
}
