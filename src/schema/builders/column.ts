import { compact } from '../equal.ts'
import { InvalidModelError } from '../errors.ts'
import type {
  Check,
  Column,
  ColumnType,
  ConflictAction,
  DialectName,
  ForeignKey,
  Generated,
  Identity,
  LiteralValue,
  PrimaryKey,
  SqlExpression,
} from '../model.ts'
import {
  type CheckOptions,
  check,
  type ForeignKeyOptions,
  type UniqueOptions,
} from './constraints.ts'
import { defaultOf, type JsonInput } from './defaults.ts'
import { settled } from './facts.ts'
import type { IndexOptions } from './indexes.ts'
import { type SqlText, toExpression } from './sql.ts'
import { COLUMN } from './symbols.ts'
import type { Fact, Given, VALUES, ValueTypes } from './values.ts'

/** What a column builder has been told, and nothing that it would have to work out. */
export interface ColumnSpec extends Omit<Partial<Column>, 'name' | 'type'> {
  readonly type: ColumnType
  readonly primaryKey?: ColumnKeyOptions
  readonly unique?: UniqueOptions
  readonly references?: Pick<ForeignKey, 'references'> & ForeignKeyOptions
  readonly checks?: readonly Check[]
  readonly index?: ColumnIndexOptions
}

export interface ColumnKeyOptions extends Omit<PrimaryKey, 'columns' | 'descending'> {
  /** SQLite: kept in descending order inside the key. */
  readonly descending?: boolean
}

export interface ColumnIndexOptions extends IndexOptions {
  readonly descending?: boolean
  readonly nulls?: 'first' | 'last'
  readonly opclass?: string
  readonly collation?: string
}

/** `'user.id'`, `'auth.user.id'`, or a record where a name has dots in it. */
export type ColumnReference =
  | `${string}.${string}`
  | { readonly schema?: string; readonly table: string; readonly column?: string }

/** Any column as people write it: what functions that take columns ask for. */
export interface ColumnBuilder {
  readonly [COLUMN]: ColumnSpec
}

/** A column of which the values are known, and nothing else is asked. */
export interface ValuedColumn<V extends ValueTypes> extends ColumnBuilder {
  readonly [VALUES]?: { readonly values: V; readonly facts: Fact }
}

/**
 * A column with its types. Each method gives a new builder and leaves the old one as it was, so a
 * common beginning may be shared. The order of the calls does not matter.
 */
export interface TypedColumn<V extends ValueTypes, F extends Fact = never, D = LiteralValue>
  extends ColumnBuilder {
  readonly [VALUES]?: { readonly values: V; readonly facts: F }

  notNull(): TypedColumn<V, Exclude<F, 'nullable'> | 'notNull', D>
  /** Said for its own sake (columns are nullable), or for a key column that SQLite lets be null. */
  nullable(): TypedColumn<V, Exclude<F, 'notNull'> | 'nullable', D>
  /** Part of the primary key, and so not null. Alone and of an integer type, it numbers itself. */
  primaryKey(options?: ColumnKeyOptions): TypedColumn<V, F | 'key', D>
  unique(options?: UniqueOptions): TypedColumn<V, F, D>
  /** A foreign key. The referenced table is named, not imported: circles need no care. */
  references(
    target: ColumnReference,
    options?: ForeignKeyOptions,
  ): TypedColumn<V, F | 'references', D>
  index(options?: ColumnIndexOptions): TypedColumn<V, F, D>
  check(expression: SqlText, options?: CheckOptions): TypedColumn<V, F, D>
  /**
   * What the database fills in. A literal keeps its type: `false`, `0` and `'0'` differ. On json columns
   * anything else than text is stored as JSON, and a string is JSON text already. SQL may be anything.
   */
  default(value: D | SqlExpression | null): TypedColumn<V, F | 'default', D>
  /** Whether the database numbers the rows, where that is not what the primary key says by itself. */
  autoincrement<On extends boolean = true>(
    on?: On,
    options?: { readonly sequenceName?: string },
  ): TypedColumn<
    V,
    | Exclude<F, 'autoincrement' | 'noAutoincrement'>
    | (On extends false ? 'noAutoincrement' : 'autoincrement'),
    D
  >
  /** PostgreSQL: `GENERATED … AS IDENTITY`. With `always`, inserts cannot say a value. */
  identity<Always extends boolean = false>(
    options?: Omit<Identity, 'always'> & { readonly always?: Always },
  ): TypedColumn<V, F | 'default' | 'notNull' | (Always extends true ? 'readOnly' : never), D>
  /** Computed by the database, stored unless said otherwise. */
  generatedAs(
    expression: SqlText,
    options?: { readonly stored?: boolean },
  ): TypedColumn<V, F | 'readOnly', D>
  collate(name: string): TypedColumn<V, F, D>
  comment(text: string): TypedColumn<V, F, D>
  /** Another type on one database. */
  variant<N extends DialectName, W extends ValueTypes>(
    dialect: N,
    type: ValuedColumn<W>,
  ): TypedColumn<{ readonly [P in DialectName]: P extends N ? W[P] : V[P] }, F, D | LiteralValue>
  /** The TypeScript type of its values, for Kysely; the database sees nothing of it. */
  type<Select, Insert = Select>(): TypedColumn<Given<Select, Insert>, F, D>
  /** SQLite: `NOT NULL ON CONFLICT …`. */
  notNullOnConflict(action: ConflictAction): TypedColumn<V, F, D>
  /** SQLite: `CONSTRAINT name NOT NULL`. */
  notNullName(name: string): TypedColumn<V, F, D>
}

