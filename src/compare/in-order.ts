import type { Operation } from '../operations/model.ts'
import type { Schema } from '../schema/model.ts'
import type { Views } from './constraints.ts'
import { type Alteration, type ColumnChange, changesColumn, type Delta } from './delta.ts'
import { withAnew, withDependents } from './dependents.ts'
import { columnKey, halfway } from './keys.ts'
import { nodesOf } from './nodes.ts'
import { circular, schedule } from './schedule.ts'
import type { Thing } from './things.ts'

/**
 * Where changes in place wait for each other in a circle (a view that stops reading a column which goes before the one
 * it begins to read can change), some of them are made as a drop and a creation.
 */
export function inOrder(delta: Delta, views: Views, found: Schema, canonical: Schema): Operation[] {
  if (delta.created.length + delta.dropped.length + delta.altered.length === 0) return []
  const whole = withDependents(delta, views)
  const nodes = nodesOf(whole, views, found, canonical)
  const inCircle = circular(nodes).flatMap(({ operation }) =>
    whole.altered.filter((alteration) => alteration.operation === operation),
  )
  const opened = inCircle.filter(
    ({ operation, anew }) => anew !== undefined && operation.kind !== 'alterColumn',
  )
  if (opened.length > 0) return inOrder(withAnew(whole, opened), views, found, canonical)
  const crossing = inCircle.filter(changesColumn).find(isBetweenTypes)
  if (crossing !== undefined) {
    const others = whole.altered.filter((one) => one !== crossing)
    const altered = [...others, ...throughText(crossing)]
    return inOrder({ ...whole, altered }, views, found, canonical)
  }
  return schedule(nodes).map(({ operation }) => operation)
}

const isBetweenTypes = ({ operation }: ColumnChange): boolean =>
  operation.from.type !== undefined &&
  operation.from.type.kind !== 'text' &&
  operation.to.type?.kind !== 'text'

/**
 * A column that leaves one changing enum for another goes by way of text: each of the two has to wait for the other
 * otherwise when a second column goes the opposite way.
 */
function throughText(alteration: ColumnChange): readonly Alteration[] {
  const { operation, from: was, to: is } = alteration
  const { from, to } = operation
  const value = was.column.default
  const text = { type: { kind: 'text' }, ...(value && { default: null }) } as const
  const between: Thing = {
    ...was,
    column: { ...was.column, type: text.type, default: undefined } as typeof was.column,
  }
  const half = halfway(columnKey(was.table, was.column.name))
  return [
    {
      ...alteration,
      operation: {
        ...operation,
        from: { type: was.column.type, ...(value && { default: value }) },
        to: text,
      },
      to: between,
      gives: [half],
    },
    {
      ...alteration,
      operation: {
        ...operation,
        from: { ...from, ...text },
        to: value === undefined ? to : { ...to, default: to.default ?? is.column.default ?? null },
      },
      from: between,
      needs: [half],
    },
  ]
}
