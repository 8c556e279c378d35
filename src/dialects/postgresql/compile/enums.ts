import type { Operation } from '../../../operations/model.ts'
import type { EnumType, ObjectName } from '../../../schema/model.ts'
import { qualified, text } from '../names.ts'
import { commentsOn } from './comments.ts'
import { unlessThere } from './objects.ts'
import { type Piece, sql, type Whole } from './pieces.ts'
import { renaming } from './renaming.ts'

/** `CREATE TYPE … AS ENUM`. */
export const enumStatement = (name: ObjectName, values: readonly string[]): string =>
  `CREATE TYPE ${qualified(name)} AS ENUM (${values.map(text).join(', ')})`

/** `CREATE TYPE` has no IF NOT EXISTS: a block does it. */
export const createEnum = ({
  enum: type,
  ifNotExists = false,
}: Operation<'createEnum'>): Piece[] => [
  sql(unlessThere(enumStatement(type, type.values), ifNotExists)),
  ...comment(type),
]

const comment = (type: EnumType): Whole[] =>
  commentsOn(`TYPE ${qualified(type)}`, type.comment).map(sql)

export const dropEnum = ({ enum: type, ifExists }: Operation<'dropEnum'>): Piece[] => [
  sql(`DROP TYPE ${ifExists ? 'IF EXISTS ' : ''}${qualified(type)}`),
]

export const renameEnum = ({ from, to }: Operation<'renameEnum'>): Piece[] =>
  renaming('TYPE', from, to)

/**
 * The new value can be used when the transaction that added it has committed, and not before.
 *
 * @see https://www.postgresql.org/docs/current/sql-altertype.html#SQL-ALTERTYPE-NOTES
 */
export const addEnumValue = (op: Operation<'addEnumValue'>): Piece[] => [
  {
    ...sql(
      `ALTER TYPE ${qualified(op.enum)} ADD VALUE ${op.ifNotExists ? 'IF NOT EXISTS ' : ''}${text(op.value)}${place(op)}`,
    ),
    commitAfter: true,
  },
]

function place({ before, after }: Operation<'addEnumValue'>): string {
  if (before !== undefined) return ` BEFORE ${text(before)}`
  return after === undefined ? '' : ` AFTER ${text(after)}`
}

export const renameEnumValue = ({
  enum: name,
  from,
  to,
}: Operation<'renameEnumValue'>): Piece[] => [
  sql(`ALTER TYPE ${qualified(name)} RENAME VALUE ${text(from)} TO ${text(to)}`),
]
