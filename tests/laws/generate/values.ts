import { findColumn, findTable, sameName } from '../../../src/schema/lookup.ts'
import type { Column, ColumnType, Schema, Table } from '../../../src/schema/model.ts'
import { type Ground, isSqlite, speaksOf, text } from './ground.ts'
import { isInteger, isText, plainType, textOf } from './scene.ts'

/** How many rows each table gets. */
export const ROWS = 3

/**
 * The value, in SQL, that row number `i` holds in a column of the type: it depends on nothing else, so that keys refer
 * to rows that are there. Every condition that the generators write holds of it.
 */
export function valueSql(given: ColumnType, i: number, ground: Ground): string {
  const sqlite = isSqlite(ground)
  const type = plainType(given, ground)
  switch (type.kind) {
    case 'smallint':
    case 'integer':
      return String(3 * i + 1)
    case 'bigint':
      return i === 2 ? '9007199254740993' : String(3 * i + 1)
    case 'real':
    case 'double':
      return `${i}.5`
    case 'numeric':
      return `${i}.25`
    case 'boolean':
      return sqlite ? String(i % 2) : String(i % 2 === 0)
    case 'char':
      return type.length === undefined && !sqlite ? `'${i}'` : `'c${i}'`
    case 'bytes':
      return sqlite ? `x'0${i}ff'` : `'\\x0${i}ff'`
    case 'date':
      return `'2024-01-0${i + 1}'`
    case 'time':
      return `'01:02:0${i}'`
    case 'timestamp':
      return `'2024-01-0${i + 1} 01:02:03'`
    case 'interval':
      return `'${i + 1} days'`
    case 'uuid':
      return `'00000000-0000-4000-8000-00000000000${i}'`
    case 'json':
    case 'jsonb':
      return `'{"n": ${i}}'`
    case 'array':
      return sqlite ? `'[${i}]'` : text(`{${elementText(type.of, i)}}`)
    case 'enum':
      return text(type.values[i % Math.min(2, type.values.length)]!)
    case 'native':
      return nativeValue(type.sql, i)
    default:
      return text([`it's "0"`, 'línea\n\\2', ' 🜁; -- '][i] ?? `text ${i}`)
  }
}

const elementText = (type: ColumnType, i: number): string =>
  type.kind === 'enum' ? `"${type.values[0]!.replace(/["\\]/g, '\\$&')}"` : String(i)

/** By the start of the type's name; a name of any other is a domain over text, or SQLite's own invention. */
const NATIVE: Readonly<Record<string, (i: number) => string>> = {
  inet: (i) => `'10.0.0.${i}'`,
  cidr: (i) => `'10.${i}.0.0/16'`,
  macaddr: (i) => `'08:00:2b:01:02:0${i}'`,
  tsvector: (i) => `'word${i}'`,
  tsquery: (i) => `'word${i}'`,
  int4range: (i) => `'[${10 * i + 1},${10 * i + 5})'`,
  daterange: (i) => `'[2024-0${i + 1}-01,2024-0${i + 1}-20)'`,
  tstzrange: (i) => `'[2024-0${i + 1}-01,2024-0${i + 1}-20)'`,
  'bit varying': (i) => `B'10${i % 2}'`,
  bit: (i) => `B'10${i % 2}'`,
  money: (i) => `'${i}.10'`,
  point: (i) => `'(${i},1)'`,
  oid: (i) => String(i + 1),
  name: (i) => `'n${i}'`,
  '"char"': (i) => `'${i}'`,
  jsonpath: (i) => `'$.a${i}'`,
  ANY: (i) => `x'00${i}0'`,
  INT: (i) => String(3 * i + 1),
  'UNSIGNED BIG INT': (i) => String(3 * i + 1),
}

const nativeValue = (sql: string, i: number): string =>
  (NATIVE[sql] ?? NATIVE[sql.replace(/\(.*$/, '')])?.(i) ?? `'any ${i}'`

/** Whether the rows differ in every value of the type. */
export const isDistinctType = (type: ColumnType): boolean =>
  isInteger(type) || isText(type) || type.kind === 'uuid' || type.kind === 'date'

/** Whether they differ in a column of what there was when they were written: of another type, perhaps, or computed. */
export function wasDistinct(origin: Schema | undefined, table: Table, name: string): boolean {
  const had = origin && findTable(origin, table)
  const was = had && findColumn(had, name)
  return was === undefined || (was.generated === undefined && isDistinctType(was.type))
}

/** The column is null in the last row. Keys and what keys point at have a value in all. */
export function isHollow(schema: Schema, table: Table, column: Column): boolean {
  if (!column.nullable || hash(column.name) % 4 !== 0) return false
  const keyed = [table.primaryKey, ...table.foreignKeys].some((key) =>
    key?.columns.includes(column.name),
  )
  const target = schema.tables.some(({ foreignKeys }) =>
    foreignKeys.some(
      ({ references }) => sameName(references, table) && references.columns.includes(column.name),
    ),
  )
  const strict = table.uniques.some(
    ({ columns, nullsNotDistinct }) => nullsNotDistinct && columns.includes(column.name),
  )
  const excluded = table.exclusions.some(({ elements }) =>
    elements.some(
      (one) => one.column === column.name || speaksOf(textOf(one.expression), column.name),
    ),
  )
  return !keyed && !target && !strict && !excluded
}

const hash = (name: string): number =>
  [...name].reduce((sum, character) => sum + character.codePointAt(0)!, 0)

/** What the rows hold in a column: a value in each, a null somewhere, or only what the database puts there. */
export function holdingOf(
  origin: Schema | undefined,
  table: Table,
  name: string,
): 'values' | 'a null' | 'what the database says' {
  const had = origin && findTable(origin, table)
  const column = had && findColumn(had, name)
  if (
    origin === undefined ||
    had === undefined ||
    column === undefined ||
    column.generated !== undefined
  )
    return 'what the database says'
  return isHollow(origin, had, column) ? 'a null' : 'values'
}

/** Whether rows are put into the table: into most, but no partition of a partitioned one is there to take any. */
export const takesRows = ({ name, options }: Table): boolean =>
  options?.partitionBy === undefined && hash(name) % 6 !== 0

/** Whether there are rows in the table, or in one that inherits from it. */
export const hasRows = (origin: Schema | undefined, table: Table): boolean => {
  const had = origin && findTable(origin, table)
  if (origin === undefined || had === undefined) return false
  return takesRows(had) || childrenOf(had, origin).some((child) => hasRows(origin, child))
}

const childrenOf = (table: Table, { tables }: Schema): Table[] =>
  tables.filter(({ options }) => options?.inherits?.some((name) => sameName(name, table)))
