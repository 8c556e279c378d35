import type { TABLE } from './builders/symbols.ts'
import type { TableDefinition } from './builders/table.ts'
import type { Fact, VALUES, ValueTypes } from './builders/values.ts'
import type { DialectName } from './model.ts'

/**
 * The tables of a models module, typed for Kysely: `new Kysely<InferDatabase<typeof models>>(…)`.
 *
 * Values are typed as PostgreSQL's driver gives them; `InferDatabase<typeof models, 'sqlite'>` as SQLite's does (a
 * boolean is a number there, a date is text), and `'postgresql' | 'sqlite'` as an application must see them that runs on
 * both. A table in a named schema is called `schema.table`. Tables are found in the module itself, and in
 * the arrays and records that it exports.
 */
export type InferDatabase<Models, D extends DialectName = 'postgresql'> = Database<
  TablesOf<Models>,
  D
>

type Database<Tables extends TypedTable, D extends DialectName> = [Tables] extends [never]
  ? Record<never, never>
  : { [T in Tables as NameOf<T>]: InferTable<T, D> }

/** One table's row, column by column, for select, insert and update. */
export type InferTable<T extends TypedTable, D extends DialectName = 'postgresql'> =
  T[typeof TABLE] extends TableDefinition<string, infer C, infer I>
    ? Row<C, KeyColumns<C> | ItemColumns<I, 'primaryKey'>, ItemColumns<I, 'foreignKey'>, D>
    : never

/** Kysely's `ColumnType`, word for word: the models do not make anyone install Kysely. */
export type KyselyColumn<Select, Insert, Update> = {
  readonly __select__: Select
  readonly __insert__: Insert
  readonly __update__: Update
}

export interface TypedTable {
  readonly [TABLE]: TableDefinition
}

type TablesOf<Models> = Extract<Inside<Inside<Inside<Models>>>, TypedTable>

/** One step into a module, record or array; a table is an end. */
type Inside<M> = M extends TypedTable
  ? M
  : M extends (...args: never[]) => unknown
    ? never
    : M extends readonly unknown[]
      ? M[number]
      : M extends object
        ? M[keyof M]
        : never

type NameOf<T extends TypedTable> =
  T[typeof TABLE] extends TableDefinition<infer N, unknown, unknown, infer S>
    ? S extends string
      ? `${S}.${N}`
      : N
    : never

type Row<C, Key, Referring, D extends DialectName> = {
  -readonly [K in keyof C]: C[K] extends { readonly [VALUES]?: infer P }
    ? NonNullable<P> extends { values: infer V extends ValueTypes; facts: infer F }
      ? Cell<SelectOf<V, D>, InsertOf<V, D>, Mode<K, F, Key, Referring>, Null<K, F, Key>>
      : never
    : never
}

type Cell<Select, Insert, M, N> = M extends 'readOnly'
  ? KyselyColumn<Select | N, never, never>
  : M extends 'optional'
    ? KyselyColumn<Select | N, Insert | N | undefined, Insert | N>
    : KyselyColumn<Select | N, Insert | N, Insert | N>

/** Whether an insert must give the value, may, or cannot. */
type Mode<K, F, Key, Referring> =
  Has<F, 'readOnly'> extends true
    ? 'readOnly'
    : Has<F, 'default'> extends true
      ? 'optional'
      : Has<F, 'autoincrement'> extends true
        ? 'optional'
        : NumbersItself<K, F, Key, Referring> extends true
          ? 'optional'
          : 'required'

/** The sole column of the key, an integer that refers to nothing. */
type NumbersItself<K, F, Key, Referring> = [K, Key] extends [Key, K]
  ? Has<F, 'integer'> extends true
    ? Has<F, 'noAutoincrement' | 'references'> extends true
      ? false
      : K extends Referring
        ? false
        : true
    : false
  : false

type Null<K, F, Key> =
  Has<F, 'nullable'> extends true
    ? null
    : Has<F, 'notNull'> extends true
      ? never
      : K extends Key
        ? never
        : null

/** Whether any of the facts is known. */
type Has<F, Any extends Fact> = [Extract<F, Any>] extends [never] ? false : true

type KeyColumns<C> = {
  [K in keyof C]: C[K] extends { readonly [VALUES]?: infer P }
    ? NonNullable<P> extends { facts: infer F }
      ? Has<F, 'key'> extends true
        ? K
        : never
      : never
    : never
}[keyof C]

type ItemColumns<I, Kind> = I extends {
  readonly kind: Kind
  readonly columns: readonly (infer K)[]
}
  ? K
  : never

type SelectOf<V extends ValueTypes, D extends DialectName> = V[D]['select']

/** On several databases: what all of them take. */
type InsertOf<V extends ValueTypes, D extends DialectName> = [DialectName] extends [D]
  ? Extract<V['postgresql']['insert'], V['sqlite']['insert']>
  : V[D]['insert']
