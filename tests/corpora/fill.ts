import type { Connection } from '../../src/drivers/connection.ts'
import type { Column, Schema, Table } from '../../src/schema/model.ts'
import { createOrder } from '../../src/schema/order.ts'
import { type Ground, qualified, quote } from '../laws/generate/ground.ts'
import { valueSql } from '../laws/generate/values.ts'
import { chooseValues, namesIn, type Wish } from './choose.ts'
import { type Heirs, heirOf } from './heirs.ts'

/**
 * Puts rows into the tables of any schema, as far as its constraints let it; where it can be, rows that the
 * constraints of the schema after it let be too. Returns how many went in.
 */
export async function fill(connection: Connection, schema: Schema, heirs: Heirs): Promise<number> {
  const ground = { dialect: connection.dialect, version: connection.version }
  const { tables } = createOrder(schema.tables)
  let rows = 0
  for (const table of tables) {
    const wish = wishOf(table, heirs, ground)
    const chosen = await chooseValues(connection, wish, ground)
    rows += await fillTable(connection, table, chosen, ground)
  }
  return rows
}

/** What may stand in the columns that there is more to say of than their type. */
function wishOf(table: Table, heirs: Heirs, ground: Ground): Wish {
  const heir = heirOf(heirs, table)
  const columns = all(table).map(({ name, type, nullable }) => {
    const becomes = heir?.columns.find(({ was }) => was.name === name)?.is.type ?? type
    return { name, type, nullable, becomes }
  })
  const isHere = (sql: string): boolean =>
    !namesIn(sql).some(
      (name) =>
        heir?.is.columns.some((column) => column.name === name) &&
        !table.columns.some((column) => column.name === name),
    )
  return {
    columns,
    // The rows that such a key points at are gone, and on the way back there is nothing to point at.
    nulls: table.foreignKeys
      .filter(({ references }) => heirOf(heirs, references) === undefined)
      .flatMap((key) => key.columns),
    conditions: [...table.checks, ...(heir?.is.checks ?? [])]
      .map(({ expression }) => expression.dialects?.[ground.dialect] ?? expression.sql)
      .filter(isHere),
  }
}

async function fillTable(
  connection: Connection,
  table: Table,
  chosen: readonly ReadonlyMap<string, string>[],
  ground: Ground,
): Promise<number> {
  let rows = 0
  for (const i of [0, 1, 2]) {
    const value = ({ name, type }: Column): string =>
      chosen[i]?.get(name) ?? valueSql(type, i, ground)
    const tries = [all(table), required(table), [] as const]
    for (const columns of tries) {
      if (!(await insert(connection, insertion(table, columns, value)))) continue
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

function insertion(
  table: Table,
  columns: readonly Column[],
  value: (column: Column) => string,
): string {
  if (columns.length === 0) return `INSERT INTO ${qualified(table)} DEFAULT VALUES`
  const names = columns.map(({ name }) => quote(name)).join(', ')
  const values = columns.map(value).join(', ')
  const overriding = columns.some(({ identity }) => identity?.always)
    ? ' OVERRIDING SYSTEM VALUE'
    : ''
  return `INSERT INTO ${qualified(table)} (${names})${overriding} VALUES (${values})`
}
