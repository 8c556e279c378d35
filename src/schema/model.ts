/**
 * A database schema as immutable plain data: what a model file describes, what reflection finds, and
 * what operations change. No classes, no functions, no cycles: any of it can be written as JSON
 * (`bigint` literals apart).
 *
 * An absent property and one that is `undefined` mean the same; compare with `sameData`.
 */

export type DialectName = 'postgresql' | 'sqlite'

/** The name of a table, type, sequence or view. Without `schema`: the database's default schema. */
export interface ObjectName {
  readonly schema?: string
  readonly name: string
}

/** SQL text, with other wordings where a database needs its own. */
export interface SqlExpression {
  readonly sql: string
  readonly dialects?: Readonly<Partial<Record<DialectName, string>>>
}

export type LiteralValue = string | number | bigint | boolean | null

/** A value the database fills in. A literal means what it says on each database: `false`, `0` and `'0'` differ. */
export type Default = { readonly literal: LiteralValue } | SqlExpression

/** SQLite's `ON CONFLICT` clause of a constraint. */
export type ConflictAction = 'rollback' | 'abort' | 'fail' | 'ignore' | 'replace'

/** `DEFERRABLE INITIALLY …`; absent means not deferrable. */
export type Deferrable = 'immediate' | 'deferred'

export type ReferentialAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default'

// --- types -------------------------------------------------------------------------------------

export type ColumnType =
  | { readonly kind: 'smallint' | 'integer' | 'bigint' | 'real' | 'double' }
  | { readonly kind: 'boolean' | 'text' | 'date' | 'uuid' | 'json' | 'jsonb' }
  | { readonly kind: 'numeric'; readonly precision?: number; readonly scale?: number }
  | { readonly kind: 'char' | 'varchar'; readonly length?: number }
  | { readonly kind: 'bytes'; readonly length?: number }
  | {
      readonly kind: 'time' | 'timestamp'
      readonly precision?: number
      readonly withTimeZone?: boolean
    }
  | { readonly kind: 'interval'; readonly fields?: string; readonly precision?: number }
  | { readonly kind: 'array'; readonly of: ColumnType; readonly dimensions?: number }
  /** An enum type, by name. It carries its values, because a database without enums stores them as text that long. */
  | ({ readonly kind: 'enum'; readonly values: readonly string[] } & ObjectName)
  /** Any other type, as the database writes it (`inet`, `tsvector`, `geometry(Point,4326)`, …; `''` is SQLite's typeless column). */
  | { readonly kind: 'native'; readonly sql: string }
  /** One type for most databases, another for some. */
  | {
      readonly kind: 'variant'
      readonly base: ColumnType
      readonly dialects: Readonly<Partial<Record<DialectName, ColumnType>>>
    }

// --- columns -----------------------------------------------------------------------------------

export interface SequenceOptions {
  readonly type?: 'smallint' | 'integer' | 'bigint'
  readonly start?: number | bigint
  readonly increment?: number | bigint
  readonly minValue?: number | bigint
  readonly maxValue?: number | bigint
  readonly cache?: number | bigint
  readonly cycle?: boolean
}

/** `GENERATED … AS IDENTITY`. SQLite has none: the column numbers itself when it is the rowid. */
export interface Identity extends SequenceOptions {
  readonly always: boolean
}

export interface Generated {
  readonly expression: SqlExpression
  readonly stored: boolean
}

export interface Column {
  readonly name: string
  readonly type: ColumnType
  readonly nullable: boolean
  readonly default?: Default
  /**
   * The database numbers the rows: PostgreSQL by a sequence that the column owns (`serial`), SQLite
   * because the column is the rowid (`INTEGER PRIMARY KEY`).
   */
  readonly autoincrement?: boolean
  /** Name of the owned sequence, only where it is not `<table>_<column>_seq` (a renamed table keeps the old name). */
  readonly sequenceName?: string
  readonly identity?: Identity
  readonly generated?: Generated
  readonly collation?: string
  readonly comment?: string
  /** SQLite: `NOT NULL ON CONFLICT …`. */
  readonly notNullOnConflict?: ConflictAction
  /** SQLite: `CONSTRAINT name NOT NULL`; PostgreSQL 18 names these too, but there the name means nothing and is left out. */
  readonly notNullName?: string
}

