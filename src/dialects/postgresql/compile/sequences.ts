import type { Operation } from '../../../operations/model.ts'
import { sameData } from '../../../schema/equal.ts'
import type { Sequence } from '../../../schema/model.ts'
import { phrase } from '../../statements.ts'
import { qualified, quote } from '../names.ts'
import { sequenceClause } from '../sequence-options.ts'
import { commentOn, commentsOn } from './comments.ts'
import { type Piece, sql } from './pieces.ts'
import { renaming } from './renaming.ts'
import { rangeChange } from './sequence-range.ts'

const owner = ({ ownedBy }: Sequence): string =>
  ownedBy === undefined ? 'NONE' : `${qualified(ownedBy)}.${quote(ownedBy.column)}`

export const createSequence = ({ sequence, ifNotExists }: Operation<'createSequence'>): Piece[] => [
  sql(
    phrase(
      'CREATE SEQUENCE',
      ifNotExists && 'IF NOT EXISTS',
      qualified(sequence),
      sequenceClause(sequence),
      sequence.ownedBy && `OWNED BY ${owner(sequence)}`,
    ),
  ),
  ...commentsOn(`SEQUENCE ${qualified(sequence)}`, sequence.comment).map(sql),
]

export const dropSequence = ({ sequence, ifExists }: Operation<'dropSequence'>): Piece[] => [
  sql(`DROP SEQUENCE ${ifExists ? 'IF EXISTS ' : ''}${qualified(sequence)}`),
]

/** Only what differs, and the present value moved inside new limits. */
export function alterSequence({ from, to }: Operation<'alterSequence'>): Piece[] {
  const { first, clauses } = rangeChange(to, from, to)
  const changes = [
    ...clauses,
    ...(sameData(from.ownedBy, to.ownedBy) ? [] : [`OWNED BY ${owner(to)}`]),
  ]
  return [
    ...first.map(sql),
    ...(changes.length === 0 ? [] : [sql(`ALTER SEQUENCE ${qualified(to)} ${changes.join(' ')}`)]),
    ...((from.comment ?? '') === (to.comment ?? '')
      ? []
      : [sql(commentOn(`SEQUENCE ${qualified(to)}`, to.comment))]),
  ]
}

export const renameSequence = ({ from, to }: Operation<'renameSequence'>): Piece[] =>
  renaming('SEQUENCE', from, to)
