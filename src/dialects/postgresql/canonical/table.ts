import { compact } from '../../../schema/equal.ts'
import type {
  Check,
  Column,
  Exclusion,
  ForeignKey,
  PrimaryKey,
  Schema,
  Table,
  TableOptions,
  Unique,
} from '../../../schema/model.ts'
import { canonicalDefault } from '../defaults.ts'
import { parseDomain } from '../domain.ts'
import { serialSequence, storedName, storedObjectName } from '../names.ts'
import { canonicalIdentity } from '../sequence-options.ts'
import { canonicalType, isInteger } from '../types.ts'
import { tableCalled } from './called.ts'
import { canonicalElement, canonicalIndex } from './indexes.ts'
import { inheritedColumns } from './inherited.ts'
import { expression, isHere, method, names, partitionKey, storage, yes } from './parts.ts'
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
    options: table.options && canonicalOptions(table.options, columns),
  })
}

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

const name = (given: string | undefined): string | undefined =>
  given === undefined ? undefined : storedName(given)

const canonicalKey = (key: PrimaryKey): PrimaryKey =>
  compact({
    name: name(key.name),
    columns: key.columns.map(storedName),
    deferrable: key.deferrable,
    include: names(key.include),
    withoutOverlaps: yes(key.withoutOverlaps),
    comment: key.comment || undefined,
  })

const canonicalUnique = (unique: Unique): Unique =>
  compact({
    name: name(unique.name),
    columns: unique.columns.map(storedName),
    deferrable: unique.deferrable,
    nullsNotDistinct: yes(unique.nullsNotDistinct),
    include: names(unique.include),
    withoutOverlaps: yes(unique.withoutOverlaps),
    comment: unique.comment || undefined,
  })

/** A key that names no columns over there means the primary key's. */
function canonicalForeignKey(key: ForeignKey, schema: Schema): ForeignKey {
  const { columns } = key.references
  const referred =
    columns.length > 0 ? columns : (tableCalled(key.references, schema)?.primaryKey?.columns ?? [])
  return compact({
    name: name(key.name),
    columns: key.columns.map(storedName),
    references: { ...storedObjectName(key.references), columns: referred.map(storedName) },
    onDelete: key.onDelete === 'no action' ? undefined : key.onDelete,
    onUpdate: key.onUpdate === 'no action' ? undefined : key.onUpdate,
    onDeleteColumns: names(key.onDeleteColumns),
    match: key.match,
    period: yes(key.period),
    deferrable: key.deferrable,
    notValid: yes(key.notValid),
    comment: key.comment || undefined,
  })
}

const canonicalCheck = (check: Check): Check =>
  compact({
    name: name(check.name),
    expression: expression(check.expression),
    notValid: yes(check.notValid),
    noInherit: yes(check.noInherit),
    comment: check.comment || undefined,
  })

const canonicalExclusion = (exclusion: Exclusion): Exclusion =>
  compact({
    name: name(exclusion.name),
    using: method(exclusion.using),
    elements: exclusion.elements.map((element) => ({
      ...canonicalElement(element),
      operator: element.operator.trim(),
    })),
    where: exclusion.where && expression(exclusion.where),
    include: names(exclusion.include),
    deferrable: exclusion.deferrable,
    comment: exclusion.comment || undefined,
  })

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
