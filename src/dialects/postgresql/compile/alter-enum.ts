import type { Operation } from '../../../operations/model.ts'
import { sameData } from '../../../schema/equal.ts'
import { sameName } from '../../../schema/lookup.ts'
import type { Column, Default, Schema, Table } from '../../../schema/model.ts'
import { isInherited } from '../canonical/inherited.ts'
import { defaultSql } from '../defaults.ts'
import { indexName } from '../index-definition.ts'
import { madeName, qualified, quote, text } from '../names.ts'
import { resolved } from '../types.ts'
import { commentOn } from './comments.ts'
import { addPieces, dropClause } from './constraints.ts'
import { type Context, setsDefaultLater } from './context.ts'
import { type Affected, affectedBy, inTheWay, keysAt, wordedParts } from './enum-surroundings.ts'
import { enumStatement } from './enums.ts'
import { indexStatements } from './indexes.ts'
import { clause, PASS, type Piece, sql } from './pieces.ts'
import { addAgain, takeOut } from './remake.ts'
import { retype } from './retype.ts'

type AlterEnum = Operation<'alterEnum'>

/**
 * PostgreSQL takes no value from an enum: a new type is made under the name, and every column cast over to
 * it. Whatever has the old type written into it (defaults, checks, predicates, keys, views) goes before and comes after.
 */
export function alterEnum(op: AlterEnum, context: Context): Piece[] {
  const { before, after } = context
  const comment = commentOf(op, before)
  const said = op.comment !== undefined || comment !== undefined
  const commented = said ? [sql(commentOn(`TYPE ${qualified(op.enum)}`, comment))] : []
  if (sameData(op.from, op.to)) return commented
  const tables = affectedBy(op.enum, context)
  const old = { ...op.enum, name: madeName(op.enum.name, undefined, 'athanor_old') }
  return [
    { kind: 'away', objects: inTheWay(op.enum, tables, before) },
    ...keysAt(before, tables, 'was').map(({ table, key }) => dropClause(table, key)),
    ...tables.flatMap((table) => clear(table, before)),
    sql(`ALTER TYPE ${qualified(op.enum)} RENAME TO ${quote(old.name)}`),
    sql(enumStatement(op.enum, op.to)),
    ...tables.flatMap((table) => cast(table, op, context)),
    sql(`DROP TYPE ${qualified(old)}`),
    ...tables.flatMap((table) => bringBack(table, op, context)),
    ...keysAt(after, tables, 'is').flatMap(({ table, key }) => addPieces(table, key, after)),
    ...commented,
  ]
}

const commentOf = (op: AlterEnum, before: Schema): string | null | undefined =>
  op.comment === undefined
    ? before.enums.find((type) => sameName(type, op.enum))?.comment
    : op.comment.to

function clear(affected: Affected, before: Schema): Piece[] {
  const { was: table, columns, remade } = affected
  const { constraints, indexes } = wordedParts(affected, table)
  return [
    ...remade.flatMap((column) => takeOut(table, column, before)),
    ...constraints.map((constraint) => dropClause(table, constraint)),
    ...defaultsOf(table, columns).map(([name]) =>
      clause(table, PASS.drop, `ALTER COLUMN ${quote(name)} DROP DEFAULT`, [name]),
    ),
    ...indexes.map((index) => sql(`DROP INDEX ${indexName(table, index.name)}`)),
  ]
}

const defaultsOf = (table: Table, columns: readonly string[]): [string, Default][] =>
  table.columns.flatMap(({ name, default: value }) =>
    columns.includes(name) && value !== undefined ? [[name, value]] : [],
  )

const cast = ({ was: table, columns }: Affected, op: AlterEnum, context: Context): Piece[] =>
  table.columns
    .filter(({ name }) => columns.includes(name) && !isInherited(table, name, context.before))
    .flatMap((column) => {
      const target = `${qualified(op.enum)}${isArray(column) ? '[]' : ''}`
      const values = isArray(column)
        ? mappedArray(op, quote(column.name))
        : mapped(op, quote(column.name))
      return retype(table, column.name, `${target} USING ${values}::${target}`, context)
    })

const isArray = ({ type }: Column): boolean => resolved(type).kind === 'array'

/** The values as text, those that are mapped as what they become. */
function mapped({ mapping }: AlterEnum, column: string): string {
  const pairs = Object.entries(mapping ?? {})
  if (pairs.length === 0) return `${column}::text`
  const cases = pairs.map(
    ([from, to]) => `WHEN ${text(from)} THEN ${to === null ? 'NULL' : text(to)}`,
  )
  return `(CASE ${column}::text ${cases.join(' ')} ELSE ${column}::text END)`
}

/** By way of values that no enum has, so that what one pair makes the next one does not take. */
function mappedArray({ mapping }: AlterEnum, column: string): string {
  const pairs = Object.entries(mapping ?? {})
  const between = (at: number): string => text(`\u0001athanor ${at}`)
  const there = pairs.reduce(
    (array, [from], at) => `array_replace(${array}, ${text(from)}, ${between(at)})`,
    `${column}::text[]`,
  )
  return pairs.reduce(
    (array, [, to], at) =>
      `array_replace(${array}, ${between(at)}, ${to === null ? 'NULL' : text(to)})`,
    there,
  )
}

function bringBack(affected: Affected, op: AlterEnum, context: Context): Piece[] {
  const { after } = context
  const { is: table, columns, remade } = affected
  const { constraints, indexes } = wordedParts(affected, table)
  return [
    ...defaultsOf(table, columns).flatMap(([name, value]) => {
      const kept = mappedDefault(value, op)
      if (kept === undefined || (isLost(value, op) && setsDefaultLater(context, table, name)))
        return []
      return clause(
        table,
        PASS.other,
        `ALTER COLUMN ${quote(name)} SET DEFAULT ${defaultSql(kept)}`,
        [name],
      )
    }),
    ...constraints.flatMap((constraint) => addPieces(table, constraint, after)),
    ...remade.flatMap((column) => addAgain(table, column, after)),
    ...indexes.flatMap((index) => indexStatements(table, index)),
  ]
}

/** A default that is one of the mapped values is mapped with them. */
function mappedDefault(value: Default, { mapping = {} }: AlterEnum): Default | undefined {
  if (!('literal' in value) || typeof value.literal !== 'string') return value
  const to = Object.hasOwn(mapping, value.literal) ? mapping[value.literal] : undefined
  if (to === undefined) return value
  return to === null ? undefined : { literal: to }
}

/** A default that is a value no more, and maps to none. */
const isLost = (value: Default, { from, to, mapping = {} }: AlterEnum): boolean =>
  'literal' in value &&
  typeof value.literal === 'string' &&
  from.includes(value.literal) &&
  !to.includes((Object.hasOwn(mapping, value.literal) && mapping[value.literal]) || value.literal)
