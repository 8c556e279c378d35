import { sameData } from '../../../../src/schema/equal.ts'
import { findColumn, findTable, nameOf, sameName } from '../../../../src/schema/lookup.ts'
import type { Column, Schema, Table } from '../../../../src/schema/model.ts'
import type { Picks } from '../picks.ts'
import {
  anyPlace,
  bareTable,
  isPartitioned,
  type Makes,
  newName,
  withPlaces,
  withTable,
} from '../scene.ts'

/** Tables that inherit on PostgreSQL: from one other or from two, later on or no longer. */
export const inheritanceMakes: Makes = {
  addChildTable: (scene, picks) => {
    const parent = picks.of(scene.schema.tables.filter(canBeParent))
    if (parent === undefined) return undefined
    const others = scene.schema.tables.filter(
      (one) => one !== parent && canBeParent(one) && haveNothingInCommon(one, parent),
    )
    const second = picks.chance(3) ? picks.of(others) : undefined
    const parents = second === undefined ? [parent] : [parent, second]
    const own: Column = {
      name: newName(scene, picks, 'own_'),
      type: { kind: 'text' },
      nullable: true,
    }
    const inherited = parents.flatMap(({ columns }) =>
      columns.map(({ comment: _, ...column }) => column),
    )
    const name = { ...anyPlace(scene, picks), name: newName(scene, picks) }
    const options = { inherits: parents.map(nameOf) }
    // What it has from above need not be said again.
    if (picks.chance())
      return withPlaces({
        ...scene.schema,
        tables: [...scene.schema.tables, { ...bareTable(name, [own]), options }],
      })
    const checks = parents.flatMap((one) =>
      one.checks.filter(({ noInherit, notValid }) => !noInherit && !notValid),
    )
    const child: Table = {
      ...bareTable(name, [...inherited, own]),
      ...(checks.length > 0 && { checks }),
      options,
    }
    return withPlaces({ ...scene.schema, tables: [...scene.schema.tables, child] })
  },

  leaveParent: ({ schema, origin }, picks) => {
    const saidAll = (table: Table): boolean => {
      const had = origin && findTable(origin, table)
      return origin === undefined || had?.options?.inherits === undefined || saysAll(had, origin)
    }
    const child = picks.of(schema.tables.filter((one) => saysAll(one, schema) && saidAll(one)))
    if (child === undefined) return undefined
    const { inherits = [], ...options } = child.options!
    const left = inherits.length > 1 && picks.chance() ? [inherits[0]!] : []
    return withTable(schema, {
      ...child,
      options: { ...options, ...(left.length > 0 && { inherits: left }) },
    })
  },

  joinParent: (scene, picks) => {
    const found = candidates(scene.schema, picks)
    if (found === undefined) return undefined
    const { child, parent } = found
    return withTable(scene.schema, {
      ...child,
      options: { ...child.options, inherits: [nameOf(parent)] },
    })
  },
}

/**
 * Joins a table only to what it can join: one that was there says all columns of its new parent, for PostgreSQL adds none.
 * And a default of null says nothing under a parent that has one, which reflection could tell apart.
 */
export const settledHeirs = (schema: Schema, origin: Schema | undefined): Schema =>
  schema.tables.every(({ options }) => options?.inherits === undefined)
    ? schema
    : { ...schema, tables: schema.tables.map((table) => settledHeir(table, schema, origin)) }

function settledHeir(table: Table, schema: Schema, origin: Schema | undefined): Table {
  const { inherits, ...options } = table.options ?? {}
  if (inherits === undefined) return table
  const had = origin && findTable(origin, table)
  const parents = inherits.filter(
    (name) =>
      had === undefined ||
      had.options?.inherits?.some((one) => sameName(one, name)) ||
      findTable(schema, name)?.columns.every((column) => findColumn(table, column.name)),
  )
  const above = parents.flatMap((name) => findTable(schema, name) ?? [])
  const hasDefault = (name: string) =>
    above.some((one) => findColumn(one, name)?.default !== undefined)
  const columns = table.columns.map((column) => {
    const { default: value, ...rest } = column
    const isNull = value !== undefined && 'literal' in value && value.literal === null
    return isNull && hasDefault(column.name) ? rest : column
  })
  // PostgreSQL makes those first that come from above.
  const names = [...new Set(above.flatMap((one) => one.columns.map(({ name }) => name)))]
  const inherited = names.flatMap((name) => columns.find((column) => column.name === name) ?? [])
  return {
    ...table,
    columns: [...inherited, ...columns.filter((column) => !inherited.includes(column))],
    options: { ...options, ...(parents.length > 0 && { inherits: parents }) },
  }
}

/** What it only has from above it would keep, and nobody would have said so. */
const saysAll = ({ options, columns, checks }: Table, schema: Schema): boolean =>
  options?.inherits?.every((name) => {
    const parent = schema.tables.find((one) => sameName(one, name))!
    return (
      parent.columns.every((column) => columns.some((one) => one.name === column.name)) &&
      parent.checks.every((check) =>
        checks.some((one) => sameData(one.expression, check.expression)),
      )
    )
  }) === true

const canBeParent = ({ options, columns }: Table): boolean =>
  options?.partitionBy === undefined &&
  options?.unlogged !== true &&
  options?.inherits === undefined &&
  columns.every(
    ({ generated, identity, autoincrement }) => !generated && !identity && !autoincrement,
  )

const haveNothingInCommon = (a: Table, b: Table): boolean =>
  !a.columns.some(({ name }) => b.columns.some((one) => one.name === name)) &&
  !a.checks.some(({ name }) => b.checks.some((one) => one.name === name))

/** A table that has all that another has. */
function candidates(
  schema: Schema,
  picks: Picks,
): { readonly child: Table; readonly parent: Table } | undefined {
  const isParent = (table: Table): boolean =>
    schema.tables.some(({ options }) => options?.inherits?.some((one) => sameName(one, table)))
  const pairs = schema.tables.flatMap((child) =>
    schema.tables
      .filter(
        (parent) =>
          parent !== child &&
          canBeParent(parent) &&
          !isPartitioned(child) &&
          child.options?.unlogged !== true &&
          child.options?.inherits === undefined &&
          !isParent(child) &&
          parent.checks.length === 0 &&
          parent.columns.every((column) => child.columns.some((one) => isLike(one, column))),
      )
      .map((parent) => ({ child, parent })),
  )
  return picks.of(pairs)
}

const isLike = (column: Column, wanted: Column): boolean =>
  column.name === wanted.name &&
  JSON.stringify(column.type) === JSON.stringify(wanted.type) &&
  column.collation === wanted.collation &&
  column.generated === undefined &&
  (wanted.nullable || !column.nullable)
