import { compact } from './equal.ts'
import { findTable, nameOf, sameName } from './lookup.ts'
import type { Check, Column, ObjectName, Schema, Table } from './model.ts'

/** What comes to a table from those that it inherits from, each name once and those from furthest above first. */
export interface HandedDown {
  /** Each with the table that says it. */
  readonly columns: readonly { readonly of: ObjectName; readonly column: Column }[]
  readonly checks: readonly Check[]
}

/**
 * The columns and checks that these tables hand down to a table that inherits from them. Keys, indexes and comments they
 * keep for themselves.
 *
 * @see https://www.postgresql.org/docs/current/ddl-inherit.html
 */
export function handedDown(parents: readonly ObjectName[], schema: Schema): HandedDown {
  const all = parents.flatMap((name): HandedDown[] => {
    const table = findTable(schema, name)
    if (table === undefined) return []
    const columns = table.columns.map((column) => ({ of: nameOf(table), column }))
    return [handedDown(parentsOf(table), schema), { columns, checks: table.checks.filter(goesOn) }]
  })
  return {
    columns: nearest(
      all.flatMap(({ columns }) => columns),
      ({ column }) => column.name,
    ),
    checks: nearest(
      all.flatMap(({ checks }) => checks),
      ({ name, expression }) => name ?? expression.sql,
    ),
  }
}

/** What a table has from these parents alone: it does not say it itself, and has it from no other. */
export function fromAloneOf(
  table: Table,
  parents: readonly ObjectName[],
  schema: Schema,
): HandedDown {
  const others = parentsOf(table).filter((one) => !isAmong(one, parents))
  const rest = handedDown(others, schema)
  const columns = [...table.columns, ...rest.columns.map(({ column }) => column)]
  const checks = [...table.checks, ...rest.checks]
  const all = handedDown(parents, schema)
  return {
    columns: all.columns.filter(({ column }) => !columns.some(({ name }) => name === column.name)),
    // Without names nobody can tell that two are one.
    checks: all.checks.filter(
      ({ name }) => name === undefined || !checks.some((one) => one.name === name),
    ),
  }
}

/** A column as those that inherit it have it, when it is their own: it numbers nothing, and nobody commented on it. */
export const asOwn = (column: Column): Column =>
  compact({
    ...column,
    nullable: column.nullable && column.identity === undefined,
    comment: undefined,
    identity: undefined,
    autoincrement: undefined,
    sequenceName: undefined,
    notNullName: undefined,
  })

export const parentsOf = ({ options }: Table): readonly ObjectName[] => options?.inherits ?? []

export const isAmong = (name: ObjectName, names: readonly ObjectName[]): boolean =>
  names.some((one) => sameName(one, name))

const goesOn = ({ noInherit, dialects }: Check): boolean =>
  noInherit !== true && (dialects === undefined || dialects.includes('postgresql'))

/** Of those with one name the last, at the place of the first. */
const nearest = <T>(all: readonly T[], name: (one: T) => string): readonly T[] => [
  ...new Map(all.map((one) => [name(one), one])).values(),
]
