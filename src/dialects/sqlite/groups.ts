import type { Operation, OperationKind } from '../../operations/model.ts'
import { nameOf, sameName } from '../../schema/lookup.ts'
import type { ObjectName } from '../../schema/model.ts'

/** Operations on one table that are carried out together, or a single one of another kind. */
export interface Group {
  /** The table under its name after the last of them; undefined for an operation that belongs to none. */
  readonly table: ObjectName | undefined
  /** Places in the list of all operations, rising. */
  readonly members: readonly number[]
}

/** Changes to a table that may be one rebuild. */
const CHANGES: ReadonlySet<OperationKind> = new Set([
  'addColumn',
  'dropColumn',
  'alterColumn',
  'renameColumn',
  'addConstraint',
  'dropConstraint',
  'renameConstraint',
  'validateConstraint',
  'setConstraintComment',
  'setIndexComment',
  'createIndex',
  'dropIndex',
  'renameIndex',
  'alterTable',
  'setTableComment',
])

/** What does nothing here, so that anything may be moved across it. */
const IDLE: ReadonlySet<OperationKind> = new Set(['createEnum', 'dropEnum', 'renameEnum'])

/** Changes that mean the same before and after the changes to other tables that may be `PASSABLE`. */
const MOVABLE: ReadonlySet<OperationKind> = new Set([
  'addColumn',
  'alterColumn',
  'addConstraint',
  'dropConstraint',
  'renameConstraint',
  'validateConstraint',
  'setConstraintComment',
  'setIndexComment',
  'alterTable',
  'setTableComment',
])

/** Names of columns and tables stay what they are in these, so nothing that refers to them is moved past a renaming. */
const PASSABLE: ReadonlySet<OperationKind> = new Set([
  ...MOVABLE,
  ...IDLE,
  'createTable',
  'createIndex',
])

/**
 * The operations in groups, each with the neighbours that concern the same table. Changes to other tables may stand in
 * between, as they do when keys are added after all tables are made.
 */
export function grouped(operations: readonly Operation[]): readonly Group[] {
  const groups: Group[] = []
  for (const [at, op] of operations.entries()) {
    const table = tableOf(op)
    const last = table === undefined ? -1 : groups.findLastIndex((group) => isOn(group, table))
    const own = groups[last]
    if (own !== undefined && joins(op, own, groups.slice(last + 1), operations))
      groups[last] = { table: nameAfter(op), members: [...own.members, at] }
    else groups.push({ table: nameAfter(op), members: [at] })
  }
  return groups
}

const isOn = (group: Group, table: ObjectName): boolean =>
  group.table !== undefined && sameName(group.table, table)

/** The table that the operation changes, by its name before. */
function tableOf(op: Operation): ObjectName | undefined {
  if (op.kind === 'renameTable') return op.from
  return CHANGES.has(op.kind) && 'table' in op ? nameOf(op.table) : undefined
}

const nameAfter = (op: Operation): ObjectName | undefined => {
  if (op.kind === 'renameTable') return op.to
  return op.kind === 'createTable' && op.ifNotExists !== true ? nameOf(op.table) : tableOf(op)
}

function joins(
  op: Operation,
  own: Group,
  following: readonly Group[],
  operations: readonly Operation[],
): boolean {
  const changed = own.members.some((at) => changesValues(operations[at]!))
  if (op.kind === 'alterColumn' && op.using !== undefined && changed) return false
  const since = own.members.at(-1)!
  const between = following.flatMap(({ members }) => members.filter((at) => at > since))
  if (between.length === 0) return true
  return MOVABLE.has(op.kind) && between.every((at) => PASSABLE.has(operations[at]!.kind))
}

/** An expression over the old rows cannot speak of what has no place in them yet. */
const changesValues = (op: Operation): boolean =>
  op.kind === 'addColumn' ||
  op.kind === 'createTable' ||
  (op.kind === 'alterColumn' && op.using !== undefined)
