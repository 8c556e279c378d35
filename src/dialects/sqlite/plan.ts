import { applyFor } from '../../operations/apply.ts'
import type { Operation } from '../../operations/model.ts'
import { isFor } from '../../schema/for-dialect.ts'
import { nameOf } from '../../schema/lookup.ts'
import type { Constraint, ObjectName, Schema } from '../../schema/model.ts'
import type { CompileOptions, Step } from '../dialect.ts'
import { unsupported } from '../errors.ts'
import {
  type Context,
  compileTable,
  type Outcome,
  REBUILD,
  tableIn,
  tableWithIndexes,
} from './compile.ts'
import { type Group, grouped } from './groups.ts'
import { standsBehind } from './in-place.ts'
import { rebuild } from './rebuild/index.ts'
import { sourcesAfter } from './rebuild/sources.ts'

/** An operation between the two schemas that it leads from and to. */
interface Placed {
  readonly op: Operation
  readonly before: Schema
  readonly after: Schema
}

/**
 * The statements for the operations. Neighbouring changes to one table are made together: each by SQLite's ALTER TABLE as
 * far as that goes; if one of them needs a rebuild, all of them in that one rebuild.
 */
export function compile(
  operations: readonly Operation[],
  before: Schema,
  options: CompileOptions,
): readonly Step[] {
  const own = operations.filter((op) => isFor(op, 'sqlite'))
  own.forEach(refuseSchemas)
  let schema = before
  const placed = own.map((op): Placed => {
    const start = schema
    schema = after(start, op)
    return { op, before: start, after: schema }
  })
  return grouped(own).flatMap((group) => groupSteps(group, placed, options))
}

const apply = applyFor('sqlite')

/** The enums of a database without enum types are known only as far as these operations speak of them. */
function after(schema: Schema, op: Operation): Schema {
  const isEnumChange =
    op.kind === 'addEnumValue' || op.kind === 'renameEnumValue' || op.kind === 'alterEnum'
  const known = isEnumChange && schema.enums.some(({ name }) => name === op.enum.name)
  return isEnumChange && !known ? schema : apply(schema, op)
}

function groupSteps(
  { table, members }: Group,
  placed: readonly Placed[],
  options: CompileOptions,
): readonly Step[] {
  const own = members.map((at) => placed[at]!)
  const [first, last] = [own[0]!, own.at(-1)!]
  const operations = own.map(({ op }) => op)
  const behind = statedBehind(operations)
  const stated = new Set<Operation>([...behind.values()].flat())
  const parts = own
    .filter(({ op }) => !stated.has(op))
    .map((one) => {
      const also = behind.get(one.op) ?? []
      const constraints = also.map(({ constraint }) => constraint)
      return { operations: [one.op, ...also], outcome: outcome(one, constraints, options) }
    })
  if (first.op.kind === 'createTable' && own.length > 1)
    return toSteps(tableWithIndexes(tableIn(last.after, table!)), operations)
  if (parts.every((part) => part.outcome !== REBUILD))
    return parts.flatMap((part) => toSteps(part.outcome as Done, part.operations))
  const was = tableIn(first.before, nameBefore(first.op))
  const sources = sourcesAfter(was, operations)
  const is = tableIn(last.after, table!)
  return toSteps(rebuild({ schema: first.before, before: was, after: is, sources }), operations)
}

type Done = Exclude<Outcome, typeof REBUILD>

function outcome(
  { op, before, after }: Placed,
  behind: readonly Constraint[],
  options: CompileOptions,
): Outcome {
  const entry = compileTable[op.kind] as (op: Operation, context: Context) => Outcome
  return entry(op, { before, after, options, behind })
}

const toSteps = (done: Done, operations: readonly Operation[]): readonly Step[] =>
  done.map((one) => {
    if (typeof one === 'string') return { kind: 'statement', sql: one, operations }
    return 'kind' in one ? one : { kind: 'statement', ...one, operations }
  })

/** The constraints that are stated with a column that is added before them: a column may bring its keys and checks along. */
function statedBehind(
  operations: readonly Operation[],
): ReadonlyMap<Operation, readonly Operation<'addConstraint'>[]> {
  const added = operations.filter((op) => op.kind === 'addColumn')
  const additions = operations.every(({ kind }) => ADDITIONS.has(kind))
  const constraints = additions ? operations.filter((op) => op.kind === 'addConstraint') : []
  const ownerOf = ({ constraint }: Operation<'addConstraint'>) => {
    const owners = added.filter(({ column }) => standsBehind(column.name, constraint))
    return owners.length === 1 ? owners[0] : undefined
  }
  return Map.groupBy(
    constraints.filter((op) => ownerOf(op) !== undefined),
    (op): Operation => ownerOf(op)!,
  )
}

const ADDITIONS: ReadonlySet<Operation['kind']> = new Set([
  'addColumn',
  'addConstraint',
  'createIndex',
  'setTableComment',
])

const nameBefore = (op: Operation): ObjectName =>
  op.kind === 'renameTable' ? op.from : nameOf((op as Operation<'addColumn'>).table)

/** SQLite's schemas are the databases that are attached, and a foreign key does not lead out of one. */
function refuseSchemas(op: Operation): void {
  const elsewhere = placesOf(op).some(
    ({ schema }) => schema !== undefined && schema !== 'main' && schema !== 'temp',
  )
  if (elsewhere)
    unsupported(
      'sqlite',
      "SQLite has no schemas. Use names without one, or leave it to PostgreSQL: op.only('postgresql', (op) => { … })",
    )(op)
}

function placesOf(op: Operation): readonly ObjectName[] {
  switch (op.kind) {
    case 'createTable':
      return [op.table, ...op.table.foreignKeys.map(({ references }) => references)]
    case 'renameTable':
      return [op.from, op.to]
    case 'addConstraint':
      return [op.table, ...(op.constraint.kind === 'foreignKey' ? [op.constraint.references] : [])]
    case 'createObject':
    case 'dropObject':
      return [op.object]
    case 'replaceObject':
      return [op.from, op.to]
    default:
      return 'table' in op ? [op.table] : []
  }
}
