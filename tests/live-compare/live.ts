import assert from 'node:assert/strict'
import { compared } from '../../src/commands/proposal.ts'
import type { Comparison, Rename } from '../../src/compare/index.ts'
import type { Dialect } from '../../src/dialects/dialect.ts'
import { postgresql } from '../../src/dialects/postgresql/index.ts'
import { sqlite } from '../../src/dialects/sqlite/index.ts'
import type { Connection } from '../../src/drivers/connection.ts'
import { invertAll } from '../../src/operations/invert.ts'
import type { Operation } from '../../src/operations/model.ts'
import type { Schema } from '../../src/schema/model.ts'
import { tell } from './told.ts'

const DIALECTS: Readonly<Record<Dialect['name'], Dialect>> = { postgresql, sqlite }

export interface Side {
  readonly ignore?: readonly string[]
  readonly renames?: readonly Rename[]
  /** Named schemas to look at, besides those the models speak of. */
  readonly schemas?: readonly string[]
}

/** What a run sees of a database. */
export const reflect = (connection: Connection, schemas: readonly string[] = []): Promise<Schema> =>
  DIALECTS[connection.dialect].reflect(connection, { schemas })

/** The comparison of a live database with a schema, as `revision --autogenerate` makes it. */
export async function compareLive(
  connection: Connection,
  models: Schema,
  { ignore = [], renames = [], schemas = [] }: Side = {},
): Promise<{ readonly comparison: Comparison; readonly found: Schema }> {
  const dialect = DIALECTS[connection.dialect]
  const found = await reflect(connection, [...new Set([...models.schemas, ...schemas])])
  const sides = { dialect, connection, found, wanted: models }
  return { comparison: await compared(sides, { ignore, renames }), found }
}

/** Carries operations out as a run does: what must be committed is, and SQLite's foreign keys wait until the end. */
export async function carryOut(
  connection: Connection,
  operations: readonly Operation[],
  before: Schema,
): Promise<void> {
  const dialect = DIALECTS[connection.dialect]
  const steps = dialect.compile(operations, before, { version: connection.version })
  if (dialect.name === 'sqlite') await connection.run('PRAGMA foreign_keys = OFF')
  for (const step of steps) {
    if (step.kind === 'run') continue
    try {
      await connection.script(step.sql)
    } catch (cause) {
      throw new Error(
        `${step.sql}\n${steps.map((one) => ('sql' in one ? one.sql : '')).join(';\n')}`,
        {
          cause,
        },
      )
    }
  }
  if (dialect.name !== 'sqlite') return
  assert.deepEqual(await connection.query('PRAGMA foreign_key_check'), [])
  await connection.run('PRAGMA foreign_keys = ON')
}

/** Makes a database what the models say. */
export async function bring(
  connection: Connection,
  models: Schema,
  side: Side = {},
): Promise<void> {
  const { comparison, found } = await compareLive(connection, models, side)
  await carryOut(connection, comparison.operations, found)
}

export interface RoundTrip {
  /** What had to be done, in `tell`'s words. */
  readonly steps: readonly string[]
  readonly comparison: Comparison
}

/**
 * From one schema to another and back, on a live database: after each step nothing is left to do, and at the end the
 * database is what it was.
 */
export async function roundTrip(
  connection: Connection,
  from: Schema,
  to: Schema,
  side: Side = {},
): Promise<RoundTrip> {
  const schemas = [...new Set([...from.schemas, ...to.schemas, ...(side.schemas ?? [])])]
  const { renames: _, ...again } = { ...side, schemas }
  await bring(connection, from, again)
  await nothingLeft(connection, from, again, 'after the first')
  const start = await reflect(connection, schemas)
  const { comparison, found } = await compareLive(connection, to, { ...side, schemas })
  await carryOut(connection, comparison.operations, found)
  await nothingLeft(connection, to, again, 'after the change')
  const { found: reached } = await compareLive(connection, to, again)
  await carryOut(connection, invertAll(comparison.operations), reached)
  assert.deepEqual(unordered(await reflect(connection, schemas)), unordered(start))
  return { steps: comparison.operations.map(tell), comparison }
}

async function nothingLeft(
  connection: Connection,
  models: Schema,
  side: Side,
  when: string,
): Promise<void> {
  const { comparison } = await compareLive(connection, models, side)
  const { operations } = comparison
  assert.deepEqual(operations.map(tell), [], `${when}: ${JSON.stringify(operations)}`)
}

/** A database can only append columns, and lists what it has in the order in which it was made. */
function unordered(schema: Schema): unknown {
  const sorted = <T>(items: readonly T[]): T[] =>
    items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  return {
    ...schema,
    objects: sorted(schema.objects),
    tables: schema.tables.map((table) => ({
      ...table,
      columns: sorted(table.columns),
      uniques: sorted(table.uniques),
      foreignKeys: sorted(table.foreignKeys),
      checks: sorted(table.checks),
      indexes: sorted(table.indexes),
    })),
  }
}
