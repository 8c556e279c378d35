import { nameOf, sameName } from '../schema/lookup.ts'
import type {
  Column,
  DialectName,
  Index,
  IndexElement,
  ObjectName,
  Schema,
  Sequence,
  SqlExpression,
  StoredObject,
  Table,
} from '../schema/model.ts'
import {
  type ColumnRename,
  renameColumnInExpression,
  renameColumnInStatement,
} from '../source/sql-rename-column.ts'
import {
  renameTableInExpression,
  renameTableInStatement,
  type TableRename,
} from '../source/sql-rename-table.ts'
import { withFacts } from './edit.ts'
import { askingAnother } from './nextval.ts'
import { sequenceNameOf } from './sequence-name.ts'

/**
 * What follows a table or column that is renamed: keys that refer to it, what belongs to it, and every expression
 * that speaks of it. PostgreSQL keeps all of these by number and not by name; SQLite rewrites their text.
 *
 * @see https://www.sqlite.org/lang_altertable.html#alter_table_rename
 */
export function followTable(schema: Schema, rename: TableRename, dialect: DialectName): Schema {
  const { from, to } = rename
  const moved = <T extends ObjectName>(name: T): T =>
    sameName(name, from) ? renamed(name, to) : name
  const owned =
    from.schema === to.schema ? [] : schema.sequences.filter((one) => isOwned(one, from))
  const followSequence = (column: Column, one: Sequence): Column =>
    askingAnother(column, one, renamed(nameOf(one), { ...to, name: one.name }))
  return {
    ...schema,
    tables: schema.tables.map((table) => {
      const other = {
        ...table,
        foreignKeys: table.foreignKeys.map((key) => ({
          ...key,
          references: moved(key.references),
        })),
        ...(table.options?.inherits !== undefined && {
          options: { ...table.options, inherits: table.options.inherits.map(moved) },
        }),
      }
      const asking = {
        ...other,
        columns: other.columns.map((column) => owned.reduce(followSequence, column)),
      }
      return sameName(table, from) ? renamedTable(asking, rename, dialect) : asking
    }),
    sequences: schema.sequences.map((sequence) =>
      isOwned(sequence, from)
        ? { ...withFacts(sequence, { schema: to.schema }), ownedBy: moved(sequence.ownedBy) }
        : sequence,
    ),
    objects: schema.objects.map((object) => objectAfterTable(object, rename, moved)),
    unmodelled: schema.unmodelled.map((one) =>
      one.table === undefined ? one : { ...one, table: moved(one.table) },
    ),
  }
}

const isOwned = (
  sequence: Sequence,
  table: ObjectName,
): sequence is Sequence & Required<Pick<Sequence, 'ownedBy'>> =>
  sequence.ownedBy !== undefined && sameName(sequence.ownedBy, table)

const renamed = <T extends ObjectName>(thing: T, { schema, name }: ObjectName): T =>
  withFacts(thing, { name, schema })

function renamedTable(table: Table, rename: TableRename, dialect: DialectName): Table {
  const inside = mapExpressions(table, (sql) => renameTableInExpression(sql, rename))
  const columns = inside.columns.map((column) =>
    keepSequence(column, { table: table.name, column: column.name }, rename.to.name, dialect),
  )
  return renamed({ ...inside, columns }, rename.to)
}

/** The sequence behind a column keeps its name, whatever becomes of the column's and its table's. */
function keepSequence(
  column: Column,
  was: { readonly table: string; readonly column: string },
  table: string,
  dialect: DialectName,
): Column {
  if (dialect === 'sqlite') return column
  if (column.autoincrement !== true && column.identity === undefined) return column
  const kept = column.sequenceName ?? sequenceNameOf(was.table, was.column)
  const usual = kept === sequenceNameOf(table, column.name)
  return withFacts(column, { sequenceName: usual ? undefined : kept })
}

function objectAfterTable(
  object: StoredObject,
  rename: TableRename,
  moved: <T extends ObjectName>(name: T) => T,
): StoredObject {
  const onTable = object.table !== undefined && sameName(object.table, rename.from)
  const placed: StoredObject = {
    ...object,
    ...(object.table !== undefined && { table: moved(object.table) }),
    ...(object.dependsOn !== undefined && { dependsOn: object.dependsOn.map(moved) }),
  }
  if (!speaksOfTables(object)) return placed
  const definition = renameTableInStatement(object.definition, rename, onTable)
  return { ...(onTable ? withFacts(placed, schemaOf(object, rename.to)) : placed), definition }
}

/** A trigger or policy lives in its table's schema, where it says so at all. */
const schemaOf = (object: StoredObject, { schema }: ObjectName) =>
  object.schema === undefined ? {} : { schema }

