import type {
  Column,
  Constraint,
  DialectName,
  EnumType,
  Index,
  ObjectName,
  Schema,
  Sequence,
  StoredObject,
  Table,
  TableOptions,
} from '../schema/model.ts'
import type { Import } from '../source/code.ts'

/**
 * The vocabulary: every operation there is.
 *
 * Add a line here and the compiler lists the rest: the operation's spec, and its DDL in each dialect.
 * Everything is plain data but the functions in `run` and `custom`.
 *
 * A drop may be written by name alone: it is recorded with `lookUp` and empty placeholders, and
 * `complete(operation, before)` fills in what it drops from the schema before it. Everything below the
 * recorder sees completed operations only.
 */
export interface OperationMap {
  createTable: CreateTable
  dropTable: DropTable
  renameTable: RenameTable
  alterTable: AlterTable
  setTableComment: SetTableComment

  addColumn: AddColumn
  dropColumn: DropColumn
  alterColumn: AlterColumn
  renameColumn: RenameColumn

  addConstraint: AddConstraint
  dropConstraint: DropConstraint
  renameConstraint: RenameConstraint
  validateConstraint: ValidateConstraint
  setConstraintComment: SetConstraintComment

  createIndex: CreateIndex
  dropIndex: DropIndex
  renameIndex: RenameIndex
  setIndexComment: SetIndexComment

  createSchema: CreateSchema
  dropSchema: DropSchema

  createEnum: CreateEnum
  dropEnum: DropEnum
  renameEnum: RenameEnum
  addEnumValue: AddEnumValue
  renameEnumValue: RenameEnumValue
  alterEnum: AlterEnum

  createSequence: CreateSequence
  dropSequence: DropSequence
  alterSequence: AlterSequence
  renameSequence: RenameSequence

  createObject: CreateObject
  dropObject: DropObject
  replaceObject: ReplaceObject

  bulkInsert: BulkInsert
  execute: Execute
  run: Run
  custom: Custom
}

export type OperationKind = keyof OperationMap

export type Operation<K extends OperationKind = OperationKind> = {
  [P in K]: {
    readonly kind: P
    /** Only on these databases; elsewhere it does nothing. Absent: on all. */
    readonly dialects?: readonly DialectName[]
    /** Written by name alone: `complete` has yet to say what of. */
    readonly lookUp?: boolean
    /**
     * Found by `complete` to change nothing: `ifExists` of what is not there, `ifNotExists` of what is. So
     * nothing has to be undone either.
     */
    readonly idle?: boolean
  } & OperationMap[P]
}[K]

// --- tables ------------------------------------------------------------------------------------

/** Makes the table with everything in it: constraints, indexes, comments. */
export interface CreateTable {
  readonly table: Table
  readonly ifNotExists?: boolean
}

export interface DropTable {
  /** The whole table, so that the drop can be undone. */
  readonly table: Table
  readonly ifExists?: boolean
  readonly cascade?: boolean
}

export interface RenameTable {
  readonly from: ObjectName
  /** May name another schema (PostgreSQL). */
  readonly to: ObjectName
}

export interface AlterTable {
  readonly table: ObjectName
  readonly from: TableOptions
  readonly to: TableOptions
  /** What becomes the table's own when it no longer inherits, and is its parents' alone when it comes to. */
  readonly inherited?: Inherited
}

/** Names of columns and checks. */
export interface Inherited {
  readonly columns?: readonly string[]
  readonly checks?: readonly string[]
}

export interface SetTableComment {
  readonly table: ObjectName
  readonly from: string | null
  readonly to: string | null
}

// --- columns -----------------------------------------------------------------------------------

export interface AddColumn {
  readonly table: ObjectName
  readonly column: Column
  readonly ifNotExists?: boolean
}

export interface DropColumn {
  readonly table: ObjectName
  /** Carries the whole column, not only its name: that is what makes the drop reversible. */
  readonly column: Column
  readonly ifExists?: boolean
}

/** What of a column is changed: only the facets that are named. `null` says that there is none. */
export interface ColumnFacets {
  readonly type?: Column['type']
  readonly nullable?: boolean
  readonly default?: NonNullable<Column['default']> | null
  readonly autoincrement?: boolean
  readonly identity?: NonNullable<Column['identity']> | null
  /** PostgreSQL: what the sequence is called that numbers the rows from now on; `null` for the usual name. */
  readonly sequenceName?: string | null
  readonly generated?: NonNullable<Column['generated']> | null
  readonly collation?: string | null
  readonly comment?: string | null
  /** SQLite: what of `NOT NULL` has a name, or an answer of its own to a conflict. */
  readonly notNullOnConflict?: NonNullable<Column['notNullOnConflict']> | null
  readonly notNullName?: string | null
}

/** Both states of what differs, and the same keys in both: the inverse swaps them. */
export interface AlterColumn {
  readonly table: ObjectName
  readonly column: string
  readonly from: ColumnFacets
  readonly to: ColumnFacets
  /** How old values become new ones where a plain cast will not do (`USING`), an SQL expression over the row. */
  readonly using?: string
  /** The same for the way back. */
  readonly usingBack?: string
}

export interface RenameColumn {
  readonly table: ObjectName
  readonly from: string
  readonly to: string
}

// --- constraints and indexes -------------------------------------------------------------------

export interface AddConstraint {
  readonly table: ObjectName
  readonly constraint: Constraint
}

export interface DropConstraint {
  readonly table: ObjectName
  /** The whole constraint; where it has no name (SQLite) it is found by what it says. */
  readonly constraint: Constraint
  readonly ifExists?: boolean
}

