import { sameData } from '../../../schema/equal.ts'
import { findColumn } from '../../../schema/lookup.ts'
import type { Column, Index, Table } from '../../../schema/model.ts'
import { wording } from '../expression.ts'
import type { Doubts } from './attempts.ts'
import { expressionsOf } from './expressions.ts'

const names = <T extends { readonly name?: string | undefined }>(
  all: readonly T[],
  isDoubtful: (one: T) => boolean,
): ReadonlySet<string> => new Set(all.filter(isDoubtful).flatMap(({ name }) => name ?? []))

/** What a wanted table says in other words than the found one, and may yet mean the same. */
export function doubtsAbout(wanted: Table, found: Table): Doubts {
  const known = new Set(expressionsOf(found).map(wording))
  const isKnown = (one: Table): boolean =>
    expressionsOf(one).every((sql) => known.has(wording(sql)))
  const nothing: Table = { ...wanted, columns: [], checks: [], exclusions: [], indexes: [] }
  const counterpart = (name: string): Column | undefined => findColumn(found, name)
  return {
    defaults: names(wanted.columns, ({ name, default: value }) => {
      const other = counterpart(name)?.default
      return value !== undefined && other !== undefined && !sameData(value, other)
    }),
    generated: names(wanted.columns, ({ name, generated }) => {
      const other = counterpart(name)?.generated
      return generated !== undefined && other !== undefined && !sameData(generated, other)
    }),
    checks: names(
      wanted.checks,
      (check) => found.checks.length > 0 && !isKnown({ ...nothing, checks: [check] }),
    ),
    exclusions: names(
      wanted.exclusions,
      (one) =>
        found.exclusions.length > 0 && !found.exclusions.some((other) => sameData(one, other)),
    ),
    indexes: names(
      wanted.indexes,
      (one) => isParticular(one) && !found.indexes.some((other) => sameIndex(one, other)),
    ),
    partitioning:
      wanted.options?.partitionBy !== undefined &&
      found.options?.partitionBy !== undefined &&
      wanted.options.partitionBy !== found.options.partitionBy,
  }
}

/** More than a list of columns: that is the same however it is written. */
const isParticular = ({ elements, where }: Index): boolean =>
  where !== undefined ||
  elements.some(({ expression, opclass, collation }) => expression ?? opclass ?? collation)

const sameIndex = (a: Index, b: Index): boolean =>
  sameData(a.elements, b.elements) && sameData(a.where, b.where)

/** Whether there is any doubt at all. */
export const isDoubtful = (doubts: Doubts): boolean =>
  Object.values(doubts).some((those: boolean | ReadonlySet<string>) =>
    typeof those === 'boolean' ? those : those.size > 0,
  )

/** Columns of a type that has no kind of its own, which may be called in many ways. */
export const oddTypes = (wanted: Table, found: Table): boolean =>
  wanted.columns.some(({ name, type }) => {
    const other = findColumn(found, name)?.type
    return other !== undefined && mayBeSpelt(type) && !sameData(type, other)
  })

/** A type that has no kind of its own, or an array of one. */
export const mayBeSpelt = (type: Column['type']): boolean =>
  type.kind === 'array' ? mayBeSpelt(type.of) : type.kind === 'native'

/** Columns whose type changes: what is found then reads differently, too. */
export const changesTypes = (wanted: Table, found: Table): boolean =>
  wanted.columns.some(({ name, type }) => {
    const other = findColumn(found, name)?.type
    return other !== undefined && !sameData(type, other)
  })
