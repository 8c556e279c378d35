import type { Column, Constraint, Identity, Index, ObjectName, Table } from '../../schema/model.ts'
import { phrase } from '../statements.ts'
import { constraintDefinition } from './constraint-definition.ts'
import { defaultSql } from './defaults.ts'
import { collationSql } from './domain.ts'
import { expressionSql } from './expression-sql.ts'
import { storageClause } from './index-definition.ts'
import { qualified, quote, serialSequence, text } from './names.ts'
import { integerKind, sequenceClause, sequenceOptions } from './sequence-options.ts'
import { canonicalType, typeSql } from './types.ts'

const serials = { smallint: 'smallserial', integer: 'serial', bigint: 'bigserial' } as const

/** The sequence behind a column's numbers. It lives in the schema of the column's table. */
export const sequenceBehind = (table: ObjectName, column: Column): ObjectName =>
  sequenceOf(table, column.sequenceName ?? serialSequence(table.name, column.name))

/** `serial` has no way to say another name for its sequence, and is NOT NULL: then the sequence is made apart. */
export const isApart = (column: Column): boolean =>
  column.autoincrement === true && (column.sequenceName !== undefined || column.nullable)

const columnType = (column: Column): string =>
  column.autoincrement && !isApart(column)
    ? serials[integerKind(canonicalType(column.type))]
    : typeSql(column.type)

/** The column as it stands in CREATE TABLE, and behind ADD COLUMN. */
export const columnDefinition = (column: Column, table: ObjectName): string =>
  phrase(
    quote(column.name),
    columnType(column),
    column.collation !== undefined && `COLLATE ${collationSql(column.collation)}`,
    !column.nullable && 'NOT NULL',
    defaultClause(column, table),
    column.identity && identityClause(column, column.identity, table),
    column.generated &&
      `GENERATED ALWAYS AS (${expressionSql(column.generated.expression)}) ${column.generated.stored ? 'STORED' : 'VIRTUAL'}`,
  )

function defaultClause(column: Column, table: ObjectName): string | undefined {
  if (column.autoincrement)
    return isApart(column) ? `DEFAULT ${nextValue(sequenceBehind(table, column))}` : undefined
  return column.default === undefined ? undefined : `DEFAULT ${defaultSql(column.default)}`
}

const sequenceOf = ({ schema }: ObjectName, name: string): ObjectName =>
  schema === undefined ? { name } : { schema, name }

/** The default that takes numbers from a sequence. */
export const nextValue = (sequence: ObjectName): string =>
  `nextval(${text(qualified(sequence))}::regclass)`

/** `GENERATED … AS IDENTITY`, with the options that are not the usual ones. */
export const identityClause = (column: Column, identity: Identity, table: ObjectName): string => {
  const kind = integerKind(canonicalType(column.type))
  const options = phrase(
    column.sequenceName !== undefined &&
      `SEQUENCE NAME ${qualified(sequenceOf(table, column.sequenceName))}`,
    sequenceClause(sequenceOptions({ ...identity, type: kind }, kind)),
  )
  return `GENERATED ${identity.always ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY${options === '' ? '' : ` (${options})`}`
}

// --- tables ------------------------------------------------------------------------------------

/** What of a table cannot be said in `CREATE TABLE`: there a constraint is valid, for there are no rows. */
const isLate = (constraint: Constraint): boolean =>
  'notValid' in constraint && constraint.notValid === true

const here = ({ dialects }: { readonly dialects?: readonly string[] }): boolean =>
  dialects === undefined || dialects.includes('postgresql')

/** Every constraint of a table that is for PostgreSQL, keys to other tables last. */
export const constraintsOf = (table: Table): Constraint[] => [
  ...(table.primaryKey ? [{ kind: 'primaryKey' as const, ...table.primaryKey }] : []),
  ...table.uniques.map((unique) => ({ kind: 'unique' as const, ...unique })),
  ...table.checks.filter(here).map((check) => ({ kind: 'check' as const, ...check })),
  ...table.exclusions.filter(here).map((one) => ({ kind: 'exclusion' as const, ...one })),
  ...table.foreignKeys.map((key) => ({ kind: 'foreignKey' as const, ...key })),
]

/** The indexes that are for PostgreSQL. */
export const indexesOf = (table: Table): Index[] => table.indexes.filter(here)

/** Those that only ALTER TABLE can make as they are. */
export const lateConstraints = (table: Table): Constraint[] => constraintsOf(table).filter(isLate)

/** `CREATE TABLE`, without what needs statements of its own. */
export function tableDefinition(table: Table, ifNotExists = false): string {
  const { unlogged, partitionBy, inherits = [], tablespace, with: parameters } = table.options ?? {}
  const items = [
    ...table.columns.map((column) => columnDefinition(column, table)),
    ...constraintsOf(table)
      .filter((constraint) => !isLate(constraint))
      .map(constraintDefinition),
  ]
  return phrase(
    'CREATE',
    unlogged && 'UNLOGGED',
    'TABLE',
    ifNotExists && 'IF NOT EXISTS',
    qualified(table),
    items.length === 0 ? '()' : `(\n  ${items.join(',\n  ')}\n)`,
    inherits.length > 0 && `INHERITS (${inherits.map(qualified).join(', ')})`,
    partitionBy !== undefined && `PARTITION BY ${partitionBy}`,
    storageClause(parameters),
    tablespace !== undefined && `TABLESPACE ${quote(tablespace)}`,
  )
}
