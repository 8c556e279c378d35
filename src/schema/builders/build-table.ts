import { checkColumn, checkDraft, checkTableNames, numbers } from '../check-table.ts'
import type { DraftIndex, DraftTable } from '../draft.ts'
import { compact } from '../equal.ts'
import { InvalidModelError, PrimaryKeyTwiceError } from '../errors.ts'
import type {
  Check,
  Column,
  ColumnType,
  ForeignKey,
  ObjectName,
  PrimaryKey,
  Table,
  TableOptions,
  Unique,
} from '../model.ts'
import { applyNaming } from '../naming.ts'
import { type ColumnBuilder, type ColumnSpec, isColumn } from './column.ts'
import { foreignKeyFacts } from './constraints.ts'
import { settled, textual } from './facts.ts'
import { elementOf, indexFacts } from './indexes.ts'
import { COLUMN } from './symbols.ts'
import { type ColumnsInput, columnPairs, type TableFacts, type TableItem } from './table.ts'

/** A column, and what was said in line with it that is not the column's own. */
export interface ColumnParts {
  readonly column: Column
  readonly primaryKey?: PrimaryKey
  readonly unique?: Unique
  readonly foreignKey?: ForeignKey
  readonly checks: readonly Check[]
  readonly index?: DraftIndex
}

/** The type a builder says, and nothing else of it. */
export const typeOf = (builder: ColumnBuilder): ColumnType => builder[COLUMN].type

/** The table that the words describe, its indexes named, checked for all that can be known without the others. */
export function buildTable(
  name: string | ObjectName,
  columns: ColumnsInput,
  items: readonly TableItem[] = [],
  facts: TableFacts = {},
): Table {
  const table = applyNaming(draftTable(name, columns, items, facts))
  checkTableNames(table)
  return table
}

/** The same before anything has been given a name that it was not given by its author. */
export function draftTable(
  name: string | ObjectName,
  columns: ColumnsInput,
  items: readonly TableItem[],
  { schema: inSchema, comment, ...facts }: TableFacts,
): DraftTable {
  const { schema = inSchema, name: bare } =
    typeof name === 'string' ? { name } : (name as ObjectName)
  const parts = columnPairs(columns).map(([column, builder]) => partsOf(bare, column, builder))
  const of = <K extends TableItem['kind']>(kind: K) =>
    items
      .filter((item): item is Extract<TableItem, { kind: K }> => item.kind === kind)
      .map(bareItem)
  const primaryKey = keyOf(bare, parts, of('primaryKey'))
  const foreignKeys = [...parts.flatMap((part) => part.foreignKey ?? []), ...of('foreignKey')]
  const draft: DraftTable = compact({
    schema,
    name: bare,
    columns: parts.map((part) => inTable(part, primaryKey, foreignKeys)),
    primaryKey,
    uniques: [...parts.flatMap((part) => part.unique ?? []), ...of('unique')],
    foreignKeys,
    checks: [...parts.flatMap((part) => part.checks), ...of('check')],
    exclusions: of('exclusion'),
    indexes: [...parts.flatMap((part) => part.index ?? []), ...of('index')],
    comment: comment === '' ? undefined : comment,
    options: optionsOf(bare, facts),
  })
  checkDraft(draft)
  return draft
}

/** What `addColumn` makes of a builder: the column, and the constraints and index said in line with it. */
export function columnParts(name: string, builder: ColumnBuilder): ColumnParts {
  const part = partsOf('', name, builder)
  const foreignKeys = part.foreignKey === undefined ? [] : [part.foreignKey]
  const { spec: _, ...parts } = { ...part, column: inTable(part, part.primaryKey, foreignKeys) }
  checkColumn('', parts.column)
  return parts
}

type Part = ColumnParts & { readonly spec: ColumnSpec }

