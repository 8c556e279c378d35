import { asOwn, fromAloneOf, type HandedDown, handedDown, isAmong } from '../schema/inheritance.ts'
import type { ObjectName, Schema, Table } from '../schema/model.ts'
import { NotThereError } from './errors.ts'
import type { Inherited, Operation } from './model.ts'
import { named } from './words.ts'

/** The parents that a change of a table takes from it, and those that it gives it. */
export function parentsChanged({ from, to }: Pick<Operation<'alterTable'>, 'from' | 'to'>): {
  readonly left: readonly ObjectName[]
  readonly joined: readonly ObjectName[]
} {
  const [were, are] = [from.inherits ?? [], to.inherits ?? []]
  return {
    left: were.filter((one) => !isAmong(one, are)),
    joined: are.filter((one) => !isAmong(one, were)),
  }
}

/**
 * The table with what becomes its own when it leaves a parent, and without what is its parents' alone when it joins
 * them. Where the operation does not say, everything stays with a table that leaves.
 */
export function withInherited(table: Table, op: Operation<'alterTable'>, schema: Schema): Table {
  const { left, joined } = parentsChanged(op)
  if (left.length + joined.length === 0) return table
  checkHandedDown(table, op.inherited, handedDown([...left, ...joined], schema))
  const freed = ownOf(table, fromAloneOf(table, left, schema), op.inherited)
  return joined.length === 0
    ? freed
    : withoutOwn(freed, handedDown(joined, schema), op.inherited ?? {})
}

/** Whether it changes what the table inherits from, and does not say what becomes of what it inherits. */
export const leavesUnsaid = (op: Operation): boolean =>
  op.kind === 'alterTable' &&
  op.inherited === undefined &&
  Object.values(parentsChanged(op)).some((parents) => parents.length > 0)

/** The operation with that said, if there is something to say. */
export function withInheritedSaid(
  op: Operation<'alterTable'>,
  table: Table,
  schema: Schema,
): Operation<'alterTable'> {
  if (!leavesUnsaid(op)) return op
  const { left, joined } = parentsChanged(op)
  const own = namesOf(fromAloneOf(table, left, schema))
  const more = namesOf(fromAloneOf(table, joined, schema))
  return Object.keys({ ...own, ...more }).length === 0 ? op : { ...op, inherited: own }
}

export function namesOf({ columns, checks }: HandedDown): Inherited {
  const names = checks.flatMap(({ name }) => name ?? [])
  return {
    ...(columns.length > 0 && { columns: columns.map(({ column }) => column.name) }),
    ...(names.length > 0 && { checks: names }),
  }
}

function ownOf(table: Table, { columns, checks }: HandedDown, said: Inherited | undefined): Table {
  const stays = (list: readonly string[] | undefined, name: string | undefined): boolean =>
    said === undefined || (name !== undefined && list?.includes(name) === true)
  return {
    ...table,
    columns: [
      ...columns.flatMap(({ column }) =>
        stays(said?.columns, column.name) ? [asOwn(column)] : [],
      ),
      ...table.columns,
    ],
    checks: [
      ...table.checks,
      ...checks.flatMap(({ comment: _, ...check }) =>
        stays(said?.checks, check.name) ? [check] : [],
      ),
    ],
  }
}

function withoutOwn(table: Table, { columns, checks }: HandedDown, said: Inherited): Table {
  const goes = (
    list: readonly string[] = [],
    above: readonly { readonly name?: string }[],
    name: string | undefined,
  ): boolean => name !== undefined && list.includes(name) && above.some((one) => one.name === name)
  const above = columns.map(({ column }) => column)
  return {
    ...table,
    columns: table.columns.filter(({ name }) => !goes(said.columns, above, name)),
    checks: table.checks.filter(({ name }) => !goes(said.checks, checks, name)),
  }
}

function checkHandedDown(table: Table, said: Inherited = {}, all: HandedDown): void {
  const { columns = [], checks = [] } = namesOf(all)
  const where = `in what table ${named(table)} inherits`
  for (const name of said.columns ?? [])
    if (!columns.includes(name)) throw new NotThereError('column', name, columns, where)
  for (const name of said.checks ?? [])
    if (!checks.includes(name)) throw new NotThereError('constraint', name, checks, where)
}
