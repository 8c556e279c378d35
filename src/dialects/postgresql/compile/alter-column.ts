import type { ColumnFacets, Operation } from '../../../operations/model.ts'
import { sameData } from '../../../schema/equal.ts'
import { findColumn } from '../../../schema/lookup.ts'
import type { Column, ObjectName, Schema, Table } from '../../../schema/model.ts'
import { defaultSql } from '../defaults.ts'
import { collationSql } from '../domain.ts'
import { expressionSql } from '../expression-sql.ts'
import { qualified, quote } from '../names.ts'
import { canonicalType, typeSql } from '../types.ts'
import { below } from './below.ts'
import { castUsing } from './cast.ts'
import { commentOn } from './comments.ts'
import { type Context, tableIn } from './context.ts'
import { computedFrom, usersOf } from './dependents.ts'
import { numberingOff, numberingOn, sequenceType } from './numbering.ts'
import { clause, PASS, type Piece, sql } from './pieces.ts'
import { addAgain, remake, takeOut } from './remake.ts'
import { retype } from './retype.ts'

/** A column as it was and as it will be, and where. */
export interface Change {
  readonly table: ObjectName
  readonly was: Column
  readonly is: Column
}

/** What it takes, in an order in which each state between two steps is a legal one. */
export function alterColumn(operation: Operation<'alterColumn'>, context: Context): Piece[] {
  const { table } = operation
  const change: Change = {
    table,
    was: columnOf(operation, tableIn(context.before, table), operation.from),
    is: columnOf(operation, tableIn(context.after, table), operation.to),
  }
  if (isRemade(change, context)) return remake(change, context)
  return [
    ...generation(change),
    ...numberingOff(change),
    ...typeChange(change, operation, context),
    ...nullability(change),
    ...numberingOn(change),
    ...ownDefaults(defaultChange(change), change, context.before),
    ...comment(change),
  ]
}

/** The column of the schema; where that does not know it, what the operation says of it. */
function columnOf(
  { column }: Operation<'alterColumn'>,
  table: Table,
  facets: ColumnFacets,
): Column {
  const known = findColumn(table, column) ?? {
    name: column,
    type: { kind: 'text' },
    nullable: true,
  }
  const said = Object.entries(facets).map(([key, value]) => [key, value ?? undefined])
  return { ...known, ...Object.fromEntries(said) }
}

/** PostgreSQL computes a stored column anew only when it is made, and does not make a plain one generated. */
function isRemade({ was, is }: Change, { version: [major] }: Context): boolean {
  if (is.generated === undefined) return was.generated?.stored === false
  if (was.generated === undefined || was.generated.stored !== is.generated.stored) return true
  return major < 17 && !sameData(was.generated, is.generated)
}

function generation({ table, was, is }: Change): Piece[] {
  if (was.generated === undefined || sameData(was.generated, is.generated)) return []
  const action =
    is.generated === undefined
      ? 'DROP EXPRESSION'
      : `SET EXPRESSION AS (${expressionSql(is.generated.expression)})`
  const pass = is.generated === undefined ? PASS.drop : PASS.expression
  return [clause(table, pass, `ALTER COLUMN ${quote(is.name)} ${action}`, [is.name])]
}

const nullability = ({ table, was, is }: Change): Piece[] => {
  if (was.nullable === is.nullable) return []
  return is.nullable
    ? [clause(table, PASS.drop, `ALTER COLUMN ${quote(is.name)} DROP NOT NULL`, [is.name])]
    : [clause(table, PASS.notNull, `ALTER COLUMN ${quote(is.name)} SET NOT NULL`, [is.name])]
}

const comment = ({ table, was, is }: Change): Piece[] =>
  (was.comment ?? '') === (is.comment ?? '')
    ? []
    : [
        {
          ...sql(commentOn(`COLUMN ${qualified(table)}.${quote(is.name)}`, is.comment)),
          follows: { table, touches: [is.name] },
        },
      ]

// --- type --------------------------------------------------------------------------------------

const changesType = ({ was, is }: Change): boolean =>
  !sameData(canonicalType(was.type), canonicalType(is.type)) || was.collation !== is.collation

/**
 * Views and the like are taken out of the way and made again, generated columns too. The default would
 * be cast along, and then be printed with that cast for ever: it is dropped, and set again.
 */
function typeChange(
  change: Change,
  { using }: Operation<'alterColumn'>,
  context: Context,
): Piece[] {
  if (!changesType(change)) return []
  const { table, was, is } = change
  const computed = computedFrom(tableIn(context.before, table), [is.name])
  const touched = [is.name, ...computed.map(({ name }) => name)]
  const column = quote(is.name)
  const cast = using ?? castUsing(was.type, is.type, column)
  const collate = is.collation === undefined ? '' : ` COLLATE ${collationSql(is.collation)}`
  return [
    { kind: 'away', objects: usersOf(context.before, table, touched) },
    ...computed.flatMap((one) => takeOut(table, one.name, context.before)),
    ...(dropsDefault(change)
      ? [clause(table, PASS.drop, `ALTER COLUMN ${column} DROP DEFAULT`, [is.name])]
      : []),
    ...retype(
      table,
      is.name,
      `${typeSql(is.type)}${collate}${cast === undefined ? '' : ` USING ${cast}`}`,
      context,
    ),
    ...sequenceType(change),
    ...computed.flatMap((one) => addAgain(table, one.name, context.after)),
  ]
}

const isPlain = (column: Column): boolean => !column.autoincrement && column.generated === undefined

const dropsDefault = (change: Change): boolean =>
  changesType(change) &&
  change.was.default !== undefined &&
  isPlain(change.was) &&
  isPlain(change.is) &&
  change.is.identity === undefined

/** PostgreSQL changes the default in all tables below along; those that say their own of the column get it back. */
function ownDefaults(pieces: Piece[], { table, is }: Change, before: Schema): Piece[] {
  if (pieces.length === 0) return pieces
  const theirs = below(table, before).flatMap((child) => {
    const value = findColumn(child, is.name)?.default
    const change = `ALTER COLUMN ${quote(is.name)} SET DEFAULT ${value && defaultSql(value)}`
    return value === undefined ? [] : [clause(child, PASS.other, change, [is.name])]
  })
  return [...pieces, ...theirs]
}

function defaultChange(change: Change): Piece[] {
  const { table, was, is } = change
  if (!isPlain(is) || is.identity !== undefined) return []
  const gone = was.default === undefined || !isPlain(was) || dropsDefault(change)
  if (is.default === undefined)
    return gone
      ? []
      : [clause(table, PASS.drop, `ALTER COLUMN ${quote(is.name)} DROP DEFAULT`, [is.name])]
  if (!gone && sameData(was.default, is.default)) return []
  return [
    clause(
      table,
      PASS.other,
      `ALTER COLUMN ${quote(is.name)} SET DEFAULT ${defaultSql(is.default)}`,
      [is.name],
    ),
  ]
}
