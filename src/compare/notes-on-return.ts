import type { Operation } from '../operations/model.ts'
import { BY_STEPS } from '../operations/rows-in-the-way.ts'
import { columnOf, named } from '../operations/words.ts'
import { sameName } from '../schema/lookup.ts'
import type { Note } from './model.ts'
import { fillsItself, madeRequired } from './notes.ts'

/** What somebody should know of a downgrade: schema comes back, rows that went do not. */
export const notesOnReturn = (operations: readonly Operation[]): Note[] =>
  operations.flatMap((operation, index) =>
    remarks(operation, operations).map((note) => ({ ...note, operations: [index] })),
  )

function remarks(
  operation: Operation,
  operations: readonly Operation[],
): Omit<Note, 'operations'>[] {
  switch (operation.kind) {
    case 'addColumn':
      return columnBack(operation)
    case 'alterColumn':
      return madeRequired(operation)
    case 'addConstraint':
      return keyBack(operation, operations)
    default:
      return []
  }
}

const columnBack = ({ table, column }: Operation<'addColumn'>): Omit<Note, 'operations'>[] =>
  column.nullable || fillsItself(column)
    ? []
    : [
        {
          kind: 'may-fail',
          message: `${columnOf(table, column.name)} comes back empty, is NOT NULL and has no default: rows that are there make it fail`,
          hint: `Give it ${BY_STEPS}`,
        },
      ]

/** A key of a table that stayed, to one that comes back without its rows. */
function keyBack(
  { table, constraint }: Operation<'addConstraint'>,
  operations: readonly Operation[],
): Omit<Note, 'operations'>[] {
  if (constraint.kind !== 'foreignKey') return []
  const { references } = constraint
  const isMade = (name: typeof table): boolean =>
    operations.some((other) => other.kind === 'createTable' && sameName(other.table, name))
  if (!isMade(references) || isMade(table)) return []
  return [
    {
      kind: 'may-fail',
      message: `${named(table)} refers to ${named(references)} again, which comes back empty: rows that are there make it fail`,
      hint: 'Put the rows back before with op.run(), or drop the key from both directions.',
    },
  ]
}
