import { needsColumn } from '../../operations/needs.ts'
import { sameData } from '../../schema/equal.ts'
import type { Check, Column, Constraint, Table } from '../../schema/model.ts'
import type { CompileOptions } from '../dialect.ts'
import { isConstantDefault } from './defaults.ts'
import { mentions } from './expressions.ts'
import { folded, significant, spelled, tokenize } from './parse/tokens.ts'

type Version = CompileOptions['version']

const atLeast = ([major, minor]: Version, wanted: number): boolean => major > 3 || minor >= wanted

/** `ALTER COLUMN … SET NOT NULL`, `ADD CHECK` (see `canBeChecked`), `DROP CONSTRAINT` of a check. */
export const altersConstraints = (version: Version): boolean => atLeast(version, 53)

/**
 * Whether `ADD COLUMN` can add it. Every row gets the same value without being touched, so that must be a constant; where
 * there are no rows SQLite would take more, but that cannot be known here.
 *
 * @see https://www.sqlite.org/lang_altertable.html#alter_table_add_column
 */
export const canBeAdded = (column: Column, table: Table): boolean =>
  column.generated?.stored !== true &&
  (column.default === undefined || isConstantDefault(column.default)) &&
  table.primaryKey?.columns.includes(column.name) !== true

/** A constraint that may stand behind the column that is being added. */
export function standsBehind(column: string, constraint: Constraint): boolean {
  if (constraint.kind === 'foreignKey')
    return constraint.columns.length === 1 && constraint.columns[0] === column
  return (
    constraint.kind === 'check' &&
    constraint.onConflict === undefined &&
    mentions(constraint.expression.sql, column)
  )
}

/**
 * Whether `DROP COLUMN` can drop it: nothing of the table but indexes speaks of it. Triggers and views that do are
 * SQLite's to refuse, by name.
 *
 * @see https://www.sqlite.org/lang_altertable.html#alter_table_drop_column
 */
export function canBeDropped(column: string, table: Table, version: Version): boolean {
  const needs = needsColumn(table, column)
  const keyed = needs.primaryKey !== undefined || needs.uniques.length > 0
  const generates = table.columns.some(
    ({ name, generated }) =>
      name !== column && generated !== undefined && mentions(generated.expression.sql, column),
  )
  return (
    atLeast(version, 35) &&
    !keyed &&
    !generates &&
    needs.foreignKeys.length === 0 &&
    needs.checks.length === 0
  )
}

/** The column as it is to be, where its being nullable or not is all that changes in the table. */
export function onlyNullability(was: Table, is: Table, name: string): Column | undefined {
  const [old, column] = [columnOf(was, name), columnOf(is, name)]
  if (old === undefined || column === undefined || old.nullable === column.nullable)
    return undefined
  const otherwise = { ...is, columns: is.columns.map((one) => (one === column ? old : one)) }
  const same = sameData(otherwise, was) && sameData(lessNullability(old), lessNullability(column))
  return same && column.notNullName === undefined ? column : undefined
}

const columnOf = ({ columns }: Table, name: string): Column | undefined =>
  columns.find((column) => column.name === name)

const lessNullability = (column: Column): Column => ({
  ...column,
  nullable: true,
  notNullOnConflict: undefined,
  notNullName: undefined,
})

/**
 * Whether `ADD CHECK` judges the rows that are there as the check does ever after: a check that comes out as NULL holds, but
 * SQLite 3.53 takes it for broken when it is added. So nothing in it may be NULL: no column, no function of which that
 * is not sure, no division.
 */
export function canBeChecked({ expression }: Check, { columns }: Table, version: Version): boolean {
  if (!altersConstraints(version)) return false
  const filled = new Set(columns.flatMap(({ name, nullable }) => (nullable ? [] : [folded(name)])))
  return significant(tokenize(expression.sql)).every((token) => {
    if (token.kind === 'operator') return !UNSURE_OPERATORS.has(token.text)
    if (token.kind === 'name') return filled.has(folded(spelled(token)!))
    return (
      token.kind !== 'word' ||
      SURE_WORDS.has(token.text.toUpperCase()) ||
      filled.has(folded(token.text))
    )
  })
}

const UNSURE_OPERATORS: ReadonlySet<string> = new Set(['/', '%', '->', '->>'])

/** None of these makes a NULL of what is none. */
const SURE_WORDS: ReadonlySet<string> = new Set(
  'AND OR NOT IN IS BETWEEN LIKE GLOB ISNULL NOTNULL TRUE FALSE LENGTH LOWER UPPER TRIM ABS TYPEOF'.split(
    ' ',
  ),
)

/** How many constraints of the table have this name. SQLite drops the first of them, whatever its kind. */
export const countNamed = (name: string | undefined, table: Table): number =>
  [
    ...table.columns.map(({ notNullName }) => notNullName),
    ...[table.primaryKey, ...table.uniques, ...table.foreignKeys, ...table.checks].map(
      (one) => one?.name,
    ),
  ].filter((one) => one !== undefined && name !== undefined && folded(one) === folded(name)).length
