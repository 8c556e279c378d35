import { findTable, sameName } from '../../../src/schema/lookup.ts'
import type {
  Column,
  ColumnType,
  ObjectName,
  Schema,
  SqlExpression,
  StoredObject,
  Table,
} from '../../../src/schema/model.ts'
import { type Ground, isSqlite } from './ground.ts'
import { freshName, relationNames } from './names.ts'
import type { Picks } from './picks.ts'

/** Where an edit is made: the schema as it is so far, and the one whose tables have the rows. */
export interface Scene {
  readonly schema: Schema
  readonly ground: Ground
  /** The schema that has the rows; undefined while it is being made itself. */
  readonly origin: Schema | undefined
}

/** Makes one change to a schema, or none where there is nothing to make it to. The result is always legal for the rows. */
export type Make = (scene: Scene, picks: Picks) => Schema | undefined

export type Makes = Readonly<Record<string, Make>>

/** A name for a relation, type or constraint that neither schema has. */
export const newName = ({ schema, origin, ground }: Scene, picks: Picks, prefix = ''): string =>
  freshName(picks, ground, relationNames(schema, origin), prefix)

const isBelow = ({ options }: Table, parent: Table): boolean =>
  options?.inherits?.some((name) => sameName(name, parent)) === true

/** A name for a column that the table neither has nor had. */
export function newColumnName(
  { schema, origin, ground }: Scene,
  table: Table,
  picks: Picks,
  prefix = '',
  taken: readonly string[] = [],
): string {
  const had = origin && findTable(origin, table)
  // What is added to a table comes to those that inherit from it, where others' columns come too.
  const below = [schema, origin].flatMap((one) => {
    const tables = one?.tables ?? []
    const children = tables.filter((child) => isBelow(child, table))
    return tables.filter(
      (each) => children.includes(each) || children.some((child) => isBelow(child, each)),
    )
  })
  const names = [table, ...below].flatMap(({ columns }) => columns).map(({ name }) => name)
  const old = (had?.columns ?? []).map(({ name }) => name)
  return freshName(picks, ground, [...names, ...old, ...taken], prefix)
}

/** Changes a random table, which may be of a certain sort; leaves it where the change comes to nothing. */
export const onTable =
  (
    change: (table: Table, picks: Picks, scene: Scene) => Table | undefined,
    eligible: (table: Table, scene: Scene) => boolean = () => true,
  ): Make =>
  (scene, picks) => {
    const table = picks.of(scene.schema.tables.filter((one) => eligible(one, scene)))
    const changed = table && change(table, picks, scene)
    return changed && withTable(scene.schema, changed)
  }

/** The schema with a table in the place of the one of its name. */
export const withTable = (schema: Schema, table: Table): Schema => ({
  ...schema,
  tables: schema.tables.map((one) => (sameName(one, table) ? table : one)),
})

export const withColumn = (table: Table, name: string, change: Partial<Column>): Table => ({
  ...table,
  columns: table.columns.map((column) =>
    column.name === name ? ({ ...column, ...change } as Column) : column,
  ),
})

export const withObject = (schema: Schema, ...objects: readonly StoredObject[]): Schema => ({
  ...schema,
  objects: [...schema.objects, ...objects],
})

/** A schema of the database's, sometimes. */
export const anyPlace = (scene: Scene, picks: Picks): { readonly schema?: string } =>
  isSqlite(scene.ground) || !picks.chance(5)
    ? {}
    : { schema: picks.one(['Extra "One"', 'second', 'auth']) }

/**
 * A tablespace, where there are any: one by its name, or the usual one. What is partitioned cannot say the usual one; a
 * table without columns is dropped by its name alone, and whether that was said is forgotten.
 */
export function anyTablespace(
  picks: Picks,
  { ground }: Scene,
  table?: Table,
): { readonly tablespace?: string } {
  const { tablespaces = [] } = ground
  const isOdd = table !== undefined && (isPartitioned(table) || table.columns.length === 0)
  const usual = isOdd ? [] : ['pg_default']
  const tablespace = tablespaces.length === 0 ? undefined : picks.of([...tablespaces, ...usual])
  return tablespace === undefined ? {} : { tablespace }
}

/** With every schema that something lives in. */
export function withPlaces(schema: Schema): Schema {
  const named = [...schema.tables, ...schema.enums, ...schema.sequences, ...schema.objects]
  return {
    ...schema,
    schemas: [...new Set([...schema.schemas, ...named.flatMap((one) => one.schema ?? [])])],
  }
}

export const bareTable = (name: ObjectName, columns: readonly Column[]): Table => ({
  ...name,
  columns,
  uniques: [],
  foreignKeys: [],
  checks: [],
  exclusions: [],
  indexes: [],
})

/** Whether it is for the ground's database. */
export const isHere = (
  { dialects }: Pick<StoredObject, 'dialects'>,
  { dialect }: Ground,
): boolean => dialects === undefined || dialects.includes(dialect)

export const textOf = (expression: SqlExpression | undefined): string =>
  expression === undefined
    ? ''
    : [expression.sql, ...Object.values(expression.dialects ?? {})].join('\n')

export const isText = ({ kind }: ColumnType): boolean =>
  kind === 'text' || kind === 'varchar' || kind === 'char'

export const isInteger = ({ kind }: ColumnType): boolean =>
  kind === 'integer' || kind === 'bigint' || kind === 'smallint'

/** The type on the ground's database. */
export const plainType = (type: ColumnType, { dialect }: Ground): ColumnType =>
  type.kind === 'variant' ? (type.dialects[dialect] ?? type.base) : type

export const isPartitioned = ({ options }: Table): boolean => options?.partitionBy !== undefined

/** No child, and no parent of one that says its columns again: what it says itself changes with its parent. */
export const isOnTop = (table: Table, { schema }: Scene): boolean =>
  table.options?.inherits === undefined &&
  !schema.tables.some(
    ({ columns, options }) =>
      options?.inherits?.some((name) => sameName(name, table)) &&
      columns.some(({ name }) => table.columns.some((one) => one.name === name)),
  )

/** Neither parent nor child: what inherits changes with its parent. */
export const isAlone = (table: Table, { schema }: Scene): boolean =>
  table.options?.inherits === undefined &&
  !schema.tables.some(({ options }) => options?.inherits?.some((name) => sameName(name, table)))
