import { postgresql } from '../../src/dialects/postgresql/index.ts'
import type { Connection } from '../../src/drivers/connection.ts'
import { apply } from '../../src/operations/apply.ts'
import type { Operation } from '../../src/operations/model.ts'
import { emptySchema, type Schema, type StoredObject } from '../../src/schema/model.ts'

/** Everything, whatever its schema. */
export const reflectAll = (connection: Connection): Promise<Schema> =>
  postgresql.reflect(connection, { schemas: 'all' })

/** Carries out the operations, as they would be in a revision: all compiled at once. */
export async function carryOut(
  connection: Connection,
  operations: readonly Operation[],
  before: Schema = emptySchema,
): Promise<string[]> {
  const steps = postgresql.compile(operations, before, { version: connection.version })
  const statements: string[] = []
  for (const step of steps) {
    if (step.kind === 'run') continue
    statements.push(step.sql)
    if (step.script) await connection.script(step.sql)
    else await connection.run(step.sql)
  }
  return statements
}

/** What tables may need; a function whose text PostgreSQL has parsed may need tables itself. */
const isEarly = ({ kind, definition }: StoredObject): boolean =>
  ['domain', 'function', 'procedure'].includes(kind) && !definition.includes('BEGIN ATOMIC')

/** What makes a schema on an empty database. Keys between tables come when all tables are there. */
export function creation(schema: Schema): Operation[] {
  const made = (object: StoredObject): Operation => ({ kind: 'createObject', object })
  const { objects } = schema
  return [
    ...schema.schemas.map((name): Operation => ({ kind: 'createSchema', name, ifNotExists: true })),
    ...objects.filter(({ kind }) => kind === 'extension').map(made),
    ...schema.enums.map((type): Operation => ({ kind: 'createEnum', enum: type })),
    ...schema.sequences.map(
      ({ ownedBy: _, ...sequence }): Operation => ({ kind: 'createSequence', sequence }),
    ),
    ...objects.filter(isEarly).map(made),
    ...parentsFirst(schema).map(
      (table): Operation => ({ kind: 'createTable', table: { ...table, foreignKeys: [] } }),
    ),
    ...schema.sequences
      .filter(({ ownedBy }) => ownedBy !== undefined)
      .map(
        ({ ownedBy, ...from }): Operation => ({
          kind: 'alterSequence',
          from,
          to: { ...from, ownedBy: ownedBy! },
        }),
      ),
    ...schema.tables.flatMap((table) =>
      table.foreignKeys.map(
        (key): Operation => ({
          kind: 'addConstraint',
          table,
          constraint: { kind: 'foreignKey', ...key },
        }),
      ),
    ),
    ...objects.filter((one) => one.kind !== 'extension' && !isEarly(one)).map(made),
  ]
}

const parentsFirst = ({ tables }: Schema) =>
  tables.toSorted(
    (a, b) => Number(a.options?.inherits !== undefined) - Number(b.options?.inherits !== undefined),
  )

/** The schema as the operations leave it, without a database. */
export const applied = (schema: Schema, operations: readonly Operation[]): Schema =>
  postgresql.canonical(operations.reduce(apply, schema))

/** A schema in one order, whatever the order it was made in. */
export function sorted(schema: Schema): Schema {
  const key = (one: object): string =>
    JSON.stringify(one, (_, value) => (typeof value === 'bigint' ? `${value}n` : value))
  const by = <T extends object>(all: readonly T[]): T[] =>
    all.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
  return {
    schemas: schema.schemas.toSorted(),
    tables: by(schema.tables).map((table) => ({
      ...table,
      uniques: by(table.uniques),
      foreignKeys: by(table.foreignKeys),
      checks: by(table.checks),
      exclusions: by(table.exclusions),
      indexes: by(table.indexes),
    })),
    enums: by(schema.enums),
    sequences: by(schema.sequences),
    objects: by(schema.objects.map(({ dependsOn: _, ...object }) => object)),
    unmodelled: by(schema.unmodelled),
  }
}
