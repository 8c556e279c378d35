import type { ObjectName, TableOptions } from '../model.ts'
import type { ColumnBuilder } from './column.ts'
import type {
  CheckItem,
  ExclusionItem,
  ForeignKeyItem,
  PrimaryKeyItem,
  UniqueItem,
} from './constraints.ts'
import type { IndexItem } from './indexes.ts'
import { TABLE } from './symbols.ts'

/** What stands in a table besides its columns; `K`: the columns it may name. */
export type TableItem<K extends string = string> =
  | PrimaryKeyItem<K>
  | UniqueItem<K>
  | ForeignKeyItem<K>
  | CheckItem
  | ExclusionItem<K>
  | IndexItem<K>

export type Columns = Readonly<Record<string, ColumnBuilder>>

/** Columns by name, or as pairs where their order counts and a name is a number (`{ b, 1: a }` begins with `1`). */
export type ColumnsInput = Columns | readonly (readonly [name: string, column: ColumnBuilder])[]

export interface TableFacts extends TableOptions {
  readonly schema?: string
  readonly comment?: string
}

/** The columns by name, however they were given. */
export type ByName<C> = C extends readonly (readonly [string, ColumnBuilder])[]
  ? { [P in C[number] as P[0]]: P[1] }
  : C

/** What was said of a table, as it was said: worked out when the schema is put together. */
export interface TableDefinition<
  N extends string = string,
  C = unknown,
  I = unknown,
  S extends string | undefined = string | undefined,
> extends ObjectName {
  readonly name: N
  readonly columns: ColumnsInput
  readonly items: readonly TableItem[]
  readonly facts: TableFacts
  /** For TypeScript alone. */
  readonly types?: { readonly columns: C; readonly items: I; readonly schema: S }
}

/** A table: its columns by name, and everything else under a symbol, so that no column's name is taken. */
export type TableModel<
  N extends string = string,
  C = unknown,
  I = unknown,
  S extends string | undefined = string | undefined,
> = Readonly<C> & { readonly [TABLE]: TableDefinition<N, C, I, S> }

/**
 * A table. Items name its columns, which TypeScript checks; other tables are named by text, which
 * `schemaOf` checks, so tables may refer to each other in circles.
 */
export function table<
  const N extends string,
  const C extends ColumnsInput,
  const I extends readonly TableItem<NoInfer<keyof ByName<C> & string>>[] = readonly [],
  const S extends string | undefined = undefined,
>(
  name: N,
  columns: C,
  items?: I,
  facts: TableFacts & { readonly schema?: S } = {},
): TableModel<N, ByName<C>, I[number], S> {
  const definition = Object.freeze({ name, columns, items: items ?? [], facts })
  const model = isPairs(columns) ? Object.fromEntries(columns) : { ...columns }
  Object.defineProperty(model, TABLE, { value: definition, enumerable: false })
  return Object.freeze(model) as unknown as TableModel<N, ByName<C>, I[number], S>
}

/** The columns as pairs, in their order. */
export const columnPairs = (
  columns: ColumnsInput,
): readonly (readonly [string, ColumnBuilder])[] =>
  isPairs(columns) ? columns : Object.entries(columns)

const isPairs = (columns: ColumnsInput): columns is readonly (readonly [string, ColumnBuilder])[] =>
  Array.isArray(columns)

export const isTable = (value: unknown): value is TableModel =>
  typeof value === 'object' && value !== null && TABLE in value
