import { compact } from '../schema/equal.ts'
import { findColumn, findTable, nameOf, sameName } from '../schema/lookup.ts'
import type { Column, DialectName, Schema, Table } from '../schema/model.ts'
import { call, object, optional } from '../source/code.ts'
import { columnCode } from '../source/dsl/column.ts'
import { refCode } from '../source/dsl/object.ts'
import { given } from '../source/dsl/type.ts'
import { literal } from '../source/literal.ts'
import { columnIn, editColumn, editTable, tableIn, withFacts } from './edit.ts'
import { AlreadyThereError } from './errors.ts'
import { facetsCode, facetsOf, numbering } from './facets.ts'
import { flagEntries, ifExists, ifNotExists } from './flags.ts'
import { followColumn } from './follow.ts'
import { withKeptDefault } from './kept-default.ts'
import type { AlterColumn, ColumnFacets, Operation } from './model.ts'
import { constraintsOf, needsColumn, withoutColumn } from './needs.ts'
import type { Consequences, OperationSpecs } from './specs.ts'
import { columnOf, named, quoted } from './words.ts'

type ColumnKinds = 'addColumn' | 'dropColumn' | 'alterColumn' | 'renameColumn'

export const columnSpecs: OperationSpecs<ColumnKinds> = {
  addColumn: {
    describe: (op) => `add column ${columnOf(op.table, op.column.name)}`,
    invert: (op) => ({ kind: 'dropColumn', table: op.table, column: op.column, ...ifExists(op) }),
    source: (op, context) =>
      call(
        'op.addColumn',
        refCode(op.table),
        literal(op.column.name),
        columnCode(op.column, context),
        optional(flagEntries({ ifNotExists: op.ifNotExists })),
      ),
    apply: (schema, op) =>
      editTable(schema, op.table, (table) => {
        const isThere = findColumn(table, op.column.name) !== undefined
        if (isThere && op.ifNotExists !== true)
          throw new AlreadyThereError('column', op.column.name, `in table ${named(table)}`)
        return isThere ? table : { ...table, columns: [...table.columns, op.column] }
      }),
    complete: (op, before) =>
      op.ifNotExists === true && isIn(before, op) ? { ...op, idle: true } : op,
  },

  dropColumn: {
    describe: (op) => `drop column ${columnOf(op.table, op.column.name)}`,
    invert: (op) => ({ kind: 'addColumn', table: op.table, column: op.column, ...ifNotExists(op) }),
    source: (op, context) => {
      const flags = optional(flagEntries({ ifExists: op.ifExists }))
      const names = [refCode(op.table), literal(op.column.name)] as const
      if (op.lookUp === true) return call('op.dropColumn', ...names, flags)
      return call('op.dropColumn', ...names, columnCode(op.column, context), flags)
    },
    apply: (schema, op) => {
      if (op.ifExists === true && !isIn(schema, op)) return schema
      const { column } = op
      const edited = editTable(schema, op.table, (table) => {
        columnIn(table, column.name)
        return withoutColumn(table, column.name)
      })
      return { ...edited, sequences: edited.sequences.filter((one) => !isOwned(one, op)) }
    },
    complete: (op, before) => {
      if (op.ifExists === true && !isIn(before, op)) return { ...op, idle: true }
      if (op.lookUp !== true) return op
      return { ...op, column: columnIn(tableIn(before, op.table), op.column.name) }
    },
    consequences: withColumn,
  },

  alterColumn: {
    describe: (op) => `alter column ${columnOf(op.table, op.column)}${changes(op)}`,
    invert: ({ table, column, from, to, using, usingBack }) =>
      compact<AlterColumn & { kind: 'alterColumn' }>({
        kind: 'alterColumn',
        table,
        column,
        from: to,
        to: from,
        using: usingBack,
        usingBack: using,
      }),
    source: (op, context) =>
      call(
        'op.alterColumn',
        refCode(op.table),
        literal(op.column),
        object(
          [
            ['from', op.lookUp === true ? undefined : facetsCode(op.from, context)],
            ['to', facetsCode(op.to, context)],
            ['using', given(op.using)],
            ['usingBack', given(op.usingBack)],
          ],
          op.lookUp !== true,
        ),
      ),
    apply: (schema, op) =>
      editTable(schema, op.table, (table) =>
        editColumn(table, op.column, (column) => altered(column, op.to)),
      ),
    complete: (op, before) => {
      if (op.lookUp !== true) return op
      const found = facetsOf(columnIn(tableIn(before, op.table), op.column))
      const to = withItsSequence(withKeptDefault(op.to, found), found)
      const keys = Object.keys(to) as (keyof ColumnFacets)[]
      const from = Object.fromEntries(keys.map((key) => [key, op.from[key] ?? found[key]]))
      return { ...op, to, from: { ...from, ...op.from } }
    },
  },

  renameColumn: {
    describe: (op) => `rename column ${columnOf(op.table, op.from)} to ${quoted(op.to)}`,
    invert: (op) => ({ kind: 'renameColumn', table: op.table, from: op.to, to: op.from }),
    source: (op) => call('op.renameColumn', refCode(op.table), literal(op.from), literal(op.to)),
    apply: renameColumn,
  },
}