export interface RenameConstraint {
  readonly table: ObjectName
  readonly constraint: Constraint['kind']
  readonly from: string
  readonly to: string
}

/** Checks the rows that a `NOT VALID` foreign key or check left unchecked (PostgreSQL). */
export interface ValidateConstraint {
  readonly table: ObjectName
  readonly name: string
  /** As it was, not yet valid: filled in by `complete`, so that it can be undone. */
  readonly constraint?: Constraint
}

export interface SetConstraintComment {
  readonly table: ObjectName
  readonly name: string
  readonly from: string | null
  readonly to: string | null
}

export interface CreateIndex {
  /** A table or a materialized view. */
  readonly table: ObjectName
  readonly index: Index
  readonly ifNotExists?: boolean
  /** PostgreSQL: without blocking writers, and so outside a transaction. Ignored by SQLite. */
  readonly concurrently?: boolean
}

export interface DropIndex {
  readonly table: ObjectName
  readonly index: Index
  readonly ifExists?: boolean
  readonly concurrently?: boolean
}

export interface RenameIndex {
  readonly table: ObjectName
  readonly from: string
  readonly to: string
}

export interface SetIndexComment {
  readonly table: ObjectName
  readonly name: string
  readonly from: string | null
  readonly to: string | null
}

// --- schemas, enums, sequences -----------------------------------------------------------------

export interface CreateSchema {
  readonly name: string
  readonly ifNotExists?: boolean
}

export interface DropSchema {
  readonly name: string
  readonly ifExists?: boolean
}

/** On a database without enum types (SQLite) the six enum operations do nothing: there the columns' types say it. */
export interface CreateEnum {
  readonly enum: EnumType
  readonly ifNotExists?: boolean
}

export interface DropEnum {
  readonly enum: EnumType
  readonly ifExists?: boolean
}

export interface RenameEnum {
  readonly from: ObjectName
  readonly to: ObjectName
}

export interface AddEnumValue {
  readonly enum: ObjectName
  readonly value: string
  readonly before?: string
  readonly after?: string
  readonly ifNotExists?: boolean
  /** The values before, so that it can be undone: looked up by `complete`. */
  readonly values?: readonly string[]
}

export interface RenameEnumValue {
  readonly enum: ObjectName
  readonly from: string
  readonly to: string
}

/**
 * Any change of the value set, converting the data of every column of that type: the type is made anew and
 * each column cast over, its default, checks and indexes with it.
 */
export interface AlterEnum {
  readonly enum: ObjectName
  readonly from: readonly string[]
  readonly to: readonly string[]
  /** What becomes of values that `to` has not: old value → new value, or null. Unmapped ones in use make it fail. */
  readonly mapping?: Readonly<Record<string, string | null>>
  /** The same for the way back. */
  readonly mappingBack?: Readonly<Record<string, string | null>>
  /** The type's comment, where it changes; `from` and `to` may then be the same values. */
  readonly comment?: { readonly from: string | null; readonly to: string | null }
}

export interface CreateSequence {
  readonly sequence: Sequence
  readonly ifNotExists?: boolean
}

export interface DropSequence {
  readonly sequence: Sequence
  readonly ifExists?: boolean
}

export interface AlterSequence {
  readonly from: Sequence
  readonly to: Sequence
}

export interface RenameSequence {
  readonly from: ObjectName
  readonly to: ObjectName
}

// --- views, functions, triggers, … --------------------------------------------------------------

export interface CreateObject {
  readonly object: StoredObject
  readonly ifNotExists?: boolean
}

export interface DropObject {
  readonly object: StoredObject
  readonly ifExists?: boolean
}

export interface ReplaceObject {
  readonly from: StoredObject
  readonly to: StoredObject
}

// --- data and code -----------------------------------------------------------------------------

export interface BulkInsert {
  readonly table: ObjectName
  /** Column name → value. Rows may name different columns; `undefined` and absent mean the database's default. */
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

export interface Execute {
  /** One or more statements, as they stand: nothing in them is a parameter. */
  readonly sql: string | Readonly<Partial<Record<DialectName, string>>>
  /** What undoes it; without it the inverse is an operation that says so and refuses. */
  readonly inverse?: string | Readonly<Partial<Record<DialectName, string>>>
  /** Must run outside a transaction (`VACUUM`, `CREATE INDEX CONCURRENTLY`, …). */
  readonly outsideTransaction?: boolean
  /** What it does to the schema, where offline scripts and later operations need to know. */
  readonly effect?: readonly Operation[]
}

export interface Run {
  /** Called in its place, on the migration's own connection and transaction. `db` is a Kysely instance. */
  readonly run: (db: any, context: any) => unknown
  /** Its SQL, for offline scripts. */
  readonly sql?: string | Readonly<Partial<Record<DialectName, string>>>
  readonly effect?: readonly Operation[]
}

/** An operation of the user's own making. */
export interface Custom {
  readonly describe: string
  /** TypeScript that gives what is handed to `op.custom` again, for rendering, and the names it imports. */
  readonly source?: string
  readonly imports?: readonly Import[]
  readonly inverse?: () => Operation
  /** Statements by database; a database that is missing here has no such thing, which is an error there. */
  readonly ddl: Readonly<Partial<Record<DialectName, readonly string[]>>>
  readonly apply?: (schema: Schema) => Schema
  /** Refuses, with this reason, before anything is carried out: what `op.irreversible` records. */
  readonly irreversible?: string
}
