import { applyFor } from '../../operations/apply.ts'
import type { Operation } from '../../operations/model.ts'
import { isFor } from '../../schema/for-dialect.ts'
import { nameOf } from '../../schema/lookup.ts'
import type { ObjectName, Schema } from '../../schema/model.ts'
import type { CompileOptions, Step } from '../dialect.ts'
import { unsupported } from '../errors.ts'
import { type CompileTable, type Context, compileTable, type Outcome, REBUILD, tableIn, tableWithIndexes } from './compile.ts'
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
  const isEnumChange = op.kind === 'addEnumValue' || op.kind === 'renameEnumValue' || op.kind === 'alterEnum'
  const known = isEnumChange && schema.enums.some(({ name }) => name === op.enum.name)
  return isEnumChange && !known ? schema : apply(schema, op)
}

function groupSteps(
  { table, members }: Group,
  placed: readonly Placed[],
  options: CompileOptions,
): readonly Step[] {
  const own = members.map((at) => placed[at]!)
  const [first] = own as [Placed]
  const last = own.at(-1)!
  const operations = own.map(({ op }) => op)
  const outcomes = own.map((one, i): Outcome => {
    const behind = constraintsBehind(one.op, operations.slice(i + 1))
    return outcome(one, { before: one.before, after: one.after, options, behind })
  })
  if (first.op.kind === 'createTable' && own.length > 1)
    return toSteps(tableWithIndexes(tableIn(last.after, table!)), operations)
  if (!outcomes.includes(REBUILD)) {
    const folded = new Set(own.flatMap(({ op }, i) => foldedBehind(op, operations.slice(i + 1))))
    return own.flatMap(({ op }, i) =>
      folded.has(op) ? [] : toSteps(outcomes[i] as readonly (string | Step)[], [op]),
    )
  }
  const was = tableIn(first.before, nameBefore(first.op))
  const sources = sourcesAfter(was, operations)
  const is = tableIn(last.after, table!)
  return toSteps(rebuild({ schema: first.before, before: was, after: is, sources }), operations)
}