function renameColumn(schema: Schema, op: Operation<'renameColumn'>, dialect: DialectName): Schema {
  const table = tableIn(schema, op.table)
  columnIn(table, op.from)
  if (op.to !== op.from && findColumn(table, op.to) !== undefined)
    throw new AlreadyThereError('column', op.to, `in table ${named(table)}`)
  return followColumn(schema, op, dialect)
}

type OfColumn = Operation<'addColumn' | 'dropColumn'>

const isIn = (schema: Schema, { table, column }: OfColumn): boolean => {
  const found = findTable(schema, table)
  return found !== undefined && findColumn(found, column.name) !== undefined
}

const isOwned = ({ ownedBy }: Schema['sequences'][number], { table, column }: OfColumn): boolean =>
  ownedBy !== undefined && sameName(ownedBy, table) && ownedBy.column === column.name

/** The way back needs the sequence's name where the change does away with it. */
function withItsSequence(to: ColumnFacets, found: ColumnFacets): ColumnFacets {
  if (found.sequenceName === null || to.sequenceName !== undefined) return to
  const now = {
    autoincrement: to.autoincrement ?? found.autoincrement,
    identity: 'identity' in to ? to.identity : found.identity,
  }
  return numbering(now) === numbering(found) ? to : { ...to, sequenceName: null }
}

function altered(
  column: Column,
  { nullable, type, autoincrement, ...facets }: ColumnFacets,
): Column {
  const after = withFacts(column, {
    ...(type !== undefined && { type }),
    ...(nullable !== undefined && { nullable }),
    ...(autoincrement !== undefined && { autoincrement: autoincrement || undefined }),
    ...Object.fromEntries(Object.entries(facets).map(([key, value]) => [key, value ?? undefined])),
  })
  // Another way to number the rows has another sequence behind it, or none.
  const sameSequence = numbering(after) === numbering(column)
  return sameSequence ? after : withFacts(after, { sequenceName: facets.sequenceName ?? undefined })
}

const changes = ({ to }: AlterColumn): string => {
  const facets = Object.keys(to)
  return facets.length === 0 ? '' : ` (${facets.join(', ')})`
}

/** The constraints, indexes and sequences that a database drops with the column. */
function withColumn(op: Operation<'dropColumn'>, before: Schema): Consequences {
  const table = tableIn(before, op.table)
  const owned = before.sequences.filter((one) => isOwned(one, op))
  return {
    before: [
      ...dropsFor(table, op.column.name),
      ...owned.map((from): Operation => {
        const { ownedBy: _, ...to } = from
        return { kind: 'alterSequence', from, to }
      }),
    ],
    after: owned.map(({ ownedBy: _, ...sequence }) => ({ kind: 'dropSequence', sequence })),
  }
}

function dropsFor(table: Table, column: string): Operation[] {
  const parts = needsColumn(table, column)
  const name = nameOf(table)
  return [
    ...parts.indexes.map((index): Operation => ({ kind: 'dropIndex', table: name, index })),
    ...constraintsOf(parts).map(
      (constraint): Operation => ({ kind: 'dropConstraint', table: name, constraint }),
    ),
  ]
}
