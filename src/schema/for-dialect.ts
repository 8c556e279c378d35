import { sqlFor } from './builders/sql.ts'
import { checkPostgresNames } from './check-schema.ts'
import type { ColumnType, DialectName, Schema, StoredObject, Table } from './model.ts'

/**
 * The schema without what is meant for other databases. Types keep their variants and expressions their wordings:
 * what is written from it stays portable. Throws where two names collide on that database.
 */
export function forDialect(schema: Schema, dialect: DialectName): Schema {
  const some = {
    ...schema,
    tables: schema.tables.map((table) => tableFor(table, dialect)),
    objects: only(schema.objects, dialect).map((object) => objectFor(object, dialect)),
  }
  if (dialect === 'postgresql') checkPostgresNames(some)
  return some
}

/** The type on one database. */
export const typeFor = (type: ColumnType, dialect: DialectName): ColumnType =>
  type.kind === 'variant' ? (type.dialects[dialect] ?? type.base) : type

export { sqlFor }

interface Limited {
  readonly dialects?: readonly DialectName[]
}

/** Whether it is for that database: it is, unless it names others. */
export const isFor = ({ dialects }: Limited, dialect: DialectName): boolean =>
  dialects === undefined || dialects.includes(dialect)

const only = <T extends Limited>(things: readonly T[], dialect: DialectName): readonly T[] =>
  things.every((thing) => isFor(thing, dialect))
    ? things
    : things.filter((thing) => isFor(thing, dialect))

const tableFor = (table: Table, dialect: DialectName): Table => ({
  ...table,
  checks: only(table.checks, dialect),
  exclusions: only(table.exclusions, dialect),
  indexes: only(table.indexes, dialect),
})

function objectFor(object: StoredObject, dialect: DialectName): StoredObject {
  const { indexes, ...rest } = object
  if (indexes === undefined) return object
  const here = only(indexes, dialect)
  return here.length === 0 ? rest : { ...rest, indexes: here }
}
