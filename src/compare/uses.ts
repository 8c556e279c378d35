import { carriedColumns } from '../operations/needs.ts'
import type {
  Column,
  ColumnType,
  Constraint,
  IndexElement,
  ObjectName,
  SqlExpression,
  StoredObject,
  Table,
} from '../schema/model.ts'
import {
  columnKey,
  type Key,
  loggingKey,
  objectKey,
  relationKey,
  schemaKey,
  typeKey,
  uniqueKey,
} from './keys.ts'
import { isRoutine, type Known, lookUp, sqlOf } from './known.ts'
import { constraintsOf, type Thing } from './things.ts'
import { callsOf, wordsOf } from './words.ts'

/** What a thing cannot be without, its own parts included; of a column that is inherited, also where it comes from. */
export function usesOf(thing: Thing, known: Known): readonly Key[] {
  const keys = ownUses(thing, known)
  return known.above.size === 0
    ? keys
    : keys.flatMap((key) => [key, ...(known.above.get(key) ?? [])])
}

function ownUses(thing: Thing, known: Known): readonly Key[] {
  switch (thing.kind) {
    case 'schema':
      return []
    case 'enum':
      return inSchema(thing.enum)
    case 'sequence': {
      const { ownedBy } = thing.sequence
      return [
        ...inSchema(thing.sequence),
        ...(ownedBy === undefined ? [] : [columnKey(ownedBy, ownedBy.column)]),
      ]
    }
    case 'object':
      return objectUses(thing.object, known)
    case 'table':
      return tableUses(thing.table, known)
    case 'column':
      return [relationKey(thing.table), ...columnUses(thing.table, thing.column, known)]
    case 'constraint':
      return [relationKey(thing.table), ...constraintUses(thing.table, thing.constraint, known)]
    case 'index': {
      const { elements, include, where } = thing.index
      return [
        relationKey(thing.table),
        ...elementUses(thing.table, elements, include, where, known),
      ]
    }
  }
}

/** The columns of a table that some SQL over its rows mentions. */
export function columnsIn(sql: string, table: Table | undefined): readonly string[] {
  const words = wordsOf(sql)
  return (table?.columns ?? [])
    .map(({ name }) => name)
    .filter((name) => words.has(name.toLowerCase()))
}

function tableUses(table: Table, known: Known): Key[] {
  return [
    ...inSchema(table),
    ...(table.options?.inherits ?? []).flatMap((parent) => parentUses(parent, known)),
    ...table.columns.flatMap((column) => columnUses(table, column, known)),
    ...constraintsOf(table).flatMap((constraint) => constraintUses(table, constraint, known)),
    ...table.indexes.flatMap(({ elements, include, where }) =>
      elementUses(table, elements, include, where, known),
    ),
  ]
}

/** A child is made with the parent's columns, so they are what they are to be before. */
const parentUses = (parent: ObjectName, { tables }: Known): Key[] => [
  relationKey(parent),
  ...columnKeysOf(
    parent,
    (tables.get(relationKey(parent))?.columns ?? []).map(({ name }) => name),
  ),
]

function columnUses(table: ObjectName, column: Column, known: Known): Key[] {
  const value = column.default
  return [
    ...typeUses(column.type, known),
    ...(value !== undefined && 'sql' in value ? expressionUses(sqlOf(value), known) : []),
    ...(column.generated === undefined
      ? []
      : rowUses(table, sqlOf(column.generated.expression), known)),
  ]
}

export function typeUses(type: ColumnType, known: Known): Key[] {
  switch (type.kind) {
    case 'enum':
      return [typeKey(type)]
    case 'array':
      return typeUses(type.of, known)
    case 'native':
      return lookUp(wordsOf(type.sql), known.types).map(typeKey)
    case 'variant':
      return [type.base, ...Object.values(type.dialects)].flatMap((one) => typeUses(one, known))
    default:
      return []
  }
}

function constraintUses(table: ObjectName, constraint: Constraint, known: Known): Key[] {
  switch (constraint.kind) {
    case 'primaryKey':
    case 'unique':
      return columnKeysOf(table, [...constraint.columns, ...(constraint.include ?? [])])
    case 'foreignKey': {
      const target = constraint.references
      const columns = referencedColumns(target, known)
      return [
        ...columnKeysOf(table, constraint.columns),
        relationKey(target),
        ...columnKeysOf(target, columns),
        ...columnKeysOf(target, carriedBy(target, columns, known)),
        uniqueKey(target, columns),
        loggingKey(table),
        loggingKey(target),
      ]
    }
    case 'check':
      return rowUses(table, sqlOf(constraint.expression), known)
    case 'exclusion': {
      const { elements, include, where } = constraint
      return elementUses(table, elements, include, where, known)
    }
  }
}

