import { bases } from './heads.ts'
import type { RevisionGraph } from './model.ts'
import { placed } from './relations.ts'

/** A revision, or `undefined` for base: where nothing is applied. */
export type Place = string | undefined

/** Where a number of steps along `revises` leads. */
export type Walk =
  | { readonly kind: 'arrived'; readonly at: Place }
  /** Several ways to go from `at`; after choosing one, `left` steps remain. */
  | {
      readonly kind: 'fork'
      readonly at: Place
      readonly ways: readonly string[]
      readonly left: number
    }
  /** The history ends after `walked` steps. */
  | { readonly kind: 'end'; readonly walked: number }

/** Goes `steps` up or (negative) down from a place, keeping to the revisions `within`. */
export function walk(
  graph: RevisionGraph,
  from: Place,
  steps: number,
  within?: ReadonlySet<string>,
): Walk {
  const goal = Math.abs(steps)
  let at = from
  for (let walked = 0; walked < goal; walked++) {
    const ways = (steps > 0 ? above(graph, at) : below(graph, at)).filter(
      (id) => within?.has(id) ?? true,
    )
    if (ways.length > 1) return { kind: 'fork', at, ways, left: goal - walked - 1 }
    if (ways.length === 0 && (steps > 0 || at === undefined)) return { kind: 'end', walked }
    at = ways[0]
  }
  return { kind: 'arrived', at }
}

const above = (graph: RevisionGraph, at: Place): readonly string[] =>
  at === undefined ? bases(graph) : placed(graph, at).children

const below = (graph: RevisionGraph, at: Place): readonly string[] =>
  at === undefined ? [] : placed(graph, at).parents
