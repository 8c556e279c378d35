import type { Operation } from '../../../operations/model.ts'
import { isSql, sqlFor } from '../../../schema/builders/sql.ts'
import { findColumn } from '../../../schema/lookup.ts'
import type { ColumnType, Table } from '../../../schema/model.ts'
import { literal, qualified, quoteAll, text } from '../names.ts'
import { canonicalType, typeSql } from '../types.ts'
import { type Context, tableIn } from './context.ts'
import { type Piece, sql } from './pieces.ts'

/** So many rows a statement, so that no statement grows beyond what people look at. */
const ROWS = 200

type Row = Operation<'bulkInsert'>['rows'][number]

/** Everything is written out, so that a script and a database get the same text. */
export function bulkInsert(op: Operation<'bulkInsert'>, { before }: Context): Piece[] {
  const table = tableIn(before, op.table)
  const into = `INSERT INTO ${qualified(op.table)}`
  return runs(op.rows).map(({ columns, rows }) => {
    if (columns.length === 0) return sql(`${into} DEFAULT VALUES`)
    const values = rows.map(
      (row) => `(${columns.map((name) => valueIn(table, name, row[name])).join(', ')})`,
    )
    const overriding = columns.some((name) => findColumn(table, name)?.identity?.always)
    return sql(
      `${into} (${quoteAll(columns)})${overriding ? ' OVERRIDING SYSTEM VALUE' : ''} VALUES\n  ${values.join(',\n  ')}`,
    )
  })
}

interface SameColumns {
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
}

/** What a row does not name gets its default, so rows that name the same columns go together. */
function runs(rows: readonly Row[]): SameColumns[] {
  const result: { columns: readonly string[]; rows: Row[] }[] = []
  for (const row of rows) {
    const columns = Object.keys(row).filter((name) => row[name] !== undefined)
    const last = result.at(-1)
    const fits =
      last !== undefined &&
      columns.length > 0 &&
      last.rows.length < ROWS &&
      columns.length === last.columns.length &&
      columns.every((name) => last.columns.includes(name))
    if (fits) last.rows.push(row)
    else result.push({ columns, rows: [row] })
  }
  return result
}

function valueIn(table: Table, name: string, value: unknown): string {
  const column = findColumn(table, name)
  return valueSql(value, column && canonicalType(column.type))
}

/** A value as the column's type reads it. */
export function valueSql(value: unknown, type: ColumnType | undefined): string {
  if (value === null || value === undefined) return 'NULL'
  if (isSql(value)) return sqlFor(value, 'postgresql')
  if (type?.kind === 'json' || type?.kind === 'jsonb') return jsonSql(value)
  if (Array.isArray(value)) return type?.kind === 'array' ? arraySql(value, type) : jsonSql(value)
  if (value instanceof Date) return text(moment(value, type))
  if (ArrayBuffer.isView(value)) return `decode('${hex(value)}', 'hex')`
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
      return literal(value)
    default:
      return jsonSql(value)
  }
}

const hex = (bytes: ArrayBufferView): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')

/** A string is JSON text already, as it is for drivers. */
const jsonSql = (value: unknown): string =>
  text(
    typeof value === 'string'
      ? value
      : JSON.stringify(value, (_, item) =>
          typeof item === 'bigint' ? rawJSON(String(item)) : item,
        ),
  )

/** A number with all its digits. */
const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown }

const arraySql = (
  values: readonly unknown[],
  type: ColumnType & { readonly kind: 'array' },
): string => `${members(values, type.of)}::${typeSql(type)}`

const members = (values: readonly unknown[], of: ColumnType): string =>
  values.length === 0
    ? "'{}'"
    : `ARRAY[${values.map((value) => (Array.isArray(value) && of.kind !== 'json' && of.kind !== 'jsonb' ? members(value, of) : valueSql(value, of))).join(', ')}]`

/** In UTC, which a column without a zone is taken to be in. */
function moment(value: Date, type: ColumnType | undefined): string {
  const iso = value.toISOString()
  if (type?.kind === 'date') return iso.slice(0, 10)
  if (type?.kind === 'time') return iso.slice(11, -1)
  if (type?.kind === 'timestamp' && !type.withTimeZone) return iso.slice(0, -1).replace('T', ' ')
  return iso
}
