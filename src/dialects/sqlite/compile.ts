import { NotThereError } from '../../operations/errors.ts'
import type { Operation, OperationKind } from '../../operations/model.ts'
import { sameData } from '../../schema/equal.ts'
import { findTable, spell } from '../../schema/lookup.ts'
import type {
  Check,
  Constraint,
  ForeignKey,
  ObjectName,
  Schema,
  Table,
} from '../../schema/model.ts'
import type { CompileOptions, Statement, Step } from '../dialect.ts'
import { unsupported } from '../errors.ts'
import { phrase } from '../statements.ts'
import { bareName, canonicalTable } from './canonical.ts'
import { insertRows } from './data.ts'
import {
  checkDefinition,
  columnDefinition,
  indexDefinition,
  inlineForeignKey,
  tableDefinition,
} from './definition.ts'
import { convertEnum } from './enums.ts'
import * as inPlace from './in-place.ts'
import { qualified, quote } from './names.ts'
import { createObject, dropObject, isStored, replaceObject } from './objects.ts'
import { folded } from './parse/tokens.ts'

/** What an operation is carried out in. */
export interface Context {
  /** The schema before it and after it; canonical is only what has been looked at with `tableIn`. */
  readonly before: Schema
  readonly after: Schema
  readonly options: CompileOptions
  /** Constraints that are stated with the column that is added. */
  readonly behind: readonly Constraint[]
}

/** What SQLite's ALTER TABLE cannot do: the table has to be made anew. */
export const REBUILD = Symbol('rebuild')

export type Outcome = readonly (Sql | Step)[] | typeof REBUILD

/** A statement of the operation that is compiled. */
export type Sql = string | Pick<Statement, 'sql' | 'copy'>

export type CompileTable = {
  readonly [K in OperationKind]: (op: Operation<K>, context: Context) => Outcome
}

const nothing = (): readonly string[] => []

const only = (what: string): string =>
  `SQLite has no ${what}. Leave it to PostgreSQL: op.only('postgresql', (op) => { … })`

/** What SQLite can do, and how. */
export const compileTable: CompileTable = {
  createTable: (op) => {
    // It is there already, and its indexes are its own.
    if (op.idle) return []
    if (op.table.exclusions.some(({ dialects }) => dialects?.includes('sqlite') ?? true))
      return unsupported(
        'sqlite',
        "SQLite has no exclusion constraints. Mark it: { dialects: ['postgresql'] }",
      )(op)
    return tableWithIndexes(canonicalTable(op.table), op)
  },
  dropTable: (op) => [phrase('DROP TABLE', op.ifExists && 'IF EXISTS', qualified(op.table))],
  renameTable: (op) =>
    sameData(bareName(op.from).schema, bareName(op.to).schema)
      ? [`ALTER TABLE ${qualified(op.from)} RENAME TO ${quote(op.to.name)}`]
      : unsupported('sqlite', 'A table stays in its database: rename it within that.')(op),
  alterTable: unlessSame,
  setTableComment: nothing,

  addColumn: (op, context) => {
    if (op.ifNotExists && hasColumn(context.before, op.table, op.column.name)) return []
    const table = tableIn(context.after, op.table)
    const column = table.columns.find(({ name }) => name === op.column.name)!
    if (!inPlace.canBeAdded(column, table)) return REBUILD
    const behind = context.behind.map((constraint) => constraintBehind(constraint, table))
    return [phrase(alter(op.table), 'ADD COLUMN', columnDefinition(column), ...behind)]
  },
  dropColumn: (op, context) => {
    if (op.ifExists && !hasColumn(context.before, op.table, op.column.name)) return []
    const table = tableIn(context.before, op.table)
    if (!inPlace.canBeDropped(op.column.name, table, context.options.version)) return REBUILD
    const kept = tableIn(context.after, op.table).indexes.map(({ name }) => name)
    const gone = table.indexes.filter(({ name }) => !kept.includes(name))
    return [
      ...gone.map((index) => `DROP INDEX ${indexName(op.table, index.name)}`),
      `${alter(op.table)} DROP COLUMN ${quote(op.column.name)}`,
    ]
  },
  alterColumn: (op, context) => {
    const [was, is] = [tableIn(context.before, op.table), tableIn(context.after, op.table)]
    if (op.using === undefined && sameData(was, is)) return []
    const column = inPlace.onlyNullability(was, is, op.column)
    const { version } = context.options
    if (column === undefined || op.using !== undefined || !inPlace.altersConstraints(version))
      return REBUILD
    const set = column.nullable ? 'DROP NOT NULL' : 'SET NOT NULL'
    const action = column.notNullOnConflict
    const conflict = action && `ON CONFLICT ${action.toUpperCase()}`
    return [phrase(alter(op.table), 'ALTER COLUMN', quote(op.column), set, conflict)]
  },
  renameColumn: (op) => [`${alter(op.table)} RENAME COLUMN ${quote(op.from)} TO ${quote(op.to)}`],

  addConstraint: (op, context) => {
    if (op.constraint.kind === 'exclusion')
      return unsupported('sqlite', only('exclusion constraints'))(op)
    const before = tableIn(context.before, op.table)
    const check = tableIn(context.after, op.table).checks[before.checks.length]
    const free = inPlace.countNamed(op.constraint.name, before) === 0
    const { version } = context.options
    return check !== undefined && free && inPlace.canBeChecked(check, before, version)
      ? [`${alter(op.table)} ADD ${checkDefinition(check)}`]
      : unlessSame(op, context)
  },
  dropConstraint: (op, context) => {
    const { kind, name } = op.constraint
    const only = inPlace.countNamed(name, tableIn(context.before, op.table)) === 1
    if (unlessSame(op, context) !== REBUILD) return []
    return kind === 'check' && only && inPlace.altersConstraints(context.options.version)
      ? [`${alter(op.table)} DROP CONSTRAINT ${quote(name!)}`]
      : REBUILD
  },
  renameConstraint: (op, context) => {
    const before = tableIn(context.before, op.table)
    const only = inPlace.countNamed(op.from, before) === 1
    const check = tableIn(context.after, op.table).checks.find(({ name }) => name === op.to)
    const { version } = context.options
    if (check === undefined || !only || !inPlace.canBeChecked(check, before, version))
      return REBUILD
    const drop = `${alter(op.table)} DROP CONSTRAINT ${quote(op.from)}`
    return [drop, `${alter(op.table)} ADD ${checkDefinition(check)}`]
  },
  validateConstraint: nothing,
  setConstraintComment: nothing,
  setIndexComment: nothing,

  createIndex: (op, { after }) => {
    const table = tableIn(after, op.table)
    const index = table.indexes.find(({ name }) => name === op.index.name)
    return index === undefined ? [] : [indexDefinition(table, index, op)]
  },
  dropIndex: (op) => [
    phrase('DROP INDEX', op.ifExists && 'IF EXISTS', indexName(op.table, op.index.name)),
  ],
  renameIndex: (op, { after }) => {
    const table = tableIn(after, op.table)
    const index = table.indexes.find(({ name }) => name === op.to)!
    return [`DROP INDEX ${indexName(op.table, op.from)}`, indexDefinition(table, index)]
  },

  createSchema: (op) => attached(op, op.name),
  dropSchema: (op) => attached(op, op.name),

  createEnum: nothing,
  dropEnum: nothing,
  renameEnum: nothing,
  addEnumValue: (op, context) => convertEnum({ enum: op.enum }, context),
  renameEnumValue: (op, context) =>
    convertEnum({ enum: op.enum, mapping: { [op.from]: op.to } }, context),
  alterEnum: (op, context) => convertEnum(op, context),

  createSequence: unsupported('sqlite', only('sequences')),
  dropSequence: unsupported('sqlite', only('sequences')),
  alterSequence: unsupported('sqlite', only('sequences')),
  renameSequence: unsupported('sqlite', only('sequences')),

  createObject: (op) => {
    const sql = createObject(op.object, op)
    return sql === undefined ? noSuchObject(op, op.object.kind) : [sql]
  },
  dropObject: (op) =>
    isStored(op.object) ? [dropObject(op.object, op)] : noSuchObject(op, op.object.kind),
  replaceObject: (op, { before }) =>
    isStored(op.to) ? replaceObject(op, before) : noSuchObject(op, op.to.kind),

  bulkInsert: (op) => insertRows(op),
  execute: (op) => {
    const sql = typeof op.sql === 'string' ? op.sql : op.sql.sqlite
    if (sql === undefined) return []
    const outside = op.outsideTransaction && { outsideTransaction: true }
    return [{ kind: 'statement', sql, operations: [op], script: true, ...outside }]
  },
  run: (op, { options }) => {
    if (!options.offline) return [{ kind: 'run', operation: op }]
    const sql = typeof op.sql === 'string' ? op.sql : op.sql?.sqlite
    return sql === undefined
      ? unsupported(
          'sqlite',
          'A script cannot run code. Give its SQL: op.run(fn, { sql: `…` })',
        )(op)
      : [{ kind: 'statement', sql, operations: [op], script: true }]
  },
  custom: (op) =>
    op.ddl.sqlite ??
    unsupported('sqlite', 'Give its statements: op.custom({ ddl: { sqlite: [`…`] } })')(op),
}