/** What the key that is referred to carries along: PostgreSQL makes it anew when that changes its type. */
export const carriedBy = (
  target: ObjectName,
  columns: readonly string[],
  { tables }: Pick<Known, 'tables'>,
): readonly string[] => {
  const table = tables.get(relationKey(target))
  return table === undefined ? [] : carriedColumns(table, columns)
}

/** SQLite's short form names no columns: it means the primary key. */
export function referencedColumns(
  target: ObjectName & { readonly columns: readonly string[] },
  { tables }: Pick<Known, 'tables'>,
): readonly string[] {
  if (target.columns.length > 0) return target.columns
  return tables.get(relationKey(target))?.primaryKey?.columns ?? []
}

const elementUses = (
  table: ObjectName,
  elements: readonly IndexElement[],
  include: readonly string[] | undefined,
  where: SqlExpression | undefined,
  known: Known,
): Key[] => [
  ...elements.flatMap(({ column, expression }) => [
    ...(column === undefined ? [] : [columnKey(table, column)]),
    ...(expression === undefined ? [] : rowUses(table, sqlOf(expression), known)),
  ]),
  ...columnKeysOf(table, include ?? []),
  ...(where === undefined ? [] : rowUses(table, sqlOf(where), known)),
]

function objectUses(object: StoredObject, known: Known): Key[] {
  const own = [
    ...inSchema(object),
    ...(object.table === undefined ? [] : [relationKey(object.table)]),
    ...(object.dependsOn ?? []).flatMap((name) =>
      [
        ...lookUp(new Set([name.name.toLowerCase()]), known.relations),
        ...lookUp(new Set([name.name.toLowerCase()]), known.types),
      ]
        .filter((one) => (one.schema ?? '') === (name.schema ?? ''))
        .flatMap((one) => [relationKey(one), typeKey(one)]),
    ),
  ]
  if (object.kind === 'extension') return own
  if (object.kind === 'grant') return [...own, ...grantedColumns(object, known)]
  const sql = [object.definition, object.signature ?? ''].join('\n')
  const words = wordsOf(sql)
  const types = lookUp(words, known.types).map(typeKey)
  const routines = lookUp(callsOf(sql), known.routines).map(objectKey)
  const early = object.kind === 'domain' || known.calledByTables.has(object)
  const relations = early ? [] : relationUses(object, words, known)
  return [...own, ...types, ...routines, ...relations].filter((key) => key !== objectKey(object))
}

/** The columns that it names: what was granted on one goes with it. */
const grantedColumns = ({ definition, table }: StoredObject, { tables }: Known): Key[] =>
  table === undefined
    ? []
    : columnKeysOf(table, columnsIn(definition, tables.get(relationKey(table))))

/** Where the objects it reads are stated they are all; otherwise every name in its text that is one. */
function relationUses(object: StoredObject, words: ReadonlySet<string>, known: Known): Key[] {
  const stated = object.dependsOn
  const read = lookUp(words, known.relations).filter(
    (name) =>
      stated === undefined ||
      isRoutine(object) ||
      stated.some((one) => relationKey(one) === relationKey(name)),
  )
  const tables = [...read, ...(object.table === undefined ? [] : [object.table])]
  return [
    ...read.map(relationKey),
    ...tables.flatMap((name) => {
      const columns = known.tables.get(relationKey(name))?.columns ?? []
      return columns
        .filter((column) => words.has(column.name.toLowerCase()))
        .map((column) => columnKey(name, column.name))
    }),
  ]
}

const rowUses = (table: ObjectName, sql: string, known: Known): Key[] => [
  ...columnKeysOf(table, columnsIn(sql, known.tables.get(relationKey(table)))),
  ...expressionUses(sql, known),
]

/** `nextval('numbers')` names a sequence, `normalized(name)` a function, `'a'::mood` a type. */
const expressionUses = (sql: string, known: Known): Key[] => [
  ...lookUp(callsOf(sql), known.routines).map(objectKey),
  ...lookUp(wordsOf(sql), known.types).map(typeKey),
  ...(/nextval/i.test(sql) ? lookUp(wordsOf(sql), known.relations).map(relationKey) : []),
]

const inSchema = ({ schema }: ObjectName): Key[] =>
  schema === undefined ? [] : [schemaKey(schema)]

const columnKeysOf = (table: ObjectName, columns: readonly string[]): Key[] =>
  columns.map((column) => columnKey(table, column))
