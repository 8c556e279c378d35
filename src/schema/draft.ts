import type { Index, Table } from './model.ts'

/** An index that may still be without a name: the naming convention gives it one. */
export type DraftIndex = Omit<Index, 'name'> & { readonly name?: string }

/** A table as its author described it, with only the names its author gave. */
export type DraftTable = Omit<Table, 'indexes'> & { readonly indexes: readonly DraftIndex[] }
