import type { Operation, OperationKind } from '../../../operations/model.ts'
import { sameData } from '../../../schema/equal.ts'
import { findColumn, findTable, sameName } from '../../../schema/lookup.ts'
import type { Column, ObjectName, Schema } from '../../../schema/model.ts'
import { isInherited } from '../canonical/inherited.ts'
import { defaultSql } from '../defaults.ts'
import { quote } from '../names.ts'
import { canonicalType } from '../types.ts'
import { type Context, moved } from './context.ts'
import { usersOf } from './dependents.ts'
import { clause, PASS, type Piece } from './pieces.ts'

type Compile = (operation: Operation, context: Context) => readonly Piece[]

/**
 * What is said of a parent's column PostgreSQL does to its children along, and refuses to do to them alone. Where the
 * same is said of a child, before or after, it is done to both with the parent: added to the child first, so that the
 * column is its own, and dropped from it last.
 *
 * @see https://www.postgresql.org/docs/current/ddl-inherit.html
 */
export function withFamily(
  operation: Operation,
  context: Context,
  compile: Compile,
): readonly Piece[] {
  switch (operation.kind) {
    case 'addColumn':
      return added(operation, context, compile)
    case 'dropColumn':
      return dropped(operation, context, compile)
    case 'alterColumn':
      return altered(operation, context, compile)
    case 'dropConstraint':
      return released(operation, context, compile)
    default:
      return compile(operation, context)
  }
}

const isChild = (child: ObjectName, parent: ObjectName, schema: Schema): boolean =>
  findTable(schema, child)?.options?.inherits?.some((one) => sameName(one, parent)) === true

/** Operations of a kind among those. */
const ofKind = <K extends OperationKind>(all: readonly Operation[], kind: K) =>
  all.filter((one): one is Extract<Operation, { readonly kind: K }> => one.kind === kind)

const inherits = ({ before }: Context, table: ObjectName, column: string): boolean => {
  const known = findTable(before, table)
  return known !== undefined && isInherited(known, column, before)
}

function added(op: Operation<'addColumn'>, context: Context, compile: Compile): readonly Piece[] {
  const { before, earlier, later } = context
  const { name } = op.column
  const same = (all: readonly Operation[]) =>
    ofKind(all, 'addColumn').filter(({ column }) => column.name === name)
  const theirs = same(later).filter(({ table }) => isChild(table, op.table, before))
  const isThere = same(earlier).some(({ table }) => isChild(op.table, table, before))
  return [
    ...theirs.flatMap((one) => added(one, context, compile)),
    ...compile(isThere ? { ...op, ifNotExists: true } : op, context),
  ]
}

function dropped(
  op: Operation<'dropColumn'>,
  context: Context,
  compile: Compile,
): readonly Piece[] {
  const { before, earlier, later } = context
  const { name } = op.column
  const same = (all: readonly Operation[]) =>
    ofKind(all, 'dropColumn').filter(({ column }) => column.name === name)
  const waits =
    inherits(context, op.table, name) &&
    same(later).some(({ table }) => isChild(op.table, table, before))
  if (waits) return []
  const theirs = same(earlier).filter(({ table }) => isChild(table, op.table, before))
  return [
    ...compile(op, context),
    ...theirs.flatMap(({ table }) => dropped({ ...op, table, ifExists: true }, context, compile)),
  ]
}

function released(
  op: Operation<'dropConstraint'>,
  context: Context,
  compile: Compile,
): readonly Piece[] {
  const { before, earlier, later } = context
  const { name } = op.constraint
  if (op.constraint.kind !== 'check' || name === undefined) return compile(op, context)
  const same = (all: readonly Operation[]) =>
    ofKind(all, 'dropConstraint').filter(({ constraint }) => constraint.name === name)
  if (same(later).some(({ table }) => isChild(op.table, table, before))) return []
  const theirs = same(earlier).filter(({ table }) => isChild(table, op.table, before))
  return [
    ...compile(op, context),
    ...theirs.flatMap(({ table }) => compile({ ...op, table, ifExists: true }, context)),
  ]
}

