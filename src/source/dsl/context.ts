import type { Column, ColumnType, Default, EnumType, StoredObject } from '../../schema/model.ts'
import type { Code } from '../code.ts'

/** Something that a project may want written in its own way: a type of its own, a shared default, a helper. */
export type SourceItem =
  | { readonly kind: 'type'; readonly value: ColumnType }
  | { readonly kind: 'default'; readonly value: Default; readonly type: ColumnType }
  | { readonly kind: 'column'; readonly value: Column }
  | { readonly kind: 'object'; readonly value: StoredObject }

/** What decides how the same data is written. */
export interface SourceContext {
  /** Code to write instead; undefined leaves it to the usual way. */
  readonly item?: (item: SourceItem) => Code | undefined
  /** The constant that an enum is known by in this file, if it has one. */
  readonly enumConstant?: (type: EnumType) => string | undefined
}

export const plainContext: SourceContext = {}
