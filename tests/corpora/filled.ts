import type { Operation } from '../../src/operations/model.ts'
import type { Both } from '../laws/carry.ts'
import { type Ground, isSqlite, qualified, quote } from '../laws/generate/ground.ts'
import { isInteger } from '../laws/generate/scene.ts'
import { valueSql } from '../laws/generate/values.ts'

/**
 * The revision as somebody edits it who reads the remark on a required column that rows are in the way of: it is added
 * nullable, filled, and required then.
 */
export const filled = ({ upgrade, downgrade }: Both, ground: Ground): Both => ({
  upgrade: upgrade.flatMap((operation) => inSteps(operation, ground)),
  downgrade: downgrade.flatMap((operation) => inSteps(operation, ground)),
})

function inSteps(operation: Operation, ground: Ground): readonly Operation[] {
  if (operation.kind !== 'addColumn' || !needsValues(operation)) return [operation]
  const { table, column } = operation
  return [
    { ...operation, column: { ...column, nullable: true } },
    { kind: 'execute', sql: filling(operation, ground) },
    {
      kind: 'alterColumn',
      table,
      column: column.name,
      from: { nullable: true },
      to: { nullable: false },
    },
  ]
}

const needsValues = ({ column }: Operation<'addColumn'>): boolean =>
  !column.nullable &&
  column.default === undefined &&
  column.identity === undefined &&
  column.generated === undefined &&
  column.autoincrement !== true

/** Numbers that differ, for there may be a key on them; of anything else the same value everywhere. */
function filling({ table, column }: Operation<'addColumn'>, ground: Ground): string {
  const [name, target] = [quote(column.name), qualified(table)]
  if (!isInteger(column.type))
    return `UPDATE ${target} SET ${name} = ${valueSql(column.type, 0, ground)}`
  if (isSqlite(ground)) return `UPDATE ${target} SET ${name} = rowid`
  return `UPDATE ${target} SET ${name} = rows.n FROM (SELECT ctid, row_number() OVER () AS n FROM ${target}) AS rows WHERE ${target}.ctid = rows.ctid`
}
