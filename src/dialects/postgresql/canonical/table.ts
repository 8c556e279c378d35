import { compact } from '../../../schema/equal.ts'
import { fromAloneOf, parentsOf } from '../../../schema/inheritance.ts'
import type { Column, Schema, Table, TableOptions } from '../../../schema/model.ts'
import { canonicalDefault } from '../defaults.ts'
import { parseDomain } from '../domain.ts'
import { serialSequence, storedName, storedObjectName } from '../names.ts'
import { canonicalIdentity } from '../sequence-options.ts'
import { canonicalType, isInteger } from '../types.ts'
import {
  canonicalCheck,
  canonicalExclusion,
  canonicalForeignKey,
  canonicalKey,
  canonicalUnique,
} from './constraints.ts'
import { canonicalIndex } from './indexes.ts'
import { inheritedColumns } from './inherited.ts'
import { expression, isHere, partitionKey, storage, yes } from './parts.ts'
import { hasToast } from './toast.ts'

/** A table as reflection would find it, but for the names of constraints that have none. */
export function canonicalTable(table: Table, schema: Schema): Table {
  const keyed = new Set(table.primaryKey?.columns)
  const columns = inheritedColumns(table, schema).map((column) =>
    canonicalColumn(
      table,
      keyed.has(column.name) ? { ...column, nullable: false } : column,
      schema,
    ),
  )
  return compact({
    ...storedObjectName(table),
    columns,
    primaryKey: table.primaryKey && canonicalKey(table.primaryKey),
    uniques: table.uniques.map(canonicalUnique),
    foreignKeys: table.foreignKeys.map((key) => canonicalForeignKey(key, schema)),
    checks: table.checks.filter(isHere).map(canonicalCheck),
    exclusions: table.exclusions.filter(isHere).map(canonicalExclusion),
    indexes: table.indexes.filter(isHere).map(canonicalIndex),
    comment: table.comment || undefined,
    options:
      table.options && canonicalOptions(table.options, [...columns, ...above(table, schema)]),
  })
}

/** The columns that it has without saying so. */
const above = (table: Table, schema: Schema): readonly Column[] =>
  fromAloneOf(table, parentsOf(table), schema).columns.map(({ column }) => ({
    ...column,
    type: canonicalType(column.type),
  }))

function canonicalColumn(table: Table, column: Column, schema: Schema): Column {
  const type = canonicalType(column.type)
  const { identity, generated } = column
  const numbered = yes(column.autoincrement) && isInteger(type) && identity === undefined
  return compact({
    name: storedName(column.name),
    type,
    nullable: column.nullable && identity === undefined,
    default:
      numbered || generated
        ? undefined
        : canonicalDefault(column.default, type, baseOf(type, schema)),
    autoincrement: numbered ? true : undefined,
    sequenceName: numbered || identity ? sequenceName(table, column) : undefined,
    identity: identity && canonicalIdentity(identity, type),
    generated: generated && {
      expression: expression(generated.expression),
      stored: generated.stored,
    },
    collation: column.collation === 'default' ? undefined : column.collation,
    comment: column.comment || undefined,
  })
}

/** What stands behind a column's domain, where the model says. */
function baseOf(type: Column['type'], schema: Schema): string | undefined {
  if (type.kind !== 'native') return undefined
  const domain = schema.objects.find(({ kind, name }) => kind === 'domain' && name === type.sql)
  return domain && parseDomain(domain.definition).type
}

function sequenceName(table: Table, { name, sequenceName }: Column): string | undefined {
  if (sequenceName === undefined) return undefined
  const stored = storedName(sequenceName)
  return stored === serialSequence(table.name, name) ? undefined : stored
}

function canonicalOptions(
  options: TableOptions,
  columns: readonly Column[],
): TableOptions | undefined {
  const { unlogged, tablespace, partitionBy, inherits, rowSecurity } = options
  const known: TableOptions = compact({
    unlogged: yes(unlogged),
    with: kept(storage(options.with), columns),
    tablespace: tablespace === undefined ? undefined : storedName(tablespace),
    partitionBy: partitionBy && partitionKey(partitionBy),
    inherits: inherits?.length ? inherits.map(storedObjectName) : undefined,
    rowSecurity,
  })
  return Object.keys(known).length === 0 ? undefined : known
}

/** Without the parameters of a table for long values, where there will be none. */
function kept(parameters: TableOptions['with'], columns: readonly Column[]): TableOptions['with'] {
  if (parameters === undefined || hasToast(columns)) return parameters
  const own = Object.entries(parameters).filter(([key]) => !key.startsWith('toast.'))
  return own.length === 0 ? undefined : Object.fromEntries(own)
}