function altered(
  op: Operation<'alterColumn'>,
  context: Context,
  compile: Compile,
): readonly Piece[] {
  const { before, earlier, later } = context
  const same = (all: readonly Operation[]) =>
    ofKind(all, 'alterColumn').filter(({ column }) => column === op.column)
  const above = (all: readonly Operation[]) =>
    same(all).filter(({ table }) => isChild(op.table, table, before))
  const below = (all: readonly Operation[]) =>
    same(all).filter(({ table }) => isChild(table, op.table, before))
  const mine = withoutParent(op, above(later))
  const around = mine === op ? context : { ...context, after: moved(before, mine) }
  const own = compile(withParent(mine, above(earlier)), around)
  const changed = below(earlier)
  if (!changesType(op)) return [...own, ...nullable(op, changed)]
  return [
    ...[...changed, ...below(later)].flatMap((one) => madeWay(one, before)),
    ...own,
    ...changed.flatMap((one) => defaultAgain(one, before)),
    ...nullable(op, changed),
  ]
}

/** What a child makes of the column stands in the way of another type; its default would be cast along. */
const madeWay = ({ table, column }: Operation<'alterColumn'>, before: Schema): Piece[] => [
  { kind: 'away', objects: usersOf(before, table, [column]) },
  clause(table, PASS.drop, `ALTER COLUMN ${quote(column)} DROP DEFAULT`, [column]),
]

function defaultAgain({ table, column }: Operation<'alterColumn'>, before: Schema): Piece[] {
  const value = columnIn(before, table, column)?.default
  if (value === undefined) return []
  const change = `ALTER COLUMN ${quote(column)} SET DEFAULT ${defaultSql(value)}`
  return [clause(table, PASS.other, change, [column])]
}

const columnIn = (schema: Schema, table: ObjectName, name: string): Column | undefined => {
  const known = findTable(schema, table)
  return known && findColumn(known, name)
}

const changesType = ({ from, to }: Operation<'alterColumn'>): boolean =>
  (to.type !== undefined &&
    !sameData(from.type && canonicalType(from.type), canonicalType(to.type))) ||
  !sameData(from.collation, to.collation)

/** What of a child's change waits for its parent's, which comes later. */
function withoutParent(
  op: Operation<'alterColumn'>,
  above: readonly Operation<'alterColumn'>[],
): Operation<'alterColumn'> {
  const types = changesType(op) && above.some(changesType)
  const nulls = op.to.nullable === true && above.some(({ to }) => to.nullable === true)
  const gone = [...(types ? ['type', 'collation', 'default'] : []), ...(nulls ? ['nullable'] : [])]
  const rest = (facets: object) =>
    Object.fromEntries(Object.entries(facets).filter(([key]) => !gone.includes(key)))
  return gone.length === 0 ? op : { ...op, from: rest(op.from), to: rest(op.to) }
}

/** What is left of a child's change when its parent has changed. */
function withParent(
  op: Operation<'alterColumn'>,
  above: readonly Operation<'alterColumn'>[],
): Operation<'alterColumn'> {
  if (!changesType(op) || !above.some(changesType)) return op
  const { type, collation } = op.to
  return {
    ...op,
    from: {
      ...op.from,
      ...(type !== undefined && { type }),
      ...(collation !== undefined && { collation }),
      default: null,
    },
  }
}

const nullable = (
  { column, to }: Operation<'alterColumn'>,
  theirs: readonly Operation<'alterColumn'>[],
): Piece[] =>
  to.nullable !== true
    ? []
    : theirs
        .filter((one) => one.to.nullable === true)
        .map(({ table }) =>
          clause(table, PASS.drop, `ALTER COLUMN ${quote(column)} DROP NOT NULL`, [column]),
        )
