import { carriedColumns, mentionsColumn, needsColumn } from '../../../operations/needs.ts'
import { sameName } from '../../../schema/lookup.ts'
import type {
  Column,
  Constraint,
  ForeignKey,
  Index,
  ObjectName,
  Schema,
  SqlExpression,
  StoredObject,
  Table,
} from '../../../schema/model.ts'
import { createOrder } from '../../../schema/order.ts'
import { mentions } from '../expression.ts'
import { enumOf } from '../types.ts'
import { type Context, tableIn } from './context.ts'
import { computedFrom, usersOf } from './dependents.ts'

/** A table with columns of an enum, as it was and as it will be. */
export interface Affected {
  readonly was: Table
  readonly is: Table
  /** The plain columns that are of the enum. */
  readonly columns: readonly string[]
  /** The generated columns that are of it, or are computed from one that is: they are made anew. */
  readonly remade: readonly string[]
}

const isOf = ({ type }: Column, name: ObjectName): boolean => {
  const own = enumOf(type)
  return own !== undefined && sameName(own, name)
}

/** The tables that have columns of the enum, each after those that it inherits from: what is theirs goes first there. */
export const affectedBy = (name: ObjectName, { before, after }: Context): Affected[] =>
  createOrder(before.tables).tables.flatMap((table) => {
    const was = tableIn(before, table)
    const those = was.columns.filter((column) => isOf(column, name))
    if (those.length === 0) return []
    const columns = those.filter(({ generated }) => !generated).map((column) => column.name)
    const generated = those.filter((column) => column.generated).map((column) => column.name)
    const computed = computedFrom(was, columns).map((column) => column.name)
    const remade = [...new Set([...computed, ...generated])]
    return [{ was, is: tableIn(after, table), columns, remade }]
  })

/** Views and the like on those columns, and functions that take or return the enum. */
export function inTheWay(
  name: ObjectName,
  tables: readonly Affected[],
  before: Schema,
): StoredObject[] {
  const users = tables.flatMap(({ was, columns, remade }) =>
    usersOf(before, was, [...columns, ...remade]),
  )
  const functions = before.objects.filter(
    (one) =>
      (one.kind === 'function' || one.kind === 'procedure') &&
      (mentions(one.signature ?? '', name.name) || mentions(returnsOf(one.definition), name.name)),
  )
  return [...new Set([...users, ...functions])]
}

const returnsOf = (definition: string): string =>
  /\bRETURNS\b.*/is.exec(definition)?.[0].split(/\n|\bLANGUAGE\b/i)[0] ?? ''

/**
 * The constraints and indexes in whose text a column stands, not only among their columns: a predicate compares it
 * with values of the old type. Those that go with a generated column are left to that.
 */
export function wordedParts(
  { columns, remade }: Affected,
  table: Table,
): { readonly constraints: readonly Constraint[]; readonly indexes: readonly Index[] } {
  const speaks = (expression: SqlExpression | undefined): boolean =>
    expression !== undefined && columns.some((column) => mentionsColumn(table, column, expression))
  const isWorded = ({ elements, where }: Pick<Index, 'elements' | 'where'>): boolean =>
    speaks(where) || elements.some(({ expression }) => speaks(expression))
  const gone = remade.map((column) => needsColumn(table, column))
  const stays = (item: unknown): boolean =>
    !gone.some((parts) =>
      Object.values(parts)
        .flat()
        .includes(item as never),
    )
  return {
    constraints: [
      ...table.checks
        .filter((check) => speaks(check.expression) && stays(check))
        .map((check) => ({ kind: 'check' as const, ...check })),
      ...table.exclusions
        .filter((exclusion) => isWorded(exclusion) && stays(exclusion))
        .map((exclusion) => ({ kind: 'exclusion' as const, ...exclusion })),
    ],
    indexes: table.indexes.filter((index) => isWorded(index) && stays(index)),
  }
}

/** The keys from and to columns of the enum: while the type changes, their two ends are of different ones. */
export function keysAt(
  schema: Schema,
  tables: readonly Affected[],
  side: 'was' | 'is',
): { readonly table: Table; readonly key: Constraint }[] {
  const touches = (name: ObjectName, columns: readonly string[]): boolean =>
    tables.some(
      (one) => sameName(one[side], name) && columns.some((column) => one.columns.includes(column)),
    )
  const carriedBy = ({ columns, ...name }: ForeignKey['references']) =>
    carriedColumns(tableIn(schema, name), columns)
  return schema.tables.flatMap((other) => {
    const table = tableIn(schema, other)
    return table.foreignKeys
      .filter(
        ({ columns, references }) =>
          touches(table, columns) ||
          touches(references, [...references.columns, ...carriedBy(references)]),
      )
      .map((key) => ({ table, key: { kind: 'foreignKey' as const, ...key } }))
  })
}
