import { sameData } from '../../schema/equal.ts'
import { sameName } from '../../schema/lookup.ts'
import type {
  Check,
  Column,
  Default,
  ForeignKey,
  Index,
  IndexElement,
  Schema,
  SqlExpression,
  StoredObject,
  Table,
} from '../../schema/model.ts'
import { sameSql } from './expressions.ts'
import { folded } from './parse/tokens.ts'
import { sameType } from './types.ts'

/**
 * `wanted` worded as `found` words it wherever the two say the same. SQLite stores every expression as it was written, so
 * there is nothing to ask it: they are compared token by token.
 */
export function normalize(wanted: Schema, found: Schema): Schema {
  return {
    ...wanted,
    tables: wanted.tables.map((table) => {
      const there = found.tables.find((one) => sameName(one, table))
      return there === undefined ? table : wordedTable(table, there, { wanted, found })
    }),
    objects: wanted.objects.map((object) => {
      const there = found.objects.find((one) => one.kind === object.kind && sameName(one, object))
      return there === undefined ? object : wordedObject(object, there)
    }),
  }
}

interface Both {
  readonly wanted: Schema
  readonly found: Schema
}

function wordedTable(wanted: Table, found: Table, both: Both): Table {
  /** One that is there word for word is meant before one that says the same in other words. */
  const pair = <T>(
    items: readonly T[],
    there: readonly T[],
    word: (item: T, other: T) => T,
  ): readonly T[] =>
    items.map((item) =>
      there.some((other) => sameData(item, other)) ? item : there.reduce(word, item),
    )
  return {
    ...wanted,
    columns: wanted.columns.map((column) => {
      const other = found.columns.find(({ name }) => name === column.name)
      return other === undefined ? column : wordedColumn(column, other)
    }),
    checks: pair(wanted.checks, found.checks, wordedCheck),
    foreignKeys: pair(wanted.foreignKeys, found.foreignKeys, (key, other) =>
      wordedForeignKey(key, other, both),
    ),
    indexes: wanted.indexes.map((index) => {
      const other = found.indexes.find(({ name }) => name === index.name)
      return other === undefined ? index : wordedIndex(index, other)
    }),
  }
}

function wordedColumn(wanted: Column, found: Column): Column {
  const { generated: mine } = wanted
  const { generated: theirs } = found
  const value = wanted.default && wordedDefault(wanted.default, found.default)
  return {
    ...wanted,
    ...(sameType(wanted.type, found.type) && { type: found.type }),
    ...(value !== undefined && { default: value }),
    ...(mine !== undefined &&
      theirs !== undefined && {
        generated: { ...mine, expression: worded(mine.expression, theirs.expression) },
      }),
    ...(sameCollation(wanted, found) && { collation: found.collation }),
  }
}

const sameCollation = (a: Column, b: Column): a is Column & { collation: string } =>
  a.collation !== undefined &&
  b.collation !== undefined &&
  folded(a.collation) === folded(b.collation)

function wordedDefault(wanted: Default, found: Default | undefined): Default {
  if (found === undefined || 'literal' in wanted || 'literal' in found) return wanted
  return worded(wanted, found)
}

const worded = (wanted: SqlExpression, found: SqlExpression): SqlExpression =>
  sameSql(wanted.sql, found.sql) ? found : wanted

/** A check is another's only if their names agree too. */
const wordedCheck = (wanted: Check, found: Check): Check =>
  wanted.name === found.name
    ? { ...wanted, expression: worded(wanted.expression, found.expression) }
    : wanted

/** `REFERENCES parent` means the primary key of the parent, whether that is said or not. */
function wordedForeignKey(wanted: ForeignKey, found: ForeignKey, both: Both): ForeignKey {
  const inFull = (key: ForeignKey, schema: Schema): ForeignKey => {
    const { columns } = key.references
    const target = schema.tables.find((table) => sameName(table, key.references))
    const own = columns.length > 0 ? columns : (target?.primaryKey?.columns ?? [])
    return { ...key, references: { ...key.references, columns: own } }
  }
  return sameData(inFull(wanted, both.wanted), inFull(found, both.found)) ? found : wanted
}

function wordedIndex(wanted: Index, found: Index): Index {
  const { where: mine } = wanted
  return {
    ...wanted,
    elements: wanted.elements.map((element, i) => wordedElement(element, found.elements[i])),
    ...(mine !== undefined && found.where !== undefined && { where: worded(mine, found.where) }),
  }
}

/** An expression that is only a name is the column. */
function wordedElement(wanted: IndexElement, found: IndexElement | undefined): IndexElement {
  const { expression, ...rest } = wanted
  if (expression === undefined || found === undefined) return wanted
  if (found.column !== undefined && sameSql(expression.sql, found.column))
    return { ...rest, column: found.column }
  return found.expression === undefined
    ? wanted
    : { ...wanted, expression: worded(expression, found.expression) }
}

const wordedObject = (wanted: StoredObject, found: StoredObject): StoredObject =>
  sameSql(wanted.definition, found.definition)
    ? { ...wanted, definition: found.definition }
    : wanted
