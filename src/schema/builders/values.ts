import type { DialectName, LiteralValue } from '../model.ts'

/** Carries a column's types, and nothing at run time. */
export declare const VALUES: unique symbol

/** What a driver gives for a value, and what it takes. */
export interface Values<Select, Insert = Select> {
  readonly select: Select
  readonly insert: Insert
}

/** The types of a column's values on each database: SQLite has no dates, and keeps a boolean as a number. */
export type ValueTypes = { readonly [D in DialectName]: Values<unknown, unknown> }

/** What is known of a column that decides whether inserts must, may or cannot say a value. */
export type Fact =
  | 'integer'
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

/**
 * What may be the default of a column, by what it holds, besides `null` and SQL. Text that says a number or a boolean may
 * stand for it: SQLAlchemy writes such defaults.
 */
export type NumberDefault = number | bigint | `${number}`
export type BooleanDefault = boolean | '0' | '1' | 'f' | 't' | 'false' | 'true'
/** Anything JSON can say; a string is JSON text already. */
export type JsonDefault = object | LiteralValue
/** The members, or PostgreSQL's text for them. */
export type ArrayDefault<V extends ValueTypes> = Members<V['postgresql']['insert']> | string

type Members<T> = readonly (T | null | Members<T>)[]

export interface UnknownValues {
  readonly postgresql: Values<unknown>
  readonly sqlite: Values<unknown>
}
