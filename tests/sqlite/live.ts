/** Carries out operations on a live SQLite database as a run does: foreign keys off, all in one transaction. */
import type { CompileOptions } from '../../src/dialects/dialect.ts'
import { sqlite } from '../../src/dialects/sqlite/index.ts'
import type { Connection } from '../../src/drivers/connection.ts'
import { complete } from '../../src/operations/complete.ts'
import type { Operation } from '../../src/operations/model.ts'
import type { Schema, Table } from '../../src/schema/model.ts'

export const reflect = (connection: Connection): Promise<Schema> => sqlite.reflect(connection)

export async function reflectTable(connection: Connection, name: string): Promise<Table> {
  const { tables } = await reflect(connection)
  const table = tables.find((one) => one.name === name)
  if (table === undefined) throw new Error(`no table ${name}`)
  return table
}

/** The SQL of the operations, from a schema. */
export const compiled = (
  operations: readonly Operation[],
  before: Schema,
  version: CompileOptions['version'] = [3, 53],
): string[] =>
  sqlite
    .compile(operations, before, { version })
    .map((step) => (step.kind === 'statement' ? step.sql : `-- run`))

/** Carries them out, and gives the statements. */
export async function carryOut(
  connection: Connection,
  operations: readonly Operation[],
  options: { readonly version?: CompileOptions['version'] } = {},
): Promise<string[]> {
  const before = await reflect(connection)
  const whole = operations.map((op) => complete(op, before))
  const { version = connection.version } = options
  const statements = compiled(whole, before, version)
  const [keys] = await connection.query<{ foreign_keys: number }>('PRAGMA foreign_keys')
  await connection.run('PRAGMA foreign_keys = OFF')
  await connection.run('BEGIN IMMEDIATE')
  try {
    for (const sql of statements) await connection.script(sql)
    await connection.run('COMMIT')
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => {})
    await connection.run('PRAGMA legacy_alter_table = OFF')
    throw error
  } finally {
    await connection.run(`PRAGMA foreign_keys = ${keys?.foreign_keys}`)
  }
  return statements
}

/** Tables without the order in which constraints and indexes stand, which means nothing. */
export const unordered = (tables: readonly Table[]): unknown[] =>
  tables
    .map(({ uniques, foreignKeys, checks, indexes, ...table }) => ({
      ...table,
      constraints: [...uniques, ...foreignKeys, ...checks, ...indexes].map(text).toSorted(),
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))

const text = (data: unknown): string =>
  JSON.stringify(data, (_, value) => (typeof value === 'bigint' ? String(value) : value))
