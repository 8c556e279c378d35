import type { Operation } from '../operations/model.ts'
import type { Key } from './keys.ts'
import type { Pair } from './pairs.ts'
import type { Thing } from './things.ts'

/** Two schemas' difference before it is put in order: what comes, what goes, what stays, what changes in place. */
export interface Delta {
  readonly created: readonly Pair<Thing>[]
  readonly dropped: readonly Thing[]
  /** Equal on both sides: made anew only when something it depends on changes under it. */
  readonly kept: readonly Kept[]
  readonly altered: readonly Alteration[]
}

export interface Kept {
  readonly found: Thing
  readonly wanted: Pair<Thing>
}

/** A change in place. What it needs and frees follows from its two states. */
export interface Alteration {
  readonly operation: Operation
  readonly from: Thing
  readonly to: Thing
  /** What is made anew instead, if the thing cannot stand where it is while something under it changes. */
  readonly anew?: Pair<Thing>
  /** Whatever uses these goes before the change, and whatever comes to use them after it. */
  readonly alters?: readonly Key[]
  /** Beyond what the two states differ in. */
  readonly needs?: readonly Key[]
  readonly gives?: readonly Key[]
  readonly releases?: readonly Key[]
}

/** The change in place of a column. */
export interface ColumnChange extends Alteration {
  readonly operation: Operation<'alterColumn'>
  readonly from: Thing & { readonly kind: 'column' }
  readonly to: Thing & { readonly kind: 'column' }
}

export const changesColumn = (alteration: Alteration): alteration is ColumnChange =>
  alteration.operation.kind === 'alterColumn'

export const noDelta: Delta = { created: [], dropped: [], kept: [], altered: [] }

export const mergeDeltas = (deltas: readonly Delta[]): Delta => ({
  created: deltas.flatMap(({ created }) => created),
  dropped: deltas.flatMap(({ dropped }) => dropped),
  kept: deltas.flatMap(({ kept }) => kept),
  altered: deltas.flatMap(({ altered }) => altered),
})
