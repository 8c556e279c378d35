import { asOwn, fromAloneOf, handedDown, parentsOf } from '../../../../src/schema/inheritance.ts'
import { findColumn, findTable, nameOf, sameName } from '../../../../src/schema/lookup.ts'
import type { Column, ObjectName, Schema, Table } from '../../../../src/schema/model.ts'
import { withoutColumn } from '../forget.ts'
import type { Picks } from '../picks.ts'
import {
  anyPlace,
  bareTable,
  isPartitioned,
  type Makes,
  newName,
  type Scene,
  withPlaces,
  withTable,
} from '../scene.ts'
import { hasRows } from '../values.ts'

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
    const inherited = parents.flatMap(({ columns }) =>
      columns.map(({ comment: _, ...column }) => column),
    )
    const ownName = newName(scene, picks, 'own_')
    const own: Column = {
      // A parent that left its own has such a column itself.
      name: inherited.some(({ name }) => name === ownName) ? `${ownName} too` : ownName,
      type: { kind: 'text' },
      nullable: true,
    }
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
    const child = picks.of(schema.tables.filter(({ options }) => options?.inherits))
    if (child === undefined) return undefined
    const { inherits = [], ...options } = child.options!
    const stay = inherits.length > 1 && picks.chance() ? [inherits[0]!] : []
    const left = inherits.filter((one) => !stay.includes(one))
    const { columns, checks } = fromAloneOf(child, left, schema)
    // What it has only from above it keeps, or loses: under rows what goes may not come back.
    const keeps = hasRows(origin, child) || picks.chance()
    const sure = checks.filter(({ notValid }) => !notValid)
    const kept = picks.chance() ? sure.map(({ comment: _, ...check }) => check) : []
    return withTable(schema, {
      ...child,
      ...(keeps && {
        columns: [...columns.map(({ column }) => asOwn(column)), ...child.columns],
        checks: [...child.checks, ...kept],
      }),
      options: { ...options, ...(stay.length > 0 && { inherits: stay }) },
    })
  },

  /** An heir says a column again that it has from above, or no longer. */
  restateInherited: ({ schema }, picks) => {
    const heir = picks.of(schema.tables.filter(({ options }) => options?.inherits))
    if (heir === undefined) return undefined
    const above = handedDown(parentsOf(heir), schema).columns
    const { column } = picks.of(above.filter((one) => !one.column.generated)) ?? {}
    if (column === undefined) return undefined
    const said = findColumn(heir, column.name)
    return said === undefined
      ? withTable(schema, { ...heir, columns: [asOwn(column), ...heir.columns] })
      : withoutColumn(schema, heir, said)
  },

  joinParent: (scene, picks) => {
    const found = candidates(scene, picks)
    if (found === undefined) return undefined
    const { child, parent } = found
    const options = { ...child.options, inherits: [nameOf(parent)] }
    const joined = withTable(scene.schema, { ...child, options })
    // What it has from above need not be said any longer; but under rows it could not come back without that parent.
    if (hasRows(scene.origin, child) || picks.chance()) return joined
    return parent.columns.reduce((now, { name }) => {
      const place = findTable(now, child)!
      const column = findColumn(place, name)
      return column === undefined ? now : withoutColumn(now, place, column)
    }, joined)
  },
}

/**
 * Joins a table only to what it can join: one with rows has all that its new parent has. And a default of null says nothing under a parent that has one, which reflection could tell apart.
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
      (origin !== undefined && canJoin(had, name, schema, origin)),
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

const canJoin = (had: Table, name: ObjectName, schema: Schema, origin: Schema): boolean => {
  const { columns, checks } = handedDown([name], schema)
  const hasAll = columns.every(({ column }) => findColumn(had, column.name))
  return !hasRows(origin, had) || (hasAll && checks.length === 0)
}

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

/** A table that can inherit from another. */
function candidates(
  { schema, origin }: Scene,
  picks: Picks,
): { readonly child: Table; readonly parent: Table } | undefined {
  const isParent = (table: Table): boolean =>
    schema.tables.some(({ options }) => options?.inherits?.some((one) => sameName(one, table)))
  const fits = (child: Table, parent: Table): boolean =>
    parent.columns.every((column) => {
      const own = findColumn(child, column.name)
      return own === undefined ? !hasRows(origin, child) : isLike(own, column)
    }) &&
    (parent.checks.length === 0 || !hasRows(origin, child)) &&
    !parent.checks.some(({ name }) => child.checks.some((one) => one.name === name))
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
          fits(child, parent),
      )
      .map((parent) => ({ child, parent })),
  )
  return picks.of(pairs)
}

const isLike = (column: Column, wanted: Column): boolean =>
  JSON.stringify(column.type) === JSON.stringify(wanted.type) &&
  column.collation === wanted.collation &&
  column.generated === undefined &&
  (wanted.nullable || !column.nullable)
