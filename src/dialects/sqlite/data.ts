import { toSqlite } from '../../drivers/sqlite-values.ts'
import type { Operation } from '../../operations/model.ts'
import { literal } from './defaults.ts'
import { qualified, quote } from './names.ts'

/** So many rows a statement, so that no statement grows beyond what people look at. */
const ROWS = 200

type Row = Operation<'bulkInsert'>['rows'][number]

/** Rows as statements. What a row does not name gets its default, so rows that name the same columns go together. */
export function insertRows({ table, rows }: Operation<'bulkInsert'>): readonly string[] {
  return runs(rows).map(({ columns, rows: some }) => {
    const into = `INSERT INTO ${qualified(table)}`
    if (columns.length === 0) return `${into} DEFAULT VALUES`
    const values = some.map((row) => `(${columns.map((name) => valueSql(row[name])).join(', ')})`)
    return `${into} (${columns.map(quote).join(', ')}) VALUES\n  ${values.join(',\n  ')}`
  })
}

interface SameColumns {
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
}

function runs(rows: readonly Row[]): readonly SameColumns[] {
  const all: { columns: readonly string[]; rows: Row[] }[] = []
  for (const row of rows) {
    const columns = Object.keys(row).filter((name) => row[name] !== undefined)
    const last = all.at(-1)
    const names = new Set(last?.columns)
    const joins = columns.length > 0 && names.symmetricDifference(new Set(columns)).size === 0
    if (last !== undefined && joins && last.rows.length < ROWS) last.rows.push(row)
    else all.push({ columns, rows: [row] })
  }
  return all
}

/** The value as drivers would bind it, written out: the same for a database and for a script. */
function valueSql(value: unknown): string {
  const bound = toSqlite(value)
  if (!ArrayBuffer.isView(bound)) return literal(bound)
  return `x'${Buffer.from(bound.buffer, bound.byteOffset, bound.byteLength).toString('hex')}'`
}
