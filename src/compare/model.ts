import type { Operation } from '../operations/model.ts'
import type { ConstraintKind, DialectName, Schema, StoredObjectKind } from '../schema/model.ts'

/** What is compared, and what of it is nobody's business. */
export interface CompareInput {
  /** What the database has, as its dialect reflects it (canonical). */
  readonly found: Schema
  /** What the models describe, less what is not for this database. Operations are written in its words. */
  readonly wanted: Schema
  /** `wanted` in the database's own terms, in the same order: differences are judged on it. */
  readonly canonical: Schema
  readonly dialect: { readonly name: DialectName }
  readonly renames?: readonly Rename[]
  readonly includeName?: IncludeName
  readonly includeObject?: IncludeObject
  /**
   * Names to leave alone: `celery_*`, `spatial_ref_sys`, `tiger.*`. A kind before a colon narrows a pattern to
   * it (`extension:*`) and is the way to what a table holds (`index:user.ix_manual_*`).
   */
  readonly ignore?: readonly string[]
}

/** A rename that somebody stated; nothing is ever renamed by guess. */
export type Rename =
  | {
      readonly kind: 'table'
      readonly schema?: string
      readonly from: string
      readonly to: string
      /** Where it moves to; `null` for the default schema. Absent: it stays in its own. */
      readonly toSchema?: string | null
    }
  | {
      readonly kind: 'column'
      /** The table as the database has it now, or as it will be called. */
      readonly table: string
      readonly schema?: string
      readonly from: string
      readonly to: string
    }

/** What a filter may be asked about. */
export type ItemKind =
  | 'schema'
  | 'table'
  | 'column'
  | 'index'
  | ConstraintKind
  | 'enum'
  | 'sequence'
  | StoredObjectKind

/** Where an item lives: its schema (absent: the default one), and its table for what belongs to one. */
export interface Parent {
  readonly schema?: string
  readonly table?: string
}

/** Asked for everything the database has before it is compared; false leaves it alone. A constraint may have no name. */
export type IncludeName = (name: string | undefined, kind: ItemKind, parent: Parent) => boolean

/** Asked on both sides, with the item of the same name on the other one; false leaves it alone. */
export type IncludeObject = (
  object: unknown,
  name: string | undefined,
  kind: ItemKind,
  side: Side,
  counterpart: unknown,
) => boolean

export type Side = 'found' | 'wanted'

export interface Comparison {
  /** In an order that is legal forwards, and backwards inverted one by one. */
  readonly operations: readonly Operation[]
  readonly notes: readonly Note[]
  /** What was not compared, and why. */
  readonly left: readonly LeftAlone[]
  /** What the operations lead from and to. */
  readonly between: Between
}

/** The two schemas that operations lie between, in the database's own terms: what they start from has its new names already. */
export interface Between {
  readonly found: Schema
  readonly canonical: Schema
  readonly dialect: DialectName
}

export type NoteKind =
  /** A pair of drop and add that may be one thing under two names. */
  | 'possible-rename'
  /** Data goes with it. */
  | 'destructive'
  /** Rows that are there may stand against it. */
  | 'may-fail'
  /** Values may lose something on the way, or need `using`. */
  | 'lossy'
  /** A generated column is made anew: its data is computed again. */
  | 'recomputed'
  /** It differs, and no database can change it in place. */
  | 'cannot-change'
  | 'left-alone'
  /** The models describe nothing, and nothing is there. */
  | 'nothing-described'

/** A remark for who reviews the operations: it changes none of them. */
export interface Note {
  readonly kind: NoteKind
  /** The operations it is about, by their place in `operations`. */
  readonly operations: readonly number[]
  readonly message: string
  /** What to pass or write instead, pasteable. */
  readonly hint?: string
  /** A possible rename, as `--rename` takes it. */
  readonly rename?: string
}

export interface LeftAlone {
  readonly side: Side
  /** An `ItemKind`, or the database's word for what is not modelled. */
  readonly kind: string
  readonly name: string
  readonly reason: string
  /** The line of `ignore` that says so. */
  readonly pattern?: string
}
