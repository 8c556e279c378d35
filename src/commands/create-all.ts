import { compare } from '../compare/index.ts'
import type { Dialect } from '../dialects/dialect.ts'
import type { Connection } from '../drivers/connection.ts'
import { lend } from '../drivers/lend.ts'
import type { Lendable } from '../drivers/lendable.ts'
import { openConnection } from '../drivers/open.ts'
import { sameObject } from '../operations/edit.ts'
import { runOperations } from '../runtime/run-operations.ts'
import { checkDefaults } from '../schema/check-defaults.ts'
import { forDialect } from '../schema/for-dialect.ts'
import { sameName } from '../schema/lookup.ts'
import { emptySchema, type Schema } from '../schema/model.ts'
import { type SchemaOptions, schemaOf } from '../schema/put-together.ts'
import { dialectFor } from './dialects.ts'

/** A database: its URL, or a connection of the application's own, which stays open. */
export type Where = string | Lendable

type Models = Parameters<typeof schemaOf>[0]

/**
 * Makes what the models describe and the database has not, with no revision and no version table: for tests. What is there
 * already stays as it is.
 */
export const createAll = (
  where: Where,
  models: Models,
  options: SchemaOptions = {},
): Promise<void> =>
  between(where, schemaOf(models, options), ({ wanted, canonical, found }) => ({
    found: commonTo(canonical, found),
    wanted,
    canonical,
  }))

/** Drops what the models describe, and nothing else: for tests. */
export const dropAll = (where: Where, models: Models, options: SchemaOptions = {}): Promise<void> =>
  between(where, schemaOf(models, options), ({ canonical, found }) => ({
    found: { ...commonTo(found, canonical), schemas: [] },
    wanted: emptySchema,
    canonical: emptySchema,
  }))

interface Sides {
  readonly found: Schema
  readonly wanted: Schema
  readonly canonical: Schema
}

async function between(where: Where, models: Schema, sides: (all: Sides) => Sides): Promise<void> {
  const connection = await (typeof where === 'string' ? openConnection(where) : lend(where))
  try {
    const dialect = await dialectFor(connection.dialect)
    const wanted = forDialect(models, dialect.name)
    checkDefaults(wanted, dialect.name)
    const canonical = dialect.canonical(wanted)
    const found = await dialect.reflect(connection, { schemas: wanted.schemas })
    await carryOver(connection, dialect, sides({ wanted, canonical, found }))
  } finally {
    await connection.close()
  }
}

async function carryOver(connection: Connection, dialect: Dialect, sides: Sides): Promise<void> {
  const { operations } = compare({ ...sides, dialect })
  await runOperations({ connection, dialect }, operations, sides.found)
}

/** The parts of one schema that another has as well, by their names. */
function commonTo(schema: Schema, other: Schema): Schema {
  return {
    schemas: schema.schemas.filter((name) => other.schemas.includes(name)),
    tables: schema.tables.filter((table) => other.tables.some((one) => sameName(one, table))),
    enums: schema.enums.filter((type) => other.enums.some((one) => sameName(one, type))),
    sequences: schema.sequences.filter((one) => other.sequences.some((it) => sameName(it, one))),
    objects: schema.objects.filter((one) => other.objects.some((it) => sameObject(it, one))),
    unmodelled: [],
  }
}
