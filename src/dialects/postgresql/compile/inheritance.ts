import { parentsChanged } from '../../../operations/inherited.ts'
import type { Inherited, Operation } from '../../../operations/model.ts'
import { fromAloneOf, handedDown } from '../../../schema/inheritance.ts'
import type { ObjectName, Schema, Table } from '../../../schema/model.ts'
import { qualified, quote } from '../names.ts'
import { dropClause } from './constraints.ts'
import { type Context, moved, tableIn } from './context.ts'
import { usersOf } from './dependents.ts'
import { change, type Missing, throughHelper } from './join-through-helper.ts'
import { clause, PASS, type Piece } from './pieces.ts'
import { takeOut } from './remake.ts'
import { checksAlike } from './word-for-word.ts'

/** What a table inherits from: each change by itself, for a column that is inherited could not go in the same statement. */
export function inheritance(operation: Operation<'alterTable'>, context: Context): Piece[] {
  const { left, joined } = parentsChanged(operation)
  const { table, from, inherited } = operation
  const leaving = { ...operation, to: { inherits: without(from.inherits, left) } }
  return [
    ...(left.length === 0 ? [] : leave(table, left, inherited, knownIn(context.before))),
    ...(joined.length === 0
      ? []
      : join(table, joined, inherited ?? {}, knownIn(moved(context.before, leaving)))),
  ]
}

const without = (
  all: readonly ObjectName[] = [],
  some: readonly ObjectName[],
): readonly ObjectName[] => all.filter((one) => !some.includes(one))

/** The schema with every table in the database's own terms, its constraints with their names. */
const knownIn = (schema: Schema): Schema => ({
  ...schema,
  tables: schema.tables.map((table) => tableIn(schema, table)),
})

/** Where it is said what stays with the table, the rest of what it has from these parents goes. */
function leave(
  name: ObjectName,
  parents: readonly ObjectName[],
  said: Inherited | undefined,
  schema: Schema,
): Piece[] {
  const table = tableIn(schema, name)
  const { columns, checks } = fromAloneOf(table, parents, schema)
  const isSaid = (list: readonly string[] | undefined, one: { readonly name?: string }): boolean =>
    said === undefined || (one.name !== undefined && list?.includes(one.name) === true)
  const gone = columns.flatMap(({ column }) => (isSaid(said?.columns, column) ? [] : [column.name]))
  const numbered = columns.filter(
    ({ column }) => column.autoincrement && !gone.includes(column.name),
  )
  return [
    ...parents.map((parent) => change(name, `NO INHERIT ${qualified(parent)}`)),
    ...checks
      .filter((check) => !isSaid(said?.checks, check))
      .map((check) => dropClause(name, { kind: 'check', ...check })),
    { kind: 'away', objects: usersOf(schema, name, gone) },
    ...gone.flatMap((column) => takeOut(name, column, schema)),
    // Its numbers come from the parent's sequence, which may go with that.
    ...numbered.map(({ column }) =>
      clause(name, PASS.drop, `ALTER COLUMN ${quote(column.name)} DROP DEFAULT`, [column.name]),
    ),
  ]
}

function join(
  name: ObjectName,
  parents: readonly ObjectName[],
  said: Inherited,
  schema: Schema,
): Piece[] {
  const above = handedDown(parents, schema)
  const joining = [
    ...(above.checks.length === 0 ? [] : [checksAlike(name, parents)]),
    ...parents.map((parent) => change(name, `INHERIT ${qualified(parent)}`)),
  ]
  const table = tableIn(schema, name)
  const missing = missingOf(table, parents, said, schema)
  return missing.columns.length + missing.checks.length === 0
    ? joining
    : throughHelper({ table, parents, above, missing, schema }, joining)
}

/** What it does not say itself, or says no longer. */
function missingOf(
  table: Table,
  parents: readonly ObjectName[],
  said: Inherited,
  schema: Schema,
): Missing {
  const columns = table.columns.filter(({ name }) => said.columns?.includes(name))
  const checks = table.checks.filter(({ name }) => name && said.checks?.includes(name))
  const unsaying = (one: Table): Table => ({
    ...one,
    columns: one.columns.filter((column) => !columns.includes(column)),
    checks: one.checks.filter((check) => !checks.includes(check)),
  })
  return {
    ...fromAloneOf(unsaying(table), parents, schema),
    own: { columns: columns.map(({ name }) => name), checks },
  }
}
