import type { Operation } from '../operations/model.ts'
import { sequenceNameOf } from '../operations/sequence-name.ts'
import type {
  Column,
  Constraint,
  EnumType,
  Index,
  ObjectName,
  Sequence,
  StoredObject,
  Table,
} from '../schema/model.ts'
import {
  columnKey,
  constraintKey,
  type Key,
  objectKey,
  primaryKeyKey,
  relationKey,
  schemaKey,
  typeKey,
  uniqueKey,
} from './keys.ts'

/** Anything that is created and dropped as one. `table` of an index may be a materialized view. */
export type Thing =
  | { readonly kind: 'schema'; readonly name: string }
  | { readonly kind: 'enum'; readonly enum: EnumType }
  | { readonly kind: 'sequence'; readonly sequence: Sequence }
  | { readonly kind: 'object'; readonly object: StoredObject }
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'column'; readonly table: ObjectName; readonly column: Column }
  | { readonly kind: 'constraint'; readonly table: ObjectName; readonly constraint: Constraint }
  | { readonly kind: 'index'; readonly table: ObjectName; readonly index: Index }

export function createOf(thing: Thing): Operation {
  switch (thing.kind) {
    case 'schema':
      return { kind: 'createSchema', name: thing.name }
    case 'enum':
      return { kind: 'createEnum', enum: thing.enum }
    case 'sequence':
      return { kind: 'createSequence', sequence: thing.sequence }
    case 'object':
      return { kind: 'createObject', object: thing.object }
    case 'table':
      return { kind: 'createTable', table: thing.table }
    case 'column':
      return { kind: 'addColumn', table: thing.table, column: thing.column }
    case 'constraint':
      return { kind: 'addConstraint', table: thing.table, constraint: thing.constraint }
    case 'index':
      return { kind: 'createIndex', table: thing.table, index: thing.index }
  }
}

export function dropOf(thing: Thing): Operation {
  switch (thing.kind) {
    case 'schema':
      return { kind: 'dropSchema', name: thing.name }
    case 'enum':
      return { kind: 'dropEnum', enum: thing.enum }
    case 'sequence':
      return { kind: 'dropSequence', sequence: thing.sequence }
    case 'object':
      return { kind: 'dropObject', object: thing.object }
    case 'table':
      return { kind: 'dropTable', table: thing.table }
    case 'column':
      return { kind: 'dropColumn', table: thing.table, column: thing.column }
    case 'constraint':
      return { kind: 'dropConstraint', table: thing.table, constraint: thing.constraint }
    case 'index':
      return { kind: 'dropIndex', table: thing.table, index: thing.index }
  }
}

/** What comes into being with it, and is gone without it. */
export function keysOf(thing: Thing): readonly Key[] {
  switch (thing.kind) {
    case 'schema':
      return [schemaKey(thing.name)]
    case 'enum':
      return [typeKey(thing.enum)]
    case 'sequence':
      return [relationKey(thing.sequence)]
    case 'object':
      return [objectKey(thing.object), ...indexKeys(thing.object, thing.object.indexes ?? [])]
    case 'table':
      return tableKeys(thing.table)
    case 'column':
      return columnKeys(thing.table, thing.column)
    case 'constraint':
      return constraintKeys(thing.table, thing.constraint)
    case 'index':
      return indexKeys(thing.table, [thing.index])
  }
}

/** The constraints of a table, as the values that operations carry. */
export const constraintsOf = (table: Table): readonly Constraint[] => [
  ...(table.primaryKey === undefined ? [] : [{ kind: 'primaryKey' as const, ...table.primaryKey }]),
  ...table.uniques.map((unique) => ({ kind: 'unique' as const, ...unique })),
  ...table.foreignKeys.map((foreignKey) => ({ kind: 'foreignKey' as const, ...foreignKey })),
  ...table.checks.map((check) => ({ kind: 'check' as const, ...check })),
  ...table.exclusions.map((exclusion) => ({ kind: 'exclusion' as const, ...exclusion })),
]

/** The columns that an index keeps unique for every row, so that a foreign key may refer to them. */
export function uniqueColumns(index: Index): readonly string[] | undefined {
  const columns = index.elements.map(({ column }) => column)
  return index.unique === true && index.where === undefined && !columns.includes(undefined)
    ? columns.map((column) => column!)
    : undefined
}

const tableKeys = (table: Table): Key[] => [
  relationKey(table),
  typeKey(table),
  ...table.columns.flatMap((column) => columnKeys(table, column)),
  ...constraintsOf(table).flatMap((constraint) => constraintKeys(table, constraint)),
  ...indexKeys(table, table.indexes),
]

/** A column that numbers itself brings a sequence, whose name nobody else can have. */
function columnKeys(table: ObjectName, column: Column): Key[] {
  const own = columnKey(table, column.name)
  if (column.autoincrement !== true && column.identity === undefined) return [own]
  return [own, relationKey({ ...table, name: sequenceBehind(table, column) })]
}

/** The sequence that numbers a column, by the name it has or the database chooses. */
export const sequenceBehind = (table: ObjectName, column: Column): string =>
  column.sequenceName ?? sequenceNameOf(table.name, column.name)

function constraintKeys(table: ObjectName, constraint: Constraint): Key[] {
  const { kind, name } = constraint
  const isKey = kind === 'primaryKey' || kind === 'unique'
  return [
    ...(name === undefined ? [] : [constraintKey(table, name)]),
    ...(name !== undefined && (isKey || kind === 'exclusion')
      ? [relationKey({ ...table, name })]
      : []),
    ...(isKey ? [uniqueKey(table, constraint.columns)] : []),
    ...(kind === 'primaryKey' ? [primaryKeyKey(table)] : []),
  ]
}

const indexKeys = (table: ObjectName, indexes: readonly Index[]): Key[] =>
  indexes.flatMap((index) => {
    const columns = uniqueColumns(index)
    return [
      relationKey({ ...table, name: index.name }),
      ...(columns === undefined ? [] : [uniqueKey(table, columns)]),
    ]
  })
