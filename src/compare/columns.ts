import { facetsOf, numbering } from '../operations/facets.ts'
import type { ColumnFacets } from '../operations/model.ts'
import { sameData } from '../schema/equal.ts'
import type { Column, ColumnType } from '../schema/model.ts'
import type { Pair } from './pairs.ts'

/** A column that is on both sides: equal, or what of it changes, or so different that it is made anew. */
export type ColumnDifference =
  | { readonly kind: 'same' }
  | { readonly kind: 'altered'; readonly from: ColumnFacets; readonly to: ColumnFacets }
  | { readonly kind: 'replaced' }

/** Judged on the canonical column, said in the written one's words. */
export function compareColumns(
  found: Column,
  { written, canonical }: Pair<Column>,
): ColumnDifference {
  const was = facetsOf(found)
  const is = facetsOf(canonical)
  const said = facetsOf(written)
  const differing = FACETS.filter((facet) =>
    facet === 'sequenceName'
      ? numbering(found) !== numbering(canonical) && (was[facet] ?? is[facet]) !== null
      : !agree(was, is, facet) && !agree(was, said, facet),
  )
  // What becomes a plain column keeps its values; every other change computes them again.
  if (differing.includes('generated') && is.generated !== null) return { kind: 'replaced' }
  if (differing.length === 0) return { kind: 'same' }
  const to = { ...said, sequenceName: is.sequenceName }
  return { kind: 'altered', from: only(was, differing), to: only(to, differing) }
}

type Facets = Required<ColumnFacets>
type Facet = keyof Facets

const agree = (a: Facets, b: Facets, facet: Facet): boolean =>
  facet === 'type' ? sameData(nameOnly(a.type), nameOnly(b.type)) : sameData(a[facet], b[facet])

/** An enum's values are compared with the enum: for its columns they are a matter of course. */
function nameOnly(type: ColumnType): ColumnType {
  if (type.kind === 'array') return { ...type, of: nameOnly(type.of) }
  return type.kind === 'enum' ? { ...type, values: [] } : type
}

const FACETS = Object.keys(
  facetsOf({ name: '', type: { kind: 'text' }, nullable: true }),
) as Facet[]

const only = (facets: Facets, names: readonly Facet[]): ColumnFacets =>
  Object.fromEntries(names.map((name) => [name, facets[name]]))