export const isColumn = (value: unknown): value is ColumnBuilder =>
  typeof value === 'object' && value !== null && COLUMN in value

/** A builder of a type that nothing has been said about yet. */
export const columnOf = <V extends ValueTypes, F extends Fact = never, D = LiteralValue>(
  type: ColumnType,
): TypedColumn<V, F, D> => build({ type }) as unknown as TypedColumn<V, F, D>

type Method = (this: ColumnBuilder, ...args: never[]) => ColumnBuilder

const methods = {
  notNull() {
    return refine(this, { nullable: false })
  },
  nullable() {
    return refine(this, { nullable: true })
  },
  primaryKey(options: ColumnKeyOptions = {}) {
    return once(this, 'primaryKey', { ...options }, "primaryKey(['a', 'b'])")
  },
  unique(options: UniqueOptions = {}) {
    return once(this, 'unique', { ...options }, "unique(['a'])")
  },
  references(target: ColumnReference, options: ForeignKeyOptions = {}) {
    return once(
      this,
      'references',
      { ...options, references: parseReference(target) },
      "foreignKey(['a'], { table: 'b', columns: ['id'] })",
    )
  },
  index(options: ColumnIndexOptions = {}) {
    return once(this, 'index', { ...options }, "index(['a'])")
  },
  check(expression: SqlText, options?: CheckOptions) {
    const { kind: _, ...one } = check(expression, options)
    return refine(this, { checks: [...(this[COLUMN].checks ?? []), one] })
  },
  default(value: LiteralValue | SqlExpression | JsonInput) {
    return refine(this, { default: defaultOf(this[COLUMN].type, value) })
  },
  autoincrement(on = true, options: { readonly sequenceName?: string } = {}) {
    return refine(this, { autoincrement: on, ...options })
  },
  identity({ always = false, ...options }: Partial<Identity> = {}) {
    return refine(this, { identity: { always, ...settled(options) } })
  },
  generatedAs(expression: SqlText, { stored = true }: Partial<Generated> = {}) {
    return refine(this, { generated: { expression: toExpression(expression), stored } })
  },
  collate(name: string) {
    return refine(this, { collation: name })
  },
  comment(text: string) {
    return refine(this, { comment: text === '' ? undefined : text })
  },
  variant(dialect: DialectName, other: ColumnBuilder) {
    return refine(this, { type: withVariant(this[COLUMN].type, dialect, other[COLUMN]) })
  },
  type() {
    return this
  },
  notNullOnConflict(action: ConflictAction) {
    return refine(this, { notNullOnConflict: action })
  },
  notNullName(name: string) {
    return refine(this, { notNullName: name })
  },
} satisfies Record<string, Method> & ThisType<ColumnBuilder>

const build = (spec: ColumnSpec): ColumnBuilder =>
  Object.freeze(Object.assign(Object.create(methods) as object, { [COLUMN]: Object.freeze(spec) }))

const refine = (builder: ColumnBuilder, facets: Partial<ColumnSpec>): ColumnBuilder =>
  build({ ...builder[COLUMN], ...facets })

/** What a column says at most once, lest the first word be lost without a trace. */
function once<K extends 'primaryKey' | 'unique' | 'references' | 'index'>(
  builder: ColumnBuilder,
  key: K,
  value: NonNullable<ColumnSpec[K]>,
  item: string,
): ColumnBuilder {
  if (builder[COLUMN][key] !== undefined)
    throw new InvalidModelError(`a column says .${key}() twice`, {
      hint: `State the second one among the table's items: ${item}`,
    })
  return refine(builder, { [key]: compact(value) })
}

function parseReference(target: ColumnReference): ForeignKey['references'] {
  if (typeof target !== 'string') {
    const { schema, table, column } = target
    return compact({ schema, name: table, columns: column === undefined ? [] : [column] })
  }
  const parts = target.split('.')
  const column = parts.at(-1)
  const name = parts.at(-2)
  if (parts.length > 3 || parts.includes('') || column === undefined || name === undefined)
    throw new InvalidModelError(`.references('${target}') does not name a column`, {
      hint: "Say .references('table.column'), .references('schema.table.column'), or, where a name has a dot in it, .references({ schema, table, column })",
    })
  return compact({ schema: parts.at(-3), name, columns: [column] })
}

function withVariant(type: ColumnType, dialect: DialectName, other: ColumnSpec): ColumnType {
  const said = Object.keys(other).filter((key) => key !== 'type')
  if (said.length > 0 || other.type.kind === 'variant')
    throw new InvalidModelError(
      `.variant('${dialect}', …) takes a type alone${said.length > 0 ? `, not .${said[0]}` : ''}`,
      { hint: `integer().variant('sqlite', text()).notNull()` },
    )
  return type.kind === 'variant'
    ? { ...type, dialects: { ...type.dialects, [dialect]: other.type } }
    : { kind: 'variant', base: type, dialects: { [dialect]: other.type } }
}
