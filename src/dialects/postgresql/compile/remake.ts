import { constraintsOf, needsColumn } from '../../../operations/needs.ts'
import { findColumn, sameName } from '../../../schema/lookup.ts'
import type { Column, ObjectName, Schema, StoredObject } from '../../../schema/model.ts'
import { columnDefinition } from '../definition.ts'
import { parseGrant } from '../grant.ts'
import { madeName, qualified, quote, storedName, storedObjectName } from '../names.ts'
import { typeSql } from '../types.ts'
import type { Change } from './alter-column.ts'
import { commentsOn } from './comments.ts'
import { addPieces, dropClause } from './constraints.ts'
import { type Context, tableIn } from './context.ts'
import { computedFrom, keysTo, usersOf } from './dependents.ts'
import { indexStatements } from './indexes.ts'
import { createStatements } from './objects.ts'
import { keepingSequences } from './owned-sequences.ts'
import { clause, PASS, type Piece, sql } from './pieces.ts'
import { update } from './update.ts'

/**
 * A column dropped and made again, where no ALTER COLUMN leads to what is wanted. It then stands last. One that is
 * no longer generated keeps the values it had.
 */
export function remake(change: Change, context: Context): Piece[] {
  const { table, is } = change
  const { before, after } = context
  const computed = computedFrom(tableIn(before, table), [is.name]).map(({ name }) => name)
  const columns = [is.name, ...computed]
  return keepingSequences(table, columns, before, [
    { kind: 'away', objects: usersOf(before, table, columns) },
    ...computed.flatMap((name) => takeOut(table, name, before)),
    ...(is.generated === undefined ? keepValues(change, before) : takeOut(table, is.name, before)),
    ...(is.generated === undefined ? need(table, is.name, after) : addAgain(table, is.name, after)),
    ...computed.flatMap((name) => addAgain(table, name, after)),
  ])
}

/** The values move over into a plain column, which takes the other one's place. */
function keepValues({ table, was, is }: Change, before: Schema): Piece[] {
  const name = madeName(is.name, undefined, 'athanor')
  const plain: Column = { ...is, name, nullable: true }
  return [
    clause(table, PASS.addColumn, `ADD COLUMN ${columnDefinition(plain, table)}`, [name]),
    ...update(table, `${quote(name)} = ${quote(was.name)}::${typeSql(is.type)}`, before),
    ...(is.nullable
      ? []
      : [clause(table, PASS.notNull, `ALTER COLUMN ${quote(name)} SET NOT NULL`, [name])]),
    ...takeOut(table, was.name, before),
    sql(`ALTER TABLE ${qualified(table)} RENAME COLUMN ${quote(name)} TO ${quote(is.name)}`),
    ...commentsOn(`COLUMN ${qualified(table)}.${quote(is.name)}`, is.comment).map(sql),
  ]
}

/** Drops a column; keys of other tables that refer to it would not let it go. */
export const takeOut = (table: ObjectName, column: string, before: Schema): Piece[] => [
  ...keysTo(before, table, [column]).map(({ table: other, key }) =>
    dropClause(other, { kind: 'foreignKey', ...key }),
  ),
  clause(table, PASS.drop, `DROP COLUMN ${quote(column)}`, [column]),
]

/** Makes a column, and with it what went when it was dropped. */
export function addAgain(table: ObjectName, name: string, after: Schema): Piece[] {
  const column = findColumn(tableIn(after, table), name)
  if (column === undefined) return []
  return [
    clause(table, PASS.addColumn, `ADD COLUMN ${columnDefinition(column, table)}`, [name]),
    ...need(table, name, after),
    ...commentsOn(`COLUMN ${qualified(table)}.${quote(name)}`, column.comment).map(sql),
  ]
}

/** The constraints and indexes that need the column, and what was granted on it. */
export function need(table: ObjectName, name: string, after: Schema): Piece[] {
  const known = tableIn(after, table)
  const parts = needsColumn(known, name)
  return [
    ...constraintsOf(parts)
      .toReversed()
      .flatMap((constraint) => addPieces(table, constraint, after)),
    ...parts.indexes.flatMap((index) => indexStatements(table, index)),
    ...keysTo(after, table, [name]).flatMap(({ table: other, key }) =>
      addPieces(other, { kind: 'foreignKey', ...key }, after),
    ),
    ...grantsOn(after, table, name)
      .flatMap((grant) => createStatements(grant))
      .map(sql),
  ]
}

/** The grants on some columns of a table that name this one. To grant again what is granted already does nothing. */
const grantsOn = ({ objects }: Schema, table: ObjectName, column: string): StoredObject[] =>
  objects.filter(
    (object) =>
      object.kind === 'grant' &&
      object.table !== undefined &&
      sameName(storedObjectName(object.table), storedObjectName(table)) &&
      parseGrant(object).privileges.some(({ columns }) => columns.includes(storedName(column))),
  )
