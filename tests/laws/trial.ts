import type { Connection } from '../../src/drivers/connection.ts'
import { applyFor } from '../../src/operations/apply.ts'
import { invertAll } from '../../src/operations/invert.ts'
import type { Operation } from '../../src/operations/model.ts'
import type { Schema } from '../../src/schema/model.ts'
import type { Bench } from './bench.ts'
import { carryOut, type Difference, difference, read } from './carry.ts'
import type { Pair } from './generate/schemas.ts'
import { insertsFor, readCounters, readRows, type Survival, survivalOf } from './rows.ts'

/** What there was to see in the rows of a database at one moment. */
export interface Rows {
  readonly rows: readonly string[]
  readonly counters: ReadonlyMap<string, string>
}

/** The first schema, made of nothing. */
export interface Created {
  readonly connection: Connection
  readonly operations: readonly Operation[]
  /** What the models say, as the database words it now that it is there. */
  readonly expected: Schema
  readonly found: Schema
  readonly survival: readonly Survival[]
  readonly rows: Rows
}

/** The second schema, made of the first. */
export interface Upgraded {
  readonly connection: Connection
  readonly operations: readonly Operation[]
  readonly downgrade: readonly Operation[]
  /** The second comparison: what it has found, and what it would still do. */
  readonly again: Difference
  /** The same for the models in another order. */
  readonly shuffled: Outcome<Difference>
  /** What `apply` makes of the first schema, in the words of the database. */
  readonly applied: Outcome<Schema>
  readonly rows: Rows
}

export interface Downgraded {
  readonly found: Schema
  readonly rows: Rows
}

/**
 * A pair of schemas on a live database: each stage is gone through once, when a law first asks for it, and one after the
 * other, for there is one database.
 */
export interface Trial {
  readonly bench: Bench
  readonly pair: Pair
  created(): Promise<Created>
  upgraded(): Promise<Upgraded>
  downgraded(): Promise<Downgraded>
}

/** A stage that a law needs was not reached: that is for the law that asks for the stage itself to tell. */
export class NotReached extends Error {}

export function trialOf(bench: Bench, pair: Pair): Trial {
  const created = once(() => create(bench, pair))
  const upgraded = once(async () => upgrade(bench, pair, await reached(created)))
  const downgraded = once(async () =>
    downgrade(bench, await reached(created), await reached(upgraded)),
  )
  return { bench, pair, created, upgraded, downgraded }
}

/** What came of something that has to be done while the database is there, for a law to look at later. */
export type Outcome<T> = () => T

async function outcomeOf<T>(make: () => Promise<T>): Promise<Outcome<T>> {
  try {
    const value = await make()
    return () => value
  } catch (error) {
    return () => {
      throw error
    }
  }
}

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** A stage that some other law judges. */
export const reached = <T>(stage: () => Promise<T>): Promise<T> =>
  stage().catch((error) => {
    throw error instanceof NotReached ? error : new NotReached(String(error), { cause: error })
  })

async function create(bench: Bench, { before, after }: Pair): Promise<Created> {
  const { dialect, ground } = bench
  const connection = await bench.empty()
  const { operations, found: nothing } = await difference(connection, dialect, before)
  await carryOut(connection, dialect, operations, nothing)
  const { found, canonical: expected } = await difference(connection, dialect, before)
  for (const insert of insertsFor(before, ground)) await connection.run(insert)
  const survival = survivalOf(before, after)
  const rows = await readRows(connection, survival, 'was', ground)
  const counters = await readCounters(connection)
  return { connection, operations, expected, found, survival, rows: { rows, counters } }
}

async function upgrade(bench: Bench, { after }: Pair, created: Created): Promise<Upgraded> {
  const { dialect, ground } = bench
  const { connection, survival } = created
  const { operations, found } = await difference(connection, dialect, after)
  await carryOut(connection, dialect, operations, found)
  const again = await difference(connection, dialect, after)
  const shuffled = await outcomeOf(() => difference(connection, dialect, backwards(after)))
  const applied = await outcomeOf(() => {
    const schema = dialect.canonical(operations.reduce(applyFor(dialect.name), found))
    return dialect.normalize(connection, schema, again.found)
  })
  const rows = await readRows(connection, survival, 'is', ground)
  const counters = await readCounters(connection)
  const downgrade = invertAll(operations)
  return { connection, operations, downgrade, again, shuffled, applied, rows: { rows, counters } }
}

async function downgrade(bench: Bench, created: Created, upgraded: Upgraded): Promise<Downgraded> {
  const { dialect, ground } = bench
  const { connection, survival } = created
  await carryOut(connection, dialect, upgraded.downgrade, upgraded.again.found)
  const found = await read(connection, dialect)
  const rows = await readRows(connection, survival, 'was', ground)
  return { found, rows: { rows, counters: await readCounters(connection) } }
}

/** The schema with everything defined in the opposite order, but for columns. */
export const backwards = (schema: Schema): Schema => ({
  ...schema,
  schemas: schema.schemas.toReversed(),
  enums: schema.enums.toReversed(),
  sequences: schema.sequences.toReversed(),
  objects: schema.objects.toReversed(),
  tables: schema.tables.toReversed().map((table) => ({
    ...table,
    uniques: table.uniques.toReversed(),
    foreignKeys: table.foreignKeys.toReversed(),
    checks: table.checks.toReversed(),
    exclusions: table.exclusions.toReversed(),
    indexes: table.indexes.toReversed(),
  })),
})
