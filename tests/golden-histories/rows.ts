import fs from 'node:fs'
import path from 'node:path'
import type { Connection } from '../../src/drivers/connection.ts'
import type { DialectName } from '../../src/schema/model.ts'
import { type GoldenState, goldenFolder, readGolden } from '../support/golden.ts'

/** What a table held, by column. Bytes are `{ hex }`, and JSON on PostgreSQL is what it says. */
export type RecordedRows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

/** The rows that the recorded journey had in its tables after a revision. */
export function journeyRows(
  system: string,
  dialect: DialectName,
  state: GoldenState,
): RecordedRows {
  const folder = path.join(system, dialect, 'journey')
  const name = state.file.replace(/\.json$/, '')
  const seeded = path.join(folder, `up_${name}.seeded.json`)
  const file = fs.existsSync(path.join(goldenFolder, seeded))
    ? seeded
    : path.join(folder, `up_${name}.json`)
  const { alembic_version: _, ...rows } = readGolden<RecordedRows>(file)
  return rows
}

/** Puts rows in, in whatever order: keys are looked at again when all are there. Returns how many. */
export async function putIn(connection: Connection, rows: RecordedRows): Promise<number> {
  const put = connection.dialect === 'sqlite' ? putOnSqlite : putOnPostgres
  const off =
    connection.dialect === 'sqlite'
      ? 'PRAGMA foreign_keys = OFF'
      : 'SET session_replication_role = replica'
  const on =
    connection.dialect === 'sqlite' ? 'PRAGMA foreign_keys = ON' : 'RESET session_replication_role'
  await connection.run(off)
  for (const [table, records] of Object.entries(rows))
    for (const record of records) await put(connection, table, record)
  await connection.run(on)
  return Object.values(rows).reduce((sum, records) => sum + records.length, 0)
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`

async function putOnSqlite(
  connection: Connection,
  table: string,
  record: Readonly<Record<string, unknown>>,
): Promise<void> {
  const names = Object.keys(record)
  await connection.run(
    `INSERT INTO ${quote(table)} (${names.map(quote).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    names.map((name) => {
      const value = record[name]
      if (isBytes(value)) return Buffer.from(value.hex, 'hex')
      return typeof value === 'boolean' ? Number(value) : value
    }),
  )
}

/** PostgreSQL itself makes rows of JSON. */
async function putOnPostgres(
  connection: Connection,
  table: string,
  record: Readonly<Record<string, unknown>>,
): Promise<void> {
  const text = JSON.stringify(record, (_, value) => {
    if (typeof value === 'bigint') return String(value)
    return isBytes(value) ? `\\x${value.hex}` : value
  })
  await connection.run(
    `INSERT INTO ${quote(table)} OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_record(NULL::${quote(table)}, $1)`,
    [text],
  )
}

const isBytes = (value: unknown): value is { readonly hex: string } =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length === 1 &&
  typeof (value as { hex?: unknown }).hex === 'string'
