import type { Operation } from '../operations/model.ts'
import { type Alteration, changesColumn, type Delta } from './delta.ts'
import { type Key, typeKey } from './keys.ts'
import type { Known } from './known.ts'
import { typeUses } from './uses.ts'

/**
 * A default that changes together with the enum's values must be gone while they do: PostgreSQL cannot cast it to
 * a type that no longer has it.
 */
export function withDetachedDefaults(delta: Delta, known: Known): Delta {
  const changing = new Set(
    delta.altered.flatMap(({ operation, from, alters }) =>
      operation.kind === 'alterEnum' && alters !== undefined && from.kind === 'enum'
        ? [typeKey(from.enum)]
        : [],
    ),
  )
  return {
    ...delta,
    altered: delta.altered.flatMap((alteration) => detach(alteration, changing, known)),
  }
}

function detach(alteration: Alteration, changing: ReadonlySet<Key>, known: Known): Alteration[] {
  if (!changesColumn(alteration)) return [alteration]
  const { operation, from: was, to: is } = alteration
  const types = typeUses(is.column.type, known)
  const key = typeUses(was.column.type, known).find(
    (one) => changing.has(one) && types.includes(one),
  )
  const { from, to } = operation
  if (key === undefined || from.default === undefined) return [alteration]
  if (from.default === null) return [{ ...alteration, needs: [key] }]
  const without: Alteration = {
    ...alteration,
    operation: { ...operation, from: { default: from.default }, to: { default: null } },
    to: { ...is, column: { ...was.column, default: undefined } as typeof is.column },
    releases: [key],
  }
  const rest =
    to.default === null
      ? withoutDefault(operation)
      : { ...operation, from: { ...from, default: null } }
  return Object.keys(rest.from).length === 0
    ? [without]
    : [without, { ...alteration, operation: rest, needs: [key] }]
}

function withoutDefault(operation: Operation<'alterColumn'>): Operation<'alterColumn'> {
  const { default: _, ...from } = operation.from
  const { default: __, ...to } = operation.to
  return { ...operation, from, to }
}
