import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { carryOut, reflect, unordered } from '../../../../tests/sqlite/live.ts'
import { drawChanges, drawTable, rowsFor } from '../../../../tests/sqlite/tables.ts'
import { withSqlite } from '../../../../tests/support/databases.ts'
import type { Connection } from '../../../drivers/connection.ts'
import type { Operation } from '../../../operations/model.ts'
import { emptySchema, type Schema, type Table } from '../../../schema/model.ts'
import { rowidColumn } from '../canonical.ts'
import { insertRows } from '../data.ts'
import { sqlite } from '../index.ts'
import { quote } from '../names.ts'
import { sourcesAfter } from './sources.ts'

const parent: Table = {
  name: 'parent',
  columns: [{ name: 'id', type: { kind: 'integer' }, nullable: false }],
  primaryKey: { columns: ['id'] },
  uniques: [],
  foreignKeys: [],
  checks: [],
  exclusions: [],
  indexes: [],
}

const child: Table = {
  ...parent,
  name: 'child',
  columns: [...parent.columns, { name: 't_id', type: { kind: 'integer' }, nullable: true }],
  foreignKeys: [{ columns: ['t_id'], references: { name: 't', columns: [] }, onDelete: 'cascade' }],
}

const BESIDES = `
  CREATE TABLE log (x);
  CREATE TRIGGER "on t" AFTER UPDATE ON t BEGIN INSERT INTO log VALUES (1); END;
  CREATE TRIGGER elsewhere AFTER INSERT ON child BEGIN UPDATE log SET x = (SELECT count(*) FROM t); END;
  CREATE VIEW v AS SELECT count(*) AS n FROM t;
  INSERT INTO child (t_id) VALUES (1), (2);`

/** Everything that is in the table, and everything that hangs on it. */
interface State {
  readonly schema: Schema
  readonly table: Table
  /** In the order of the rowid, or of the key. */
  readonly rows: readonly Record<string, unknown>[]
  readonly rowids: readonly unknown[] | undefined
  readonly counter: unknown
  readonly children: readonly unknown[]
}

async function stateOf(connection: Connection): Promise<State> {
  const schema = await reflect(connection)
  const table = schema.tables.find(({ name }) => name === 't')!
  const rowid = table.options?.withoutRowid
    ? undefined
    : ['rowid', '_rowid_', 'oid'].find((name) => table.columns.every((one) => one.name !== name))
  const order =
    rowid ?? (table.options?.withoutRowid ? table.primaryKey!.columns.map(quote).join() : 'NULL')
  const counters = table.options?.autoincrement
    ? await connection.query("SELECT seq FROM sqlite_sequence WHERE name = 't'")
    : []
  return {
    schema,
    table,
    rows: await connection.query(`SELECT * FROM t ORDER BY ${order}`),
    rowids:
      rowid === undefined
        ? undefined
        : await connection.query(`SELECT ${rowid} AS id FROM t ORDER BY ${rowid}`),
    counter: counters[0],
    children: await connection.query('SELECT * FROM child'),
  }
}

/** The cells of a row as they must be after the operations: of every column that survives as it was. */
function surviving(state: State, after: State, operations: readonly Operation[]) {
  const converted = operations.some((op) => op.kind === 'alterColumn' && op.to.type !== undefined)
  const sources = sourcesAfter(state.table, operations)
  const kept = after.table.columns.flatMap(({ name }) => {
    const from = state.table.columns.find((column) => column.name === sources.get(name)?.column)
    return from === undefined || converted || from.generated !== undefined
      ? []
      : [{ from: from.name, name }]
  })
  // No value comes twice, so the rows can be told apart in any order: a table without rowids has one of its own.
  return {
    was: state.rows.map((row) => kept.map(({ from }) => String(row[from]))).toSorted(),
    is: after.rows.map((row) => kept.map(({ name }) => String(row[name]))).toSorted(),
  }
}

/** A column that becomes the INTEGER PRIMARY KEY gives the rows its values for rowids. */
function turnsIntoRowid(before: State, after: State, operations: readonly Operation[]): boolean {
  const rowid = rowidColumn(after.table)
  const source = rowid && sourcesAfter(before.table, operations).get(rowid)
  return source !== undefined && source !== '' && source.column !== rowidColumn(before.table)
}

const REFUSED =
  /^((NOT NULL|UNIQUE|CHECK)? ?constraint failed|PRIMARY KEY missing|datatype mismatch)/i

for (const version of [
  [3, 53],
  [3, 35],
] as const)
  test(`random changes keep rows, rowids, counters, triggers and children (as SQLite ${version.join('.')})`, () =>
    fc.assert(
      fc.asyncProperty(fc.gen(), (g) =>
        withSqlite(async ({ connection }) => {
          await connection.run('PRAGMA foreign_keys = OFF')
          const table = drawTable(g, 't')
          const tables = [parent, table, child]
          await carryOut(
            connection,
            tables.map((one): Operation => ({ kind: 'createTable', table: one })),
          )
          const rows = rowsFor(table, 4)
          for (const sql of insertRows({ kind: 'bulkInsert', table: { name: 't' }, rows }))
            await connection.run(sql)
          await connection.script(BESIDES)
          const made = await stateOf(connection)
          assert.deepEqual(
            unordered(made.schema.tables.filter(({ name }) => name !== 'log')),
            unordered(sqlite.canonical({ ...emptySchema, tables }).tables),
          )
          if (made.counter !== undefined)
            await connection.run('UPDATE sqlite_sequence SET seq = seq + 1000')
          const before = await stateOf(connection)
          const { operations, after: wanted } = drawChanges(g, before.schema, 't', 4)
          const statements = await carryOut(connection, operations, { version }).catch((error) => {
            assert.match(error.message, REFUSED)
            return undefined
          })
          const after = await stateOf(connection)
          if (statements === undefined) return assert.deepEqual(after, before)

          const rebuilds = statements.filter((sql) => sql === 'DROP TABLE "t"')
          assert.ok(rebuilds.length <= 1)
          const worded = await sqlite.normalize(connection, sqlite.canonical(wanted), after.schema)
          assert.deepEqual(unordered(after.schema.tables), unordered(worded.tables))
          assert.deepEqual(after.schema.objects, before.schema.objects)
          const cells = surviving(before, after, operations)
          assert.deepEqual(cells.is, cells.was)
          assert.equal(after.rows.length, before.rows.length)
          if (
            before.rowids !== undefined &&
            after.rowids !== undefined &&
            !turnsIntoRowid(before, after, operations)
          )
            assert.deepEqual(after.rowids, before.rowids)
          if (before.counter !== undefined && after.counter !== undefined)
            assert.deepEqual(after.counter, before.counter)
          assert.deepEqual(after.children, before.children)
          assert.deepEqual(await connection.query('SELECT n FROM v'), [{ n: 4 }])
          const column = quote(
            after.table.columns.find(({ generated }) => generated === undefined)!.name,
          )
          await connection.run(`UPDATE t SET ${column} = ${column}`)
          assert.deepEqual(await connection.query('SELECT count(*) AS n FROM log'), [{ n: 4 }])
        }),
      ),
      { numRuns: Number(process.env.RUNS ?? 150), endOnFailure: true },
    ))
