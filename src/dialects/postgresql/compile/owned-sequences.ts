import { sameName } from '../../../schema/lookup.ts'
import type { ObjectName, Schema } from '../../../schema/model.ts'
import { qualified, quote } from '../names.ts'
import { type Piece, sql } from './pieces.ts'

/** Does something that drops columns and makes them again: the sequences that they own, and do not number by, stay. */
export function keepingSequences(
  table: ObjectName,
  columns: readonly string[],
  { sequences }: Schema,
  pieces: readonly Piece[],
): Piece[] {
  const owned = sequences.filter(
    ({ ownedBy }) =>
      ownedBy !== undefined && sameName(ownedBy, table) && columns.includes(ownedBy.column),
  )
  const owning = (owner: (column: string) => string): Piece[] =>
    owned.map((sequence) =>
      sql(`ALTER SEQUENCE ${qualified(sequence)} OWNED BY ${owner(sequence.ownedBy!.column)}`),
    )
  return [
    ...owning(() => 'NONE'),
    ...pieces,
    ...owning((column) => `${qualified(table)}.${quote(column)}`),
  ]
}
