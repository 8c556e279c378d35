import type { DialectName } from '../model.ts'

/** Carries a column's types, and nothing at run time. */
export declare const VALUES: unique symbol

/** What a driver gives for a value, and what it takes. */
export interface Values<Select, Insert = Select> {
  readonly select: Select
  readonly insert: Insert
}

/** The types of a column's values on each database: SQLite has no dates, and keeps a boolean as a number. */
export type ValueTypes = { readonly [D in DialectName]: Values<unknown, unknown> }

/**
 * What is known of a column that decides whether inserts must, may or cannot say a value, and what may be its
 * default: anything JSON can say, where it is `structured`.
 */
export type Fact =
  | 'integer'
  | 'structured'
  | 'key'
  | 'references'
  | 'notNull'
  | 'nullable'
  | 'default'
  | 'autoincrement'
  | 'noAutoincrement'
  | 'readOnly'

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined }

export interface Given<Select, Insert = Select> {
  readonly postgresql: Values<Select, Insert>
  readonly sqlite: Values<Select, Insert>
}

export interface NumberValues {
  readonly postgresql: Values<number>
  readonly sqlite: Values<number>
}

/** 64 bits: `pg` gives text, which loses nothing. Say `.type<number>()` where your driver is set up otherwise. */
export interface BigintValues {
  readonly postgresql: Values<string, string | number | bigint>
  readonly sqlite: Values<number, number | bigint>
}

export interface NumericValues {
  readonly postgresql: Values<string, string | number>
  readonly sqlite: Values<number, string | number>
}

export interface BooleanValues {
  readonly postgresql: Values<boolean>
  readonly sqlite: Values<number, number | boolean>
}

export interface TextValues {
  readonly postgresql: Values<string>
  readonly sqlite: Values<string>
}

export interface BytesValues {
  readonly postgresql: Values<Uint8Array>
  readonly sqlite: Values<Uint8Array>
}

export interface DateValues {
  readonly postgresql: Values<Date, Date | string>
  readonly sqlite: Values<string>
}

export interface JsonValues {
  readonly postgresql: Values<JsonValue>
  readonly sqlite: Values<string>
}

export interface ArrayValues<V extends ValueTypes> {
  readonly postgresql: Values<V['postgresql']['select'][], readonly V['postgresql']['insert'][]>
  readonly sqlite: Values<string>
}

export interface UnknownValues {
  readonly postgresql: Values<unknown>
  readonly sqlite: Values<unknown>
}
