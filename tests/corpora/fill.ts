import type { Connection } from '../../src/drivers/connection.ts'
import type { Schema, Table } from '../../src/schema/model.ts'
import { createOrder } from '../../src/schema/order.ts'
import { type Ground, qualified, quote } from '../laws/generate/ground.ts'
import { valueSql } from '../laws/generate/values.ts'

/** Puts rows into the tables of any schema, as far as its constraints let it. Returns how many went in. */
export async function fill(connection: Connection, schema: Schema): Promise<number> {
  const ground = { dialect: connection.dialect, version: connection.version }
  const { tables } = createOrder(schema.tables)
  let rows = 0
  for (const table of tables) rows += await fillTable(connection, table, ground)
  return rows
}

async function fillTable(connection: Connection, table: Table, ground: Ground): Promise<number> {
  let rows = 0
  for (const i of [0, 1, 2]) {
    const tries = [all(table), required(table), [] as const]
    for (const columns of tries) {
      const isIn = await insert(connection, insertion(table, columns, i, ground))
      if (!isIn) continue
      rows += 1
      break
    }
  }
  return rows
}

const insert = (connection: Connection, sql: string): Promise<boolean> =>
  connection.run(sql).then(
    () => true,
    () => false,
  )

const all = (table: Table) => table.columns.filter(({ generated }) => generated === undefined)

const required = (table: Table) =>
  all(table).filter(
    ({ nullable, default: value, autoincrement, identity }) =>
      !nullable && value === undefined && !autoincrement && identity === undefined,
  )

function insertion(table: Table, columns: Table['columns'], i: number, ground: Ground): string {
  if (columns.length === 0) return `INSERT INTO ${qualified(table)} DEFAULT VALUES`
  const names = columns.map(({ name }) => quote(name)).join(', ')
  const values = columns.map(({ type }) => valueSql(type, i, ground)).join(', ')
  const overriding = columns.some(({ identity }) => identity?.always)
    ? ' OVERRIDING SYSTEM VALUE'
    : ''
  return `INSERT INTO ${qualified(table)} (${names})${overriding} VALUES (${values})`
}
