import { sqlFor } from '../../schema/builders/sql.ts'
import { compact } from '../../schema/equal.ts'
import { forDialect, typeFor } from '../../schema/for-dialect.ts'
import {
  type Check,
  type Column,
  type ColumnType,
  type ConflictAction,
  emptySchema,
  type ForeignKey,
  type Index,
  type IndexElement,
  type ObjectName,
  type PrimaryKey,
  type ReferentialAction,
  type Schema,
  type SqlExpression,
  type StoredObject,
  type Table,
  type TableOptions,
  type Unique,
} from '../../schema/model.ts'
import { canonicalDefault } from './defaults.ts'
import { outerParenthesesOff, unqualified } from './expressions.ts'
import { plainTrigger, statementText } from './parse/create-object.ts'
import { canonicalType, strictType } from './types.ts'

/**
 * The schema as reflection would find it, had it been created: types by the words that SQLite gets, defaults as it keeps
 * them, and without what it has not (schemas, sequences, enum types, comments, exclusion constraints).
 */
export function canonical(schema: Schema): Schema {
  const { objects, unmodelled } = forDialect(schema, 'sqlite')
  return {
    schemas: [],
    tables: schema.tables.map(canonicalTable),
    enums: [],
    sequences: [],
    objects: objects
      .filter(({ kind }) => kind === 'view' || kind === 'trigger')
      .map(canonicalObject),
    unmodelled,
  }
}

/** What of a table its columns and constraints depend on. */
interface Facts {
  readonly name: string
  readonly strict: boolean
  readonly withoutRowid: boolean
  readonly key: readonly string[]
  /** The INTEGER PRIMARY KEY, which is the rowid by another name. */
  readonly rowid: string | undefined
}

export function canonicalTable(given: Table): Table {
  const [table] = forDialect({ ...emptySchema, tables: [given] }, 'sqlite').tables as [Table]
  const facts = factsOf(table)
  const expression = expressions(facts)
  const primaryKey = table.primaryKey && canonicalKey(table.primaryKey, facts)
  const options = canonicalOptions(table.options ?? {}, facts)
  return compact({
    ...bareName(table),
    columns: table.columns.map((column) => canonicalColumn(column, facts, expression)),
    primaryKey,
    uniques: table.uniques.map(canonicalUnique),
    foreignKeys: table.foreignKeys.map(canonicalForeignKey),
    checks: table.checks.map((check) => canonicalCheck(check, expression)),
    exclusions: [],
    indexes: table.indexes.map((index) => canonicalIndex(index, expression)),
    options: Object.keys(options).length > 0 ? options : undefined,
  })
}

/** A name in the main database, which is where a name without a schema is. */
export const bareName = ({ schema, name }: ObjectName): ObjectName =>
  schema === undefined || schema === 'main' ? { name } : { schema, name }

function factsOf(table: Table): Facts {
  const { strict = false, withoutRowid = false } = table.options ?? {}
  const key = table.primaryKey?.columns ?? []
  const sole = table.columns.find(({ name }) => key.length === 1 && name === key[0])
  const isRowid =
    sole !== undefined &&
    !withoutRowid &&
    !table.primaryKey?.descending?.includes(sole.name) &&
    columnType(sole.type, strict).kind === 'integer'
  return {
    name: table.name,
    strict,
    withoutRowid,
    key,
    rowid: isRowid ? sole.name : undefined,
  }
}

/** The column that is the rowid by another name. */
export const rowidColumn = (table: Table): string | undefined => factsOf(table).rowid

const columnType = (type: ColumnType, strict: boolean): ColumnType =>
  strict ? strictType(type) : canonicalType(type)

type Expressions = (expression: SqlExpression) => SqlExpression

/** Expressions that stay true whatever the table is called. */
const expressions =
  ({ name }: Facts): Expressions =>
  (expression) => ({ sql: unqualified(outerParenthesesOff(sqlFor(expression, 'sqlite')), name) })

function canonicalColumn(column: Column, facts: Facts, expression: Expressions): Column {
  const type = columnType(typeFor(column.type, 'sqlite'), facts.strict)
  const isRowid = column.name === facts.rowid
  const keyed = facts.key.includes(column.name) && (facts.withoutRowid || facts.strict)
  const { generated } = column
  return compact({
    name: column.name,
    type,
    nullable: column.nullable && !isRowid && !keyed,
    default: canonicalDefault(column.default, type),
    autoincrement: isRowid || undefined,
    generated: generated && { ...generated, expression: expression(generated.expression) },
    collation: canonicalCollation(column.collation),
    notNullOnConflict: column.nullable ? undefined : conflict(column.notNullOnConflict),
    notNullName: column.nullable ? undefined : column.notNullName,
  })
}

const BUILT_IN_COLLATIONS = ['NOCASE', 'RTRIM']

/** BINARY is what no collation means. */
function canonicalCollation(collation: string | undefined): string | undefined {
  const upper = collation?.toUpperCase()
  if (upper === 'BINARY') return undefined
  return BUILT_IN_COLLATIONS.find((one) => one === upper) ?? collation
}

const conflict = (action: ConflictAction | undefined): ConflictAction | undefined =>
  action === 'abort' ? undefined : action

const canonicalKey = (key: PrimaryKey, facts: Facts): PrimaryKey =>
  compact({
    name: key.name,
    columns: key.columns,
    onConflict: conflict(key.onConflict),
    descending: facts.rowid === undefined && key.descending?.length ? key.descending : undefined,
  })

const canonicalUnique = (unique: Unique): Unique =>
  compact({ name: unique.name, columns: unique.columns, onConflict: conflict(unique.onConflict) })

const canonicalForeignKey = (key: ForeignKey): ForeignKey =>
  compact({
    name: key.name,
    columns: key.columns,
    references: { ...bareName(key.references), columns: key.references.columns },
    onDelete: action(key.onDelete),
    onUpdate: action(key.onUpdate),
    match: key.match,
    deferrable: key.deferrable,
  })

const action = (given: ReferentialAction | undefined): ReferentialAction | undefined =>
  given === 'no action' ? undefined : given

const canonicalCheck = (check: Check, expression: Expressions): Check =>
  compact({
    name: check.name,
    expression: expression(check.expression),
    onConflict: conflict(check.onConflict),
  })

const canonicalIndex = (index: Index, expression: Expressions): Index =>
  compact({
    name: index.name,
    elements: index.elements.map((element) => canonicalElement(element, expression)),
    unique: index.unique || undefined,
    where: index.where && expression(index.where),
  })

const canonicalElement = (element: IndexElement, expression: Expressions): IndexElement =>
  compact({
    column: element.column,
    expression: element.expression && expression(element.expression),
    descending: element.descending || undefined,
    collation: canonicalCollation(element.collation),
  })

function canonicalOptions(options: TableOptions, facts: Facts): TableOptions {
  return {
    ...(facts.strict && { strict: true }),
    ...(facts.withoutRowid && { withoutRowid: true }),
    ...(options.autoincrement && facts.rowid !== undefined && { autoincrement: true }),
  }
}

function canonicalObject(object: StoredObject): StoredObject {
  const { kind, table, columns, dependsOn } = object
  return compact({
    kind,
    ...bareName(object),
    table: table && bareName(table),
    definition:
      kind === 'trigger' ? plainTrigger(object.definition) : statementText(object.definition),
    columns,
    dependsOn,
  })
}
