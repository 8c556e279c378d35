import { numbering } from '../../../operations/facets.ts'
import type { Column, Identity, ObjectName } from '../../../schema/model.ts'
import { sequenceBehind } from '../definition.ts'
import { qualified, quote } from '../names.ts'
import { canonicalType, isInteger } from '../types.ts'
import type { Change } from './alter-column.ts'
import { type Clause, clause, PASS, type Piece, sql } from './pieces.ts'
import {
  addIdentity,
  askSequence,
  createSequence,
  goOn,
  kindOf,
  swapOff,
  swapOn,
} from './renumber.ts'
import { rangeChange } from './sequence-range.ts'

/** The default goes before the sequence it asks; and no other one may stand where numbers come. */
export function numberingOff(change: Change): Piece[] {
  if (isSwapped(change)) return swapOff(change)
  const { table, was, is } = change
  const alter = `ALTER COLUMN ${quote(was.name)}`
  const dropDefault = clause(table, PASS.drop, `${alter} DROP DEFAULT`, [was.name])
  if (numbering(was) === 'not')
    return numbering(is) !== 'not' && was.default !== undefined ? [dropDefault] : []
  if (numbering(is) !== 'not') return []
  return was.identity === undefined
    ? [dropDefault, sql(`DROP SEQUENCE ${qualified(sequenceBehind(table, was))}`)]
    : [apart(is, clause(table, PASS.drop, `${alter} DROP IDENTITY`, [was.name]))]
}

/** PostgreSQL would give the identity's sequence the type that the column has beyond the statement, which not every type can be. */
const apart = ({ type }: Column, change: Clause): Piece =>
  isInteger(canonicalType(type))
    ? change
    : sql(`ALTER TABLE ${qualified(change.table)} ${change.sql}`)

/** Numbers go on where they were, or behind the largest there is. */
export function numberingOn(change: Change): Piece[] {
  if (isSwapped(change)) return swapOn(change)
  const { table, was, is } = change
  if (numbering(was) !== 'not')
    return [
      ...sequenceRename(change),
      ...(was.identity && is.identity ? identityChange(table, is, was.identity, is.identity) : []),
    ]
  switch (numbering(is)) {
    case 'not':
      return []
    case 'identity':
      return [
        ...addIdentity(table, is).map((piece) =>
          piece.kind === 'clause' ? apart(was, piece) : piece,
        ),
        goOn(table, is),
      ]
    case 'serial':
      return [createSequence(table, is), ...askSequence(table, is), goOn(table, is)]
  }
}

const isSwapped = ({ was, is }: Change): boolean =>
  numbering(was) !== 'not' && numbering(is) !== 'not' && numbering(was) !== numbering(is)

function sequenceRename({ table, was, is }: Change): Piece[] {
  const [from, to] = [sequenceBehind(table, was), sequenceBehind(table, is)]
  if (numbering(is) === 'not' || from.name === to.name) return []
  return [sql(`ALTER SEQUENCE ${qualified(from)} RENAME TO ${quote(to.name)}`)]
}

function identityChange(table: ObjectName, column: Column, was: Identity, is: Identity): Piece[] {
  const type = kindOf(column)
  const { first, clauses } = rangeChange(
    sequenceBehind(table, column),
    { ...was, type },
    { ...is, type },
  )
  const changes = [
    ...(was.always === is.always ? [] : [`SET GENERATED ${is.always ? 'ALWAYS' : 'BY DEFAULT'}`]),
    ...clauses.map((change) => (change.startsWith('RESTART') ? change : `SET ${change}`)),
  ]
  if (changes.length === 0) return []
  return [
    ...first.map(sql),
    clause(table, PASS.misc, `ALTER COLUMN ${quote(column.name)} ${changes.join(' ')}`, [
      column.name,
    ]),
  ]
}

/** A serial column's sequence does not follow the type by itself, and would run out where the column would not. */
export function sequenceType({ table, was, is }: Change): Piece[] {
  if (!was.autoincrement || !is.autoincrement || kindOf(was) === kindOf(is)) return []
  return [
    {
      ...sql(`ALTER SEQUENCE ${qualified(sequenceBehind(table, is))} AS ${kindOf(is)}`),
      follows: { table, touches: [is.name] },
    },
  ]
}