// --- constraints -------------------------------------------------------------------------------

export interface PrimaryKey {
  readonly name?: string
  readonly columns: readonly string[]
  readonly deferrable?: Deferrable
  readonly include?: readonly string[]
  /** PostgreSQL 18: the last column is a range, and no two of the others' overlap (`WITHOUT OVERLAPS`). */
  readonly withoutOverlaps?: boolean
  readonly onConflict?: ConflictAction
  /** SQLite: columns kept in descending order inside the key. */
  readonly descending?: readonly string[]
  readonly comment?: string
}

export interface Unique {
  readonly name?: string
  readonly columns: readonly string[]
  readonly deferrable?: Deferrable
  readonly nullsNotDistinct?: boolean
  readonly include?: readonly string[]
  /** PostgreSQL 18: see `PrimaryKey.withoutOverlaps`. */
  readonly withoutOverlaps?: boolean
  readonly onConflict?: ConflictAction
  readonly comment?: string
}

export interface ForeignKey {
  readonly name?: string
  readonly columns: readonly string[]
  readonly references: ObjectName & {
    /** Empty: the primary key of that table (SQLite keeps the short form; elsewhere it is filled in). */
    readonly columns: readonly string[]
  }
  readonly onDelete?: ReferentialAction
  readonly onUpdate?: ReferentialAction
  /** PostgreSQL 15: `ON DELETE SET NULL (columns)`. */
  readonly onDeleteColumns?: readonly string[]
  readonly match?: 'full'
  /** PostgreSQL 18: the last column on both sides is a range, to be covered (`PERIOD`). */
  readonly period?: boolean
  readonly deferrable?: Deferrable
  /** Rows from before the constraint have not been checked. */
  readonly notValid?: boolean
  readonly comment?: string
}

export interface Check {
  readonly name?: string
  readonly expression: SqlExpression
  readonly notValid?: boolean
  readonly noInherit?: boolean
  readonly onConflict?: ConflictAction
  /** Only on these databases. Absent: on all. */
  readonly dialects?: readonly DialectName[]
  readonly comment?: string
}

export interface Exclusion {
  readonly name?: string
  readonly using?: string
  readonly elements: readonly (IndexElement & { readonly operator: string })[]
  readonly where?: SqlExpression
  readonly include?: readonly string[]
  readonly deferrable?: Deferrable
  readonly dialects?: readonly DialectName[]
  readonly comment?: string
}

/** One member of an index: a column or an expression, never both. */
export interface IndexElement {
  readonly column?: string
  readonly expression?: SqlExpression
  readonly descending?: boolean
  /** Only where it is not the database's own order (last for ascending, first for descending). */
  readonly nulls?: 'first' | 'last'
  readonly opclass?: string
  readonly collation?: string
}

export interface Index {
  readonly name: string
  readonly elements: readonly IndexElement[]
  readonly unique?: boolean
  readonly where?: SqlExpression
  /** PostgreSQL's access method; absent means btree. Ignored by databases that have one kind. */
  readonly method?: string
  readonly include?: readonly string[]
  readonly with?: Readonly<Record<string, string>>
  readonly tablespace?: string
  readonly nullsNotDistinct?: boolean
  readonly comment?: string
  readonly dialects?: readonly DialectName[]
}

/** A table constraint of any kind, said as one value: what `addConstraint` and `dropConstraint` carry. */
export type Constraint =
  | ({ readonly kind: 'primaryKey' } & PrimaryKey)
  | ({ readonly kind: 'unique' } & Unique)
  | ({ readonly kind: 'foreignKey' } & ForeignKey)
  | ({ readonly kind: 'check' } & Check)
  | ({ readonly kind: 'exclusion' } & Exclusion)

export type ConstraintKind = Constraint['kind']

// --- tables ------------------------------------------------------------------------------------