/** The body of a function is text to PostgreSQL, which it reads when the function is called. */
const speaksOfTables = ({ kind }: StoredObject): boolean =>
  ['view', 'materializedView', 'trigger', 'policy', 'grant'].includes(kind)

// --- columns -----------------------------------------------------------------------------------

export function followColumn(
  schema: Schema,
  { table, from, to }: { readonly table: ObjectName; readonly from: string; readonly to: string },
  dialect: DialectName,
): Schema {
  const rename: ColumnRename = {
    table,
    from,
    to,
    columnsOf: (name) =>
      schema.tables.find((one) => sameName(one, name))?.columns.map((column) => column.name),
    keepOutputNames: dialect === 'postgresql',
  }
  const move = (column: string): string => (column === from ? to : column)
  return {
    ...schema,
    tables: schema.tables.map((one) => {
      const referring = {
        ...one,
        foreignKeys: one.foreignKeys.map((key) =>
          sameName(key.references, table)
            ? {
                ...key,
                references: { ...key.references, columns: key.references.columns.map(move) },
              }
            : key,
        ),
      }
      return sameName(one, table) ? columnRenamedIn(referring, rename, move, dialect) : referring
    }),
    sequences: schema.sequences.map((sequence) =>
      isOwned(sequence, table)
        ? { ...sequence, ownedBy: { ...sequence.ownedBy, column: move(sequence.ownedBy.column) } }
        : sequence,
    ),
    objects: schema.objects.map((object) => objectAfterColumn(object, rename)),
  }
}

function objectAfterColumn(object: StoredObject, rename: ColumnRename): StoredObject {
  if (!speaksOfTables(object)) return object
  const onTable = object.table !== undefined && sameName(object.table, rename.table)
  return { ...object, definition: renameColumnInStatement(object.definition, rename, onTable) }
}

function columnRenamedIn(
  table: Table,
  rename: ColumnRename,
  move: (column: string) => string,
  dialect: DialectName,
): Table {
  const inside = mapExpressions(table, (sql) => renameColumnInExpression(sql, rename))
  const lists = <T extends object>(item: T): T => moveLists(item, move)
  const members = <T extends { readonly elements: readonly IndexElement[] }>(item: T): T => ({
    ...lists(item),
    elements: item.elements.map((element) =>
      element.column === undefined ? element : { ...element, column: move(element.column) },
    ),
  })
  return {
    ...inside,
    columns: inside.columns.map((column) => {
      const was = { table: table.name, column: column.name }
      return keepSequence({ ...column, name: move(column.name) }, was, table.name, dialect)
    }),
    ...(inside.primaryKey !== undefined && { primaryKey: lists(inside.primaryKey) }),
    uniques: inside.uniques.map(lists),
    foreignKeys: inside.foreignKeys.map(lists),
    exclusions: inside.exclusions.map(members),
    indexes: inside.indexes.map(members),
  }
}

/** Where constraints and indexes list columns. */
const LISTS = ['columns', 'include', 'descending', 'onDeleteColumns']

const moveLists = <T extends object>(item: T, move: (column: string) => string): T =>
  Object.fromEntries(
    Object.entries(item).map(([key, value]) => [
      key,
      LISTS.includes(key) && Array.isArray(value) ? value.map(move) : value,
    ]),
  ) as T

// --- expressions -------------------------------------------------------------------------------

/** The table with the text of every expression in it changed, in all its wordings. */
export function mapExpressions(table: Table, edit: (sql: string) => string): Table {
  const say = (expression: SqlExpression): SqlExpression => ({
    ...expression,
    sql: edit(expression.sql),
    ...(expression.dialects !== undefined && {
      dialects: Object.fromEntries(
        Object.entries(expression.dialects).map(([dialect, sql]) => [dialect, edit(sql)]),
      ),
    }),
  })
  const element = <T extends IndexElement>(one: T): T =>
    one.expression === undefined ? one : { ...one, expression: say(one.expression) }
  const filtered = <T extends Pick<Index, 'elements' | 'where'>>(one: T): T => ({
    ...one,
    elements: one.elements.map(element),
    ...(one.where !== undefined && { where: say(one.where) }),
  })
  return {
    ...table,
    columns: table.columns.map((column) =>
      column.generated === undefined
        ? column
        : {
            ...column,
            generated: { ...column.generated, expression: say(column.generated.expression) },
          },
    ),
    checks: table.checks.map((check) => ({ ...check, expression: say(check.expression) })),
    exclusions: table.exclusions.map(filtered),
    indexes: table.indexes.map(filtered),
  }
}
