import { mentionsColumn } from '../../../operations/needs.ts'
import { asOwn, type HandedDown } from '../../../schema/inheritance.ts'
import { findColumn, nameOf, sameName } from '../../../schema/lookup.ts'
import {
  type Check,
  type Column,
  emptyTable,
  type ObjectName,
  type Schema,
  type Table,
} from '../../../schema/model.ts'
import { defaultSql } from '../defaults.ts'
import { columnDefinition, nextValue, sequenceBehind, tableDefinition } from '../definition.ts'
import { madeName, qualified, quote } from '../names.ts'
import { dropClause } from './constraints.ts'
import { computedFrom, usersOf } from './dependents.ts'
import { keepingSequences } from './owned-sequences.ts'
import { clause, PASS, type Piece, sql } from './pieces.ts'
import { addAgain, need, takeOut } from './remake.ts'
import { update } from './update.ts'
import { checksCopied, defaultsCopied } from './word-for-word.ts'

/** What a table that joins does not say itself when it has. */
export interface Missing extends HandedDown {
  /** What of that it has as its own before: the values of its columns move over. */
  readonly own: { readonly columns: readonly string[]; readonly checks: readonly Check[] }
}

interface Joining {
  readonly table: Table
  /** All that the new parents hand down. */
  readonly above: HandedDown
  readonly missing: Missing
  readonly parents: readonly ObjectName[]
  readonly schema: Schema
}

/** A statement of its own that alters a table. */
export const change = (table: ObjectName, action: string) =>
  sql(`ALTER TABLE ${qualified(table)} ${action}`)

/**
 * PostgreSQL lets a table join only with all that its parent has, and takes that for the table's own ever after. What a
 * table gets from a parent that it has already is not its own: so it inherits from a helper first, gets from that what
 * it does not say itself, joins its parent, which has the same, and leaves the helper.
 *
 * @see https://www.postgresql.org/docs/current/ddl-inherit.html
 */
export function throughHelper(joining: Joining, inherit: readonly Piece[]): Piece[] {
  const { table, parents, missing, schema } = joining
  const { checks, own } = missing
  const name = nameOf(table)
  const helper = { ...name, name: madeName(table.name, undefined, 'athanor_above') }
  const columns = missing.columns.toSorted(
    (a, b) => Number(isGenerated(a.column)) - Number(isGenerated(b.column)),
  )
  const moving = columns.filter(({ column }) => own.columns.includes(column.name))
  const coming = columns.filter((one) => !moving.includes(one))
  const computed = computedFrom(table, own.columns)
    .map((column) => column.name)
    .filter((column) => !own.columns.includes(column))
  const later = withoutChecks(schema, table, own.checks)
  const remade = [...own.columns, ...computed]
  return keepingSequences(name, remade, schema, [
    { kind: 'away', objects: usersOf(schema, name, remade) },
    ...own.checks.map((check) => dropClause(name, { kind: 'check', ...check })),
    ...computed.flatMap((column) => takeOut(name, column, schema)),
    ...moving.toReversed().flatMap(({ column }) => setAside(table, column, schema)),
    sql(tableDefinition({ ...emptyTable(helper), columns: spokenOf(joining).map(bare) })),
    change(name, `INHERIT ${qualified(helper)}`),
    ...moving.map(({ column }) => add(helper, bare(column))),
    ...coming.map(({ of, column }) => add(helper, bare(column), filling(of, column))),
    ...moving.flatMap(({ column }) => putBack(table, column, schema)),
    ...moving.flatMap(({ column }) => required(helper, column)),
    ...checksCopied(
      helper,
      parents,
      checks.flatMap((check) => check.name ?? []),
    ),
    ...inherit,
    change(name, `NO INHERIT ${qualified(helper)}`),
    sql(`DROP TABLE ${qualified(helper)}`),
    ...defaultsCopied(
      name,
      parents,
      columns.flatMap(({ column }) => (isGenerated(column) ? [] : [column.name])),
    ),
    ...own.columns.flatMap((column) => need(name, column, later)),
    ...computed.flatMap((column) => addAgain(name, column, later)),
  ])
}

/** The columns of its own that the helper has to have, too: what comes from it speaks of them. */
function spokenOf({ above, missing }: Joining): Column[] {
  const all = above.columns.map(({ column }) => column)
  const comes = (column: Column): boolean => missing.columns.some((one) => one.column === column)
  const expressions = [
    ...missing.checks.map(({ expression }) => expression),
    ...missing.columns.flatMap(({ column }) => column.generated?.expression ?? []),
  ]
  const whole = { ...emptyTable({ name: '' }), columns: all }
  return all.filter(
    (column) =>
      !comes(column) &&
      expressions.some((expression) => mentionsColumn(whole, column.name, expression)),
  )
}

const isGenerated = ({ generated }: Column): boolean => generated !== undefined

/** The column with its type, and nothing that a row would have to fulfil. */
function bare(column: Column): Column {
  const { default: _, ...rest } = asOwn(column)
  return { ...rest, nullable: true }
}

const add = (table: ObjectName, column: Column, more = ''): Piece =>
  clause(table, PASS.addColumn, `ADD COLUMN ${columnDefinition(column, table)}${more}`, [
    column.name,
  ])

/** What the rows that are there get in a column that comes. */
function filling(of: ObjectName, column: Column): string {
  const value = defaultOf(of, column)
  return `${value === undefined ? '' : ` DEFAULT ${value}`}${column.nullable ? '' : ' NOT NULL'}`
}

const defaultOf = (table: ObjectName, column: Column): string | undefined => {
  if (column.autoincrement) return nextValue(sequenceBehind(table, column))
  return column.default && defaultSql(column.default)
}

const required = (table: ObjectName, { name, nullable }: Column): Piece[] =>
  nullable ? [] : [clause(table, PASS.notNull, `ALTER COLUMN ${quote(name)} SET NOT NULL`, [name])]

const asideName = (column: string): string => madeName(column, undefined, 'athanor')

function setAside(table: Table, { name }: Column, schema: Schema): Piece[] {
  const own = findColumn(table, name)!
  if (isGenerated(own)) return takeOut(table, name, schema)
  const aside = asideName(name)
  return [
    add(table, { ...bare(own), name: aside }),
    ...update(table, `${quote(aside)} = ${quote(name)}`, schema),
    ...takeOut(table, name, schema),
  ]
}

function putBack(table: Table, column: Column, schema: Schema): Piece[] {
  if (isGenerated(column)) return []
  const aside = quote(asideName(column.name))
  return [
    ...update(table, `${quote(column.name)} = ${aside}`, schema),
    change(table, `DROP COLUMN ${aside}`),
  ]
}

const withoutChecks = (schema: Schema, table: Table, gone: readonly Check[]): Schema => ({
  ...schema,
  tables: schema.tables.map((one) =>
    sameName(one, table)
      ? { ...one, checks: one.checks.filter(({ name }) => !gone.some((own) => own.name === name)) }
      : one,
  ),
})
