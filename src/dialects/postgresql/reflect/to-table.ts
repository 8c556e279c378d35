import { compact } from '../../../schema/equal.ts'
import type { Column, Index, Table, TableOptions } from '../../../schema/model.ts'
import { parseDefault } from '../defaults.ts'
import { bare, settled } from '../expression.ts'
import { parseType } from '../parse-type.ts'
import type { ColumnRow } from './columns.ts'
import type { ConstraintRow } from './constraints.ts'
import type { IndexRow } from './indexes.ts'
import type { TableRow } from './tables.ts'
import { toExclusion, toForeignKey, toPrimaryKey, toUnique } from './to-constraint.ts'
import { toIndex } from './to-index.ts'
import { nameOfRow, optionsOf } from './to-name.ts'
import type { NumberedColumn } from './to-sequences.ts'
import type { EnumRow } from './types.ts'

/** The rows of all tables, by table, and what the columns lean on. */
export interface TableParts {
  readonly columns: Map<number, ColumnRow[]>
  readonly constraints: Map<number, ConstraintRow[]>
  readonly indexes: Map<number, IndexRow[]>
  readonly enums: Map<number, EnumRow>
  readonly numbering: (table: TableRow, column: ColumnRow) => NumberedColumn
}

/** A table with everything that belongs to it. */
export function toTable(row: TableRow, parts: TableParts): Table {
  const constraints = parts.constraints.get(row.oid) ?? []
  const indexes = parts.indexes.get(row.oid) ?? []
  const indexOf = (constraint: ConstraintRow): IndexRow =>
    indexes.find(({ oid }) => oid === constraint.index)!
  const all = (type: ConstraintRow['type']) => constraints.filter((one) => one.type === type)
  const [primary] = all('p')
  return compact({
    ...nameOfRow(row),
    columns: (parts.columns.get(row.oid) ?? []).map((column) => toColumn(row, column, parts)),
    primaryKey: primary && toPrimaryKey(primary, indexOf(primary)),
    uniques: all('u').map((unique) => toUnique(unique, indexOf(unique))),
    foreignKeys: all('f').map(toForeignKey),
    checks: all('c').map((check) =>
      compact({
        name: check.name,
        expression: { sql: settled(bare(check.expression ?? '')) },
        notValid: check.validated ? undefined : true,
        noInherit: check.no_inherit ? true : undefined,
        comment: check.comment ?? undefined,
      }),
    ),
    exclusions: all('x').map((exclusion) => toExclusion(exclusion, indexOf(exclusion))),
    indexes: indexesOfTheirOwn(indexes),
    comment: row.comment ?? undefined,
    options: toOptions(row),
  })
}

/** Not those behind constraints; and an invalid one is no index, but something that is left over. */
export const indexesOfTheirOwn = (rows: readonly IndexRow[]): Index[] =>
  rows.filter((index) => !index.of_constraint && index.valid).map(toIndex)

function toColumn(table: TableRow, row: ColumnRow, parts: TableParts): Column {
  const enumRow = row.enum === null ? undefined : parts.enums.get(row.enum)
  const type = parseType(row.type, enumRow && { ...nameOfRow(enumRow), values: enumRow.values })
  const numbered = parts.numbering(table, row)
  const expression = row.default ?? undefined
  return compact({
    name: row.name,
    type,
    nullable: !row.not_null,
    default:
      expression === undefined || row.generated !== '' || numbered.autoincrement
        ? undefined
        : parseDefault(expression, type, row.base ?? undefined),
    ...numbered,
    generated:
      expression === undefined || row.generated === ''
        ? undefined
        : { expression: { sql: settled(bare(expression)) }, stored: row.generated === 's' },
    collation: row.collation ?? undefined,
    comment: row.comment ?? undefined,
  })
}

function toOptions(row: TableRow): TableOptions | undefined {
  const storage = optionsOf([
    ...(row.options ?? []),
    ...(row.toast_options ?? []).map((option) => `toast.${option}`),
  ])
  const options: TableOptions = compact({
    unlogged: row.persistence === 'u' ? true : undefined,
    with: storage,
    tablespace: row.tablespace ?? undefined,
    partitionBy: row.partition_by ?? undefined,
    inherits: row.inherits?.map(nameOfRow),
    rowSecurity: row.row_security ? (row.forced ? 'forced' : 'enabled') : undefined,
  })
  return Object.keys(options).length === 0 ? undefined : options
}