/** What only one database knows. The other leaves it out of what it compares and compiles. */
export interface TableOptions {
  /** SQLite: `STRICT`. */
  readonly strict?: boolean
  /** SQLite: `WITHOUT ROWID`. */
  readonly withoutRowid?: boolean
  /** SQLite: the `AUTOINCREMENT` keyword on the INTEGER PRIMARY KEY, so that a number is never used twice. */
  readonly autoincrement?: boolean
  /** PostgreSQL: `UNLOGGED`. */
  readonly unlogged?: boolean
  /** PostgreSQL: storage parameters (`fillfactor`, …). */
  readonly with?: Readonly<Record<string, string>>
  readonly tablespace?: string
  /** PostgreSQL: `PARTITION BY …`, the part after those words: `RANGE (created)`. Partitions are left alone. */
  readonly partitionBy?: string
  readonly inherits?: readonly ObjectName[]
  /** PostgreSQL: row-level security, on (for all but the owner) or forced (for the owner too). */
  readonly rowSecurity?: 'enabled' | 'forced'
}

export interface Table extends ObjectName {
  readonly columns: readonly Column[]
  readonly primaryKey?: PrimaryKey
  readonly uniques: readonly Unique[]
  readonly foreignKeys: readonly ForeignKey[]
  readonly checks: readonly Check[]
  readonly exclusions: readonly Exclusion[]
  readonly indexes: readonly Index[]
  readonly comment?: string
  readonly options?: TableOptions
}

// --- everything else ---------------------------------------------------------------------------

export interface EnumType extends ObjectName {
  readonly values: readonly string[]
  readonly comment?: string
}

/** A free-standing sequence: one that no column owns as its `serial` or identity. */
export interface Sequence extends ObjectName, SequenceOptions {
  readonly ownedBy?: ObjectName & { readonly column: string }
  readonly comment?: string
}

export type StoredObjectKind =
  | 'view'
  | 'materializedView'
  | 'function'
  | 'procedure'
  | 'trigger'
  | 'domain'
  | 'extension'
  | 'policy'
  | 'grant'

/**
 * What the database stores as text and can be replaced as a whole: views, functions, triggers, ….
 *
 * Two of them are the same object when kind, schema, name, `table` and `signature` agree.
 */
export interface StoredObject extends ObjectName {
  readonly kind: StoredObjectKind
  /** The table a trigger, policy or grant belongs to. */
  readonly table?: ObjectName
  /** A function's or procedure's argument types, as PostgreSQL lists them: `integer, text`. */
  readonly signature?: string
  /**
   * View and materialized view: the SELECT. Function, procedure, trigger, policy: the whole CREATE statement.
   * Domain: the part after `CREATE DOMAIN name`. Extension: `SCHEMA "s" VERSION '1.6'`, either, or `''`. Grant: privileges as
   * PostgreSQL words them (`GRANT SELECT ON t TO r`).
   */
  readonly definition: string
  /** A view's column names, where the model states them. */
  readonly columns?: readonly string[]
  /** PostgreSQL: a view's options (`security_invoker`, …), a materialized view's storage parameters. */
  readonly with?: Readonly<Record<string, string>>
  /** A materialized view's indexes. */
  readonly indexes?: readonly Index[]
  readonly comment?: string
  /** Objects it reads, as reflection found them or the model states them: for order, never compared. */
  readonly dependsOn?: readonly ObjectName[]
  readonly dialects?: readonly DialectName[]
}

/** Something the database has that Athanor does not manage: reported, and left alone. */
export interface Unmodelled {
  /** In the database's words: `event trigger`, `foreign table`, `virtual table`, … */
  readonly kind: string
  readonly name: string
  /** The table whose definition it is a part of: making that table anew would lose it. */
  readonly table?: ObjectName
}

export interface Schema {
  /** Named schemas besides the default one. */
  readonly schemas: readonly string[]
  readonly tables: readonly Table[]
  readonly enums: readonly EnumType[]
  readonly sequences: readonly Sequence[]
  readonly objects: readonly StoredObject[]
  readonly unmodelled: readonly Unmodelled[]
}

export const emptySchema: Schema = {
  schemas: [],
  tables: [],
  enums: [],
  sequences: [],
  objects: [],
  unmodelled: [],
}

/** A table of which no more than its name is known. */
export const emptyTable = ({ schema, name }: ObjectName): Table => ({
  ...(schema !== undefined && { schema }),
  name,
  columns: [],
  uniques: [],
  foreignKeys: [],
  checks: [],
  exclusions: [],
  indexes: [],
})
