import { closedCircles } from './circles.ts'
import { nameOf, sameName, spell } from './lookup.ts'
import type { ForeignKey, ObjectName, StoredObject, StoredObjectKind, Table } from './model.ts'

/** What the order of tables depends on. */
export type Orderable = Pick<Table, 'schema' | 'name' | 'columns' | 'foreignKeys' | 'options'>

/** A foreign key with the table that has it. */
export interface PlacedKey {
  readonly table: ObjectName
  readonly foreignKey: ForeignKey
}

export interface CreateOrder<T> {
  /** Each after the tables it refers to, but for the keys that are `later`. */
  readonly tables: readonly T[]
  /** The keys that close a circle: to be added when all the tables are there. */
  readonly later: readonly PlacedKey[]
}

export interface DropOrder<T> {
  /** The keys that close a circle: to be dropped before any table is. */
  readonly first: readonly PlacedKey[]
  readonly tables: readonly T[]
}

/**
 * Tables in an order they can be created in: what a table refers to or inherits from comes before it, and
 * otherwise they go by name, so that the same tables have the same order however they are listed. References of
 * a table to itself, and to tables outside the list, do not matter.
 */
export function createOrder<T extends Orderable>(tables: readonly T[]): CreateOrder<T> {
  const ordered: T[] = []
  const later: PlacedKey[] = []
  let waiting = nodesOf([...tables].sort(byName))
  while (waiting.length > 0) {
    const left = new Set(waiting.map(({ table }) => table))
    const ready = waiting.filter(({ needs }) => !needs.some((table) => left.has(table)))
    const next = new Set(ready.length > 0 ? ready : circlesOf(waiting))
    for (const { table, keys } of next) {
      ordered.push(table)
      for (const { target, foreignKey } of keys)
        if (left.has(target)) later.push({ table: nameOf(table), foreignKey })
    }
    waiting = waiting.filter((one) => !next.has(one))
  }
  return { tables: ordered, later }
}

/** The same backwards: what refers to a table goes before it. */
export function dropOrder<T extends Orderable>(tables: readonly T[]): DropOrder<T> {
  const created = createOrder(tables)
  return { first: created.later.toReversed(), tables: created.tables.toReversed() }
}

interface Node<T> {
  readonly table: T
  /** Everything it wants there first, itself excepted. */
  readonly needs: readonly T[]
  /** Tables it inherits from: that cannot be added later. */
  readonly parents: readonly T[]
  readonly keys: readonly { readonly target: T; readonly foreignKey: ForeignKey }[]
}

function nodesOf<T extends Orderable>(tables: readonly T[]): Node<T>[] {
  const byKey = new Map(tables.map((table) => [keyOf(table), table]))
  return tables.map((table) => {
    const find = (name: ObjectName): T[] => {
      const found = byKey.get(keyOf(name))
      return found === undefined || found === table ? [] : [found]
    }
    const keys = table.foreignKeys.flatMap((foreignKey) =>
      find(foreignKey.references).map((target) => ({ target, foreignKey })),
    )
    const parents = (table.options?.inherits ?? []).flatMap(find)
    return { table, keys, parents, needs: [...keys.map(({ target }) => target), ...parents] }
  })
}

const keyOf = ({ schema, name }: ObjectName): string => JSON.stringify([schema ?? '', name])

/** Where to begin the circles that wait for nothing but themselves. */
const circlesOf = <T extends Orderable>(waiting: readonly Node<T>[]): Node<T>[] => {
  const nodes = new Map(waiting.map((one) => [one.table, one]))
  return closedCircles(waiting, ({ needs }) => needs.flatMap((table) => nodes.get(table) ?? []))
    .map((circle) => easiest(circle.toSorted(byTable)))
    .sort(byTable)
}

/**
 * The table to begin a circle with: the one with the fewest keys to be added later, and rather those that may be
 * null, which close the circle in the data too. Not one that inherits from another of the circle.
 */
function easiest<T extends Orderable>(circle: readonly Node<T>[]): Node<T> {
  const members = new Set(circle.map(({ table }) => table))
  const cost = ({ table, keys, parents }: Node<T>): readonly number[] => {
    const open = keys.filter(({ target }) => members.has(target))
    const required = open.filter(({ foreignKey }) => isRequired(table, foreignKey))
    return [parents.filter((one) => members.has(one)).length, required.length, open.length]
  }
  return circle.reduce((best, next) => (isLess(cost(next), cost(best)) ? next : best))
}

const isRequired = (table: Orderable, { columns }: ForeignKey): boolean =>
  columns.every((name) => table.columns.some((column) => column.name === name && !column.nullable))

/** Whether the first list of numbers comes before the second, number by number. */
function isLess(a: readonly number[], b: readonly number[]): boolean {
  const i = a.findIndex((number, at) => number !== b[at])
  return i >= 0 && a[i]! < b[i]!
}

const byTable = (a: Node<Orderable>, b: Node<Orderable>): number => byName(a.table, b.table)

const byName = (a: ObjectName, b: ObjectName): number =>
  compareText(a.schema ?? '', b.schema ?? '') || compareText(a.name, b.name)

/** By code unit: the same on every machine, whatever its language. */
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const RANKS: Readonly<Record<StoredObjectKind, number>> = {
  extension: 0,
  domain: 1,
  function: 2,
  procedure: 3,
  view: 4,
  materializedView: 5,
  trigger: 6,
  policy: 7,
  grant: 8,
}

/**
 * Views, functions, … in an order they can be created in: after what they say they depend on, and otherwise by
 * kind and name. To drop them, go backwards. Where they depend on each other in a circle, kind and name decide.
 */
export function orderObjects(objects: readonly StoredObject[]): StoredObject[] {
  const ordered: StoredObject[] = []
  let waiting = [...objects].sort(byRank)
  while (waiting.length > 0) {
    const next =
      waiting.find((object) => !waiting.some((other) => dependsOn(object, other))) ?? waiting[0]!
    ordered.push(next)
    waiting = waiting.filter((object) => object !== next)
  }
  return ordered
}

const dependsOn = (object: StoredObject, other: StoredObject): boolean =>
  object !== other &&
  [...(object.dependsOn ?? []), ...(object.table === undefined ? [] : [object.table])].some(
    (name) => sameName(name, other),
  )

const byRank = (a: StoredObject, b: StoredObject): number =>
  RANKS[a.kind] - RANKS[b.kind] ||
  byName(a, b) ||
  compareText(a.table ? spell(a.table) : '', b.table ? spell(b.table) : '') ||
  compareText(a.signature ?? '', b.signature ?? '')
