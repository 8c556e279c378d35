import { mapExpressions } from '../../../operations/follow.ts'
import { sameData } from '../../../schema/equal.ts'
import { spell } from '../../../schema/lookup.ts'
import type {
  Column,
  ForeignKey,
  Index,
  IndexElement,
  Table,
  Unmodelled,
} from '../../../schema/model.ts'
import { canonicalTable, rowidColumn } from '../canonical.ts'
import { readDefault } from '../defaults.ts'
import { withPlainStrings } from '../expressions.ts'
import { quote } from '../names.ts'
import { parseCreateIndex } from '../parse/create-index.ts'
import { parseCreateTable } from '../parse/create-table.ts'
import { UnreadableSqlError } from '../parse/reader.ts'
import { folded } from '../parse/tokens.ts'
import { parseType } from '../types.ts'
import type { ColumnRow, ObjectRow } from './rows.ts'

export interface FoundTable {
  readonly table: Table
  readonly unmodelled: readonly Unmodelled[]
}

/** A table and its indexes, as their statements say it; names are spelled as the table spells them. */
export function foundTable(
  row: ObjectRow,
  columns: readonly ColumnRow[],
  indexes: readonly ObjectRow[],
): FoundTable {
  const read = readTable(row, columns)
  const found = indexes.map((index) => readIndex(index, read.table))
  const table = {
    ...withOwnSpelling(read.table),
    indexes: found.flatMap((index) => (index === undefined ? [] : [index])),
  }
  const unread = indexes.filter((_, i) => found[i] === undefined).map(({ name }) => `index ${name}`)
  const columnNames = table.columns.map(({ name }) => name)
  return {
    table: canonicalTable(mapExpressions(table, (sql) => withPlainStrings(sql, columnNames))),
    unmodelled: [...read.beyond, ...unread].map((clause) => ({
      kind: 'table clause',
      name: `${spell(table)}: ${clause}`,
      table: { name: table.name },
    })),
  }
}

/** What SQLite says about the columns has the last word: where the parser sees something else, the table is only reported. */
function readTable(
  row: ObjectRow,
  columns: readonly ColumnRow[],
): { table: Table; beyond: readonly string[] } {
  const parsed = readable(() => parseCreateTable(row.sql))
  // A table that was renamed is called in its statement as it is; the name in the catalog is right in any case.
  if (parsed !== undefined && agrees(parsed.table, columns))
    return { ...parsed, table: { ...parsed.table, name: row.name } }
  return { table: fromPragma(row.name, columns), beyond: ['a definition that Athanor cannot read'] }
}

function readable<T>(parse: () => T): T | undefined {
  try {
    return parse()
  } catch (error) {
    if (error instanceof UnreadableSqlError) return undefined
    throw error
  }
}

function agrees(table: Table, rows: readonly ColumnRow[]): boolean {
  const key = rows.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
  const plain = canonicalTable(withOwnSpelling(table))
  return sameData(
    {
      columns: plain.columns.map((column) => ({
        name: column.name,
        nullable: column.nullable,
        generated: column.generated !== undefined,
      })),
      key: plain.primaryKey?.columns ?? [],
    },
    {
      columns: rows.map(({ name, notnull, hidden }) => ({
        name,
        nullable: notnull === 0 && name !== rowidColumn(plain),
        generated: hidden > 1,
      })),
      key: key.map(({ name }) => name),
    },
  )
}

function fromPragma(name: string, rows: readonly ColumnRow[]): Table {
  const key = rows.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
  return {
    name,
    columns: rows.map((row): Column => {
      const value = row.dflt_value === null ? undefined : readDefault(row.dflt_value)
      return {
        name: row.name,
        type: parseType(row.type),
        nullable: row.notnull === 0,
        ...(value !== undefined && { default: value }),
      }
    }),
    ...(key.length > 0 && { primaryKey: { columns: key.map((row) => row.name) } }),
    uniques: [],
    foreignKeys: [],
    checks: [],
    exclusions: [],
    indexes: [],
  }
}

/** Columns may be written in any case where they are referred to. */
function withOwnSpelling(table: Table): Table {
  const own = speller(table)
  const { primaryKey } = table
  return {
    ...table,
    ...(primaryKey !== undefined && {
      primaryKey: {
        ...primaryKey,
        columns: primaryKey.columns.map(own),
        ...(primaryKey.descending && { descending: primaryKey.descending.map(own) }),
      },
    }),
    uniques: table.uniques.map((unique) => ({ ...unique, columns: unique.columns.map(own) })),
    foreignKeys: table.foreignKeys.map((key) => ({ ...key, columns: key.columns.map(own) })),
  }
}

const speller =
  (table: Table) =>
  (name: string): string =>
    table.columns.find((column) => folded(column.name) === folded(name))?.name ?? name

/** Foreign keys name tables and columns as they are called there. */
export function withSpelledReferences(tables: readonly Table[]): readonly Table[] {
  const byName = new Map(tables.map((table) => [folded(table.name), table]))
  const spelledKey = (key: ForeignKey): ForeignKey => {
    const target = byName.get(folded(key.references.name))
    if (target === undefined) return key
    const columns = key.references.columns.map(speller(target))
    return { ...key, references: { name: target.name, columns } }
  }
  return tables.map((table) => ({ ...table, foreignKeys: table.foreignKeys.map(spelledKey) }))
}

function readIndex(row: ObjectRow, table: Table): Index | undefined {
  const index = readable(() => parseCreateIndex(row.sql))
  return (
    index && { ...index, name: row.name, elements: index.elements.map((e) => inTable(e, table)) }
  )
}

/** A name that is no column of the table can only be a string in double quotes. */
function inTable(element: IndexElement, table: Table): IndexElement {
  const { column, ...rest } = element
  if (column === undefined) return element
  const own = table.columns.find(({ name }) => folded(name) === folded(column))
  return own === undefined
    ? { expression: { sql: quote(column) }, ...rest }
    : { column: own.name, ...rest }
}