function partsOf(table: string, name: string, builder: ColumnBuilder): Part {
  if (!isColumn(builder))
    throw new InvalidModelError(
      `column "${table}"."${name}" is not made by a type such as integer()`,
      {
        hint: `${JSON.stringify(name)}: integer().notNull()`,
      },
    )
  const { primaryKey, unique, references, checks = [], index, ...column } = builder[COLUMN]
  const { descending, ...key } = primaryKey ?? {}
  const columns = [name]
  return compact({
    spec: builder[COLUMN],
    column: compact({ ...column, name, nullable: column.nullable ?? true }),
    primaryKey:
      primaryKey && settled({ columns, ...key, descending: descending ? columns : undefined }),
    unique: unique && settled({ columns, ...unique }),
    foreignKey: references && {
      columns,
      ...foreignKeyFacts(references),
      references: references.references,
    },
    checks,
    index: index && indexOf(name, index),
  })
}

function indexOf(
  name: string,
  { descending, nulls, opclass, collation, ...options }: NonNullable<ColumnSpec['index']>,
): DraftIndex {
  return {
    ...indexFacts(options),
    elements: [elementOf(name, { descending, nulls, opclass, collation })],
  }
}

/** The column as its table makes it: not null in a key, and numbering itself where it is the key. */
function inTable(
  { column, spec }: Part,
  primaryKey: PrimaryKey | undefined,
  foreignKeys: readonly ForeignKey[],
): Column {
  const isKey = primaryKey?.columns.includes(column.name) === true
  const { autoincrement: said, ...rest } = column
  const autoincrement =
    said ??
    (isKey &&
      primaryKey.columns.length === 1 &&
      numbers(column.type.kind === 'variant' ? column.type.base : column.type) &&
      column.default === undefined &&
      column.identity === undefined &&
      column.generated === undefined &&
      !foreignKeys.some((key) => key.columns.includes(column.name)))
  return {
    ...rest,
    nullable: spec.nullable ?? !(isKey || column.identity !== undefined),
    ...(autoincrement && { autoincrement }),
  }
}

function keyOf(
  table: string,
  parts: readonly Part[],
  items: readonly PrimaryKey[],
): PrimaryKey | undefined {
  const inline = parts.flatMap((part) => part.primaryKey ?? [])
  if (items.length > 1 || (items.length === 1 && inline.length > 0))
    throw new PrimaryKeyTwiceError(
      table,
      [...inline, ...items].map((key) => `(${key.columns.join(', ')})`).join(' and '),
    )
  return inline.length < 2 ? (inline[0] ?? items[0]) : joinedKey(table, inline)
}

/** Columns that each say `.primaryKey()` are one key, in their order. */
function joinedKey(table: string, keys: readonly PrimaryKey[]): PrimaryKey {
  const names = [...new Set(keys.flatMap((key) => key.name ?? []))]
  if (names.length > 1)
    throw new PrimaryKeyTwiceError(table, names.map((name) => `"${name}"`).join(' and '))
  const descending = keys.flatMap((key) => key.descending ?? [])
  return settled({
    ...Object.assign({}, ...keys),
    columns: keys.flatMap((key) => key.columns),
    descending: descending.length === 0 ? undefined : descending,
  })
}

const bareItem = <I extends TableItem>({ kind: _, ...item }: I): Omit<I, 'kind'> => item

function optionsOf(table: string, facts: TableOptions): TableOptions | undefined {
  const { inherits = [], rowSecurity = 'enabled' } = facts
  if (!inherits.every((parent) => typeof parent.name === 'string'))
    throw new InvalidModelError(`table "${table}" inherits from what is no name of a table`, {
      hint: "Write: inherits: [{ name: 'log' }]",
    })
  if (rowSecurity !== 'enabled' && rowSecurity !== 'forced')
    throw new InvalidModelError(`the row security of table "${table}" is neither on nor forced`, {
      hint: "Write: rowSecurity: 'enabled', or 'forced' for the owner of the table too",
    })
  const options = settled({
    ...facts,
    with: facts.with && textual(facts.with),
  })
  return Object.keys(options).length === 0 ? undefined : options
}