/** The table in SQLite's terms. */
export function tableIn(schema: Schema, name: ObjectName): Table {
  const table = findTable(schema, name)
  if (table === undefined) throw new NotThereError('table', spell(name), schema.tables.map(spell))
  return canonicalTable(table)
}

/** `CREATE TABLE`, and its indexes. */
export const tableWithIndexes = (
  table: Table,
  flags: { readonly ifNotExists?: boolean } = {},
): readonly string[] => [
  tableDefinition(table, flags),
  ...table.indexes.map((index) => indexDefinition(table, index, flags)),
]

/** A change that means nothing here needs no statement; any other needs a rebuild. */
function unlessSame(
  { table }: { readonly table: ObjectName },
  { before, after }: Context,
): Outcome {
  return sameData(tableIn(before, table), tableIn(after, table)) ? [] : REBUILD
}

const alter = (table: ObjectName): string => `ALTER TABLE ${qualified(table)}`

/** An index is where its table is. */
const indexName = ({ schema }: ObjectName, name: string): string =>
  qualified(schema === undefined ? { name } : { schema, name })

const hasColumn = (schema: Schema, name: ObjectName, column: string): boolean =>
  tableIn(schema, name).columns.some((one) => folded(one.name) === folded(column))

function constraintBehind(constraint: Constraint, table: Table): string {
  const { kind, ...rest } = constraint
  const own = { ...table, uniques: [], foreignKeys: [], checks: [] }
  if (kind === 'foreignKey') {
    const [key] = canonicalTable({ ...own, foreignKeys: [rest as ForeignKey] }).foreignKeys
    return inlineForeignKey(key!)
  }
  const [check] = canonicalTable({ ...own, checks: [rest as Check] }).checks
  return checkDefinition(check!)
}

/** The two that are always there. */
function attached(op: Operation, name: string): readonly string[] {
  if (name === 'main' || name === 'temp') return []
  return unsupported('sqlite', only('schemas'))(op)
}

const noSuchObject = (op: Operation, kind: string): never =>
  unsupported('sqlite', only(`${kind}s`))(op)
